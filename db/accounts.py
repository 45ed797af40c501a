"""Accounts of people in a messenger: who is behind one, where to write to, who shares it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, and_, bindparam, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from db.base import Base
from db.organisations import Organisation
from db.people import Grant, Held, Person


class Account(Base):
    """A person's account in a messenger; `address` is the chat to write to.

    Several people may share one phone: each has a row, the `current` one is whoever is at it now. `acting_id` is the
    organisation that the person acts in, when it is not their own.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[str] = mapped_column(default="active")  # active | unreachable
    since: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    current: Mapped[bool] = mapped_column(default=True)
    acting_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    person: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("channel", "address", "person_id"),
        Index(
            "uq_accounts_channel_address_current",
            "channel",
            "address",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )


_BY_ACCOUNT = (
    select(Person, Organisation, Account, Grant.role, Grant.group_name, Grant.form)
    .join(Account, Account.person_id == Person.id)
    .join(Organisation, Organisation.id == func.coalesce(Account.acting_id, Person.organisation_id))
    .outerjoin(
        Grant,
        and_(Grant.person_id == Person.id, Grant.organisation_id == Organisation.id, Grant.until.is_(None)),
    )
    .where(Account.channel == bindparam("channel"), Account.address == bindparam("address"), Account.current)
    .order_by(Grant.id)
)
"""Asked at every update, built once: building a statement costs more than running it (`docs/performance.md`)."""


def behind(
    session: Session, channel: str, address: str
) -> tuple[Person, Organisation, Account, tuple[Held, ...]] | None:
    """The person at an account, the organisation they act in, the account and the roles they hold there now.

    None for a stranger.
    """
    rows = session.execute(_BY_ACCOUNT, {"channel": channel, "address": address}).all()
    if not rows:
        return None
    return rows[0][0], rows[0][1], rows[0][2], tuple(Held(row[3], row[4], row[5]) for row in rows if row[3])


def to_write_to(session: Session, person_id: int, channel: str) -> Account | None:
    """The account to write to: the newest of the channel."""
    return session.scalar(
        select(Account)
        .where(Account.person_id == person_id, Account.channel == channel)
        .order_by(Account.id.desc())
        .limit(1)
    )


def current(session: Session, channel: str, address: str) -> Account | None:
    """The account at an address that is used now."""
    return session.scalar(
        select(Account).where(Account.channel == channel, Account.address == address, Account.current)
    )


def of_person(session: Session, person_id: int) -> list[Account]:
    """Every account of a person, oldest first."""
    return list(session.scalars(select(Account).where(Account.person_id == person_id).order_by(Account.id)))


def sharing(session: Session, channel: str, address: str) -> list[tuple[Account, Person]]:
    """Everybody who uses one account, whoever came first first."""
    rows = session.execute(
        select(Account, Person)
        .join(Person, Person.id == Account.person_id)
        .where(Account.channel == channel, Account.address == address)
        .order_by(Account.id)
    )
    return [(row[0], row[1]) for row in rows]
