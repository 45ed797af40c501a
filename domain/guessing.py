"""Guessing at the door: how many wrong tries are let be, and how long one waits after them (security § 4.1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

TRIES = 5
"""Wrong tries of one account; then it is closed out for a window."""
WINDOW = timedelta(minutes=15)
CALM = 20
"""Wrong codes of everybody in a window that are nothing but misreading; more is guessing."""
STEP = 5
"""With so many more the wait of whoever has been wrong doubles."""
SPOILT = 10
"""Wrong second factors after which an invitation opens no more, whoever made them: a link in wrong hands."""


def closed_until(own: Sequence[datetime], everybody: int, now: datetime) -> datetime | None:
    """Until when an account's next code is not looked at; None when it may try now.

    `own` are its wrong tries in the window, oldest first; `everybody` counts those of all accounts. Only who has been
    wrong waits longer when others guess: a valid code that is typed rightly opens at once, always.
    """
    if not own:
        return None
    wait = WINDOW if len(own) >= TRIES else timedelta(seconds=pause(everybody))
    until = own[-1] + wait
    return until if until > now else None


def pause(everybody: int) -> int:
    """Seconds between two tries of an account that has been wrong, by the wrong tries of everybody in the window."""
    if everybody < CALM:
        return 0
    doublings = min((everybody - CALM) // STEP, 10)
    return min(1 << doublings, int(WINDOW.total_seconds()))


def is_guessing(everybody: int) -> bool:
    """Whether so many wrong codes in a window are no accident."""
    return everybody >= CALM
