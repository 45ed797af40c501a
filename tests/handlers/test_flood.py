"""Two hundred messages a minute: one kind word, then quiet, and nobody else notices."""

import pytest

from handlers.flood import Flood


class Count:
    """Seconds set by the test."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.fault(75)
def test_one_word_then_silence_then_everything_is_fine_again() -> None:
    seconds = Count()
    flood = Flood(limit=5, clock=seconds)
    assert [flood.judge("7") for _ in range(8)] == ["fine"] * 5 + ["warn", "drop", "drop"]
    assert flood.judge("8") == "fine"
    seconds.now = 61
    assert flood.judge("7") == "fine"
