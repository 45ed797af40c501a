"""How long one waits after wrong tries."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.guessing import CALM, TRIES, WINDOW, closed_until, is_guessing, pause

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def before(*seconds: int) -> list[datetime]:
    return sorted(NOW - timedelta(seconds=each) for each in seconds)


def test_four_slips_are_forgiven_the_fifth_closes_for_a_quarter_of_an_hour():
    assert closed_until(before(*range(1, TRIES)), 0, NOW) is None
    assert closed_until(before(*range(1, TRIES + 1)), 0, NOW) == NOW - timedelta(seconds=1) + WINDOW


@pytest.mark.fault(90)
@given(st.integers(0, 10**6))
def test_whoever_has_not_been_wrong_never_waits(everybody: int):
    assert closed_until([], everybody, NOW) is None


@pytest.mark.fault(90)
def test_the_wait_grows_with_the_guessing_of_all_and_has_an_end():
    waits = [pause(everybody) for everybody in range(200)]
    assert waits[:CALM] == [0] * CALM
    assert waits[CALM] == 1
    assert waits == sorted(waits)
    assert waits[-1] == WINDOW.total_seconds()
    assert closed_until(before(3), CALM + 15, NOW) == NOW + timedelta(seconds=5)
    assert not is_guessing(CALM - 1)
    assert is_guessing(CALM)
