"""Meetings of pairs: planned, held or not, confirmed by the other side or not asked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Select, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from db.base import Base
from db.organisations import Organisation, Scope, within
from db.pairs import Member, Pair
from db.runs import Run


class Meeting(Base):
    """One row of the meeting log. `held_on` is the day it was held, or was to be held, in the school's zone.

    `logged_by` and `logged_at`: who wrote the row down last, first as a plan, then as a record. A plan called off is
    `cancelled`.
    """

    __tablename__ = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pairs.id"))
    state: Mapped[str]  # planned | held | moved | not_held | cancelled
    planned_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    held_on: Mapped[date | None]
    minutes: Mapped[int | None]
    topics: Mapped[list[str] | None]
    impression: Mapped[str | None]
    reason: Mapped[str | None]
    logged_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    logged_at: Mapped[datetime | None]
    pair: Mapped[Pair] = relationship(lazy="raise")

    __table_args__ = (
        Index("ix_meetings_pair_id_held_on", "pair_id", "held_on"),
        Index(
            "ix_meetings_planned",
            "planned_at",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
    )


class Confirmation(Base):
    """A mentee's word about a meeting: asked or given unasked; `held` is None until answered."""

    __tablename__ = "confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    held: Mapped[bool | None]
    answered_at: Mapped[datetime | None]

    __table_args__ = (Index("uq_confirmations_meeting_id_person_id", "meeting_id", "person_id", unique=True),)


LOGGED = ("held", "moved", "not_held")
"""The states of a meeting that the mentor has told about."""


def of_member(session: Session, person_id: int, role: str, meeting_id: int) -> tuple[Meeting, Pair] | None:
    """A meeting of a pair in which the person has the role, or None: somebody else's meeting is a miss."""
    row = session.execute(
        select(Meeting, Pair)
        .join(Pair, Pair.id == Meeting.pair_id)
        .join(Member, Member.pair_id == Pair.id)
        .where(Meeting.id == meeting_id, Member.person_id == person_id, Member.role == role)
        .with_for_update(of=Pair)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def of_pair(session: Session, pair_id: int) -> list[Meeting]:
    """The log of a pair with its plans, newest first."""
    return list(session.scalars(select(Meeting).where(Meeting.pair_id == pair_id).order_by(Meeting.id.desc())))


def newest(session: Session, pair_id: int) -> Meeting | None:
    """The row of a pair that was written down last: what a button about it must still agree with."""
    query = select(Meeting).where(Meeting.pair_id == pair_id, Meeting.state != "cancelled")
    return session.scalar(query.order_by(Meeting.logged_at.desc(), Meeting.id.desc()).limit(1))


def last_plan(session: Session, pair_id: int) -> Meeting | None:
    """The latest meeting of a pair that had a day and time."""
    query = select(Meeting).where(
        Meeting.pair_id == pair_id, Meeting.planned_at.is_not(None), Meeting.state != "cancelled"
    )
    return session.scalar(query.order_by(Meeting.planned_at.desc()).limit(1))


def plans(session: Session, pair_id: int) -> list[Meeting]:
    """Everything planned and not told about yet, also what should have been by now, newest first."""
    query = select(Meeting).where(Meeting.pair_id == pair_id, Meeting.state == "planned")
    return list(session.scalars(query.order_by(Meeting.planned_at.desc())))


def open_run(session: Session, pair_id: int, person_id: int, form_name: str) -> Run | None:
    """The open questionnaire of a person about a pair."""
    return session.scalar(
        select(Run)
        .where(Run.person_id == person_id, Run.state == "open", Run.pair_id == pair_id, Run.form_name == form_name)
        .order_by(Run.id.desc())
        .limit(1)
    )


def check_in_of(session: Session, meeting_id: int, form_name: str) -> Run | None:
    """The finished check-in that a meeting was recorded by."""
    return session.scalar(
        select(Run)
        .where(Run.meeting_id == meeting_id, Run.form_name == form_name, Run.state == "done")
        .order_by(Run.id.desc())
        .limit(1)
    )


def next_planned(session: Session, pair_id: int, since: datetime | None = None) -> Meeting | None:
    """The first planned meeting of a pair, from a moment on."""
    query = select(Meeting).where(Meeting.pair_id == pair_id, Meeting.state == "planned")
    if since is not None:
        query = query.where(Meeting.planned_at > since)
    return session.scalar(query.order_by(Meeting.planned_at).limit(1))


def planned_between(session: Session, after: datetime, until: datetime) -> list[tuple[Meeting, str]]:
    """Planned meetings of active pairs that begin after one moment, by another, with their zone; for the clock."""
    rows = session.execute(
        select(Meeting, Organisation.zone)
        .join(Pair, Pair.id == Meeting.pair_id)
        .join(Organisation, Organisation.id == Pair.organisation_id)
        .where(
            Meeting.state == "planned",
            Meeting.planned_at > after,
            Meeting.planned_at <= until,
            Pair.state == "active",
        )
        .order_by(Meeting.planned_at)
    )
    return [(row[0], row[1]) for row in rows]


def held_days(session: Session, pair_ids: Sequence[int]) -> dict[int, list[date]]:
    """The days on which each pair met, oldest first; no pair is missing."""
    days: dict[int, list[date]] = {pair_id: [] for pair_id in pair_ids}
    rows = session.execute(
        select(Meeting.pair_id, Meeting.held_on)
        .where(Meeting.pair_id.in_(pair_ids), Meeting.state == "held", Meeting.held_on.is_not(None))
        .order_by(Meeting.held_on)
    )
    for pair_id, day in rows:
        if day is not None:
            days[pair_id].append(day)
    return days


def log(
    session: Session,
    scope: Scope,
    *,
    pair_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
    start: int = 0,
    limit: int = 8,
) -> tuple[list[tuple[Meeting, Pair]], int]:
    """A page of the school's log, newest first, and how many rows there are in all: of a pair, from a day, before
    a day.
    """
    query = select(Meeting, Pair).join(Pair, Pair.id == Meeting.pair_id).where(within(Pair.organisation_id, scope))
    if pair_id is not None:
        query = query.where(Pair.id == pair_id)
    if since is not None and until is not None:
        query = query.where(Meeting.held_on >= since, Meeting.held_on < until)
    return _page(session, query, start, limit)


def own_log(
    session: Session, person_id: int, role: str, start: int = 0, limit: int = 8
) -> tuple[list[tuple[Meeting, Pair]], int]:
    """A page of a person's own meetings in a role, newest first, and how many there are in all."""
    query = (
        select(Meeting, Pair)
        .join(Pair, Pair.id == Meeting.pair_id)
        .join(Member, Member.pair_id == Pair.id)
        .where(Member.person_id == person_id, Member.role == role)
    )
    return _page(session, query, start, limit)


def _page(
    session: Session, query: Select[Meeting, Pair], start: int, limit: int
) -> tuple[list[tuple[Meeting, Pair]], int]:
    logged = query.where(Meeting.state.in_(LOGGED))
    count = session.scalar(select(func.count()).select_from(logged.subquery())) or 0
    rows = session.execute(logged.order_by(Meeting.held_on.desc(), Meeting.id.desc()).offset(start).limit(limit))
    return [(row[0], row[1]) for row in rows], count


def to_ask(session: Session, planned_before: datetime) -> list[Meeting]:
    """Planned meetings of active pairs that should have been over by now and were not asked about."""
    return list(
        session.scalars(
            select(Meeting)
            .join(Pair, Pair.id == Meeting.pair_id)
            .where(
                Meeting.state == "planned",
                Meeting.planned_at <= planned_before,
                Meeting.asked_at.is_(None),
                Pair.state == "active",
            )
            .order_by(Meeting.planned_at)
        )
    )


def confirmation(session: Session, meeting_id: int, person_id: int) -> Confirmation | None:
    return session.scalar(
        select(Confirmation).where(Confirmation.meeting_id == meeting_id, Confirmation.person_id == person_id)
    )


def confirmations(session: Session, meeting_ids: Sequence[int]) -> list[Confirmation]:
    return list(session.scalars(select(Confirmation).where(Confirmation.meeting_id.in_(meeting_ids))))


def forget_confirmations(session: Session, meeting_id: int) -> None:
    """Deletes the questions to the other side about a record that was taken back."""
    session.execute(delete(Confirmation).where(Confirmation.meeting_id == meeting_id))


def words(session: Session, pair_id: int) -> dict[int, list[bool | None]]:
    """What mentees said about the held meetings of a pair, by meeting; None for one who was asked and is silent."""
    rows = session.execute(
        select(Confirmation.meeting_id, Confirmation.held)
        .join(Meeting, Meeting.id == Confirmation.meeting_id)
        .where(Meeting.pair_id == pair_id, Meeting.state == "held")
    )
    found: dict[int, list[bool | None]] = {}
    for meeting_id, held in rows:
        found.setdefault(meeting_id, []).append(held)
    return found
