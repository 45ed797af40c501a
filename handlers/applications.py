"""Applications: a child comes by a poster and says who they are, the curator finds them on the class's list."""

from datetime import datetime

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message

from db.applications import Application
from db.doors import Knock
from db.people import Person
from domain.answers import Refusal
from domain.names import shown
from handlers import joining
from handlers.doors import Knocking
from handlers.replies import Replies, Reply, say, show, toast
from handlers.surround import CHANNEL, Do, May
from keyboards import applications as buttons
from keyboards.joining import asked, door
from keyboards.menu import Open, home_only
from locales import Texts, texts_in
from programme import applications
from programme.presence import Visitor

router = Router(name="applications")


async def poster_read(
    message: Message, token: str, do: Do, visitor: Visitor | None, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """Somebody came by a class's poster; whoever is known just goes on."""
    if visitor is not None:
        return await joining.where_one_stands(message, do, visitor, texts, names, now)
    reading = await do(applications.read_poster, token, CHANNEL, address, texts.language, names, now)
    child = texts_in(texts.language, "child")
    if isinstance(reading, Application):
        return [say(message, _made(reading, child), buttons.made(reading.name is not None, child))]
    if reading == "name":
        return [say(message, child("applications.ask_name"), asked(child))]
    text = child("applications.crowded") if reading == "crowded" else texts("start.invitation_closed")
    return [say(message, text, door(texts))]


async def still_waiting(message: Message, do: Do, texts: Texts, address: str) -> Replies | None:
    """For a stranger whose application is at the teacher: that it is so; None for any other."""
    waits = await do(applications.waiting_of, CHANNEL, address)
    if waits is None:
        return None
    child = texts_in(texts.language, "child")
    return [say(message, _made(waits, child), buttons.made(waits.name is not None, child))]


@router.message(Knocking("name"))
async def name_typed(
    message: Message, knock: Knock, do: Do, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """The name on the application; whatever is no name is told what to write."""
    child = texts_in(texts.language, "child")
    poster, text = knock.poster_id or 0, message.text or ""
    made = await do(applications.name_typed, CHANNEL, address, poster, text, texts.language, now)
    if isinstance(made, Refusal):
        return [say(message, child(made.key, **made.values), asked(child))]
    return [say(message, _made(made, child), buttons.made(True, child))]


@router.callback_query(buttons.ChangeName.filter())
async def name_wrong(
    query: CallbackQuery, do: Do, visitor: Visitor | None, texts: Texts, address: str, now: datetime
) -> Replies:
    """The applicant sees a slip in the own name."""
    child = texts_in(texts.language, "child")
    if visitor is None and await do(applications.change_name, CHANNEL, address, now):
        return [toast(query), show(query, child("applications.ask_name"), asked(child))]
    return [toast(query, texts("menu.outdated"))]


@router.callback_query(Open.filter(F.screen == "applications"), May("applications.judge"))
async def applications_listed(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """What the posters have brought."""
    return [toast(query), await _list(query, do, visitor, texts, names)]


@router.callback_query(buttons.ShowApplication.filter(), May("applications.judge"))
async def application_opened(
    query: CallbackQuery, callback_data: buttons.ShowApplication, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """One of them, held against the list of the class."""
    about = await do(applications.judged, visitor, callback_data.application)
    if about is None:
        return [toast(query, texts("menu.outdated")), await _list(query, do, visitor, texts, names)]
    one = about.application
    key = "fits" if about.fitting else "unknown" if one.name else "nameless"
    name = shown(one.name or "", names)
    text = texts(f"applications.{key}", number=one.id, name=name, group=one.group_name)
    return [toast(query), show(query, text, buttons.card(about, names, texts))]


@router.callback_query(buttons.PickFromRoster.filter(), May("applications.judge"))
async def roster_opened(
    query: CallbackQuery, callback_data: buttons.PickFromRoster, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The curator looks for the pupil on the list."""
    about = await do(applications.judged, visitor, callback_data.application)
    if about is None:
        return [toast(query, texts("menu.outdated")), await _list(query, do, visitor, texts, names)]
    one = about.application
    name = shown(one.name or "", names) or texts("applications.number", number=one.id)
    text = texts("applications.who", name=name, group=one.group_name)
    return [toast(query), show(query, text, buttons.roster(about, callback_data.page, names, texts))]


@router.callback_query(buttons.AcceptApplication.filter(), May("applications.judge"))
async def application_accepted(
    query: CallbackQuery, callback_data: buttons.AcceptApplication, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """It is one of the class: the account is theirs, and they are told to go on."""
    chosen = callback_data.person or None
    person = await do(applications.accept, visitor, callback_data.application, chosen, now)
    refused = "applications.taken" if person == "taken" else "applications.outdated"
    said = "applications.accepted" if isinstance(person, Person) else refused
    return [toast(query, texts(said)), await _list(query, do, visitor, texts, names)]


@router.callback_query(buttons.RefuseApplication.filter(), May("applications.judge"))
async def application_refused(
    query: CallbackQuery, callback_data: buttons.RefuseApplication, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Nobody of the class: the child is told kindly, and what to do."""
    turned = await do(applications.refuse, visitor, callback_data.application, now)
    listed = await _list(query, do, visitor, texts, names)
    if turned is None:
        return [toast(query, texts("menu.outdated")), listed]
    theirs = texts_in(turned.language or texts.language, "child")
    told = SendMessage(chat_id=int(turned.address), text=theirs("applications.not_found"), reply_markup=door(theirs))
    return [toast(query, texts("applications.refused")), listed, Reply(told)]


async def _list(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Reply:
    waiting = await do(applications.waiting, visitor)
    if not waiting:
        return show(query, texts("applications.none"), home_only(texts))
    text = texts("applications.list", count=len(waiting))
    return show(query, text, buttons.waiting(waiting, names, texts))


def _made(application: Application, texts: Texts) -> str:
    if application.name is None:
        return texts("applications.made_number", number=application.id, group=application.group_name)
    return texts("applications.made", name=application.name, group=application.group_name)
