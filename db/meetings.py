"""Meetings of pairs: planned, held or not, confirmed by the other side or not asked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from db.base import Base
from db.organisations import Scope, within
from db.pairs import Pair


class Meeting(Base):
    """One row of the meeting log. `held_on` is a day in the school's zone; `planned_at` a moment."""

    __tablename__ = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pairs.id"))
    state: Mapped[str]  # planned | held | moved | not_held
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


def one(session: Session, pair_ids: Sequence[int], meeting_id: int) -> Meeting | None:
    """A meeting of one of the pairs, or None."""
    return session.scalar(select(Meeting).where(Meeting.id == meeting_id, Meeting.pair_id.in_(pair_ids)))


def of_pair(session: Session, pair_id: int) -> list[Meeting]:
    """The log of a pair, newest first."""
    return list(session.scalars(select(Meeting).where(Meeting.pair_id == pair_id).order_by(Meeting.id.desc())))


def next_planned(session: Session, pair_id: int) -> Meeting | None:
    return session.scalar(
        select(Meeting)
        .where(Meeting.pair_id == pair_id, Meeting.state == "planned")
        .order_by(Meeting.planned_at)
        .limit(1)
    )


def held_between(session: Session, scope: Scope, since: date, until: date) -> list[Meeting]:
    """Held meetings of the scope, from `since`, before `until`."""
    return list(
        session.scalars(
            select(Meeting)
            .join(Pair, Pair.id == Meeting.pair_id)
            .where(
                within(Pair.organisation_id, scope),
                Meeting.state == "held",
                Meeting.held_on >= since,
                Meeting.held_on < until,
            )
            .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        )
    )


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
