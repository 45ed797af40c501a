"""The lease: the right of one process to receive, to send in the background and to run the clock."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base

TTL = timedelta(seconds=30)
"""A lease whose heartbeat is older is free (reliability § 4.7)."""


class Lease(Base):
    """One row. Every taking raises the fencing number; a writer with an old number is refused."""

    __tablename__ = "lease"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str]
    fencing_number: Mapped[int]
    heartbeat_at: Mapped[datetime]


class Fenced(RuntimeError):
    """Another process holds the lease now: this one must write nothing more."""


def holder(session: Session) -> Lease | None:
    return session.scalar(select(Lease).with_for_update())


def take(session: Session, name: str, now: datetime, *, holder_is_dead: bool = False) -> int | None:
    """Takes a free, expired or orphaned lease and returns the fencing number; None while another one holds it."""
    lease = holder(session)
    if lease is None:
        return _first(session, name, now)
    if lease.holder and not holder_is_dead and now - lease.heartbeat_at < TTL and lease.holder != name:
        return None
    lease.holder, lease.heartbeat_at = name, now
    lease.fencing_number += 1
    return lease.fencing_number


def _first(session: Session, name: str, now: datetime) -> int | None:
    """The lease that nobody ever held; None for whoever was not the first to come for it."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    row = insert(Lease).values(id=1, holder=name, fencing_number=1, heartbeat_at=now).on_conflict_do_nothing()
    number: int | None = session.scalar(row.returning(Lease.fencing_number))
    return number


_NUMBER = select(Base.metadata.tables["lease"].c.fencing_number).with_for_update(read=True)


def check(session: Session, fencing_number: int) -> None:
    """Raises `Fenced` unless the number is the newest; part of every write transaction."""
    session.flush()
    number = session.connection().scalar(_NUMBER)
    if number != fencing_number:
        raise Fenced(f"fencing number {fencing_number}, the lease has {number}")


def beat(session: Session, fencing_number: int, now: datetime) -> None:
    """The heartbeat, every 10 seconds."""
    check(session, fencing_number)
    lease = session.get_one(Lease, 1)
    lease.heartbeat_at = now


def release(session: Session, fencing_number: int) -> None:
    """Gives the lease back on a graceful stop."""
    lease = session.get(Lease, 1)
    if lease is not None and lease.fencing_number == fencing_number:
        lease.holder = ""


def vacate(session: Session) -> None:
    """Frees the lease of a database that was copied: whoever held it serves the original."""
    lease = session.get(Lease, 1)
    if lease is not None:
        lease.holder = ""


def is_live(session: Session, now: datetime) -> bool:
    """Whether somebody holds the lease and was heard lately."""
    lease = session.get(Lease, 1)
    return lease is not None and bool(lease.holder) and now - lease.heartbeat_at < TTL


def touch(session: Session) -> None:
    """A write that changes nothing: whether the database takes one."""
    session.execute(update(Lease).values(holder=Lease.holder), execution_options={"synchronize_session": False})


def number(session: Session) -> int | None:
    """The newest fencing number; None while nobody ever held the lease."""
    return session.scalar(select(Lease.fencing_number))
