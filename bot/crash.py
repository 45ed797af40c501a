"""Named crash points: where the tests kill the process to prove that nothing is lost."""

import os
import signal

POINTS = (
    "after_fetch",
    "after_journal_commit",
    "before_commit",
    "after_commit",
    "after_first_reply",
    "after_send",
    "after_settle",
    "after_letter_claim",
    "after_letter_send",
    "inside_tick",
)
_armed: dict[str, int] = {}


def arm(where: str | None) -> None:
    """Arms one point: `after_commit`, or `after_commit:3` for the third time it is passed."""
    _armed.clear()
    if where:
        name, _, count = where.partition(":")
        if name not in POINTS:
            raise ValueError(f"no crash point {name}")
        _armed[name] = int(count or 1)


def crashpoint(name: str) -> None:
    """Dies here like under `kill -9`, when armed; otherwise nothing."""
    if name in _armed:
        _armed[name] -= 1
        if not _armed[name]:
            os.kill(os.getpid(), signal.SIGKILL)
