"""What needs the curator: questions over pairs, meetings and people, and what was put off or done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, and_, case, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.accounts import Account
from db.base import Base
from db.consents import Consent
from db.meetings import Confirmation, Meeting
from db.organisations import Scope, within
from db.pairs import Member, Pair
from db.people import Person
from db.runs import Run
from domain.consents import GATE


class Put(Base):
    """A thing put off until a moment; put off for good when `until` is None."""

    __tablename__ = "put_off"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    thing: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime | None]
    by: Mapped[int] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True, slots=True)
class Logged:
    """A meeting that the mentor told about, with the mentees' words: when asked first, how many agreed and denied."""

    id: int
    pair_id: int
    state: str
    day: date | None
    impression: str | None
    logged_at: datetime | None
    asked_at: datetime | None
    agreed: int
    denied: int


def put_off(session: Session, scope: Scope, now: datetime) -> set[tuple[int, str]]:
    """Organisation and thing of all that is not to be shown now."""
    rows = session.execute(select(Put.organisation_id, Put.thing, Put.until).where(within(Put.organisation_id, scope)))
    return {(row[0], row[1]) for row in rows if row[2] is None or row[2] > now}


def put(session: Session, organisation_id: int, thing: str, until: datetime | None, by: int) -> None:
    """Puts a thing off; the later word stands."""
    session.merge(Put(organisation_id=organisation_id, thing=thing, until=until, by=by))
    session.flush()


class Unmet(NamedTuple):
    """A working pair that has not met of late, with its newest meeting; it began on `started_on`, or was made at a
    moment.
    """

    pair_id: int
    organisation_id: int
    started_on: date | None
    created_at: datetime
    last: date | None


def unmet(session: Session, scope: Scope, since: date, until: date) -> list[Unmet]:
    """The working pairs of the scope that held no meeting from the first day to the last."""
    held = select(func.max(Meeting.held_on)).where(Meeting.pair_id == Pair.id, Meeting.state == "held")
    last = held.where(Meeting.held_on < since).scalar_subquery()
    met = held.where(Meeting.held_on >= since, Meeting.held_on <= until).scalar_subquery()
    rows = session.execute(
        select(Pair.id, Pair.organisation_id, Pair.started_on, Pair.created_at, last).where(
            within(Pair.organisation_id, scope), Pair.state == "active", met.is_(None)
        )
    )
    return [Unmet(*row) for row in rows]


def numbers(session: Session, scope: Scope, week: date, week_before: date) -> tuple[int, int, int]:
    """How many pairs work; how many of them met after the first day given, and how many between it and the second."""
    in_scope = within(Pair.organisation_id, scope)
    pairs = session.scalar(select(func.count()).where(in_scope, Pair.state == "active")) or 0
    met = select(func.count(Meeting.pair_id.distinct())).join(Pair, Pair.id == Meeting.pair_id)
    met = met.where(in_scope, Pair.state == "active", Meeting.state == "held")
    this = session.scalar(met.where(Meeting.held_on > week))
    before = session.scalar(met.where(Meeting.held_on <= week, Meeting.held_on > week_before))
    return pairs, this or 0, before or 0


_DOUBTFUL = (
    select(Meeting.pair_id)
    .join(Pair, Pair.id == Meeting.pair_id)
    .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
    .where(
        Pair.state == "active",
        or_(
            Meeting.state == "not_held",
            Meeting.impression == "worrying",
            and_(Confirmation.id.is_not(None), func.coalesce(Confirmation.held, False).is_(False)),
        ),
    )
)
_LOGGED = (
    select(
        Meeting.id,
        Meeting.pair_id,
        Meeting.state,
        Meeting.held_on,
        Meeting.impression,
        Meeting.logged_at,
        func.min(Confirmation.asked_at),
        func.sum(case((Confirmation.held.is_(True), 1), else_=0)),
        func.sum(case((Confirmation.held.is_(False), 1), else_=0)),
    )
    .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
    .where(Meeting.state.in_(("held", "not_held")))
    .group_by(Meeting.id)
    .order_by(Meeting.held_on.desc(), Meeting.id.desc())
)
"""Built once but for the scope: building costs as much as running it (`docs/performance.md`)."""


def logged(session: Session, scope: Scope, since: date) -> list[Logged]:
    """The meetings, held or not, newest first, of working pairs that may need a word.

    Those are pairs with a meeting since the day that worried, was not held, or that a mentee was asked about without
    agreeing.
    """
    doubtful = _DOUBTFUL.where(within(Pair.organisation_id, scope), Meeting.held_on >= since)
    rows = session.execute(_LOGGED.where(Meeting.pair_id.in_(doubtful), Meeting.held_on >= since))
    return [Logged(*row) for row in rows]


def without_pair(session: Session, scope: Scope, form_name: str, before: datetime) -> list[tuple[Person, datetime]]:
    """Admitted people in no pair whose request was finished before the moment: with its moment, oldest first."""
    placed = exists().where(
        Member.person_id == Person.id, Member.pair_id == Pair.id, Pair.state.in_(("proposed", "active"))
    )
    rows = session.execute(
        select(Person, func.min(Run.finished_at))
        .join(Run, Run.person_id == Person.id)
        .where(
            within(Run.organisation_id, scope),
            Run.form_name == form_name,
            Run.state == "done",
            Run.finished_at <= before,
            Person.state == "active",
            ~placed,
        )
        .group_by(Person.id)
        .order_by(func.min(Run.finished_at))
    )
    return [(row[0], row[1]) for row in rows if row[1] is not None]


def unreachable(session: Session, scope: Scope) -> list[tuple[Person, datetime]]:
    """Admitted people whom no letter reaches, with the moment when they were there last."""
    reaching = aliased(Account)
    reachable = exists().where(reaching.person_id == Person.id, reaching.state == "active")
    rows = session.execute(
        select(Person, func.max(func.coalesce(Account.seen_at, Account.since)))
        .join(Account, Account.person_id == Person.id)
        .where(within(Person.organisation_id, scope), Person.state == "active", ~reachable)
        .group_by(Person.id)
        .order_by(Person.id)
    )
    return [(row[0], row[1]) for row in rows]


def stalled(session: Session, scope: Scope, before: datetime) -> list[Person]:
    """People who were entered before the moment and have not joined, oldest first; who said no is not waited for."""
    said_no = exists().where(
        Consent.subject_id == Person.id,
        Consent.kind.in_(GATE),
        Consent.replaced_at.is_(None),
        or_(Consent.decision == "refused", Consent.withdrawn_at.is_not(None)),
    )
    return list(
        session.scalars(
            select(Person)
            .where(
                within(Person.organisation_id, scope),
                or_(Person.state == "invited", and_(Person.state == "joining", ~said_no)),
                Person.created_at <= before,
            )
            .order_by(Person.created_at, Person.id)
        )
    )
