"""Who answered the poll and who did not: the curator's hand on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.organisations
import db.polls
from db.organisations import Organisation, Scope
from db.people import Person
from db.polls import Poll, Tally
from domain import polls
from programme import letters, reminding
from programme.polls import letter_of, next_opening, participants
from programme.reminding import Reach

PROLONGED = timedelta(days=3)
"""By how much one press prolongs a poll."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """A poll with its numbers, and whom a reminder would reach now; its moments are local to the school."""

    poll: Poll
    tally: Tally
    opened: datetime
    closes: datetime
    reach: Reach

    @property
    def open(self) -> bool:
        """Whether it takes answers."""
        return self.poll.closed_at is None


@dataclass(frozen=True, slots=True)
class Ahead:
    """The poll that is not open yet: when it opens by itself, and whom it would ask today."""

    opens: datetime
    people: int


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who has not answered: `reachable` is whether letters arrive, `begun` whether the poll was opened."""

    person: Person
    begun: bool
    reachable: bool


def newest(session: Session, organisation: Organisation, now: datetime) -> Turnout | None:
    """The newest poll of the organisation; None before the first."""
    found = db.polls.newest(session, db.organisations.scope_of(organisation), 1)
    return _turnout(session, found[0], now) if found else None


def ahead(session: Session, organisation: Organisation, now: datetime) -> Ahead | None:
    """The poll of this month, as long as nobody has opened it; None when it was opened, or another one still runs."""
    month = polls.period_of(now.astimezone(ZoneInfo(organisation.zone)).date())
    found = db.polls.newest(session, db.organisations.scope_of(organisation), 1)
    if found and (found[0].closed_at is None or found[0].period == month):
        return None
    people = {asked.person.id for asked in participants(session, organisation.id)}
    return Ahead(next_opening(organisation, now), len(people))


def one(session: Session, scope: Scope, poll_id: int, now: datetime) -> Turnout | None:
    """A poll of the scope, or None."""
    poll = db.polls.one(session, scope, poll_id)
    return _turnout(session, poll, now) if poll else None


def silent(session: Session, scope: Scope, poll_id: int) -> list[Silent]:
    """Who has not answered, by name: an answer that is missing is no secret, an answer is."""
    if db.polls.one(session, scope, poll_id) is None:
        return []
    rows = db.polls.silent(session, poll_id)
    return [Silent(person, run.touched_at is not None, reachable) for run, person, reachable in rows]


def remind(session: Session, scope: Scope, poll_id: int, now: datetime) -> Reach | None:
    """Reminds everybody who has not opened the poll; returns whom that reaches, and why not the others."""
    poll = db.polls.one(session, scope, poll_id)
    if poll is None or poll.closed_at is not None:
        return None
    found, day = _reach(session, poll, now), now.astimezone(_zone(session, poll)).date()
    for run, person, _ in db.polls.silent(session, poll.id):
        if person.id in found.ready and run.state == "open" and run.touched_at is None:
            letters.write(
                session, person.id, letter_of(run, 1), kind="reminder", once=f"poll:{run.id}:by_hand:{day}",
                now=now, expires_at=poll.closes_at, run_id=run.id, run=run.id,
            )  # fmt: skip
    return found


def prolong(session: Session, scope: Scope, poll_id: int, closes: int, now: datetime) -> Turnout | None:
    """Three days more; None when it is closed, can go on no longer, or ends at another second than was pressed for.

    A closed poll stays closed: its numbers are published, and two looks at them must not differ (security § 8.1).
    """
    poll = db.polls.one(session, scope, poll_id)
    if poll is None or not may_prolong(poll) or int(poll.closes_at.timestamp()) != closes:
        return None
    poll.closes_at = max(poll.closes_at, now) + PROLONGED
    return _turnout(session, poll, now)


def may_prolong(poll: Poll) -> bool:
    """Whether the poll is open and three days more leave it an end before the next one."""
    return poll.closed_at is None and poll.closes_at + PROLONGED <= poll.opened_at + polls.LONGEST


def _turnout(session: Session, poll: Poll, now: datetime) -> Turnout:
    zone = _zone(session, poll)
    tally = db.polls.tally(session, poll.id)
    reach = _reach(session, poll, now)
    return Turnout(poll, tally, poll.opened_at.astimezone(zone), poll.closes_at.astimezone(zone), reach)


def _reach(session: Session, poll: Poll, now: datetime) -> Reach:
    return reminding.reach(session, db.polls.silent(session, poll.id), _zone(session, poll), now, unopened=True)


def _zone(session: Session, poll: Poll) -> ZoneInfo:
    return ZoneInfo(db.organisations.by_id(session, poll.organisation_id).zone)
