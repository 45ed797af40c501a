"""The rhythm of a pair: a meeting at least once in two weeks, the first within ten days; holidays stop the clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REGULAR_DAYS = 14
"""From one meeting to the next (roadmap item 6.4: at least once in two weeks)."""
FIRST_DAYS = 10
"""From the start of the pair to its first meeting (amber flag of the monitoring rules)."""
_DAY = timedelta(days=1)

Pauses = Sequence[tuple[date, date]]
"""Holidays and agreed breaks, both ends included; every break has an end."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Where a pair stands on a day."""

    last: date | None
    """Its latest held meeting, None before the first."""
    days: int
    """Counted days since then, or since the start: days of a pause do not count."""
    due_on: date
    """The last day on which the next meeting is in time."""
    overdue: bool

    @property
    def waits_for_first(self) -> bool:
        """Whether the pair has not met yet."""
        return self.last is None


def rhythm(start: date, held: Iterable[date], today: date, pauses: Pauses = ()) -> Rhythm:
    """Where the pair stands today. Meetings dated after today are plans and do not count."""
    last = max((day for day in held if day <= today), default=None)
    since = max(start, last) if last else start
    due_on = due_after(since, FIRST_DAYS if last is None else REGULAR_DAYS, pauses)
    return Rhythm(last=last, days=counted_days(since, today, pauses), due_on=due_on, overdue=today > due_on)


def counted_days(since: date, until: date, pauses: Pauses = ()) -> int:
    """Days after `since` up to and including `until` that lie in no pause; 0 when `until` is not later."""
    if not pauses:
        return max((until - since).days, 0)
    days = (since + _DAY * number for number in range(1, (until - since).days + 1))
    return sum(not _paused(day, pauses) for day in days)


def due_after(since: date, limit: int, pauses: Pauses = ()) -> date:
    """The day on which `limit` counted days have gone by; never a day of a pause."""
    if not any(end >= since for _, end in pauses):
        return since + _DAY * limit
    day, left = since, limit
    while left:
        day += _DAY
        left -= not _paused(day, pauses)
    return day


def kept(
    start: date, end: date | None, held: Iterable[date], first: date, last: date, pauses: Pauses = ()
) -> bool | None:
    """Whether a pair was never late from `first` to `last`, both included.

    None when there is nothing to judge: the pair did not run then, all of it was a pause, or the pair is so new that
    its first meeting is still ahead and in time.
    """
    last = min(last, end or last)
    if not counted_days(max(first, start) - _DAY, last, pauses):
        return None
    since, limit, met = start, FIRST_DAYS, False
    for day in sorted(day for day in held if day <= last):
        if day >= first and day > due_after(since, limit, pauses):
            return False
        since, limit, met = max(start, day), REGULAR_DAYS, True
    if due_after(since, limit, pauses) < last:
        return False
    return True if met else None


def _paused(day: date, pauses: Pauses) -> bool:
    return any(begin <= day <= end for begin, end in pauses)
