"""A clock that somebody set wrong makes nothing due."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from tests.conftest import NOW


class Hands:
    """A clock and the machine's own count, both set by the test."""

    def __init__(self) -> None:
        self.now, self.count = NOW, 0.0

    def go(self, shown: timedelta, really: timedelta) -> None:
        self.now += shown
        self.count += really.total_seconds()


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def clock(hands: Hands) -> Clock:
    return Clock(lambda: hands.now, lambda: hands.count)


@pytest.mark.fault(65)
def test_a_leap_of_a_year_is_held_until_the_clock_is_set_right(hands: Hands, clock: Clock) -> None:
    assert clock.is_trusted()
    hands.go(timedelta(days=365), timedelta(seconds=30))
    assert not clock.is_trusted()
    hands.go(timedelta(minutes=1), timedelta(minutes=1))
    assert not clock.is_trusted()
    hands.go(-timedelta(days=365), timedelta(seconds=30))
    assert clock.is_trusted()


@pytest.mark.fault(65)
def test_an_hour_back_and_a_week_asleep_are_no_leaps(hands: Hands, clock: Clock) -> None:
    assert clock.is_trusted()
    hands.go(-timedelta(hours=1), timedelta(seconds=30))
    assert clock.is_trusted()
    hands.go(timedelta(days=7), timedelta(days=7))
    assert clock.is_trusted()
