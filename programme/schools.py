"""What a municipal operator sees of the schools below: numbers without any name, those that need help first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import db.organisations
import db.schools
from db.organisations import Scope
from domain.rhythm import REGULAR_DAYS


@dataclass(frozen=True, slots=True)
class School:
    """One organisation of the tree that has somebody in the programme.

    `met` are working pairs that met within the last two weeks; a share is None where there is nothing to share.
    """

    name: str
    mentees: int
    with_mentor: int
    pairs: int
    met: int

    @property
    def meeting(self) -> int | None:
        """Per cent of working pairs that met within the last two weeks; holidays are not taken out."""
        return _share(self.met, self.pairs)

    @property
    def covered(self) -> int | None:
        """Per cent of mentees with a mentor."""
        return _share(self.with_mentor, self.mentees)


def roll_up(session: Session, scope: Scope, now: datetime) -> list[School]:
    """The schools of a scope, those with the fewest pairs that meet first."""
    mentees, covered = db.schools.mentees(session, scope), db.schools.with_mentor(session, scope)
    pairs = db.schools.pairs(session, scope)
    met = db.schools.pairs_that_met(session, scope, (now - timedelta(days=REGULAR_DAYS)).date())
    schools = [
        School(one.name, mentees.get(one.id, 0), covered.get(one.id, 0), pairs.get(one.id, 0), met.get(one.id, 0))
        for one in db.organisations.inside(session, scope)
        if one.id in mentees or one.id in pairs
    ]
    return sorted(schools, key=lambda one: (one.meeting if one.meeting is not None else 101, one.name))


def total(schools: list[School]) -> School:
    """All of them as one."""
    return School(
        "",
        sum(one.mentees for one in schools),
        sum(one.with_mentor for one in schools),
        sum(one.pairs for one in schools),
        sum(one.met for one in schools),
    )


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
