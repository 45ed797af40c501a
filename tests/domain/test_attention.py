"""Nobody is spoken to at night, and nobody too often."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attention import next_moment


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+03:00")


@pytest.mark.parametrize(
    ("kind", "tone", "now", "goes"),
    [
        ("reminder", "child", "2026-11-20T15:00", "2026-11-20T15:00"),
        ("reminder", "child", "2026-11-20T09:00", "2026-11-20T15:00"),
        ("reminder", "child", "2026-11-20T19:30", "2026-11-21T11:00"),
        ("reminder", "child", "2026-11-22T18:30", "2026-11-23T15:00"),
        ("digest", "adult", "2026-11-20T08:59", "2026-11-20T09:00"),
        ("reminder", "adult", "2026-11-20T20:00", "2026-11-21T09:00"),
        ("notice", "child", "2026-11-20T21:00", "2026-11-21T08:00"),
        ("notice", "adult", "2026-11-20T20:30", "2026-11-20T20:30"),
        ("consent", "child", "2026-11-20T07:00", "2026-11-20T08:00"),
        ("alert", "child", "2026-11-20T03:00", "2026-11-20T03:00"),
    ],
)
@pytest.mark.fault(66)
def test_the_hours(kind: str, tone: str, now: str, goes: str) -> None:
    assert next_moment(kind, tone, at(now)) == at(goes)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kamchatka", "Europe/Kaliningrad"])
@given(hours=st.integers(0, 24 * 365))
@pytest.mark.fault(66)
def test_where_clocks_are_changed_the_hours_stay_those_on_the_wall(zone: str, hours: int) -> None:
    """A region may begin, or begin again, to set its clocks: Berlin stands for it."""
    now = datetime(2026, 3, 28, tzinfo=UTC) + timedelta(hours=hours)
    goes = next_moment("reminder", "child", now.astimezone(ZoneInfo(zone)))
    wall = goes.astimezone(UTC).astimezone(ZoneInfo(zone))
    opens, closes = (time(15), time(19, 30)) if wall.weekday() < 5 else (time(11), time(18))
    assert opens <= wall.time() < closes
    assert timedelta() <= goes.astimezone(UTC) - now < timedelta(hours=25)


def test_who_is_there_is_answered_at_any_hour() -> None:
    late = at("2026-11-20T22:00")
    assert next_moment("notice", "child", late, seen=late - timedelta(minutes=5)) == late
    assert next_moment("reminder", "child", late, seen=late - timedelta(minutes=5)) != late


def test_one_a_day_and_three_a_week() -> None:
    now = at("2026-11-20T16:00")
    assert next_moment("reminder", "child", now, [at("2026-11-20T15:10")]) == at("2026-11-21T11:00")
    week = [at("2026-11-16T15:00"), at("2026-11-17T15:00"), at("2026-11-18T15:00")]
    assert next_moment("reminder", "child", now, week) == at("2026-11-23T15:00")


@given(
    st.sampled_from(["reminder", "digest", "notice", "consent"]),
    st.sampled_from(["child", "adult"]),
    st.integers(0, 2 * 365 * 24 * 60),
    st.lists(st.integers(0, 7 * 24), max_size=4),
)
def test_quiet_hours_are_quiet(kind: str, tone: str, minutes: int, hours_ago: list[int]) -> None:
    local = at("2026-01-01T00:00") + timedelta(minutes=minutes)
    moment = next_moment(kind, tone, local, [local - timedelta(hours=hours) for hours in hours_ago])
    assert moment >= local
    assert 8 <= moment.hour < (20 if tone == "child" else 21)
