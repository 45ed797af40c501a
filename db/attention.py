"""What needs the curator: questions over pairs, meetings and people, and what was put off or done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, case, exists, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.base import Base
from db.consents import Consent
from db.meetings import Confirmation, Meeting
from db.organisations import Scope, within
from db.pairs import Member, Pair
from db.people import Account, Person
from db.runs import Run


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


def working(session: Session, scope: Scope) -> int:
    """How many pairs of the scope work now."""
    pairs = select(func.count()).where(within(Pair.organisation_id, scope), Pair.state == "active")
    return session.scalar(pairs) or 0


def last_held(session: Session, scope: Scope, until: date) -> dict[int, date]:
    """The newest held meeting, up to a day, of each working pair of the scope that has met."""
    rows = session.execute(
        select(Meeting.pair_id, func.max(Meeting.held_on))
        .join(Pair, Pair.id == Meeting.pair_id)
        .where(
            within(Pair.organisation_id, scope),
            Pair.state == "active",
            Meeting.state == "held",
            Meeting.held_on <= until,
        )
        .group_by(Meeting.pair_id)
    )
    return {row[0]: row[1] for row in rows if row[1] is not None}


def logged(session: Session, scope: Scope, since: date, states: Sequence[str]) -> list[Logged]:
    """The meetings of working pairs in the given states, from a day on, newest first."""
    rows = session.execute(
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
        .join(Pair, Pair.id == Meeting.pair_id)
        .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
        .where(
            within(Pair.organisation_id, scope),
            Pair.state == "active",
            Meeting.state.in_(states),
            Meeting.held_on >= since,
        )
        .group_by(Meeting.id)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
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
    """People who were entered before the moment and have not joined, oldest first."""
    return list(
        session.scalars(
            select(Person)
            .where(
                within(Person.organisation_id, scope),
                Person.state.in_(("invited", "joining")),
                Person.created_at <= before,
            )
            .order_by(Person.created_at, Person.id)
        )
    )


def withdrawals(session: Session, scope: Scope) -> list[tuple[Consent, Person]]:
    """Consents taken back, with the person they were about, the most urgent destruction first (152-FZ art. 21 p. 5)."""
    rows = session.execute(
        select(Consent, Person)
        .join(Person, Person.id == Consent.subject_id)
        .where(within(Person.organisation_id, scope), Consent.withdrawn_at.is_not(None))
        .order_by(Consent.destroy_by, Consent.id)
    )
    return [(row[0], row[1]) for row in rows]
