"""Pairs and groups: a mentor with one mentee or several."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

import db.organisations
from db.base import Base
from db.organisations import Scope, within
from db.people import Person, has_role
from db.runs import AnswerRow, Run

STANDING = ("proposed", "active")
"""The states in which a pair takes a place of its mentor and of its mentees."""


class Pair(Base):
    """A pair or a group. `draft` while the curator chooses, `proposed` until all accept, then `active`."""

    __tablename__ = "pairs"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[int | None]
    kind: Mapped[str] = mapped_column(default="pair")  # pair | group
    form: Mapped[str | None]  # the form of mentoring, that of its mentor
    state: Mapped[str] = mapped_column(default="draft")  # draft | proposed | active | declined | ended | cancelled
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    members: Mapped[list["Member"]] = relationship(lazy="raise", order_by="Member.id", back_populates="pair")

    __table_args__ = (Index("ix_pairs_organisation_id_state", "organisation_id", "state"),)

    @classmethod
    def narrowed(cls, scope: Scope) -> ColumnElement[bool]:
        """The condition that a pair is of the form of mentoring that a scope is narrowed to; a class has no pairs."""
        return cls.form == scope.form if scope.group is None else false()


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


def one(session: Session, scope: Scope, pair_id: int, *, change: bool = False) -> Pair | None:
    """A pair of the scope, or None; whoever wants to `change` it waits for whoever does so now."""
    query = select(Pair).where(Pair.id == pair_id, within(Pair.organisation_id, scope))
    return session.scalar(_to_change(query) if change else query)


def of_member(
    session: Session, person_id: int, pair_id: int, role: str | None = None, *, change: bool = False
) -> Pair | None:
    """A pair that the person belongs to, in the role, or None: somebody else's pair is a miss. `change` as in `one`."""
    belongs = select(Member.pair_id).where(Member.person_id == person_id)
    if role is not None:
        belongs = belongs.where(Member.role == role)
    query = select(Pair).where(Pair.id == pair_id, Pair.id.in_(belongs))
    return session.scalar(_to_change(query) if change else query)


def _to_change(query: Select[Pair]) -> Select[Pair]:
    return query.with_for_update(of=Pair).execution_options(populate_existing=True)


def members(session: Session, pair_id: int) -> list[tuple[Member, Person]]:
    """The members with their people, mentor first."""
    rows = session.execute(
        select(Member, Person)
        .join(Person, Person.id == Member.person_id)
        .where(Member.pair_id == pair_id)
        .order_by(Member.role.desc(), Member.id)
    )
    return [(row[0], row[1]) for row in rows]


def people_of(session: Session, pair_ids: Sequence[int]) -> dict[int, list[tuple[Member, Person]]]:
    """The members of several pairs with their people, mentor first; no pair is missing."""
    found: dict[int, list[tuple[Member, Person]]] = {pair_id: [] for pair_id in pair_ids}
    rows = session.execute(
        select(Member, Person)
        .join(Person, Person.id == Member.person_id)
        .where(Member.pair_id.in_(pair_ids))
        .order_by(Member.role.desc(), Member.id)
    )
    for member, person in rows:
        found[member.pair_id].append((member, person))
    return found


class Named(NamedTuple):
    """A pair's number and the full names of its people, mentor first."""

    organisation_id: int
    number: int | None
    people: list[str]


def named(session: Session, pair_ids: Collection[int]) -> dict[int, Named]:
    """Several pairs by their names; no pair is missing."""
    rows = session.execute(
        select(Pair.id, Pair.organisation_id, Pair.number, Person.name)
        .outerjoin(Member, Member.pair_id == Pair.id)
        .outerjoin(Person, Person.id == Member.person_id)
        .where(Pair.id.in_(pair_ids))
        .order_by(Member.role.desc(), Member.id)
    )
    found: dict[int, Named] = {}
    for pair_id, organisation_id, number, name in rows:
        found.setdefault(pair_id, Named(organisation_id, number, [])).people.extend([name] if name else [])
    return found


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
        .order_by(Pair.number.nulls_last(), Pair.id, Member.role.desc(), Member.id)
    )
    found: dict[int, tuple[Pair, list[tuple[Member, Person]]]] = {}
    for pair, member, person in rows:
        found.setdefault(pair.id, (pair, []))[1].append((member, person))
    return list(found.values())


def draft_of(session: Session, curator_id: int) -> Pair | None:
    """The pair that a curator is putting together."""
    mine = select(Pair).where(Pair.created_by == curator_id, Pair.state == "draft").order_by(Pair.id).limit(1)
    return session.scalar(_to_change(mine))


def base(session: Session, scope: Scope, role: str) -> list[Person]:
    """The mentor base or the mentee base: everybody admitted who holds the role, by name."""
    return list(
        session.scalars(
            select(Person)
            .where(within(Person.organisation_id, scope), Person.state == "active", has_role(role))
            .order_by(Person.search_key, Person.id)
        )
    )


def loads(session: Session, person_ids: Sequence[int]) -> dict[int, int]:
    """In how many standing pairs each of the people is; nobody is missing."""
    counted = session.execute(
        select(Member.person_id, func.count())
        .join(Pair, Pair.id == Member.pair_id)
        .where(Member.person_id.in_(person_ids), Pair.state.in_(STANDING))
        .group_by(Member.person_id)
    )
    return dict.fromkeys(person_ids, 0) | {row[0]: row[1] for row in counted}


def together(session: Session, mentor_id: int, mentee_ids: Sequence[int]) -> bool:
    """Whether the mentor is in a standing pair with one of the mentees already."""
    theirs = (
        select(Member.pair_id)
        .join(Pair, Pair.id == Member.pair_id)
        .where(Member.person_id == mentor_id, Member.role == "mentor", Pair.state.in_(STANDING))
    )
    found = select(Member.id).where(Member.pair_id.in_(theirs), Member.person_id.in_(mentee_ids)).limit(1)
    return session.scalar(found) is not None


def hold_people(session: Session, person_ids: Sequence[int]) -> list[Person]:
    """The people as they are now, held until the transaction ends: two curators cannot promise one person at once."""
    query = select(Person).where(Person.id.in_(person_ids)).order_by(Person.id)
    return list(session.scalars(query.with_for_update().execution_options(populate_existing=True)))


def next_number(session: Session, organisation_id: int) -> int:
    """The next free number of a pair in the organisation; whoever asks second waits for the first."""
    db.organisations.hold(session, organisation_id)
    highest = select(func.max(Pair.number)).where(Pair.organisation_id == organisation_id)
    return (session.scalar(highest) or 0) + 1


def said(
    session: Session, person_ids: Sequence[int], form_name: str, questions: Sequence[str]
) -> dict[int, tuple[Run, dict[str, AnswerRow]]]:
    """What people answered to some questions in the latest finished run of a form, by person."""
    latest = (
        select(func.max(Run.id))
        .where(Run.person_id.in_(person_ids), Run.form_name == form_name, Run.state == "done")
        .group_by(Run.person_id)
    )
    rows = session.execute(
        select(Run, AnswerRow)
        .join(AnswerRow, AnswerRow.run_id == Run.id)
        .where(Run.id.in_(latest), AnswerRow.question.in_(questions))
    )
    found: dict[int, tuple[Run, dict[str, AnswerRow]]] = {}
    for run, answer in rows:
        found.setdefault(run.person_id, (run, {}))[1][answer.question] = answer
    return found
