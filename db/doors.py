"""What happens at the door: what somebody is asked there, wrong tries, and the pepper of printed codes."""

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base

PEPPER_BYTES = 32


class Knock(Base):
    """What an account that is nobody's yet has been asked: the words it types next are the answer.

    `asks` is `who` (an invitation is open: is that you?), `birthday` or `class_code` (for `invitation_id`, by its
    printed code when `by_code`), or `name` (for `poster_id`).
    """

    __tablename__ = "knocks"

    channel: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    asks: Mapped[str]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"), index=True)
    poster_id: Mapped[int | None] = mapped_column(ForeignKey("posters.id"), index=True)
    by_code: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


class WrongTry(Base):
    """A wrong printed code (`code`), a wrong second factor (`factor`) or a stranger's press of somebody's button
    (`press`); kept while it counts.
    """

    __tablename__ = "wrong_tries"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    account: Mapped[str]  # channel:address
    at: Mapped[datetime]

    __table_args__ = (Index("ix_wrong_tries_kind_at", "kind", "at"),)


class Pepper(Base):
    """The secret that printed codes are kept under in an installation without `DATA_KEY`: one row."""

    __tablename__ = "peppers"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[bytes]


def knock(session: Session, channel: str, address: str, since: datetime) -> Knock | None:
    """What an account has been asked since a moment."""
    found = session.get(Knock, (channel, address))
    return found if found is not None and found.at >= since else None


def ask(session: Session, channel: str, address: str, asks: str, now: datetime, **about: int | bool | None) -> None:
    """Notes what an account is asked from now on; what it was asked before is forgotten."""
    forget(session, channel, address)
    session.add(Knock(channel=channel, address=address, asks=asks, at=now, **about))
    session.flush()


def forget(session: Session, channel: str, address: str) -> None:
    """The account is asked nothing any more."""
    known = session.get(Knock, (channel, address))
    if known is not None:
        session.delete(known)
        session.flush()


def wrong_tries(session: Session, kind: str, since: datetime, account: str | None = None) -> list[datetime]:
    """When an account, or everybody, tried wrongly since a moment, oldest first."""
    query = select(WrongTry.at).where(WrongTry.kind == kind, WrongTry.at > since)
    if account is not None:
        query = query.where(WrongTry.account == account)
    return list(session.scalars(query.order_by(WrongTry.at)))


def forget_tries(session: Session, before: datetime) -> int:
    """Deletes wrong tries and questions that count no more; returns how many."""
    old = [
        *session.scalars(select(WrongTry).where(WrongTry.at < before)),
        *session.scalars(select(Knock).where(Knock.at < before)),
    ]
    for row in old:
        session.delete(row)
    return len(old)


def pepper(session: Session) -> bytes:
    """The pepper of this installation, made when it is first asked for."""
    known = session.get(Pepper, 1)
    if known is not None:
        return known.value
    fresh = secrets.token_bytes(PEPPER_BYTES)
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    session.execute(insert(Pepper).values(id=1, value=fresh).on_conflict_do_nothing())
    return session.get_one(Pepper, 1).value
