"""Lists of people that somebody sent and has not yet had written down."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.sealed import Sealed


class Import(Base):
    """The `lines` of a list as they were read, and how many people were `new` or `changed` of those that are written
    down already; sealed, until all are written or dropped: then nothing of it stays.

    A person has at most one at a time.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    received_at: Mapped[datetime]
    rows_sealed: Mapped[bytes | None]
    rows: Sealed[dict[str, Any]] = Sealed("rows_sealed", json.dumps, json.loads)

    __table_args__ = (
        {"sqlite_autoincrement": True},  # the number of a list that is gone is given to no other: buttons carry it
    )


def of(session: Session, person_id: int, import_id: int) -> Import | None:
    """A list that this person sent, held until the transaction ends; another person's is a miss."""
    return session.scalar(select(Import).where(Import.id == import_id, Import.person_id == person_id).with_for_update())


def drop(session: Session, person_id: int) -> None:
    """Deletes whatever list of this person waits."""
    session.execute(delete(Import).where(Import.person_id == person_id))


def drop_before(session: Session, moment: datetime) -> int:
    """Deletes the lists that were received before a moment; returns how many."""
    return session.connection().execute(delete(Import).where(Import.received_at < moment)).rowcount
