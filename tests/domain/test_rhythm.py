"""The two-week rule, counted on a calendar by hand: November 2026 begins on a Sunday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rhythm import FIRST_DAYS, REGULAR_DAYS, Pauses, counted_days, due_after, kept, rhythm

START = date(2026, 9, 1)
AUTUMN = ((date(2026, 10, 26), date(2026, 11, 3)),)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def november(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("today", "days", "overdue"), [(november(15), 13, False), (november(16), 14, False), (november(17), 15, True)]
)
def test_a_pair_is_late_on_the_fifteenth_day_after_its_meeting(today: date, days: int, overdue: bool) -> None:
    found = rhythm(START, [november(2)], today)
    assert (found.last, found.days, found.due_on, found.overdue) == (november(2), days, november(16), overdue)


@pytest.mark.fault(68)
def test_days_of_the_holidays_do_not_count() -> None:
    found = rhythm(START, [date(2026, 10, 20)], november(12), AUTUMN)  # 21–25 October are 5 days, 4–12 November are 9
    assert (found.days, found.due_on, found.overdue) == (14, november(12), False)
    assert rhythm(START, [date(2026, 10, 20)], november(13), AUTUMN).overdue


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 9, 11), False), (date(2026, 9, 12), True)])
def test_the_first_meeting_has_ten_days(today: date, overdue: bool) -> None:
    found = rhythm(START, [], today)
    assert found.waits_for_first
    assert (found.due_on, found.overdue) == (date(2026, 9, 11), overdue)


def test_a_planned_meeting_is_not_a_held_one() -> None:
    assert rhythm(START, [november(2), november(20)], november(18)).last == november(2)


def test_a_meeting_before_the_order_counts_and_the_clock_starts_with_the_order() -> None:
    before = [START - timedelta(7)]
    found = rhythm(START, before, START + timedelta(14))
    assert (found.last, found.days, found.overdue) == (before[0], 14, False)
    assert kept(START, None, before, START, START + timedelta(13)) is True
    assert kept(START, None, before, START, START + timedelta(15)) is False


def test_overlapping_pauses_are_counted_once() -> None:
    twice = (*AUTUMN, (date(2026, 11, 1), date(2026, 11, 5)))
    assert counted_days(date(2026, 10, 20), november(12), twice) == 12


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([date(2026, 10, 25), november(8), november(22)], True),
        ([date(2026, 10, 25), november(9), november(22)], False),  # fifteen days between
        ([date(2026, 10, 25), november(8)], False),  # due on the 22nd
        ([date(2026, 10, 1), november(1)], False),  # came on the first day of the month, but late
        ([date(2026, 9, 2), date(2026, 10, 18), november(1), november(15), november(29)], True),  # late before November
        ([november(5), november(19)], False),  # the first meeting was due in September
    ],
)
def test_a_pair_keeps_the_rhythm_when_it_is_late_on_no_day_of_the_month(held: list[date], expected: bool) -> None:
    assert kept(START, None, held, *NOVEMBER) is expected


@pytest.mark.parametrize(
    ("start", "end", "pauses"),
    [
        (date(2026, 12, 1), None, ()),
        (START, date(2026, 10, 31), ()),
        (november(25), None, ()),
        (START, None, ((date(2026, 10, 30), date(2026, 12, 1)),)),
    ],
    ids=["begins later", "ended before", "too new", "holidays all month"],
)
def test_a_pair_with_nothing_to_judge_is_left_out(
    start: date, end: date | None, pauses: tuple[tuple[date, date], ...]
) -> None:
    assert kept(start, end, [], *NOVEMBER, pauses) is None


def test_a_pair_is_not_judged_after_its_end() -> None:
    assert kept(START, november(10), [date(2026, 10, 30)], *NOVEMBER) is True


def test_a_running_month_is_judged_up_to_today() -> None:
    held = [date(2026, 10, 30)]
    assert kept(START, None, held, november(1), november(13)) is True
    assert kept(START, None, held, november(1), november(14)) is False


DAYS = st.integers(0, 90).map(lambda days: START + timedelta(days))
PAUSES = st.lists(st.tuples(DAYS, st.integers(-1, 20)), max_size=3).map(
    lambda breaks: [(begin, begin + timedelta(length)) for begin, length in breaks]
)


def plainly_counted(since: date, until: date, pauses: Pauses) -> int:
    """Day by day, as the rule is told."""
    days = (since + timedelta(number) for number in range(1, (until - since).days + 1))
    return sum(not any(begin <= day <= end for begin, end in pauses) for day in days)


@given(DAYS, DAYS, PAUSES)
def test_counted_days_are_counted_as_one_by_one(since: date, until: date, pauses: Pauses) -> None:
    assert counted_days(since, until, pauses) == plainly_counted(since, until, pauses)


@given(st.integers(0, 60), PAUSES)
def test_the_due_day_is_the_first_with_that_many_counted_days(limit: int, pauses: Pauses) -> None:
    due_on = due_after(START, limit, pauses)
    assert plainly_counted(START, due_on, pauses) == limit
    if limit:
        assert plainly_counted(START, due_on - timedelta(1), pauses) == limit - 1


def plainly_kept(start: date, held: list[date], first: date, last: date, pauses: Pauses) -> bool | None:
    """Looks at each day of the month: is it later than the pair had time for?"""
    if not plainly_counted(max(first, start) - timedelta(1), last, pauses):
        return None
    for number in range((last - first).days + 1):
        eve = first + timedelta(number - 1)
        past = [day for day in held if day <= eve]
        since, limit = (max(start, past[-1]), REGULAR_DAYS) if past else (start, FIRST_DAYS)
        if plainly_counted(since, eve, pauses) >= limit:
            return False
    return True if any(day <= last for day in held) else None


@given(DAYS, st.none() | DAYS, st.lists(DAYS, max_size=9).map(sorted), DAYS, st.integers(0, 30), PAUSES)
def test_the_verdict_of_a_month_is_that_of_each_of_its_days(
    start: date, end: date | None, held: list[date], first: date, length: int, pauses: Pauses
) -> None:
    last = first + timedelta(length)
    expected = plainly_kept(start, held, first, min(last, end or last), pauses)
    assert kept(start, end, held, first, last, pauses) is expected
