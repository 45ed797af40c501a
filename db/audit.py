"""The audit: who did what to which object and with what right; it only grows, each row seals the one before."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ForeignKey, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base

CHAIN = 5_318_008
"""PostgreSQL's advisory lock of the chain's end; SQLite has one writer anyway."""


class AuditRow(Base):
    """One act. People are named by their codes, so that the row outlives them (security § 7).

    `actor` is a code, `system` for the clock or `operator` for the command line; `object` is a kind and a number,
    `case:12`; `digest` is the SHA-256 of the row and of the digest before it. Triggers refuse any change.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    action: Mapped[str]
    object: Mapped[str] = mapped_column(index=True)
    purpose: Mapped[str]
    result: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]


def last(session: Session) -> AuditRow | None:
    """The end of the chain, held until the transaction ends: whoever writes next waits."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:chain)"), {"chain": CHAIN})
    return session.scalar(select(AuditRow).order_by(AuditRow.id.desc()).limit(1))


def rows(session: Session) -> Iterator[AuditRow]:
    """The whole chain from its beginning, in batches."""
    yield from session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=500))


def about(session: Session, subject: str) -> list[AuditRow]:
    """What was done to one object, oldest first."""
    return list(session.scalars(select(AuditRow).where(AuditRow.object == subject).order_by(AuditRow.id)))


def count(session: Session, actor: str, action: str, since: datetime) -> int:
    """How often somebody did one thing since a moment."""
    query = select(func.count()).where(AuditRow.actor == actor, AuditRow.action == action, AuditRow.at > since)
    return session.scalars(query).one()


def by(session: Session, actor: str) -> list[AuditRow]:
    """What somebody did, oldest first."""
    return list(session.scalars(select(AuditRow).where(AuditRow.actor == actor).order_by(AuditRow.id)))
