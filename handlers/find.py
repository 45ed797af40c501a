"""Finding people in the curator's chat: by words, by role, one by one."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from db.find import Wanted
from domain.answers import Refusal, clean
from domain.forms import worded
from domain.names import shown
from domain.rights import ROLES
from handlers.replies import Replies, Reply, say, show, toast
from handlers.surround import Do, May
from keyboards import find as buttons
from keyboards.answers import said
from keyboards.menu import Open, home_only
from keyboards.pairs import pair_name
from locales import BOLD, PLAIN, Texts
from programme import find
from programme.find import PersonCard
from programme.presence import Visitor

router = Router(name="find")
router.message.filter(May("people.see"))
router.callback_query.filter(May("people.see"))

Event = Message | CallbackQuery
TYPED = 500
"""UTF-16 units of typed words that are looked at."""


@router.message(Command("find"))
async def find_asked(
    message: Message, command: CommandObject, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Somebody is looked for by command; without words the command explains itself."""
    if not (command.args or "").strip():
        return [say(message, texts("find.how", by=names), home_only(texts))]
    return await words_typed(message, command.args or "", do, visitor, texts, names)


async def words_typed(message: Message, text: str, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """A curator typed something that belongs to no question: it is a search (ux § 7.2)."""
    words = clean(text, TYPED)
    if isinstance(words, Refusal):
        return [say(message, texts("find.too_long", by=names), home_only(texts))]
    return [await _found(message, buttons.fitting(words), 0, do, visitor, texts, names)]


@router.callback_query(buttons.FindPeople.filter())
async def found_turned(
    query: CallbackQuery, callback_data: buttons.FindPeople, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Another page of what some words found."""
    page = await _found(query, callback_data.words, callback_data.page, do, visitor, texts, names)
    return [toast(query), page]


@router.message(Command("people"))
async def people_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    """Everybody, by role, by command."""
    return [await _filters(message, do, visitor, texts, names, now)]


@router.callback_query(Open.filter(F.screen == "people"))
async def people_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The same from the menu."""
    return [toast(query), await _filters(query, do, visitor, texts, names, now)]


@router.callback_query(buttons.ListPeople.filter())
async def role_listed(
    query: CallbackQuery, callback_data: buttons.ListPeople, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The people of a role, a class, a state, page by page."""
    wanted = _wanted(callback_data)
    page = await do(find.listed, visitor.scope_for("people.see"), wanted, callback_data.page)
    text = texts("find.list", title=texts(f"find.filter_{wanted.role or 'all'}", count=page.total))
    return [toast(query), show(query, text, buttons.listed(page, callback_data, names, texts))]


@router.callback_query(buttons.PickFilter.filter())
async def filter_wanted(
    query: CallbackQuery, callback_data: buttons.PickFilter, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The list is to be narrowed to a class or a state."""
    scope = visitor.scope_for("people.see")
    if callback_data.classes:
        keyboard = buttons.groups(callback_data, await do(find.groups, scope), texts)
        return [toast(query), show(query, texts("find.which_group"), keyboard)]
    wanted = _wanted(buttons.ListPeople(role=callback_data.role, page=0, group=callback_data.group))
    keyboard = buttons.states(callback_data, await do(find.states, scope, wanted), texts)
    return [toast(query), show(query, texts("find.which_state"), keyboard)]


@router.callback_query(buttons.ShowPerson.filter())
async def person_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowPerson,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Somebody's card; a person of another school is as unknown as one who never was."""
    card = await do(find.card, visitor, callback_data.person, now)
    if card is None:
        return [toast(query, texts("menu.outdated")), await _filters(query, do, visitor, texts, names, now)]
    return [toast(query), show(query, person_text(card, names, texts), buttons.card(card, visitor.may, texts))]


@router.callback_query(buttons.OpenSensitive.filter(), May("answers.sensitive"))
async def sensitive_opened(
    query: CallbackQuery,
    callback_data: buttons.OpenSensitive,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The psychologist reads sensitive answers; the button has said that it is recorded."""
    found = await do(find.sensitive, visitor, callback_data.person, now)
    if found is None:
        return [toast(query, texts("menu.outdated")), await _filters(query, do, visitor, texts, names, now)]
    lines = [texts("find.sensitive_of", name=shown(found.person.name, names) or texts("find.nameless"))]
    for form, moment, answers in found.forms:
        day = texts.day(moment.astimezone(visitor.zone).date())
        lines += ["", f"{BOLD}{worded(form.title, texts.language)}{PLAIN}, {day}"]
        lines += [f"{worded(each.label, texts.language)} — {said(each, given, texts)}" for each, given in answers]
    lines += ["", texts("find.sensitive_recorded" if found.forms else "find.sensitive_none")]
    return [toast(query), show(query, "\n".join(lines), buttons.to_person(found.person.id, texts), protect=True)]


async def _found(event: Event, words: str, number: int, do: Do, visitor: Visitor, texts: Texts, names: str) -> Reply:
    page = await do(find.people, visitor.scope_for("people.see"), words, number)
    if not page.lines:
        return show(event, texts("find.nobody", by=names), home_only(texts))
    text = texts("find.nearly" if page.typo else "find.found", count=page.total)
    return show(event, text, buttons.found(page, words, names, texts))


async def _filters(event: Event, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Reply:
    return show(
        event,
        texts("find.people", by=names),
        buttons.filters(await do(find.numbers, visitor.scope_for("people.see"), now), visitor.may, texts),
    )


def _wanted(pressed: buttons.ListPeople) -> Wanted:
    """A forged role or state is none."""
    state = buttons.STATES[pressed.state] if 0 <= pressed.state < len(buttons.STATES) else None
    return Wanted(pressed.role if pressed.role in ROLES else None, state, pressed.group or None)


def person_text(card: PersonCard, names: str, texts: Texts) -> str:
    """What a curator may know of somebody, in words."""
    person = card.person
    name = shown(person.name, names) or texts("find.nameless")
    title = ", ".join([name, *([person.group_name] if person.group_name else [])])
    lines = [f"{BOLD}{title}{PLAIN}", ", ".join(_role(role, texts) for role in card.roles)]
    lines.append(texts("find.state", state=texts(f"find.state_{person.state}")))
    if {*card.roles} != {"parent"}:  # a parent consents for the child
        lines.append(texts(f"find.consent_{card.consent}"))
    if card.guest:
        lines.append(texts("find.guest"))
    if person.state == "active" and not card.reachable:
        lines.append(texts("find.unreachable"))
    for pair, members in card.pairs:
        state = texts(f"find.pair_{pair.state}")
        lines.append(texts("find.in_pair", who=pair_name(members, names), state=state))
    if not card.pairs and card.sees_pairs and {"mentee", "mentor"} & {*card.roles}:
        lines.append(texts("find.no_pair"))
    if card.open_forms:
        titles = ", ".join(worded(form.title, texts.language) for form in card.open_forms)
        lines.append(texts("find.open_forms", titles=titles))
    if card.answered:
        lines += ["", f"{BOLD}{worded(card.answered.title, texts.language)}{PLAIN}"]
        lines += [f"{worded(each.label, texts.language)} — {said(each, given, texts)}" for each, given in card.answers]
    return "\n".join(line for index, line in enumerate(lines) if line or index > 2)


def _role(role: str, texts: Texts) -> str:
    return texts(f"find.role_{role}")
