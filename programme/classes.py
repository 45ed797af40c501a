"""A class as its teacher may see it: who is in the programme and when they met, nothing else (security § 3.2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

import db.find
import db.meetings
import db.pairs
from db.find import Wanted
from db.people import Person
from programme.presence import Visitor

MOST = 60
"""Pupils of a class that are listed."""
ROLES = ("mentee", "mentor")


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of the class; `met` are the days of the meetings that were held, oldest first."""

    person: Person
    inside: bool
    met: tuple[date, ...]


def classes(session: Session, by: Visitor) -> dict[str, list[Pupil]]:
    """The pupils of every class that the visitor teaches, by name. Raises `Denied`."""
    return {scope.group: _pupils(session, scope) for scope in by.scopes_for("class.see") if scope.group}


def _pupils(session: Session, scope: db.Scope) -> list[Pupil]:
    found: dict[int, Person] = {}
    for role in ROLES:
        people, _ = db.find.page(session, scope, Wanted(role), 0, MOST)
        found |= {person.id: person for person in people}
    return [
        Pupil(person, person.state == "active", _met(session, person))
        for person in sorted(found.values(), key=lambda each: (each.search_key, each.id))
    ]


def _met(session: Session, person: Person) -> tuple[date, ...]:
    pairs = [pair.id for pair in db.pairs.mine(session, person.id, "active", "ended")]
    held = db.meetings.held_days(session, pairs) if pairs else {}
    return tuple(sorted(day for days in held.values() for day in days))
