"""Meetings in chat: check-in, undo, the mentee's word, the logs."""

from datetime import date, datetime, timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.methods import EditMessageReplyMarkup
from aiogram.types import CallbackQuery, Message

from db.runs import Run
from handlers.live_card import Showing, anew, rewritten
from handlers.replies import Replies, Reply, chat_of, show, toast
from handlers.surround import Do, May
from keyboards import meeting_logs as logs
from keyboards import meetings as buttons
from keyboards.menu import Open, home_only, rows
from keyboards.pairs import to_pair
from locales import Texts
from programme import check_ins, clearances, meetings, pair_views, runs
from programme.forming import Refused
from programme.presence import Visitor

router = Router(name="meetings")

CURATOR = May("meetings.see")
MENTOR = May("meetings.log")
MENTEE = May("meetings.confirm")
MEMBER = May("meetings.own")
Event = Message | CallbackQuery


@router.message(Command("meeting"), MENTOR)
async def meeting_told(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    """A mentor wants to tell about a meeting."""
    return await _check_in(message, do, visitor, texts, names, now)


@router.callback_query(Open.filter(F.screen == "meeting"), MENTOR)
async def meeting_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The same from a button."""
    return [toast(query), *await _check_in(query, do, visitor, texts, names, now)]


async def _check_in(event: Event, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    views = [
        view
        for view in await do(pair_views.mine, visitor.person, now)
        if view.pair.state == "active" and view.role_of(visitor.person) == "mentor"
    ]
    if not views:
        return [show(event, texts("meetings.no_pair"), home_only(texts))]
    if await do(clearances.expired, visitor.person, now):
        return [show(event, texts("clearances.meetings_wait"), home_only(texts))]
    if len(views) > 1:
        return [show(event, texts("meetings.which_pair"), buttons.which_pair(views, names, texts))]
    run = await do(check_ins.check_in, visitor.person, views[0].pair.id, now)
    return await run_screen(event, run, do, visitor, Showing(texts, names, now))


@router.callback_query(buttons.CheckIn.filter(), MENTOR)
async def pair_met(
    query: CallbackQuery,
    callback_data: buttons.CheckIn,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The mentor chose the pair."""
    run = await do(check_ins.check_in, visitor.person, callback_data.pair, now)
    if run is None and await do(clearances.expired, visitor.person, now):
        return [toast(query), show(query, texts("clearances.meetings_wait"), home_only(texts))]
    note = toast(query, None if run else texts("menu.outdated"))
    return [note, *await run_screen(query, run, do, visitor, Showing(texts, names, now))]


async def run_screen(event: Event, run: Run | None, do: Do, visitor: Visitor, showing: Showing) -> Replies:
    """The card of a questionnaire: in the pressed message, or as a new one after a command."""
    card = await do(runs.resume, visitor.person, run.id, showing.now) if run else None
    if card is None:
        return [show(event, showing.texts("meetings.no_pair"), home_only(showing.texts))]
    if isinstance(event, CallbackQuery):
        return rewritten(event, card, showing)
    return anew(event, card, showing)


@router.callback_query(buttons.AfterRecord.filter(F.step == "undo"), MENTOR)
async def record_undone(
    query: CallbackQuery, callback_data: buttons.AfterRecord, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The record was a slip; when it is too late for that, the screen stays as it is."""
    result = await do(meetings.take_back, visitor.person, callback_data.meeting)
    if isinstance(result, Refused):
        return [toast(query, texts(result.text_key), alert=True)]
    return [toast(query), show(query, texts("meetings.undone"), rows(to_pair(texts)))]


@router.callback_query(buttons.SayHeld.filter(), MENTEE)
async def word_given(
    query: CallbackQuery,
    callback_data: buttons.SayHeld,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A mentee says whether the meeting took place."""
    pressed = callback_data
    result = await do(meetings.confirm, visitor.person, pressed.meeting, pressed.held, now)
    if isinstance(result, Refused):
        return [toast(query, texts(result.text_key)), show(query, texts(result.text_key), home_only(texts))]
    text = texts("meetings.said_yes" if result.held else "meetings.said_no")
    if pressed.page >= 0:
        return [toast(query, text), await _own(query, pressed.page, do, visitor, texts, names)]
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    if query.message and markup and (left := buttons.without(markup, pressed.meeting)):
        edit = EditMessageReplyMarkup(chat_id=chat_of(query), message_id=query.message.message_id, reply_markup=left)
        return [toast(query, text), Reply(edit)]
    return [toast(query), show(query, text, home_only(texts))]


@router.message(Command("meeting"), MENTEE)
@router.message(Command("meetings"), MEMBER)
async def own_log_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """A member's own meetings, by command."""
    return [await _own(message, 0, do, visitor, texts, names)]


@router.callback_query(Open.filter(F.screen == "meetings"), MEMBER)
async def own_log_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """The same from the menu."""
    return [toast(query), await _own(query, 0, do, visitor, texts, names)]


@router.callback_query(buttons.MyMeetings.filter(), MEMBER)
async def own_log_turned(
    query: CallbackQuery, callback_data: buttons.MyMeetings, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Another page of it."""
    return [toast(query), await _own(query, callback_data.page, do, visitor, texts, names)]


async def _own(event: Event, page: int, do: Do, visitor: Visitor, texts: Texts, names: str) -> Reply:
    mentor = "mentor" in visitor.roles
    role = "mentor" if mentor else "mentee"
    entries, pages = await do(meetings.own_log, visitor.person, role, page)
    page = min(max(page, 0), pages - 1)
    text = logs.own_log(entries, page, pages, mentor=mentor, names=names, texts=texts)
    days = [logs.day_of(entry, texts) for entry in entries]
    return show(event, text, buttons.own_log(entries, days, page, pages, mentor=mentor, texts=texts))


@router.message(Command("meetings"), CURATOR)
async def log_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    """The school's log, by command."""
    opened = buttons.ListMeetings(month="this", pair=0, page=0)
    return [await _log(message, opened, do, visitor, texts, names, now)]


@router.callback_query(Open.filter(F.screen == "meetings"), CURATOR)
async def log_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The same from the menu."""
    opened = buttons.ListMeetings(month="this", pair=0, page=0)
    return [toast(query), await _log(query, opened, do, visitor, texts, names, now)]


@router.callback_query(buttons.ListMeetings.filter(), CURATOR)
async def log_turned(
    query: CallbackQuery,
    callback_data: buttons.ListMeetings,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Another page, another month, or the log of one pair."""
    return [toast(query), await _log(query, callback_data, do, visitor, texts, names, now)]


async def _log(
    event: Event,
    opened: buttons.ListMeetings,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Reply:
    first = now.astimezone(visitor.zone).date().replace(day=1)
    months: dict[str, date] = {"this": first, "last": (first - timedelta(days=1)).replace(day=1)}
    month = opened.month if opened.month in months else "all"
    entries, pages, count = await do(
        meetings.school_log, visitor.scope_for("meetings.see"), opened.page, opened.pair or None, months.get(month)
    )
    page = min(max(opened.page, 0), pages - 1)
    text = logs.school_log(entries, month, count, page, pages, names, texts)
    return show(event, text, buttons.school_log(month, opened.pair, page, pages, texts))
