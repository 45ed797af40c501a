"""A month of the calendar: what may be picked, and no rows that cannot be pressed to any purpose."""

from datetime import date

from aiogram.types import InlineKeyboardButton

from keyboards.calendar import month_rows
from keyboards.menu import Open, button
from locales import texts_in

TODAY = date(2026, 12, 15)


def month(first: date, days: str) -> list[list[str]]:
    def pick(label: str, value: str) -> InlineKeyboardButton:
        return button(label, Open(screen=value))

    def show(what: str, month: str) -> Open:
        return Open(screen=f"{what}{month}")

    rows = month_rows(first, TODAY, days, pick, show, texts_in("ru"))
    return [[cell.text for cell in row] for row in rows[2:]]


def test_weeks_that_are_all_ahead_are_left_out_of_the_past() -> None:
    weeks = month(date(2026, 12, 1), "past")
    assert weeks[-1] == ["14", "15", "·", "·", "·", "·", "·"]
    assert len(weeks) == 3


def test_weeks_that_are_over_are_left_out_of_the_future() -> None:
    weeks = month(date(2026, 12, 1), "future")
    assert weeks[0] == ["·", "15", "16", "17", "18", "19", "20"]


def test_a_whole_month_stays_whole() -> None:
    assert len(month(date(2026, 12, 1), "any")) == 5


def test_a_month_without_a_day_to_pick_still_shows_a_week() -> None:
    assert len(month(date(2030, 1, 1), "past")) == 1
