"""People, their chat accounts, roles and guardians."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, bindparam, exists, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship

from db.base import Base
from db.organisations import Organisation, Scope, within

Role = Literal["mentee", "mentor", "parent", "curator"]
PersonState = Literal["invited", "joining", "active", "withdrawn", "left"]


class Person(Base):
    """Somebody the programme knows. `state` is `active` only while every consent that is needed stands."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    search_key: Mapped[str]
    group_name: Mapped[str | None]
    born: Mapped[date | None]
    tone: Mapped[str] = mapped_column(default="adult")
    language: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="invited")
    created_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    accounts: Mapped[list["Account"]] = relationship(lazy="raise", back_populates="person")
    grants: Mapped[list["Grant"]] = relationship(lazy="raise", back_populates="person", foreign_keys="Grant.person_id")

    __table_args__ = (Index("ix_people_organisation_id_search_key", "organisation_id", "search_key"),)


class Account(Base):
    """A person's account in a messenger; `address` is the chat to write to."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[str] = mapped_column(default="active")  # active | unreachable
    since: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="raise", back_populates="accounts")

    __table_args__ = (UniqueConstraint("channel", "address"),)


class Grant(Base):
    """A role of a person in an organisation and below, from when until when, and who gave it."""

    __tablename__ = "grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person: Mapped[Person] = relationship(lazy="raise", back_populates="grants", foreign_keys=[person_id])

    __table_args__ = (Index("ix_grants_organisation_id_role", "organisation_id", "role"),)


class Guardian(Base):
    """A legal representative of a minor: expected by the school's list (`phone`), then claimed, then confirmed."""

    __tablename__ = "guardians"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    relation: Mapped[str | None]  # mother | father | guardian
    phone: Mapped[str | None]  # E.164, from the school's list
    shared_phone: Mapped[str | None]  # E.164, from the parent's own contact card
    claimed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    refused_at: Mapped[datetime | None]
    child: Mapped[Person] = relationship(lazy="raise", foreign_keys=[child_id])
    parent: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[parent_id])


_BY_ACCOUNT = (
    select(Person, Organisation, Account, Grant.role)
    .join(Account, Account.person_id == Person.id)
    .join(Organisation, Organisation.id == Person.organisation_id)
    .outerjoin(Grant, (Grant.person_id == Person.id) & Grant.until.is_(None))
    .where(Account.channel == bindparam("channel"), Account.address == bindparam("address"))
    .order_by(Grant.id)
)
"""Asked at every update, built once: building a statement costs more than running it (`docs/performance.md`)."""


def by_account(
    session: Session, channel: str, address: str
) -> tuple[Person, Organisation, Account, tuple[str, ...]] | None:
    """The person behind an account, the organisation, the account and the roles that hold now; None for a stranger."""
    rows = session.execute(_BY_ACCOUNT, {"channel": channel, "address": address}).all()
    if not rows:
        return None
    return rows[0][0], rows[0][1], rows[0][2], tuple(row[3] for row in rows if row[3])


def address_of(session: Session, person_id: int, channel: str) -> Account | None:
    """The account to write to: the newest of the channel."""
    return session.scalar(
        select(Account)
        .where(Account.person_id == person_id, Account.channel == channel)
        .order_by(Account.id.desc())
        .limit(1)
    )


def account(session: Session, channel: str, address: str) -> Account | None:
    return session.scalar(select(Account).where(Account.channel == channel, Account.address == address))


def has_role(role: str) -> ColumnElement[bool]:
    """The condition that a person holds the role now."""
    return exists().where(Grant.person_id == Person.id, Grant.role == role, Grant.until.is_(None))


def one(session: Session, scope: Scope, person_id: int) -> Person | None:
    """A person of the scope, or None: another school's id is a miss, not a refusal."""
    return session.scalar(select(Person).where(Person.id == person_id, within(Person.organisation_id, scope)))


def roles(session: Session, person_id: int) -> tuple[str, ...]:
    """The roles that hold now, oldest first."""
    held = select(Grant.role).where(Grant.person_id == person_id, Grant.until.is_(None)).order_by(Grant.id)
    return tuple(session.scalars(held))


def search(session: Session, scope: Scope, keys: Sequence[str], role: str | None = None) -> list[Person]:
    """People of the scope whose search key holds every one of the keys, by name; at most 200."""
    query = select(Person).where(within(Person.organisation_id, scope), Person.state != "left")
    for key in keys:
        query = query.where(Person.search_key.contains(key, autoescape=True))
    if role:
        query = query.where(has_role(role))
    return list(session.scalars(query.order_by(Person.search_key).limit(200)))


def curators(session: Session, organisation_id: int) -> list[Person]:
    """The curators of an organisation, longest in office first."""
    return list(
        session.scalars(
            select(Person)
            .join(Grant, Grant.person_id == Person.id)
            .where(Grant.organisation_id == organisation_id, Grant.role == "curator", Grant.until.is_(None))
            .order_by(Grant.id)
        )
    )


def guardians(session: Session, child_id: int) -> list[Guardian]:
    """Everybody who is, or claims to be, a legal representative of the child."""
    return list(session.scalars(select(Guardian).where(Guardian.child_id == child_id).order_by(Guardian.id)))


def children(session: Session, parent_id: int) -> list[Guardian]:
    """The guardianships of a parent, refused ones left out."""
    return list(
        session.scalars(
            select(Guardian).where(Guardian.parent_id == parent_id, Guardian.refused_at.is_(None)).order_by(Guardian.id)
        )
    )


def unverified_guardians(session: Session, scope: Scope) -> list[tuple[Guardian, Person, Person]]:
    """Parents who wait for the curator's word: guardianship, parent, child."""
    parent, child = aliased(Person), aliased(Person)
    rows = session.execute(
        select(Guardian, parent, child)
        .join(parent, parent.id == Guardian.parent_id)
        .join(child, child.id == Guardian.child_id)
        .where(
            within(child.organisation_id, scope),
            Guardian.claimed_at.is_not(None),
            Guardian.confirmed_at.is_(None),
            Guardian.refused_at.is_(None),
        )
        .order_by(Guardian.claimed_at)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def guardianship(session: Session, scope: Scope, guardian_id: int) -> Guardian | None:
    """A guardianship of a child of the scope, or None."""
    return session.scalar(
        select(Guardian)
        .join(Person, Person.id == Guardian.child_id)
        .where(Guardian.id == guardian_id, within(Person.organisation_id, scope))
    )
