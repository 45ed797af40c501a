"""Numbers of schools for whoever sees no names: one question each, grouped by organisation."""

from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.meetings import Meeting
from db.organisations import Scope, within
from db.pairs import Member, Pair
from db.people import Person, has_role


def mentees(session: Session, scope: Scope) -> dict[int, int]:
    """How many mentees have joined, by organisation."""
    return _numbers(
        session,
        select(Person.organisation_id, func.count())
        .where(within(Person.organisation_id, scope), Person.state == "active", has_role("mentee"))
        .group_by(Person.organisation_id),
    )


def with_mentor(session: Session, scope: Scope) -> dict[int, int]:
    """How many mentees are in a working pair, by organisation."""
    return _numbers(
        session,
        select(Pair.organisation_id, func.count(Member.person_id.distinct()))
        .join(Member, Member.pair_id == Pair.id)
        .where(within(Pair.organisation_id, scope), Pair.state == "active", Member.role == "mentee")
        .group_by(Pair.organisation_id),
    )


def pairs(session: Session, scope: Scope) -> dict[int, int]:
    """How many pairs are at work, by organisation."""
    return _numbers(
        session,
        select(Pair.organisation_id, func.count())
        .where(within(Pair.organisation_id, scope), Pair.state == "active")
        .group_by(Pair.organisation_id),
    )


def pairs_that_met(session: Session, scope: Scope, since: date) -> dict[int, int]:
    """How many working pairs have met on the day or later, by organisation."""
    return _numbers(
        session,
        select(Pair.organisation_id, func.count(Meeting.pair_id.distinct()))
        .join(Meeting, Meeting.pair_id == Pair.id)
        .where(
            within(Pair.organisation_id, scope),
            Pair.state == "active",
            Meeting.state == "held",
            Meeting.held_on >= since,
        )
        .group_by(Pair.organisation_id),
    )


def _numbers(session: Session, question: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(question)}
