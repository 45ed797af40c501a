"""Calls for help and reports of harm: who is told of one, in which order and when, and when people answer
(security § 10).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal

from domain.answers import folded
from domain.names import parse

Kind = Literal["help", "incident", "flag", "change"]
"""Somebody asked for help; an adult told of an incident; words of an answer ask for a look; a mentee wishes for another
mentor.
"""
URGENT: frozenset[Kind] = frozenset({"help", "incident"})
"""Kinds that climb until somebody takes them, and that are counted while they wait."""
OUTCOMES = ("helped", "elsewhere", "nothing", "mistake")
"""How a case ends: help was given, others took over, there was nothing, it was pressed by mistake."""
STEPS = (timedelta(0), timedelta(minutes=15), timedelta(minutes=60))
"""After so long without anybody taking it the next tier is told (security § 10.2)."""
HELPLINES: Mapping[str, str] = {"emergency": "112", "free": "8-800-2000-122", "mobile": "124"}
"""Numbers of Russia; an organisation may set its own (`helplines`)."""
STEM = 4
"""Letters of a name that its forms share at least; shorter names must be written as they are."""


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody of the staff who may be told: a role of theirs, and whether they are on duty."""

    person_id: int
    role: str
    name: str
    on_duty: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """When people answer: days of the week from 0 (Monday), and the local hours."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(9)
    closes: time = time(18)


def helplines(settings: Mapping[str, Any]) -> dict[str, str]:
    """The numbers to call: the organisation's own where it has set them (`helplines`)."""
    return {**HELPLINES, **settings.get("helplines", {})}


def hours(settings: Mapping[str, Any]) -> Hours:
    """When the organisation answers (`safety_hours`: `days`, `opens`, `closes`)."""
    given = settings.get("safety_hours")
    if given is None:
        return Hours()
    return Hours(tuple(given["days"]), time.fromisoformat(given["opens"]), time.fromisoformat(given["closes"]))


def counts_from(local: datetime, settings: Mapping[str, Any]) -> datetime:
    """When the first alert may go: at once; with `safety_out_of_hours` = `morning` in working hours only."""
    when = hours(settings)
    if settings.get("safety_out_of_hours", "at_once") != "morning" or is_answered(local, when):
        return local
    return next_morning(local, when)


def is_answered(local: datetime, when: Hours) -> bool:
    """Whether somebody is there at this local moment."""
    return local.weekday() in when.days and when.opens <= local.time() < when.closes


def next_morning(local: datetime, when: Hours) -> datetime:
    """The next moment after this one at which the hours begin."""
    for ahead in range(8):
        morning = datetime.combine(local.date() + timedelta(days=ahead), when.opens, local.tzinfo)
        if morning > local and morning.weekday() in when.days:
            return morning
    raise ValueError("safety_hours names no day of the week")


def tiers(
    adults: Sequence[Adult], first: int | None, no_curator: bool, excluded: Collection[int]
) -> tuple[tuple[int, ...], ...]:
    """Who is told, tier by tier: whoever was chosen, the psychologist on duty, the deputy, at last the director.

    Without a second psychologist a curator is the deputy. Whoever is excluded is in no tier; with `no_curator` nobody
    who is a curator is, whatever else they are.
    """
    curators = [each.person_id for each in adults if each.role == "curator"]
    psychologists = [each.person_id for each in adults if each.role == "psychologist"]
    on_duty = [each.person_id for each in adults if each.role == "psychologist" and each.on_duty]
    directors = [each.person_id for each in adults if each.role == "director"]
    told = {*excluded, *(curators if no_curator else ())}

    def fresh(group: Sequence[int]) -> tuple[int, ...]:
        new = tuple(dict.fromkeys(each for each in group if each not in told))
        told.update(new)
        return new

    chosen = [first] if first is not None else []
    climbing = [group for each in (chosen, on_duty or psychologists, psychologists, curators) if (group := fresh(each))]
    last = fresh(directors)
    if not last and len(climbing) > 2:
        return tuple(climbing[:3])
    return (*climbing[:2], *([last] if last else ()))


def named(words: str, adults: Sequence[Adult]) -> set[int]:
    """The adults whom the words name by surname or patronymic, in whatever grammatical case; they must not read them.

    A given name alone names too many.
    """
    said = folded(words).replace(",", " ").replace(".", " ").split()
    found = set()
    for adult in adults:
        name = parse(adult.name)
        parts = [folded(part) for part in (name.family, name.patronymic) if part]
        if any(_is_form_of(word, part) for word in said for part in parts):
            found.add(adult.person_id)
    return found


def _is_form_of(word: str, name: str) -> bool:
    stem = name[:-1]
    if len(stem) < STEM:
        return word == name
    return word.startswith(stem) and len(word) - len(stem) <= 3
