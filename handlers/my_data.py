"""What the bot knows about a person, in plain words, and their rights over it; open to whoever was invited."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from db.corrections import FORM
from domain.names import shown
from handlers.commands import no_menu
from handlers.joining import Known
from handlers.live_card import Showing, rewritten
from handlers.replies import Replies, below, document, show, toast
from handlers.surround import CHANNEL, Do, May
from keyboards import my_data as buttons
from keyboards.joining import door
from keyboards.menu import Open
from locales import Texts
from programme import beginning, my_data, phones, runs
from programme.my_data import Kept
from programme.presence import Visitor

router = Router(name="my_data")
router.message.filter(Known())
router.callback_query.filter(Known())

AT_SCHOOL = ("group", "born", "phone")
"""What is kept on the school's own machine only, where chats know people by codes."""


@router.message(Command("my_data"))
async def data_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, address: str) -> Replies:
    """/my_data."""
    return [show(message, *await _screen(do, visitor, texts, names, address))]


@router.callback_query(Open.filter(F.screen == "my_data"))
async def data_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str
) -> Replies:
    """The same, by its button."""
    return [toast(query), show(query, *await _screen(do, visitor, texts, names, address))]


@router.callback_query(buttons.AboutMe.filter(F.step == "seen"))
async def readers_asked(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Who can see what."""
    found = await do(my_data.readers, visitor.person)
    lines = [
        texts(f"my_data.seen_{name}", who=", ".join(texts(f"find.role_{role}") for role in roles))
        for name, roles in found
        if roles
    ]
    parts = [texts("my_data.seen_title"), "\n".join(lines)]
    sides = {"mentor", "mentee"} & {*visitor.roles}
    parts += [texts(f"my_data.seen_partner_{side}") for side in sorted(sides)]
    if "mentee" in visitor.roles:
        parts.append(texts("my_data.seen_parent"))
    if texts.tone == "child":
        parts.append(texts("my_data.seen_help"))
    return [toast(query), show(query, "\n\n".join(parts), buttons.back(texts))]


@router.callback_query(buttons.AboutMe.filter(F.step == "file"))
async def file_wanted(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """Everything as files: one to read, one for machines."""
    screen = await _screen(do, visitor, texts, names, address)
    return [*_files(query, visitor, visitor.person.id, texts, names, now), *below(query, *screen)]


@router.callback_query(buttons.AboutChild.filter())
async def file_of_child_wanted(
    query: CallbackQuery, callback_data: buttons.AboutChild, do: Do, visitor: Visitor, texts: Texts, names: str,
    address: str, now: datetime,
) -> Replies:  # fmt: skip
    """The same about the parent's own child: what parents may read."""
    child = await do(my_data.of_child, visitor.person, callback_data.child)
    screen = await _screen(do, visitor, texts, names, address)
    if child is None:
        return [toast(query, texts("menu.outdated")), show(query, *screen)]
    return [*_files(query, visitor, child.id, texts, names, now), *below(query, *screen)]


@router.callback_query(buttons.AboutMe.filter(F.step == "wrong"))
async def correction_wanted(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """Something is wrong: two questions, then the curator puts it right."""
    if names == "codes" or not visitor.admitted:
        return [toast(query), show(query, texts("my_data.wrong_in_person"), buttons.back(texts))]
    run = await do(beginning.begin, visitor.person, FORM, now)
    card = await do(runs.resume, visitor.person, run.id, now)
    assert card, "the run is the person's own"
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


@router.callback_query(buttons.AboutMe.filter(F.step == "delete"))
async def deletion_considered(query: CallbackQuery, texts: Texts) -> Replies:
    """What deleting means, before it is done."""
    return [toast(query), show(query, texts("my_data.delete_explained"), buttons.sure(texts))]


@router.callback_query(buttons.AboutMe.filter(F.step == "sure"))
async def deletion_wanted(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """Yes, delete: done at once where the person decides alone, else passed on to those who do."""
    made = await do(my_data.ask_to_delete, visitor.person, now)
    day = texts.day(made.until, "d MMMM y") if made.until else ""
    keyboard = buttons.to_consents(texts) if made.kind == "parent" else buttons.back(texts)
    return [toast(query), show(query, texts(f"my_data.delete_{made.kind}", day=day), keyboard)]


@router.callback_query(buttons.AboutMe.filter(F.step == "sign_out"), May("home"))
async def signing_out_considered(query: CallbackQuery, texts: Texts) -> Replies:
    """What signing out means, and how to come back, before it is done."""
    return [toast(query), show(query, texts("my_data.sign_out_explained"), buttons.signing_out(texts))]


@router.callback_query(buttons.AboutMe.filter(F.step == "out"), May("home"))
async def signed_out(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """From now on the bot knows nobody at this account."""
    if not await do(phones.sign_out_here, visitor, CHANNEL, address, now):
        return [toast(query, texts("menu.outdated")), show(query, *await _screen(do, visitor, texts, names, address))]
    return [toast(query), show(query, texts("my_data.signed_out"), door(texts)), no_menu(query)]


def _files(query: CallbackQuery, visitor: Visitor, person: int, texts: Texts, names: str, now: datetime) -> Replies:
    if names == "codes":
        return [toast(query, texts("my_data.file_on_paper"), alert=True)]
    reader, at, language = visitor.person.id, now.isoformat(), texts.language
    about = "my" if person == reader else "child"
    made = [
        document(query, report, person_id=person, reader_id=reader, at=at, language=language)
        for report in (f"{about}_data", f"{about}_data_json")
    ]
    return [toast(query, texts("my_data.file_sent")), *made]


async def _screen(do: Do, visitor: Visitor, texts: Texts, names: str, address: str) -> tuple[str, InlineKeyboardMarkup]:
    facts = await do(my_data.kept, visitor.person)
    text = _words(visitor, facts, address, texts, names)
    alone = visitor.admitted and not await do(phones.others, CHANNEL, address)
    return text, buttons.card(facts.children, alone, names, texts)


def _words(visitor: Visitor, facts: Kept, address: str, texts: Texts, names: str) -> str:
    """Only what is kept is told; no name passes through the messenger fuller than CHAT_NAMES lets it."""
    person = visitor.person
    told = {
        "name": person.name if names == "full" else shown(person.name, names),
        "group": person.group_name,
        "born": texts.day(person.born, "d MMMM y") if person.born else None,
        "role": ", ".join(texts(f"start.role_{role}") for role in visitor.roles),
        "organisation": visitor.organisation.name,
        "since": texts.day(person.joined_at.astimezone(visitor.zone).date(), "d MMMM y") if person.joined_at else None,
        "phone": facts.phone,
        "account": address,
    }
    if names == "codes":
        told = {"code": told.pop("name"), **{name: value for name, value in told.items() if name not in AT_SCHOOL}}
    lines = [texts(f"my_data.{name}", value=value) for name, value in told.items() if value]
    counts = [
        texts(f"my_data.{name}", count=count)
        for name, count in (("answers", facts.answers), ("meetings", facts.meetings))
        if count
    ]
    return "\n".join([texts("my_data.title"), *lines, *counts, "", texts("my_data.rights")])
