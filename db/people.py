"""People and their roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    exists,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from db import unguessable
from db.base import Base
from db.organisations import Organisation, Scope, within
from db.sealed import Sealed
from domain.names import CODE_LENGTH, CODE_LETTERS, is_code

PersonState = Literal["invited", "joining", "active", "withdrawn", "left"]


def new_code() -> str:
    """A code that tells nothing of the person: nearly 31^6, about 10^9 of them."""
    while not is_code(code := unguessable.letters(CODE_LETTERS, CODE_LENGTH)):
        pass
    return code


class Person(Base):
    """Somebody the programme knows. `state` is `active` only while every consent that is needed stands.

    `code` is the pseudonym: in the audit, on paper, for `mentor-bot subject`; in chat where CHAT_NAMES is `codes`: then
    `name` holds the code with the `nickname`, `group_name` a code of the class, and the real ones are in the name book
    (`db.name_book`).
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    external_key: Mapped[str | None]  # the school's own key of the person, from its list
    name: Mapped[str]
    search_key: Mapped[str]
    nickname: Mapped[str | None]
    group_name: Mapped[str | None]
    born_sealed: Mapped[bytes | None]
    tone: Mapped[str] = mapped_column(default="adult")
    language: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="invited")
    created_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]  # then the row is empty: it keeps the counts that it stands in (§ 11.3)
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # a double's empty row tells who it was
    born = Sealed("born_sealed", date.isoformat, date.fromisoformat)
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    grants: Mapped[list["Grant"]] = relationship(lazy="raise", back_populates="person", foreign_keys="Grant.person_id")

    __table_args__ = (
        Index("ix_people_organisation_id_search_key", "organisation_id", "search_key"),
        UniqueConstraint("organisation_id", "external_key"),
    )

    @property
    def emptied(self) -> bool:
        """Nothing is left but the row: a double that was merged, or somebody who was erased."""
        return self.merged_into is not None or self.erased_at is not None

    @classmethod
    def narrowed(cls, scope: Scope) -> ColumnElement[bool]:
        """The condition that a person is of the class, or of the form of mentoring, that a scope is narrowed to."""
        return _narrowed(cls, scope)


class Grant(Base):
    """A role of a person in an organisation and below, from when until when, and who gave it.

    A class teacher's reaches no further than `group_name`, a form curator's than `form`; a participant's `form` is the
    form of mentoring they take part in.
    """

    __tablename__ = "grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    group_name: Mapped[str | None]
    form: Mapped[str | None]
    person: Mapped[Person] = relationship(lazy="raise", back_populates="grants", foreign_keys=[person_id])

    __table_args__ = (Index("ix_grants_organisation_id_role", "organisation_id", "role"),)


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds now, and the class or the form of mentoring that it is bound to."""

    role: str
    group: str | None = None
    form: str | None = None


def has_role(role: str) -> ColumnElement[bool]:
    """The condition that a person holds the role now."""
    return exists().where(Grant.person_id == Person.id, Grant.role == role, Grant.until.is_(None))


def one(session: Session, scope: Scope, person_id: int) -> Person | None:
    """A person of the scope, or None: another school's id is a miss, not a refusal."""
    return session.scalar(select(Person).where(Person.id == person_id, within(Person.organisation_id, scope)))


def guest(session: Session, scope: Scope, person_id: int) -> Person | None:
    """Somebody of another organisation who holds a role in the scope."""
    here = select(Grant.person_id).where(within(Grant.organisation_id, scope), Grant.until.is_(None))
    return session.scalar(select(Person).where(Person.id == person_id, Person.id.in_(here)))


def held_within(session: Session, scope: Scope, person_id: int) -> list[Grant]:
    """The grants of a person that hold now in the scope's organisations, oldest first."""
    inside = within(Grant.organisation_id, Scope(scope.path))
    held = select(Grant).where(Grant.person_id == person_id, Grant.until.is_(None), inside)
    return list(session.scalars(held.order_by(Grant.id)))


def groups(session: Session, scope: Scope) -> list[str]:
    """The classes that people of the scope are in, in their order: 5Б before 10А."""
    query = select(Person.group_name).where(
        within(Person.organisation_id, scope), Person.state != "left", Person.group_name.is_not(None)
    )
    found = [group for group in session.scalars(query.distinct()) if group]
    return sorted(found, key=lambda group: (int("".join(filter(str.isdigit, group)) or 0), group))


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


def grants_until(session: Session, person_id: int, moment: datetime) -> list[Grant]:
    """The grants of a person that ended at a moment, oldest first."""
    return list(
        session.scalars(select(Grant).where(Grant.person_id == person_id, Grant.until == moment).order_by(Grant.id))
    )


def acting_places(session: Session, person_id: int) -> list[Organisation]:
    """The organisations in which a person holds a role now, by name."""
    held = select(Grant.organisation_id).where(Grant.person_id == person_id, Grant.until.is_(None))
    return list(session.scalars(select(Organisation).where(Organisation.id.in_(held)).order_by(Organisation.name)))


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


def of_organisation(session: Session, organisation_id: int) -> list[Person]:
    """Everybody of one organisation, those who left too; empty rows of doubles left out."""
    query = select(Person).where(
        Person.organisation_id == organisation_id, Person.merged_into.is_(None), Person.erased_at.is_(None)
    )
    return list(session.scalars(query.order_by(Person.id)))


def grants_of(session: Session, ids: Sequence[int]) -> dict[int, list[Grant]]:
    """The grants that hold now, by person, oldest first; who has none is left out."""
    found: dict[int, list[Grant]] = {}
    for part in parts(ids):
        rows = session.scalars(select(Grant).where(Grant.person_id.in_(part), Grant.until.is_(None)).order_by(Grant.id))
        for grant in rows:
            found.setdefault(grant.person_id, []).append(grant)
    return found


def parts(ids: Sequence[int]) -> list[Sequence[int]]:
    """Ids in parts: databases take so many values in one statement and no more."""
    return [ids[start : start + 1000] for start in range(0, len(ids), 1000)]


def _narrowed(people: Any, scope: Scope) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true()]
    if scope.group is not None:
        conditions.append(people.group_name == scope.group)
    if scope.form is not None:
        held = exists().where(Grant.person_id == people.id, Grant.form == scope.form, Grant.until.is_(None))
        conditions.append(held)
    return and_(*conditions)
