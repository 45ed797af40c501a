"""A month as buttons: days that may be picked, and the way to other months and years."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from aiogram.types import InlineKeyboardButton

from keyboards.menu import button
from locales import Texts

Pick = Callable[[str, str], InlineKeyboardButton]
Show = Callable[[str, str], Any]
BLANK = "·"


def month_rows(
    first: date, today: date, days: str, pick: Pick, show: Show, texts: Texts
) -> list[list[InlineKeyboardButton]]:
    """The month that begins on `first`; `days` is `past`, `future` or `any` (today belongs to all).

    Weeks in which nothing may be picked are left out.
    """

    def allowed(day: date) -> bool:
        return days == "any" or day == today or (day < today) == (days == "past")

    def go(label: str, months: int) -> InlineKeyboardButton:
        target = _shifted(first, months)
        return button(label, show("month", f"{target:%Y-%m}"))

    years = [go("«", -12), go("‹", -1)] if allowed(first - timedelta(days=1)) else [_blank(show, first)]
    later = [go("›", 1), go("»", 12)] if allowed(_shifted(first, 1)) else [_blank(show, first)]
    title = button(texts.day(first, "LLL y"), show("month", f"{first:%Y-%m}"))
    weekdays = [
        button(texts.day(date(2024, 1, number), "EEEEEE"), show("month", f"{first:%Y-%m}")) for number in range(1, 8)
    ]
    cells: list[InlineKeyboardButton] = [_blank(show, first) for _ in range(first.weekday())]
    day = first
    while day.month == first.month:
        cells.append(pick(str(day.day), day.isoformat()) if allowed(day) else _blank(show, first))
        day += timedelta(days=1)
    cells += [_blank(show, first) for _ in range(-len(cells) % 7)]
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    weeks = [week for week in weeks if any(cell.text != BLANK for cell in week)] or weeks[:1]
    return [[*years, title, *later], weekdays, *weeks]


def _blank(show: Show, first: date) -> InlineKeyboardButton:
    return button(BLANK, show("month", f"{first:%Y-%m}"))


def _shifted(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(min(max(count // 12, 1), 9999), count % 12 + 1, 1)
