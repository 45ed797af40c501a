"""Erasures: whose data are to be destroyed, by when and why, who decided it, and what the act will say."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

import db.organisations
from db.base import Base
from db.organisations import Organisation, Scope, within
from db.people import Grant, Person

OPEN = ("due", "prepared", "blocked")
"""Not done yet; at most one of a person."""


class Erasure(Base):
    """The destruction of one person's data (152-FZ art. 21), without the data: the person is a code here.

    `cause` is one of `domain.deadlines.TERMS`. `due` until a curator prepares it, `prepared` until somebody else
    approves it, then `done`; `blocked` while destruction is impossible, `dropped` when a wish was taken back.
    `contents` counts what was destroyed and what stays without a name; kept until `keep_until`.
    """

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    code: Mapped[str]
    cause: Mapped[str]
    state: Mapped[str] = mapped_column(default="due")  # due | prepared | done | blocked | dropped
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    prepared_at: Mapped[datetime | None]
    prepared_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: the operator of the installation
    blocked_why: Mapped[str | None]
    done_at: Mapped[datetime | None]
    number: Mapped[int | None]  # of the act, within the organisation
    contents: Mapped[dict[str, Any]] = mapped_column(default=dict)
    backups_until: Mapped[date | None]
    keep_until: Mapped[date | None]

    __table_args__ = (
        Index("ix_erasures_organisation_id_state", "organisation_id", "state"),
        Index(
            "uq_erasures_open",
            "person_id",
            unique=True,
            sqlite_where=text("state IN ('due', 'prepared', 'blocked')"),
            postgresql_where=text("state IN ('due', 'prepared', 'blocked')"),
        ),
        UniqueConstraint("organisation_id", "number"),
    )


def open_of(session: Session, person_id: int) -> Erasure | None:
    """The erasure of a person that is not done yet."""
    return session.scalar(select(Erasure).where(Erasure.person_id == person_id, Erasure.state.in_(OPEN)))


def one(session: Session, scope: Scope, erasure_id: int, *, change: bool = False) -> tuple[Erasure, Person] | None:
    """An erasure of the scope with its person, or None; whoever wants to `change` it waits for whoever does so now."""
    query = (
        select(Erasure, Person)
        .join(Person, Person.id == Erasure.person_id)
        .where(Erasure.id == erasure_id, within(Erasure.organisation_id, scope))
    )
    if change:
        query = query.with_for_update(of=Erasure).execution_options(populate_existing=True)
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None


def waiting(session: Session, scope: Scope) -> list[tuple[Erasure, Person]]:
    """What is not done yet, the most urgent first."""
    rows = session.execute(
        select(Erasure, Person)
        .join(Person, Person.id == Erasure.person_id)
        .where(within(Erasure.organisation_id, scope), Erasure.state.in_(OPEN))
        .order_by(Erasure.due_on, Erasure.id)
    )
    return [(row[0], row[1]) for row in rows]


def ending(session: Session, until: date) -> list[tuple[Erasure, Person, Organisation]]:
    """What is not done and whose term ends by a day, everywhere; for the clock."""
    rows = session.execute(
        select(Erasure, Person, Organisation)
        .join(Person, Person.id == Erasure.person_id)
        .join(Organisation, Organisation.id == Erasure.organisation_id)
        .where(Erasure.state.in_(OPEN), Erasure.due_on <= until)
        .order_by(Erasure.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def done(session: Session, scope: Scope, start: int, limit: int) -> tuple[list[Erasure], int]:
    """A part of what was destroyed, newest first, and how many there are."""
    query = select(Erasure).where(within(Erasure.organisation_id, scope), Erasure.state == "done")
    total = session.scalar(query.with_only_columns(func.count()))
    return list(session.scalars(query.order_by(Erasure.id.desc()).offset(start).limit(limit))), total or 0


def next_number(session: Session, organisation_id: int) -> int:
    """The next free number of an act; whoever asks second waits for the first."""
    db.organisations.hold(session, organisation_id)
    highest = select(func.max(Erasure.number)).where(Erasure.organisation_id == organisation_id)
    return (session.scalar(highest) or 0) + 1


def directors(session: Session, path: str) -> list[Person]:
    """The directors of an organisation (its `path`) and of those above it, longest in office first."""
    above = [int(part) for part in path.split("/") if part]
    return list(
        session.scalars(
            select(Person)
            .join(Grant, Grant.person_id == Person.id)
            .where(
                Grant.organisation_id.in_(above),
                Grant.role == "director",
                Grant.until.is_(None),
                Person.state == "active",
            )
            .order_by(Grant.id)
        )
    )


def newest_done(session: Session, before: datetime) -> datetime | None:
    """When the last one was done before a moment: older backups hold somebody who must be in none."""
    return session.scalar(select(func.max(Erasure.done_at)).where(Erasure.done_at <= before))


def by_code(session: Session, code: str) -> Person | None:
    """The person of a code. For the operator of the installation only."""
    return session.scalar(select(Person).where(Person.code == code))
