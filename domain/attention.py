"""When a person may be spoken to: windows, quiet hours and the attention budget (ux § 3). All moments here are
local to the school.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

SCHOOL_DAY = (time(15, 0), time(19, 30))
"""Pupils on school days, Monday to Friday."""
FREE_DAY = (time(11, 0), time(18, 0))
"""Pupils on other days."""
ADULTS = (time(9, 0), time(20, 0))
NOTICE = {"child": (time(8, 0), time(20, 0)), "adult": (time(8, 0), time(21, 0))}
"""Letters about what somebody else has just done wait for the end of quiet hours only."""
A_DAY, A_WEEK = 1, 3
"""Unasked messages a person may get."""
PRESENT = timedelta(minutes=30)
"""Who wrote or pressed so recently is there, and may be answered at any hour."""


def window(kind: str, tone: str, day: datetime) -> tuple[time, time]:
    """From when to when a letter of the kind may go on that day."""
    if kind in ("notice", "consent"):
        return NOTICE[tone]
    if tone != "child":
        return ADULTS
    return SCHOOL_DAY if day.weekday() < 5 else FREE_DAY


def next_moment(
    kind: str, tone: str, now: datetime, spoken: Sequence[datetime] = (), seen: datetime | None = None
) -> datetime:
    """When a letter may go: `now` itself, or the local moment to try again.

    `spoken` are the unasked messages of the last seven days, `seen` when the person was last there. Alerts go at once.
    """
    if kind == "alert" or (kind in ("notice", "consent") and seen is not None and now - seen < PRESENT):
        return now
    moment = now
    for _ in range(15):
        opens, closes = window(kind, tone, moment)
        if moment.time() < opens:
            moment = moment.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)
        if moment.time() < closes and _within_budget(kind, moment, spoken):
            return moment
        moment = (moment + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return moment


def _within_budget(kind: str, moment: datetime, spoken: Sequence[datetime]) -> bool:
    if kind not in ("reminder", "digest"):
        return True
    today = sum(said.date() == moment.date() for said in spoken)
    week = sum(moment - said < timedelta(days=7) for said in spoken)
    return today < A_DAY and week < A_WEEK
