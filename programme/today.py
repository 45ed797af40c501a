"""The curator's queue: everything that needs a person today, each thing with its reason."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import db.applications
import db.attention
import db.clearances
import db.guardians
import db.invitations
import db.meetings
import db.organisations
import db.pairs
import db.people
import db.polls
from db.organisations import Scope
from db.people import Person
from domain import today
from domain.today import Reason, Thing
from programme.today_things import SOURCES, Look


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the curator's home."""

    things: int
    red: int
    late: int
    """Pairs that are behind the two-week rule, or have not met yet."""
    guardians: int
    silent: int
    """People who did not answer the newest poll."""
    pairs: int
    met: int
    """Working pairs that met in the last seven days."""
    met_before: int
    """The same for the seven days before."""
    erasures: int = 0
    """People whose data are to be destroyed."""
    erase_by: date | None = None
    """The nearest day by which that must be done."""


def queue(session: Session, scope: Scope, now: datetime, reasons: Set[Reason] = today.REASONS) -> list[Thing]:
    """What needs the curators of the scope now, for some reasons or all, red first; what they put off or dealt with is
    left out.
    """
    inside = {one.id: one for one in db.organisations.inside(session, scope)}
    look = Look(session, scope, now, inside)
    away = db.attention.put_off(session, scope, now)
    found = (thing for source, told in SOURCES.items() if told & reasons for thing in source(look))
    return today.in_order(
        thing for thing in found if thing.reason in reasons and (thing.organisation_id, thing.key) not in away
    )


def counts(session: Session, scope: Scope, now: datetime) -> Counts:
    """The numbers of the curator's home."""
    return look(session, scope, now)[1]


def look(session: Session, scope: Scope, now: datetime) -> tuple[list[Thing], Counts]:
    """The queue with its numbers, for `/today`."""
    things = queue(session, scope, now)
    by_reason: defaultdict[Reason, int] = defaultdict(int)
    for thing in things:
        by_reason[thing.reason] += thing.count or 1
    due = [thing.until for thing in things if thing.reason in today.DESTROYED and thing.until is not None]
    week, week_before = (now.date() - timedelta(days=days) for days in (7, 14))
    pairs, met, met_before = db.attention.numbers(session, scope, week, week_before)
    return things, Counts(
        things=len(things),
        red=sum(thing.red for thing in things),
        late=by_reason["no_meeting"] + by_reason["first_meeting"],
        guardians=by_reason["guardian"],
        silent=by_reason["poll_silent"],
        pairs=pairs,
        met=met,
        met_before=met_before,
        erasures=len(due),
        erase_by=min(due, default=None),
    )


def put_off(session: Session, scope: Scope, key: str, by: Person, now: datetime, *, done: bool) -> bool:
    """Puts a thing off for three days, or as dealt with; False when it is not in the queue (any more)."""
    reason = {each for each in today.REASONS if each == key.partition(".")[0]}
    thing = next((thing for thing in queue(session, scope, now, reason) if thing.key == key), None)
    if thing is None:
        return False
    until = today.done_until(thing, now) if done else now + today.PUT_OFF
    db.attention.put(session, thing.organisation_id, key, until, by.id)
    return True
