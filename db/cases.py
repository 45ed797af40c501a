"""Cases: calls for help and reports of harm, kept apart and sealed; who was told of them, who is on duty."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

import db.organisations
from db.base import Base
from db.organisations import Organisation, Scope, within
from db.people import Grant, Person
from db.sealed import Sealed
from domain.cases import URGENT, Adult

LISTED = 50
"""Cases of a list at most, newest first."""


class Case(Base):
    """One case. Nothing of its content is anywhere but in the sealed columns and the notes (security § 10.4).

    `person_id` is whom it is about; `first_id` whom the reporter chose; `excluded` are people who must never see it;
    `stage` how many tiers have been told; `counts_from` the moment from which waiting is counted.
    """

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[int]
    kind: Mapped[str]  # help | incident | flag | change
    importance: Mapped[str]  # high | normal
    state: Mapped[str] = mapped_column(default="open")  # open | taken | closed
    revision: Mapped[int] = mapped_column(default=0)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pairs.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    question: Mapped[str | None]
    first_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    no_curator: Mapped[bool] = mapped_column(default=False)
    excluded: Mapped[list[int]] = mapped_column(default=list)
    stage: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    counts_from: Mapped[datetime]
    retracted_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]  # domain.cases.OUTCOMES
    words_sealed: Mapped[bytes | None]
    report_sealed: Mapped[bytes | None]
    words = Sealed("words_sealed", str, str)
    """What somebody who asked for help wrote."""
    report = Sealed("report_sealed", json.dumps, json.loads)
    """The answers of an incident form, as `programme.incidents` packs them."""

    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        Index("ix_cases_state", "state"),
        Index("ix_cases_reporter_id", "reporter_id"),
    )


class Alert(Base):
    """Somebody was told of a case, or given it; `revoked_at` when they turned out to be named in it."""

    __tablename__ = "case_alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    told_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("case_id", "person_id"),)


class Note(Base):
    """What somebody who works on a case wrote down about it."""

    __tablename__ = "case_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    words_sealed: Mapped[bytes | None]
    words = Sealed("words_sealed", str, str)


class Duty(Base):
    """A psychologist who is on duty, since when."""

    __tablename__ = "duties"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime]


class Awaited(Base):
    """The case that somebody's next typed words are for, and until when: `help` by who asked, `note` by who works."""

    __tablename__ = "case_words"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    purpose: Mapped[str]  # help | note
    until: Mapped[datetime]


def next_number(session: Session, organisation_id: int) -> int:
    """The next free number of a case in the organisation; whoever asks second waits for the first."""
    db.organisations.hold(session, organisation_id)
    highest = select(func.max(Case.number)).where(Case.organisation_id == organisation_id)
    return (session.scalar(highest) or 0) + 1


def told(session: Session, person_id: int, scope: Scope | None, case_id: int, *, change: bool = False) -> Case | None:
    """A case that the person was told of, or, with a scope, one of the scope; anything else is a miss."""
    reached = exists().where(Alert.case_id == Case.id, Alert.person_id == person_id, Alert.revoked_at.is_(None))
    within_reach = reached if scope is None else or_(reached, within(Case.organisation_id, scope))
    query = select(Case).where(Case.id == case_id, within_reach)
    if change:
        query = query.with_for_update(of=Case).execution_options(populate_existing=True)
    return session.scalar(query)


def work_of(session: Session, person_id: int, scope: Scope | None, *, closed: bool) -> list[Case]:
    """The cases as in `told`, those that wait longest first; closed ones newest first."""
    reached = exists().where(Alert.case_id == Case.id, Alert.person_id == person_id, Alert.revoked_at.is_(None))
    within_reach = reached if scope is None else or_(reached, within(Case.organisation_id, scope))
    state = Case.state == "closed" if closed else Case.state != "closed"
    order = Case.closed_at.desc() if closed else Case.opened_at
    return list(session.scalars(select(Case).where(within_reach, state).order_by(order, Case.id).limit(LISTED)))


def deadlines(session: Session, scope: Scope) -> list[Case]:
    """The urgent cases of the scope that are not closed, oldest first: for who may know that they exist."""
    query = select(Case).where(within(Case.organisation_id, scope), Case.state != "closed", Case.kind.in_(URGENT))
    return list(session.scalars(query.order_by(Case.opened_at, Case.id)))


def waiting(session: Session, scope: Scope) -> int:
    """How many urgent cases of the scope nobody has taken."""
    found = select(func.count()).select_from(Case).where(within(Case.organisation_id, scope), *_WAITING)
    return session.scalar(found) or 0


def untaken(session: Session) -> list[Case]:
    """The urgent cases of all organisations that nobody has taken; whoever changes one meanwhile is waited for."""
    return list(session.scalars(select(Case).where(*_WAITING).order_by(Case.id).with_for_update()))


_WAITING = (Case.state == "open", Case.kind.in_(URGENT), Case.retracted_at.is_(None))


def own_help(session: Session, person_id: int, since: datetime) -> Case | None:
    """The newest call for help of a person since the moment, while it is not closed."""
    query = select(Case).where(
        Case.reporter_id == person_id, Case.kind == "help", Case.state != "closed", Case.opened_at >= since
    )
    return session.scalar(query.order_by(Case.id.desc()).limit(1).with_for_update())


def change_of(session: Session, person_id: int, pair_id: int) -> Case | None:
    """The open wish of a mentee for another mentor than that of the pair."""
    query = select(Case).where(
        Case.person_id == person_id, Case.pair_id == pair_id, Case.kind == "change", Case.state != "closed"
    )
    return session.scalar(query.limit(1).with_for_update())


def of_run(session: Session, run_id: int) -> Case | None:
    """The case that a run of a questionnaire has led to."""
    return session.scalar(select(Case).where(Case.run_id == run_id).limit(1))


def question_open(session: Session, pair_id: int) -> bool:
    """Whether there is an open case about a pair of which its curators may know that it exists."""
    query = select(Case.excluded).where(
        Case.pair_id == pair_id, Case.state != "closed", Case.kind.in_(URGENT), Case.no_curator.is_(False)
    )
    return any(not excluded for excluded in session.scalars(query))


def alerts(session: Session, case_id: int) -> list[Alert]:
    """Everybody who was told of a case, oldest first."""
    return list(session.scalars(select(Alert).where(Alert.case_id == case_id).order_by(Alert.id)))


def notes(session: Session, case_id: int) -> list[Note]:
    """What was noted about a case, oldest first."""
    return list(session.scalars(select(Note).where(Note.case_id == case_id).order_by(Note.id)))


def adults(session: Session, organisation: Organisation) -> list[Adult]:
    """The staff that cases of an organisation may be told to, its own and of those above, longest in office first."""
    above = [int(part) for part in organisation.path.split("/") if part]
    rows = session.execute(
        select(Person.id, Grant.role, Person.name, Duty.person_id)
        .join(Grant, Grant.person_id == Person.id)
        .outerjoin(Duty, Duty.person_id == Person.id)
        .where(
            Grant.organisation_id.in_(above),
            Grant.role.in_(("psychologist", "curator", "director")),
            Grant.until.is_(None),
            Person.state == "active",
        )
        .order_by(Grant.id)
    )
    return [Adult(row[0], row[1], row[2], row[3] is not None) for row in rows]


def people(session: Session, ids: Sequence[int]) -> dict[int, Person]:
    """People by id, as a case names them."""
    return {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(ids)))}
