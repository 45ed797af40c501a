"""The journal of updates: kept before they are acknowledged, emptied when their replies are sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Select, and_, bindparam, delete, func, literal_column, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.sealed import Ring, ring_of


class Update(Base):
    """A raw update as it came. `replies` is what was answered, as JSON, until it is sent. Both are kept sealed."""

    __tablename__ = "updates"

    channel: Mapped[str] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_key: Mapped[str]
    received_at: Mapped[datetime]
    payload: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(default="new")  # new | done | dead
    attempts: Mapped[int] = mapped_column(default=0)
    replies: Mapped[bytes | None]

    __table_args__ = (
        Index(
            "ix_updates_new", "update_id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")
        ),
        Index(
            "ix_updates_unspoken",
            "update_id",
            sqlite_where=text("replies IS NOT NULL"),
            postgresql_where=text("replies IS NOT NULL"),
        ),
        Index("ix_updates_received_at", "received_at"),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as it is read: unsealed, JSON still."""

    update_id: int
    person_key: str
    payload: str
    replies: str | None


PLACES = ("payload", "replies")
"""The sealed columns."""
_TABLE = Base.metadata.tables["updates"]
_KEEP = {
    "sqlite": sqlite_insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.update_id),
    "postgresql": postgresql_insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.update_id),
}
_PROCESSED = (
    update(_TABLE)
    .where(_TABLE.c.channel == bindparam("of"), _TABLE.c.update_id == bindparam("number"), _TABLE.c.state == "new")
    .values(state="done", replies=bindparam("made"))
)
"""Statements of every update, built once: building one costs more than running it (`docs/performance.md`)."""


def about(place: str, update_id: int) -> str:
    """Where a sealed value belongs (`db.sealed`)."""
    return f"updates.{place}:{update_id}"


def keep(session: Session, rows: Sequence[dict[str, Any]]) -> set[int]:
    """Writes new rows down (`payload` is JSON) and tells the ids that were not known; a redelivered one is a no-op."""
    connection, ring = session.connection(), ring_of(session)
    sealed = [{**row, "payload": _sealed(ring, "payload", row["update_id"], row["payload"])} for row in rows]
    return set(connection.scalars(_KEEP[connection.dialect.name], sealed))


def processed(session: Session, channel: str, update_id: int, replies: str | None) -> bool:
    """Marks a row as processed with what is to be answered; False when it was processed already."""
    made = _sealed(ring_of(session), "replies", update_id, replies)
    changed = session.connection().execute(_PROCESSED, {"of": channel, "number": update_id, "made": made})
    return bool(changed.rowcount)


def _sealed(ring: Ring, place: str, update_id: int, value: str | None) -> bytes | None:
    return None if value is None else ring.seal(value.encode(), about(place, update_id))


def _opened(ring: Ring, place: str, update_id: int, kept: bytes | None) -> str | None:
    return None if kept is None else ring.open(kept, about(place, update_id)).decode()


def _read(session: Session, rows: Iterable[Update]) -> list[Kept]:
    ring = ring_of(session)
    return [
        Kept(
            row.update_id,
            row.person_key,
            _opened(ring, "payload", row.update_id, row.payload) or "{}",
            _opened(ring, "replies", row.update_id, row.replies),
        )
        for row in rows
    ]


def settle(session: Session, channel: str, update_ids: Iterable[int]) -> None:
    """Empties rows whose replies were sent; only the ids stay."""
    session.execute(
        update(Update)
        .where(Update.channel == channel, Update.update_id.in_(list(update_ids)))
        .values(payload=None, replies=None),
        execution_options={"synchronize_session": False},
    )


def hush(session: Session, person_keys: Collection[str]) -> None:
    """Empties what these people sent and were answered before, if it has not been emptied yet; what is being processed
    now is emptied when its replies are sent.
    """
    session.execute(
        update(Update)
        .where(Update.person_key.in_(person_keys), Update.state != "new", Update.payload.is_not(None))
        .values(payload=None, replies=None),
        execution_options={"synchronize_session": False},
    )


def replies_of(session: Session, channel: str, update_id: int) -> str | None:
    """What was answered to an update and may not have been sent yet."""
    return _opened(ring_of(session), "replies", update_id, session.get_one(Update, (channel, update_id)).replies)


def failed(session: Session, channel: str, update_id: int, limit: int) -> str:
    """Counts a failed attempt and tells the row's state: `dead` after the last one, `done` when it was none."""
    row = session.get_one(Update, (channel, update_id))
    row.attempts += 1
    if row.attempts >= limit and row.state == "new":
        row.state = "dead"
    return row.state


def bury(session: Session, channel: str, update_id: int, replies: str | None) -> None:
    """Keeps the polite word for a dead row until it is sent."""
    session.get_one(Update, (channel, update_id)).replies = _sealed(ring_of(session), "replies", update_id, replies)


def _in_order(channel: str) -> Select[Update]:
    return select(Update).where(Update.channel == channel).order_by(Update.update_id)


_NEW = Update.state == literal_column("'new'")
"""Spelt out, so that both engines see the index that holds these rows only."""
ALL = 2**31 - 1
_WAITING = (
    select(Update)
    .where(Update.channel == bindparam("of"), _NEW, Update.update_id.not_in(bindparam("without", expanding=True)))
    .order_by(Update.update_id)
    .limit(bindparam("at_most"))
)


def waiting(session: Session, channel: str, without: Collection[int] = (), at_most: int = ALL) -> list[Kept]:
    """Rows kept but not processed, in their order: left by whoever ran before, or written by another replica."""
    return _read(session, session.scalars(_WAITING, {"of": channel, "without": list(without), "at_most": at_most}))


def unspoken(session: Session, channel: str) -> list[Kept]:
    """Rows processed whose replies may not have been sent."""
    return _read(session, session.scalars(_in_order(channel).where(Update.replies.is_not(None), Update.state != "new")))


def dead(session: Session, channel: str) -> list[Kept]:
    """Rows that were set aside and still hold what somebody sent."""
    found = _in_order(channel).where(Update.state == "dead", Update.payload.is_not(None))
    return _read(session, session.scalars(found))


def empty(session: Session, before: datetime) -> int:
    """Empties rows received before the moment that were set aside; returns how many held something."""
    old = update(Update).where(Update.received_at < before, Update.state == "dead", Update.payload.is_not(None))
    return session.connection().execute(old.values(payload=None, replies=None)).rowcount


def dead_since(session: Session, since: datetime) -> int:
    """How many updates were set aside after their tries."""
    found = select(func.count()).select_from(Update).where(Update.state == "dead", Update.received_at >= since)
    return session.scalar(found) or 0


def oldest_new(session: Session) -> datetime | None:
    """When the oldest came of those that nobody has processed."""
    return session.scalar(select(func.min(Update.received_at)).where(_NEW))


def counted(session: Session) -> dict[str, int]:
    """How many rows are not over: `new`, `unsaid` (their replies may not have been sent), `dead`."""
    open_rows = select(func.count()).select_from(Update)
    unsaid = open_rows.where(Update.replies.is_not(None), Update.state != "new")
    found = {"new": open_rows.where(_NEW), "unsaid": unsaid, "dead": open_rows.where(Update.state == "dead")}
    return {name: session.scalar(question) or 0 for name, question in found.items()}


def forget(session: Session, before: datetime) -> int:
    """Deletes rows received before the moment that are over: settled, or set aside and emptied. Telegram redelivers for
    24 hours at most.
    """
    settled = and_(Update.state == "done", Update.replies.is_(None))
    emptied = and_(Update.state == "dead", Update.payload.is_(None))
    over = delete(Update).where(Update.received_at < before, or_(settled, emptied))
    return session.connection().execute(over).rowcount
