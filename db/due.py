"""Work that the clock did once: the key makes it once, whoever wakes when."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base


class Due(Base):
    """A piece of scheduled work that was done for a subject and a period (`2026-11`)."""

    __tablename__ = "due"

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]


def claim(session: Session, kind: str, subject: str, period: str, now: datetime) -> bool:
    """True for the first who asks, in this transaction: the work is theirs; False ever after."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    statement = insert(Due).values(kind=kind, subject=subject, period=period, done_at=now).on_conflict_do_nothing()
    return session.scalar(statement.returning(Due.kind)) is not None


def done(session: Session, kind: str, periods: Collection[str]) -> set[tuple[str, str]]:
    """Subject and period of the work of a kind that was done for the given periods."""
    rows = session.execute(select(Due.subject, Due.period).where(Due.kind == kind, Due.period.in_(periods)))
    return {(row[0], row[1]) for row in rows}


def note(session: Session, kind: str, subject: str, now: datetime) -> bool:
    """Notes that something goes on; False when this is the first note of the subject."""
    known = session.get(Due, (kind, subject, ""))
    if known is None:
        session.add(Due(kind=kind, subject=subject, period="", done_at=now))
        return False
    known.done_at = now
    return True


def forget_others(session: Session, kind: str, subject: str) -> datetime | None:
    """Forgets the notes of other subjects, and tells when the newest of them was made."""
    others = session.scalars(select(Due).where(Due.kind == kind, Due.subject != subject)).all()
    for other in others:
        session.delete(other)
    return max((other.done_at for other in others), default=None)


FAILED = "failed:"
"""How the kind of a failure begins: work that could not be done for a subject."""


def failed(session: Session, work: str, subject: str, now: datetime, since: datetime) -> None:
    """Notes that the work failed for the subject; what failed before `since` is forgotten."""
    kind = FAILED + work
    session.execute(delete(Due).where(Due.kind == kind, Due.subject == subject, Due.done_at < since))
    claim(session, kind, subject, now.isoformat(), now)


def failing(session: Session, work: str, tries: int, since: datetime) -> set[str]:
    """For which subjects the work failed so often since."""
    rows = select(Due.subject).where(Due.kind == FAILED + work, Due.done_at >= since)
    return set(session.scalars(rows.group_by(Due.subject).having(func.count() >= tries)))


def failures(session: Session, since: datetime) -> int:
    """For how many subjects some work failed since."""
    rows = select(Due.kind, Due.subject).where(Due.kind.startswith(FAILED), Due.done_at >= since).distinct()
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
