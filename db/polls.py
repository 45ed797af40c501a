"""Monthly polls: one a month in an organisation; who was asked and who answered are its runs."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.organisations import Scope, within
from db.people import Account, Person
from db.runs import Run


class Poll(Base):
    """The poll of one month (`period` is `2026-11`) in one organisation."""

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    period: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("organisation_id", "period"),)


def of_period(session: Session, organisation_id: int, period: str) -> Poll | None:
    return session.scalar(select(Poll).where(Poll.organisation_id == organisation_id, Poll.period == period))


def newest(session: Session, scope: Scope, limit: int = 12) -> list[Poll]:
    """The polls of the scope, newest first."""
    return list(
        session.scalars(
            select(Poll).where(within(Poll.organisation_id, scope)).order_by(Poll.period.desc(), Poll.id).limit(limit)
        )
    )


def open_ones(session: Session) -> list[Poll]:
    """Polls that have not been closed, for the clock."""
    return list(session.scalars(select(Poll).where(Poll.closed_at.is_(None)).order_by(Poll.id)))


def asked(session: Session, poll_id: int) -> list[tuple[Run, Person, str | None]]:
    """Everybody who was asked: run, person, and the state of the account (None without one)."""
    rows = session.execute(
        select(Run, Person, Account.state)
        .join(Person, Person.id == Run.person_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(Run.poll_id == poll_id)
        .order_by(Person.search_key, Account.id)
    )
    latest = {row[0].id: (row[0], row[1], row[2]) for row in rows}
    return list(latest.values())
