"""The poll opens on a school day, is not lost in a failure, and knows which answers ask for a person."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain import polls
from domain.answers import Answer

MOSCOW = ZoneInfo("Europe/Moscow")
VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")


def local(*parts: int, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[arg-type]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("period", "day", "opens"),
    [
        ("2026-11", 20, date(2026, 11, 20)),  # a Friday
        ("2026-12", 20, date(2026, 12, 21)),  # a Sunday
        ("2027-02", 20, date(2027, 2, 22)),  # a Saturday
        ("2027-02", 31, date(2027, 3, 1)),  # the last day of February is a Sunday
    ],
)
def test_the_poll_opens_at_ten_on_the_next_school_day(period: str, day: int, opens: date) -> None:
    moment = polls.opening(period, day, MOSCOW)
    assert (moment.date(), moment.hour, moment.weekday() < 5) == (opens, 10, True)


def test_the_poll_is_due_from_its_hour_until_it_would_have_closed() -> None:
    assert polls.due(local(2026, 11, 20, 9, 59), 20, 10) is None
    assert polls.due(local(2026, 11, 20, 10, 0), 20, 10) == "2026-11"
    assert polls.due(local(2026, 11, 30, 9, 59), 20, 10) == "2026-11"
    assert polls.due(local(2026, 11, 30, 10, 0), 20, 10) is None


def test_a_poll_of_the_month_before_may_open_in_the_next_month() -> None:
    assert polls.due(local(2027, 3, 1, 10, 0), 31, 10) == "2027-02"


@pytest.mark.fault(66)
def test_every_school_has_its_own_ten_o_clock() -> None:
    moment = datetime(2026, 11, 20, 0, 30, tzinfo=ZoneInfo("UTC"))
    assert polls.due(moment.astimezone(VLADIVOSTOK), 20, 10) == "2026-11"
    assert polls.due(moment.astimezone(MOSCOW), 20, 10) is None


def test_the_next_opening_is_ahead() -> None:
    assert polls.next_opening(local(2026, 11, 19, 12), 20) == local(2026, 11, 20, 10)
    assert polls.next_opening(local(2026, 11, 20, 10), 20) == local(2026, 12, 21, 10)
    assert polls.next_opening(local(2027, 2, 28, 12), 31) == local(2027, 3, 1, 10)


@pytest.mark.fault(68)
def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert polls.months_later(date(2026, 11, 1), 2) == date(2027, 1, 1)
    assert polls.months_later(date(2026, 1, 1), -1) == date(2025, 12, 1)


@pytest.mark.parametrize("wrong", ["", "2026", "2026-13", "2026-11-05", "ноябрь", "2026-1x"])
def test_only_a_month_is_a_month(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        polls.first_day(wrong)


def test_a_wish_is_told_from_contentment() -> None:
    assert polls.wish({"change": Answer("change", choices=("nothing",))}) is None
    assert polls.wish({"change": Answer("change", choices=("more_often",))}) is None
    assert polls.wish({"change": Answer("change", choices=("psychologist",))}) == "psychologist"
    assert polls.wish({}) is None


def test_only_the_lowest_answer_about_safety_worries() -> None:
    assert polls.worrying({"safety": Answer("safety", number=1, scale="faces3")})
    assert not polls.worrying({"safety": Answer("safety", number=2, scale="faces3")})
    assert not polls.worrying({"safety": Answer("safety")})
