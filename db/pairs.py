"""Pairs and groups: a mentor with one mentee or several."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from db.base import Base
from db.organisations import Scope, within
from db.people import Person


class Pair(Base):
    """A pair or a group. `draft` while the curator chooses, `proposed` until all accept, then `active`."""

    __tablename__ = "pairs"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[int | None]
    kind: Mapped[str] = mapped_column(default="pair")  # pair | group
    state: Mapped[str] = mapped_column(default="draft")  # draft | proposed | active | declined | ended | cancelled
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    members: Mapped[list["Member"]] = relationship(lazy="raise", order_by="Member.id", back_populates="pair")

    __table_args__ = (Index("ix_pairs_organisation_id_state", "organisation_id", "state"),)


class Member(Base):
    """A person's place in a pair and the word about it."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pairs.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]  # mentor | mentee
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    pair: Mapped[Pair] = relationship(lazy="raise", back_populates="members")
    person: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (Index("uq_members_pair_id_person_id", "pair_id", "person_id", unique=True),)


def one(session: Session, scope: Scope, pair_id: int) -> Pair | None:
    """A pair of the scope, or None."""
    return session.scalar(select(Pair).where(Pair.id == pair_id, within(Pair.organisation_id, scope)))


def of_member(session: Session, person_id: int, pair_id: int) -> Pair | None:
    """A pair that the person belongs to, or None: somebody else's pair is a miss."""
    return session.scalar(
        select(Pair).join(Member, Member.pair_id == Pair.id).where(Pair.id == pair_id, Member.person_id == person_id)
    )


def members(session: Session, pair_id: int) -> list[tuple[Member, Person]]:
    """The members with their people, mentor first."""
    rows = session.execute(
        select(Member, Person)
        .join(Person, Person.id == Member.person_id)
        .where(Member.pair_id == pair_id)
        .order_by(Member.role.desc(), Member.id)
    )
    return [(row[0], row[1]) for row in rows]


def mine(session: Session, person_id: int, *states: str) -> list[Pair]:
    """The pairs of a person in the given states, oldest first."""
    return list(
        session.scalars(
            select(Pair)
            .join(Member, Member.pair_id == Pair.id)
            .where(Member.person_id == person_id, Pair.state.in_(states))
            .order_by(Pair.id)
        )
    )


def listed(session: Session, scope: Scope, *states: str) -> list[tuple[Pair, list[tuple[Member, Person]]]]:
    """Pairs of the scope in the given states with their members, by number."""
    rows = session.execute(
        select(Pair, Member, Person)
        .join(Member, Member.pair_id == Pair.id)
        .join(Person, Person.id == Member.person_id)
        .where(within(Pair.organisation_id, scope), Pair.state.in_(states))
        .order_by(Pair.number, Pair.id, Member.role.desc(), Member.id)
    )
    found: dict[int, tuple[Pair, list[tuple[Member, Person]]]] = {}
    for pair, member, person in rows:
        found.setdefault(pair.id, (pair, []))[1].append((member, person))
    return list(found.values())
