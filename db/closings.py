"""Closings: the last talk of a pair before it ends, with the reason that only curators see."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.runs import Run


class Closing(Base):
    """A pair says goodbye until `ends_at`, or ended at once. At most one is `open` for a pair.

    `asked_by` is the member who asked for it, None when the curator did.
    """

    __tablename__ = "closings"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pairs.id"), index=True)
    reason: Mapped[str | None]  # domain.closing.REASONS
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(default="open")  # open | done | kept
    begun_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_closings_pair_id_open",
            "pair_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


def open_of(session: Session, pair_id: int) -> Closing | None:
    """The closing of a pair that goes on now."""
    return session.scalar(select(Closing).where(Closing.pair_id == pair_id, Closing.state == "open"))


def due(session: Session, now: datetime) -> list[Closing]:
    """Closings whose time is over."""
    return list(session.scalars(select(Closing).where(Closing.state == "open", Closing.ends_at <= now)))


def runs(session: Session, closing_id: int) -> list[Run]:
    """The last talks of a closing: one of each member who was asked."""
    return list(session.scalars(select(Run).where(Run.once_key.startswith(f"closing:{closing_id}:", autoescape=True))))


def unsaid(session: Session, closing_id: int) -> int:
    """How many of those who were asked have not finished their last talk."""
    asked = Run.once_key.startswith(f"closing:{closing_id}:", autoescape=True)
    return session.scalar(select(func.count()).select_from(Run).where(asked, Run.state == "open")) or 0
