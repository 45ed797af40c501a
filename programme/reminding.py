"""A reminder by hand: whom it would reach now, and why not the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.people import Person
from db.runs import Run
from programme import letters

Why = Literal["written", "begun", "unreachable", "out", "spared"]
"""`written`: today, thrice this week, or a letter is on its way (ux § 3); `begun`: or put aside, to a time of its own;
`unreachable`: no account that letters reach; `out`: takes part no more; `spared`: one of the first two, not told which.
"""
WHYS: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, slots=True)
class Reach:
    """The people whom a reminder reaches (ids), and how many it does not reach, by reason."""

    ready: frozenset[int]
    spared: Mapping[Why, int]


def reach(
    session: Session,
    owing: Iterable[tuple[Run, Person, bool]],
    zone: ZoneInfo,
    now: datetime,
    *,
    unopened: bool = False,
    anonymous: bool = False,
) -> Reach:
    """Sorts people without an answer (run, person, whether letters arrive); with `unopened` only they are reminded.

    Of an `anonymous` questionnaire it is not told who has begun.
    """
    people: dict[int, Person] = {}
    whys: dict[int, set[Why | None]] = {}
    for run, person, reachable in owing:
        people[person.id] = person
        whys.setdefault(person.id, set()).add(_why(run, person, reachable, unopened))
    open_to = [people[number] for number, found in whys.items() if None in found]
    ready = letters.may_hear(session, open_to, zone, now)
    spared: Counter[Why] = Counter()
    for number, found in whys.items():
        if number not in ready:
            why: Why = "written" if None in found else min((each for each in found if each), key=WHYS.index)
            spared["spared" if anonymous and why in ("written", "begun") else why] += 1
    return Reach(frozenset(ready), spared)


def _why(run: Run, person: Person, reachable: bool, unopened: bool) -> Why | None:
    if run.state != "open" or person.state != "active":
        return "out"
    if not reachable:
        return "unreachable"
    return "begun" if run.nudge_at is not None or (unopened and run.touched_at is not None) else None
