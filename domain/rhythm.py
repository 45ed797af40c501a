"""The rhythm of a pair: a meeting at least once in two weeks, the first within ten days; holidays stop the clock."""

from bisect import bisect_left, bisect_right
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
    days, free = (until - since).days, since + _DAY
    for begin, end in sorted(pauses):
        begin, end = max(begin, free), min(end, until)
        if begin <= end:
            days, free = days - (end - begin).days - 1, end + _DAY
    return max(days, 0)


def due_after(since: date, limit: int, pauses: Pauses = ()) -> date:
    """The day on which `limit` counted days have gone by; never a day of a pause."""
    due, free = since + _DAY * limit, since + _DAY
    for begin, end in sorted(pauses):
        begin = max(begin, free)
        if begin <= min(end, due):
            due, free = due + (end - begin) + _DAY, end + _DAY
    return due


def kept(
    start: date, end: date | None, held: Sequence[date], first: date, last: date, pauses: Pauses = ()
) -> bool | None:
    """Whether a pair that met on these days, the oldest first, was never late from `first` to `last`, both included.

    None when there is nothing to judge: the pair did not run then, all of it was a pause, or the pair is so new that
    its first meeting is still ahead and in time.
    """
    begin, last = max(first, start), min(last, end or last)
    if last < begin or (pauses and not counted_days(begin - _DAY, last, pauses)):
        return None
    before, until = bisect_left(held, first), bisect_right(held, last)
    since, limit = (max(start, held[before - 1]), REGULAR_DAYS) if before else (start, FIRST_DAYS)
    for day in (*held[before:until], last):
        if (day - since).days > limit and day > due_after(since, limit, pauses):  # pauses only give more time
            return False
        since, limit = max(start, day), REGULAR_DAYS
    return True if until else None
