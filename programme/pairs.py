"""The life of a pair: proposed, accepted by everybody or not, at work, ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.guardians
import db.letters
import db.meetings
import db.organisations
import db.pairs
import db.people
from db.organisations import Scope
from db.pairs import Member, Pair
from db.people import Person
from programme import clearances, letters
from programme.forming import Refused

People = list[tuple[Member, Person]]


@dataclass(frozen=True, slots=True)
class Told:
    """A pair as one of its members sees it; `mine` is their own place in it."""

    pair: Pair
    people: People
    mine: Member


def propose(session: Session, scope: Scope, pair_id: int, revision: int, now: datetime) -> Pair | Refused:
    """Sends a draft to its members; says why not when something has changed since it was put together."""
    pair = db.pairs.one(session, scope, pair_id, change=True)
    if pair is None or pair.state != "draft" or pair.revision != revision:
        return Refused("pairs.draft_outdated")
    people = db.pairs.members(session, pair.id)
    mentors, mentees = by_role(people)
    if not mentors or not mentees:
        return Refused("pairs.draft_outdated")
    held = db.pairs.hold_people(session, [person.id for _, person in people])
    if any(person.state != "active" for person in held):
        return Refused("pairs.not_admitted")
    if clearances.gaps_of(session, mentors[:1], now)[mentors[0].id]:
        return Refused("clearances.not_cleared")
    if db.pairs.together(session, mentors[0].id, [mentee.id for mentee in mentees]):
        return Refused("pairs.already_together")
    pair.state, pair.proposed_at, pair.organisation_id = "proposed", now, mentees[0].organisation_id
    pair.revision += 1
    for member, person in people:
        letters.write(
            session, person.id, f"letters.pair_for_{member.role}", kind="notice", once=_asking(pair, person), now=now,
            pair=pair.id, **names(people),
        )  # fmt: skip
    return pair


def take_back(session: Session, scope: Scope, pair_id: int) -> Pair | Refused:
    """Undo: calls a proposal off; possible until somebody has accepted it. A second press changes nothing."""
    pair = db.pairs.one(session, scope, pair_id, change=True)
    if pair is None:
        return Refused("menu.outdated")
    if pair.state == "cancelled":
        return pair
    people = db.pairs.members(session, pair.id)
    if pair.state != "proposed" or any(member.accepted_at for member, _ in people):
        return Refused("pairs.too_late")
    pair.state = "cancelled"
    pair.revision += 1
    db.letters.call_off(session, [_asking(pair, person) for _, person in people])
    return pair


def accept(session: Session, person: Person, pair_id: int, now: datetime) -> Told | None:
    """A member agrees; with the last one the pair begins. None for somebody else's pair; twice is the same as once."""
    told = _mine(session, person, pair_id, change=True)
    if told is None or told.pair.state != "proposed" or told.mine.declined_at or told.mine.accepted_at:
        return told
    told.mine.accepted_at = now
    _start_if_agreed(session, told.pair, told.people, person, now)
    return told


def decline(session: Session, person: Person, pair_id: int, now: datetime) -> Told | None:
    """A member would rather not, no reason asked. A group goes on without them, a pair is off. None as in `accept`."""
    told = _mine(session, person, pair_id, change=True)
    if told is None or told.pair.state != "proposed" or told.mine.declined_at or told.mine.accepted_at:
        return told
    told.mine.declined_at = now
    pair, people = told.pair, told.people
    _tell_curators(
        session, pair, "letters.pair_declined", f"{person.id}", now, who={"name": person.name}, **names(people)
    )
    others = [(member, other) for member, other in people if member.id != told.mine.id]
    if told.mine.role == "mentee" and any(member.role == "mentee" for member, _ in others):
        session.delete(told.mine)
        pair.kind = "group" if len(others) > 2 else "pair"
        _start_if_agreed(session, pair, others, None, now)
        return Told(pair, others, told.mine)
    pair.state = "declined"
    db.letters.call_off(session, [_asking(pair, other) for _, other in others])
    for member, other in others:
        if member.accepted_at:
            letters.write(
                session, other.id, "letters.pair_off", kind="notice", once=f"pair:{pair.id}:off:{other.id}", now=now
            )
    return told


def end(session: Session, scope: Scope, pair_id: int, revision: int, now: datetime) -> Pair | Refused:
    """Ends a pair at work at once, see `finish`; `programme.closing` ends one with a last talk."""
    pair = db.pairs.one(session, scope, pair_id, change=True)
    if pair is None or pair.state != "active" or pair.revision != revision:
        return Refused("pairs.outdated")
    finish(session, pair, now)
    return pair


def finish(session: Session, pair: Pair, now: datetime) -> None:
    """A pair at work is over: its members are told, its plans are off. The record stays."""
    pair.state, pair.ended_on = "ended", today(session, pair, now)
    pair.revision += 1
    for plan in db.meetings.plans(session, pair.id):
        if plan.planned_at is not None and plan.planned_at > now:
            plan.state = "cancelled"
    people = db.pairs.members(session, pair.id)
    for _, person in people:
        letters.write(
            session, person.id, "letters.pair_ended", kind="notice", once=f"pair:{pair.id}:ended:{person.id}", now=now,
            **names(people),
        )  # fmt: skip


def cancel(session: Session, pair: Pair, now: datetime) -> None:
    """A draft or a proposal is off because a member is: whoever agreed already is told, the others are not asked."""
    people = db.pairs.members(session, pair.id)
    db.letters.call_off(session, [_asking(pair, person) for _, person in people])
    for member, person in people:
        if member.accepted_at:
            once = f"pair:{pair.id}:off:{person.id}"
            letters.write(session, person.id, "letters.pair_off", kind="notice", once=once, now=now)
    pair.state, pair.revision = "cancelled", pair.revision + 1


def today(session: Session, pair: Pair, now: datetime) -> date:
    """The day in the pair's school."""
    return now.astimezone(zone_of(session, pair)).date()


def zone_of(session: Session, pair: Pair) -> ZoneInfo:
    """The time zone of the pair's school."""
    return ZoneInfo(db.organisations.by_id(session, pair.organisation_id).zone)


def by_role(people: People) -> tuple[list[Person], list[Person]]:
    """Mentors and mentees."""
    mentors = [person for member, person in people if member.role == "mentor"]
    return mentors, [person for member, person in people if member.role == "mentee"]


def names(people: People) -> dict[str, Any]:
    """The members as values of letters."""
    mentors, mentees = by_role(people)
    return {
        "mentor": {"names": [person.name for person in mentors]},
        "mentees": {"names": [person.name for person in mentees]},
    }


def curators_of(session: Session, pair: Pair) -> list[Person]:
    """The curator who made the pair while they hold the office, else all curators of the school."""
    curators = db.people.curators(session, pair.organisation_id)
    return [person for person in curators if person.id == pair.created_by] or curators


def _mine(session: Session, person: Person, pair_id: int, *, change: bool = False) -> Told | None:
    pair = db.pairs.of_member(session, person.id, pair_id, change=change)
    if pair is None or pair.state == "draft":
        return None
    people = db.pairs.members(session, pair.id)
    return Told(pair, people, next(member for member, one in people if one.id == person.id))


def _asking(pair: Pair, person: Person) -> str:
    return f"pair:{pair.id}:asks:{person.id}"


def _start_if_agreed(session: Session, pair: Pair, people: People, last: Person | None, now: datetime) -> None:
    """Begins the pair when everybody has agreed; `last` has just pressed, sees it on the screen and gets no letter."""
    if not all(member.accepted_at for member, _ in people):
        return
    if any(person.state != "active" for _, person in people):
        pair.state = "cancelled"
        _tell_curators(session, pair, "letters.pair_left", "left", now, **names(people))
        return
    pair.number = db.pairs.next_number(session, pair.organisation_id)
    pair.state, pair.started_on = "active", today(session, pair, now)
    pair.revision += 1
    for member, person in people:
        if last is None or person.id != last.id:
            letters.write(
                session, person.id, f"letters.pair_started_{member.role}", kind="notice",
                once=f"pair:{pair.id}:started:{person.id}", now=now, pair=pair.id, **names(people),
            )  # fmt: skip
        if member.role == "mentee":
            _tell_parents(session, pair, person, people, now)
    _tell_curators(session, pair, "letters.pair_started", "started", now, number=pair.number, **names(people))


def _tell_parents(session: Session, pair: Pair, child: Person, people: People, now: datetime) -> None:
    for guardian in db.guardians.of_child(session, child.id):
        settled = guardian.confirmed_at and not guardian.refused_at and not guardian.ended_at
        if guardian.parent_id is not None and settled:
            letters.write(
                session, guardian.parent_id, "letters.pair_started_parent", kind="notice", now=now,
                once=f"pair:{pair.id}:started:{child.id}:{guardian.parent_id}", child={"name": child.name},
                mentor=names(people)["mentor"],
            )  # fmt: skip


def _tell_curators(session: Session, pair: Pair, key: str, about: str, now: datetime, **values: Any) -> None:
    for curator in curators_of(session, pair):
        letters.write(
            session, curator.id, key, kind="notice", once=f"pair:{pair.id}:{key}:{about}:{curator.id}", now=now,
            pair=pair.id, **values,
        )  # fmt: skip
