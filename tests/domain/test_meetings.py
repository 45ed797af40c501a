"""Promises of the rules of meetings."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.meetings import at, mirrored, mismatched, reminder_at, sides, weeks_later

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "not_asked"),
        ([None], "one"),
        ([False], "one"),
        ([True], "both"),
        ([True, None], "both"),
        ([True, False], "one"),
    ],
)
def test_a_meeting_is_told_by_both_sides_by_one_or_was_not_asked_about(words: list[bool | None], told: str) -> None:
    assert sides(words) == told


def test_silence_is_not_a_mismatch() -> None:
    assert not mismatched([None, True])
    assert mismatched([None, False])


def test_about_one_meeting_in_three_is_mirrored_and_always_the_same_ones() -> None:
    asked = [number for number in range(3000) if mirrored(number, first=False)]
    assert 900 < len(asked) < 1100
    assert asked == [number for number in range(3000) if mirrored(number, first=False)]


def test_the_first_meeting_of_a_pair_is_always_mirrored() -> None:
    assert all(mirrored(number, first=True) for number in range(50))


def test_a_week_later_is_the_same_time_of_day_also_when_the_clocks_change() -> None:
    planned = at(date(2026, 10, 22), 15, 30, BERLIN)
    later = weeks_later(planned, date(2026, 10, 22), 1, planned, BERLIN)
    assert later.astimezone(BERLIN).strftime("%d.%m. %H:%M") == "29.10. 15:30"
    assert (later - planned).total_seconds() == 7 * 86400 + 3600


def test_a_proposal_is_never_in_the_past() -> None:
    planned, now = at(date(2026, 9, 3), 14, 0, MOSCOW), datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    later = weeks_later(planned, date(2026, 9, 3), 1, now, MOSCOW)
    assert later.astimezone(MOSCOW).strftime("%a %d.%m. %H:%M") == "Thu 26.11. 14:00"


@pytest.mark.parametrize(
    ("tone", "hour", "reminded"),
    [
        ("adult", 14, "25.11. 09:00"),
        ("adult", 9, "25.11. 09:00"),
        ("child", 14, "25.11. 15:00"),
        ("child", 18, "25.11. 15:00"),
    ],
)
def test_people_are_reminded_in_their_own_window_the_day_before_the_meeting(
    tone: str, hour: int, reminded: str
) -> None:
    moment = reminder_at(at(date(2026, 11, 26), hour, 0, MOSCOW), tone, MOSCOW)
    assert moment.strftime("%d.%m. %H:%M") == reminded
