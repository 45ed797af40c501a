"""By when a duty to the person whose data they are must be done (152-FZ; domain § 11.2): calendar and working days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Cause = Literal["withdrawn", "stop", "wish", "purpose"]
"""Why data are to be destroyed: consent withdrawn, a demand to stop, the person's wish, the purpose reached."""


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, of the calendar or working ones, from the day after the event; `law` is its source."""

    days: int
    working: bool
    law: str


TERMS: Mapping[Cause, Term] = {
    "withdrawn": Term(30, False, "152-FZ art. 21 p. 5"),
    "stop": Term(10, True, "152-FZ art. 21 p. 5.1"),
    "wish": Term(10, True, "152-FZ art. 20 p. 1"),
    "purpose": Term(30, False, "152-FZ art. 21 p. 4"),
}
CORRECTION = Term(7, True, "152-FZ art. 21 p. 2")
"""Wrong data, from the day on which somebody showed that they are wrong."""
PUBLICATION = Term(3, True, "152-FZ art. 10.1 p. 14")
"""What was published goes, from the day on which the consent to it was taken back."""
BLOCKED_MONTHS = 6
"""While destruction is impossible the data are blocked, for so long at most (152-FZ art. 21 p. 6)."""

_FIXED = {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
"""Public holidays, month and day (Labour Code art. 112)."""

Days = Sequence[tuple[date, date]]
"""Stretches of days, first and last."""


def is_working(day: date, off: Days = ()) -> bool:
    """Whether it is a working day: no weekend, no public holiday, none of the organisation's own days `off`."""
    free = day.weekday() >= 5 or (day.month, day.day) in _FIXED
    return not free and not any(first <= day <= last for first, last in off)


def due(term: Term, since: date, off: Days = ()) -> date:
    """The last day on which a duty that arose on `since` is done in time."""
    if not term.working:
        return since + timedelta(days=term.days)
    day, left = since, term.days
    while left:
        day += timedelta(days=1)
        left -= is_working(day, off)
    return day


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
