"""The monthly poll in the curator's chat: who answered, who did not, a reminder, three days more."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.names import shown
from domain.polls import first_day
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import polls as buttons
from keyboards.menu import Open
from locales import Texts
from programme import polls, turnout
from programme.presence import Visitor
from programme.reminding import WHYS, Reach
from programme.turnout import Ahead, Silent, Turnout
from reports.figures import percent

router = Router(name="polls")
router.message.filter(May("polls.run"))
router.callback_query.filter(May("polls.run"))

NAMES = 20
"""Names on a page."""


@router.message(Command("poll"))
async def poll_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """How the poll stands, by command."""
    return [show(message, *await _screen(do, visitor, texts, now))]


@router.callback_query(Open.filter(F.screen == "poll"))
async def poll_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """The same from the menu."""
    return [toast(query), show(query, *await _screen(do, visitor, texts, now))]


@router.callback_query(buttons.RemindPoll.filter())
async def reminder_wanted(
    query: CallbackQuery, callback_data: buttons.RemindPoll, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The curator reminds: the toast says whom it reaches, and why not the others."""
    reached = await do(turnout.remind, visitor.scope_for("polls.run"), callback_data.poll, now)
    screen = show(query, *await _screen(do, visitor, texts, now))
    if reached is None:
        return [toast(query, texts("menu.outdated")), screen]
    return [toast(query, reached_words(reached, texts), alert=True), screen]


@router.callback_query(buttons.ProlongPoll.filter())
async def more_days_wanted(
    query: CallbackQuery, callback_data: buttons.ProlongPoll, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Three days more; a second press of the same button changes nothing."""
    longer = await do(turnout.prolong, visitor.scope_for("polls.run"), callback_data.poll, callback_data.closes, now)
    said = texts("polls.prolonged", day=texts.day(longer.closes)) if longer else texts("menu.outdated")
    return [toast(query, said), show(query, *await _screen(do, visitor, texts, now))]


@router.callback_query(buttons.OpenPoll.filter())
async def early_poll_wanted(
    query: CallbackQuery, callback_data: buttons.OpenPoll, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The curator does not want to wait for the day: asked once, because many people get a letter."""
    ahead = await do(turnout.ahead, visitor.organisation, now)
    if ahead is None or not ahead.people:
        return [toast(query, texts("menu.outdated")), show(query, *await _screen(do, visitor, texts, now))]
    if not callback_data.sure:
        return [toast(query), show(query, texts("polls.sure", people=ahead.people), buttons.sure(texts))]
    await do(polls.open_now, visitor.organisation, now)
    return [toast(query, texts("polls.opened")), show(query, *await _screen(do, visitor, texts, now))]


@router.callback_query(buttons.ListSilent.filter())
async def silent_listed(
    query: CallbackQuery,
    callback_data: buttons.ListSilent,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Who has not answered, by name."""
    people = await do(turnout.silent, visitor.scope_for("polls.run"), callback_data.poll)
    if not people:
        return [toast(query, texts("polls.nobody_silent")), show(query, *await _screen(do, visitor, texts, now))]
    pages = -(-len(people) // NAMES)
    page = min(max(callback_data.page, 0), pages - 1)
    lines = [_line(one, names, texts) for one in people[page * NAMES : (page + 1) * NAMES]]
    text = "\n".join([texts("polls.silent", count=len(people)), "", *lines])
    return [toast(query), show(query, text, buttons.silent(callback_data.poll, page, pages, texts))]


def reached_words(reach: Reach, texts: Texts) -> str:
    """Whom a reminder reaches, how many, and why not the others."""
    why = "; ".join(texts(f"polls.spared_{each}", count=reach.spared[each]) for each in WHYS if reach.spared.get(each))
    return texts("polls.reminded", going=len(reach.ready), spared=sum(reach.spared.values()), why=why)


def _line(one: Silent, names: str, texts: Texts) -> str:
    state = "begun" if one.begun else "not_opened"
    name = shown(one.person.name, names)
    if one.person.group_name:
        name = f"{name}, {one.person.group_name}"
    return texts("polls.silent_line", name=name, state=texts(f"polls.{state if one.reachable else 'unreachable'}"))


async def _screen(do: Do, visitor: Visitor, texts: Texts, now: datetime) -> tuple[str, InlineKeyboardMarkup]:
    newest = await do(turnout.newest, visitor.organisation, now)
    ahead = await do(turnout.ahead, visitor.organisation, now)
    parts = [_standing(newest, texts)] if newest else [texts("polls.none_yet")]
    if newest is None or not newest.open:
        parts.append(_next(ahead, visitor, texts, now))
    can_open = ahead is not None and ahead.people > 0
    return "\n\n".join(parts), buttons.control(newest, can_open, texts)


def _standing(newest: Turnout, texts: Texts) -> str:
    tally = newest.tally
    month = texts.day(first_day(newest.poll.period), "LLLL y")
    state = "polls.runs_until" if newest.open else "polls.closed_on"
    day = newest.closes if newest.poll.closed_at is None else newest.poll.closed_at.astimezone(newest.closes.tzinfo)
    lines = [texts("polls.title", month=month), texts(state, day=texts.day(day.date())), ""]
    share = percent(tally.answered / tally.asked, texts) if tally.asked else "—"
    lines.append(texts("polls.answered", asked=tally.asked, answered=tally.answered, share=share))
    rest = texts(
        "polls.rest", in_progress=tally.in_progress, not_opened=tally.not_opened, unreachable=tally.unreachable
    )
    nobody = newest.open and tally.not_opened and not newest.reach.ready
    return "\n".join([*lines, rest, *([reached_words(newest.reach, texts)] if nobody else [])])


def _next(ahead: Ahead | None, visitor: Visitor, texts: Texts, now: datetime) -> str:
    if ahead is None:
        day = polls.next_opening(visitor.organisation, now)
        return texts("polls.next", moment=texts.moment(day, "d MMMM, HH:mm"))
    if not ahead.people:
        return texts("polls.nobody_to_ask")
    return texts("polls.ahead", moment=texts.moment(ahead.opens, "d MMMM, HH:mm"), people=ahead.people)
