"""Who takes part, for the register of consents and for what the clock asks of birthdays."""

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.organisations import Scope, within
from db.people import Grant, Person

PARTICIPANTS = ("mentee", "mentor")


def participants(session: Session, scope: Scope) -> list[Person]:
    """Mentees and mentors of the scope who have not left, by class and name."""
    held = exists().where(Grant.person_id == Person.id, Grant.role.in_(PARTICIPANTS), Grant.until.is_(None))
    query = select(Person).where(
        within(Person.organisation_id, scope), Person.state.not_in(("left", "withdrawn")), held
    )
    return list(session.scalars(query.order_by(Person.group_name, Person.search_key, Person.id)))


def holding(session: Session, scope: Scope, role: str, form: str) -> list[int]:
    """Whoever holds a role in a form of mentoring now."""
    query = select(Person.id).where(
        within(Person.organisation_id, scope),
        Person.state.not_in(("left", "withdrawn")),
        exists().where(Grant.person_id == Person.id, Grant.role == role, Grant.form == form, Grant.until.is_(None)),
    )
    return list(session.scalars(query.order_by(Person.id)))


def born(session: Session, organisation_id: int) -> list[Person]:
    """Participants of an organisation whose birth date is known and who have not left."""
    held = exists().where(Grant.person_id == Person.id, Grant.role.in_(PARTICIPANTS), Grant.until.is_(None))
    query = select(Person).where(
        Person.organisation_id == organisation_id,
        Person.born_sealed.is_not(None),
        Person.state.not_in(("left", "withdrawn")),
        held,
    )
    return list(session.scalars(query.order_by(Person.id)))


def in_scope(session: Session, scope: Scope, ids: Collection[int]) -> list[Person]:
    """Those of these people who are in the scope and have not left, by name."""
    query = select(Person).where(
        within(Person.organisation_id, scope), Person.id.in_(ids), Person.state.not_in(("left", "withdrawn"))
    )
    return list(session.scalars(query.order_by(Person.search_key, Person.id)))


def people(session: Session, ids: Collection[int]) -> list[Person]:
    """People by id, whatever became of them: a register tells the past too."""
    return list(session.scalars(select(Person).where(Person.id.in_(ids))))
