"""The table of strengths, weaknesses, opportunities and threats of an organisation's programme."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.organisations import Scope, within


class SwotEntry(Base):
    """A sentence in a cell; nothing tells whose words it began with. `answer_id`: the answer that it was taken from, so
    that nobody takes it twice (no reference: the sentence stays when the answer goes).
    """

    __tablename__ = "swot_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    cell: Mapped[str]  # strength | weakness | opportunity | threat
    text: Mapped[str]
    answer_id: Mapped[int | None] = mapped_column(unique=True)
    added_at: Mapped[datetime]


def one(session: Session, scope: Scope, entry_id: int) -> SwotEntry | None:
    """An entry of the scope, or None."""
    return session.scalar(select(SwotEntry).where(SwotEntry.id == entry_id, within(SwotEntry.organisation_id, scope)))


def listed(session: Session, scope: Scope) -> list[SwotEntry]:
    """The table, oldest entries first."""
    found = select(SwotEntry).where(within(SwotEntry.organisation_id, scope))
    return list(session.scalars(found.order_by(SwotEntry.id)))


def taken(session: Session, answer_ids: list[int]) -> dict[int, str]:
    """Which of the answers stand in the table, and in which cell."""
    rows = session.execute(select(SwotEntry.answer_id, SwotEntry.cell).where(SwotEntry.answer_id.in_(answer_ids)))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def of_answer(session: Session, answer_id: int) -> SwotEntry | None:
    """The entry that was taken from an answer."""
    return session.scalar(select(SwotEntry).where(SwotEntry.answer_id == answer_id))
