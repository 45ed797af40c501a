"""Clearances: certificates, trainings and signed rules of mentors, as the school holds them on paper."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.organisations import Organisation, Scope, within
from db.people import Grant, Person


class Clearance(Base):
    """One record; the newest of a kind counts, earlier ones stay as history. `place` says where the paper is."""

    __tablename__ = "clearances"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str]  # domain.clearances.KINDS
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    place: Mapped[str]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


def of_people(session: Session, person_ids: Sequence[int]) -> dict[int, list[Clearance]]:
    """All records of some people, oldest first; nobody is missing."""
    found: dict[int, list[Clearance]] = {person_id: [] for person_id in person_ids}
    rows = select(Clearance).where(Clearance.person_id.in_(person_ids)).order_by(Clearance.id)
    for record in session.scalars(rows):
        found[record.person_id].append(record)
    return found


def mentors(session: Session, scope: Scope) -> list[tuple[Person, Organisation]]:
    """The mentors of a scope who have joined, by name, with their organisations."""
    rows = session.execute(
        select(Person, Organisation)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(
            within(Person.organisation_id, scope),
            Person.state == "active",
            Person.id.in_(select(Grant.person_id).where(Grant.role == "mentor", Grant.until.is_(None))),
        )
        .order_by(Person.search_key, Person.id)
    )
    return [(row[0], row[1]) for row in rows]


def ending(session: Session, until: date) -> list[tuple[Clearance, Person, Organisation]]:
    """The newest records of their kinds that end by the day, of mentors who have joined."""
    newest = select(func.max(Clearance.id)).group_by(Clearance.person_id, Clearance.kind)
    rows = session.execute(
        select(Clearance, Person, Organisation)
        .join(Person, Person.id == Clearance.person_id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(
            Clearance.id.in_(newest),
            Clearance.expires_on <= until,
            Person.state == "active",
            Person.id.in_(select(Grant.person_id).where(Grant.role == "mentor", Grant.until.is_(None))),
        )
        .order_by(Clearance.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]
