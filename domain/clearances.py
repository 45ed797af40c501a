"""Clearance of mentors: what must be on record before a mentor meets a child, and for how long it holds
(security § 10.1, domain § 10).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

Kind = Literal["background", "training", "rules"]
KINDS: tuple[Kind, ...] = ("background", "training", "rules")
"""The certificate that nothing speaks against work with children, the training of mentors, the rules signed."""
REQUIRED: Mapping[str, tuple[Kind, ...]] = {"adult": KINDS, "child": ("training", "rules")}
"""By tone of the mentor: a pupil who mentors needs no certificate. An organisation may set others (`clearances`)."""
SOON = timedelta(days=30)
"""So long before the end the curator is told."""
Term = Literal["year", "two_years", "school_year", "for_good"]


@dataclass(frozen=True, slots=True)
class Held:
    """What is on record of one kind; without an end it holds for good."""

    kind: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing (`expired_on` is None) or has run out."""

    kind: str
    expired_on: date | None = None


def required(tone: str, settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds that a mentor of the tone needs in the organisation."""
    return tuple(settings.get("clearances", REQUIRED).get(tone, ()))


def gaps(held: Sequence[Held], needed: Sequence[str], today: date) -> tuple[Gap, ...]:
    """What stands in the way of pairing; the newest record of a kind counts (`held`: oldest first)."""
    newest = {each.kind: each for each in held}
    found = []
    for kind in needed:
        record = newest.get(kind)
        if record is None:
            found.append(Gap(kind))
        elif record.expires_on is not None and record.expires_on < today:
            found.append(Gap(kind, record.expires_on))
    return tuple(found)


def ends_on(term: str, issued: date) -> date | None:
    """The last day on which a record of that term holds; the school year ends with August."""
    match term:
        case "year" | "two_years":
            years = 1 if term == "year" else 2
            return _years_later(issued, years) - timedelta(days=1)
        case "school_year":
            return date(issued.year + (issued.month >= 9), 8, 31)
        case _:
            return None


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
