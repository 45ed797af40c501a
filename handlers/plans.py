"""Planning the next meeting in chat: the proposal after a record, other times, another day."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.live_card import Showing
from handlers.meetings import run_screen
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import meetings as buttons
from keyboards.menu import rows
from keyboards.pairs import to_pair
from locales import Texts
from programme import check_ins, plans
from programme.forming import Refused
from programme.presence import Visitor

router = Router(name="plans")

MENTOR = May("meetings.log")


@router.callback_query(buttons.ChooseDay.filter(), MENTOR)
async def day_wanted(
    query: CallbackQuery,
    callback_data: buttons.ChooseDay,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The mentor wants to choose the day of the next meeting."""
    run = await do(check_ins.choose_day, visitor.person, callback_data.pair, now)
    note = toast(query, None if run else texts("menu.outdated"))
    return [note, *await run_screen(query, run, do, visitor, Showing(texts, names, now))]


@router.callback_query(buttons.AfterRecord.filter(F.step == "day"), MENTOR)
async def other_day_wanted(
    query: CallbackQuery,
    callback_data: buttons.AfterRecord,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The same from the screen after a record."""
    run = await do(check_ins.day_after, visitor.person, callback_data.meeting, now)
    note = toast(query, None if run else texts("menu.outdated"))
    return [note, *await run_screen(query, run, do, visitor, Showing(texts, names, now))]


@router.callback_query(buttons.AfterRecord.filter(F.step == "change"), MENTOR)
async def other_times_wanted(
    query: CallbackQuery,
    callback_data: buttons.AfterRecord,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    now: datetime,
) -> Replies:
    """Other times for the next meeting."""
    times = await do(plans.times_after, visitor.person, callback_data.meeting, now)
    if times is None:
        return _outdated(query, texts)
    zone = visitor.zone
    worded = [(weeks, texts.moment(moment.astimezone(zone), "EEE, d MMMM, HH:mm")) for weeks, moment in times]
    keyboard = buttons.other_times(callback_data.meeting, worded, texts)
    return [toast(query), show(query, texts("meetings.other_times"), keyboard)]


@router.callback_query(buttons.PlanNext.filter(), MENTOR)
async def next_planned(
    query: CallbackQuery,
    callback_data: buttons.PlanNext,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    now: datetime,
) -> Replies:
    """The next meeting is agreed; a second press shows the same."""
    result = await do(plans.plan_next, visitor.person, callback_data.meeting, callback_data.weeks, now)
    if isinstance(result, Refused) or result.planned_at is None:
        return _outdated(query, texts)
    words = texts.moment(result.planned_at.astimezone(visitor.zone), "EEE, d MMMM, HH:mm")
    return [toast(query), show(query, texts("meetings.planned", next=words), rows(to_pair(texts)))]


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    text = texts("meetings.plan_outdated")
    return [toast(query, texts("menu.outdated")), show(query, text, rows(to_pair(texts)))]
