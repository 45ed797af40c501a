"""The curator's score sheet: nine indicators of 0 to 2 points and the bands of their sum (domain § 10.2)."""

from collections.abc import Iterable
from typing import Literal

FORM = "curator_sheet"
INDICATORS, MARKS = 9, ("0", "1", "2")
MOST = 18
Level = Literal["optimal", "acceptable", "unacceptable"]


def points(marks: Iterable[str]) -> int | None:
    """The sum of a sheet; None unless it holds all nine marks."""
    given = [int(mark) for mark in marks if mark in MARKS]
    return sum(given) if len(given) == INDICATORS else None


def level(points: int) -> Level:
    """The band: from 15 on optimal, from 9 on acceptable."""
    return "optimal" if points >= 15 else "acceptable" if points >= 9 else "unacceptable"
