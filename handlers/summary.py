"""The monthly summary in the curator's chat: text, chart, table, month by month."""

import re
from datetime import date, datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.polls import first_day, period_of
from handlers.replies import Replies, document, picture, say, show, toast
from handlers.surround import Do, May
from keyboards import summary as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import summary
from programme.presence import Visitor
from reports import summary as words

router = Router(name="summary")
router.message.filter(May("summary.see"))
router.callback_query.filter(May("summary.see"))

_TYPED = re.compile(r"(?:(?P<year>\d{4})[-./ ]?(?P<month>\d{1,2})|(?P<first>\d{1,2})(?:[-./ ](?P<then>\d{4}))?)")
"""A month as people type it: 2026-10, 10.2026, 10."""


@router.message(Command("summary"))
async def summary_asked(
    message: Message, command: CommandObject, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """This month's summary, or that of the month that was typed."""
    start, this = await do(summary.months, visitor.organisation, now)
    typed = (command.args or "").strip()
    month = typed_month(typed, this) if typed else this
    if month is None or not start <= month <= this:
        first, last = (texts.day(day, "MM.y") for day in (start, this))
        return [say(message, texts("summary.no_such_month", first=first, last=last), home_only(texts))]
    return [show(message, *await _screen(do, visitor, month, texts, names, now))]


@router.callback_query(Open.filter(F.screen == "summary"))
async def summary_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """This month's summary from the menu."""
    _, this = await do(summary.months, visitor.organisation, now)
    return [toast(query), show(query, *await _screen(do, visitor, this, texts, names, now))]


@router.callback_query(buttons.ShowSummary.filter())
async def month_turned(
    query: CallbackQuery,
    callback_data: buttons.ShowSummary,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Another month; one that there is none of becomes the nearest."""
    month = await _nearest(do, visitor, callback_data.month, now)
    return [toast(query), show(query, *await _screen(do, visitor, month, texts, names, now))]


@router.callback_query(buttons.DrawSummary.filter())
async def chart_wanted(
    query: CallbackQuery, callback_data: buttons.DrawSummary, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The chart, with its text twin as the caption."""
    month = await _nearest(do, visitor, callback_data.month, now)
    arguments: dict[str, Any] = {
        "organisation": visitor.organisation.id,
        "month": period_of(month),
        "at": now.isoformat(),
    }
    twin = words.chart_twin(await do(summary.chart, **arguments), texts)
    return [toast(query), picture(query, "summary_chart", twin, language=texts.language, **arguments)]


@router.callback_query(buttons.TableSummary.filter())
async def table_wanted(
    query: CallbackQuery,
    callback_data: buttons.TableSummary,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The workbook."""
    month = await _nearest(do, visitor, callback_data.month, now)
    file = document(
        query, "summary", language=texts.language, names=names,
        organisation=visitor.organisation.id, month=period_of(month), at=now.isoformat(),
    )  # fmt: skip
    return [toast(query), file]


def typed_month(typed: str, this: date) -> date | None:
    """The first day of a month as people type it; a bare number is its last such month. None if it is none."""
    match = _TYPED.fullmatch(typed)
    if match is None:
        return None
    year, month = match["year"] or match["then"], int(match["month"] or match["first"])
    if not 1 <= month <= 12:
        return None
    if year is None:
        return date(this.year if month <= this.month else this.year - 1, month, 1)
    return date(int(year), month, 1) if int(year) else None


async def _nearest(do: Do, visitor: Visitor, period: str, now: datetime) -> date:
    start, this = await do(summary.months, visitor.organisation, now)
    try:
        return min(max(first_day(period), start), this)
    except ValueError:
        return this


async def _screen(
    do: Do, visitor: Visitor, month: date, texts: Texts, names: str, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    start, this = await do(summary.months, visitor.organisation, now)
    newest, before = await do(summary.month, visitor.organisation, month, now, names)
    return words.text(newest, before, texts), buttons.card(month, start, this, texts)
