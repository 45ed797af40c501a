"""Help: the helplines at once for everybody; for those we know somebody of the school in the second tap."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from db.cases import Case
from domain.answers import Refusal
from domain.cases import Hours
from domain.names import shown
from handlers.joining import Known
from handlers.replies import Replies, Reply, say, show, toast
from handlers.surround import Do
from keyboards import sos as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import sos
from programme.presence import Visitor
from programme.sos import Called

router = Router(name="sos")


class WritingForHelp(Filter):
    """Somebody has called for help and may be writing what it is about."""

    async def __call__(
        self, message: Message, visitor: Visitor | None, do: Do, now: datetime
    ) -> bool | dict[str, Case]:
        if visitor is None or (message.text or "").startswith("/"):
            return False
        waits = await do(sos.awaited, visitor.person, now)
        return {"case": waits[0]} if waits is not None and waits[1] == "help" else False


@router.message(Command("sos"))
async def help_asked(message: Message, do: Do, visitor: Visitor | None, texts: Texts, now: datetime) -> Replies:
    """/sos."""
    return [await _desk(message, do, visitor, texts, now)]


@router.callback_query(Open.filter(F.screen == "sos"))
async def help_opened(query: CallbackQuery, do: Do, visitor: Visitor | None, texts: Texts, now: datetime) -> Replies:
    """The same by its button."""
    return [toast(query), await _desk(query, do, visitor, texts, now)]


@router.callback_query(buttons.CallHelp.filter(F.to == "choose"), Known(even_unvouched=True))
async def adults_wanted(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Whom could it be handed to?"""
    desk = await do(sos.desk, visitor.person, now)
    return [toast(query), show(query, texts("sos.choose"), buttons.adults(desk.adults, names, texts))]


@router.callback_query(buttons.CallHelp.filter(), Known(even_unvouched=True))
async def help_called(
    query: CallbackQuery,
    callback_data: buttons.CallHelp,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Handed over, without a word; words may follow."""
    no_curator = callback_data.to == "not_curator"
    called = await do(sos.call, visitor.person, now, callback_data.adult or None, no_curator=no_curator)
    return [toast(query), _called(query, called, names, texts)]


@router.callback_query(buttons.ShowCall.filter(), Known(even_unvouched=True))
async def call_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowCall,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The call as it stands."""
    called = await do(sos.standing, visitor.person, callback_data.case, now)
    return await _standing(query, called, do, visitor, texts, names, now)


@router.callback_query(buttons.HideCall.filter(), Known(even_unvouched=True))
async def adult_hidden(
    query: CallbackQuery,
    callback_data: buttons.HideCall,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Somebody must not see it: who, and then it is so."""
    case, adult = callback_data.case, callback_data.adult
    if adult > 0:
        called = await do(sos.hide, visitor.person, case, adult, now)
        return await _standing(query, called, do, visitor, texts, names, now)
    called = await do(sos.standing, visitor.person, case, now)
    if called is None:
        return await _standing(query, called, do, visitor, texts, names, now)
    return [toast(query), show(query, texts("sos.hide_who"), buttons.hiding(called, names, texts))]


@router.callback_query(buttons.RetractCall.filter(), Known(even_unvouched=True))
async def call_retracted(
    query: CallbackQuery, callback_data: buttons.RetractCall, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """It was pressed by mistake."""
    case = await do(sos.retract, visitor.person, callback_data.case, now)
    if case is None:
        return [toast(query, texts("menu.outdated")), await _desk(query, do, visitor, texts, now)]
    return [toast(query), show(query, texts("sos.retracted"), home_only(texts))]


@router.message(WritingForHelp())
async def words_written(
    message: Message, case: Case, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Words to the call; whatever is no words gets a kind hint."""
    if message.text is None:
        return [say(message, texts("sos.only_words"), home_only(texts))]
    result = await do(sos.write, visitor.person, case, message.text, now)
    if isinstance(result, Refusal):
        return [say(message, texts(result.key, **result.values), home_only(texts))]
    return [_called(message, result, names, texts, "sos.written")]


async def _desk(event: Message | CallbackQuery, do: Do, visitor: Visitor | None, texts: Texts, now: datetime) -> Reply:
    """Numbers first, always; then to whom."""
    desk = await do(sos.desk, visitor.person if visitor else None, now)
    parts = [texts("sos.numbers", **desk.numbers)]
    if visitor is None:
        parts.append(texts("sos.tell_an_adult"))
    elif desk.adults:
        parts.append(texts("sos.to_whom", hours=_hours(desk.hours, texts)))
    else:
        parts.append(texts("sos.tell_an_adult"))
    may_report = visitor is not None and visitor.may("incidents.report")
    return show(event, "\n\n".join(parts), buttons.desk(desk, may_report, texts))


async def _standing(
    query: CallbackQuery, called: Called | None, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    if called is None:
        return [toast(query, texts("menu.outdated")), await _desk(query, do, visitor, texts, now)]
    return [toast(query), _called(query, called, names, texts)]


def _called(event: Message | CallbackQuery, called: Called, names: str, texts: Texts, key: str = "sos.called") -> Reply:
    """Whom it has reached and when they answer; nobody is told of who was not reached."""
    if not called.told:
        return show(event, texts("sos.nobody", **called.numbers), buttons.called(called, texts))
    who = ", ".join(texts(f"sos.{each.role}", name=shown(each.name, names)) for each in called.told)
    if called.case.state == "taken":
        who = texts("sos.taken_by", who=who)
    text = texts(key, number=called.case.number, who=who, hours=_hours(called.hours, texts), **called.numbers)
    return show(event, text, buttons.called(called, texts))


def _hours(hours: Hours, texts: Texts) -> str:
    """When people answer: «пн–пт, 9:00–18:00»."""
    days = [texts(f"sos.day_{day}") for day in hours.days]
    in_a_row = hours.days == tuple(range(hours.days[0], hours.days[-1] + 1)) and len(days) > 2
    span = f"{days[0]}–{days[-1]}" if in_a_row else ", ".join(days)
    return f"{span}, {hours.opens:%H:%M}–{hours.closes:%H:%M}"
