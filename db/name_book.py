"""The name book: where CHAT_NAMES is `codes`, names and classes are here, sealed, apart from all that chats read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Table, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db import unguessable
from db.base import Base
from db.invitations import Invitation
from db.journal import Update
from db.letters import Letter
from db.people import Person
from db.runs import AnswerEdit, AnswerRow, FormVersion, Run
from db.sealed import Sealed, ring_of
from domain.names import CODE_LETTERS

BATCH = 500
"""People moved in one transaction: others want the database too."""
_DIGITS, _LETTERS = CODE_LETTERS[:8], CODE_LETTERS[8:]


class BookedName(Base):
    """The name of a person, surname first, whom chats know by a pseudonym."""

    __tablename__ = "name_book"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    name_sealed: Mapped[bytes | None]
    name = Sealed("name_sealed", str, str)


class BookedGroup(Base):
    """A class of an organisation, which chats know by a `code`."""

    __tablename__ = "group_book"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    code: Mapped[str]
    name_sealed: Mapped[bytes | None]
    name = Sealed("name_sealed", str, str)

    __table_args__ = (UniqueConstraint("organisation_id", "code"),)


def in_codes(session: Session) -> bool:
    """Whether this installation shows people by codes: the edge that opened the session says so."""
    return session.info.get("names") == "codes"


def entry(session: Session, person_id: int) -> BookedName | None:
    """The entry of a person."""
    return session.scalar(select(BookedName).where(BookedName.person_id == person_id))


def put(session: Session, person_id: int, name: str) -> None:
    """Writes a name into the book, over the one that is there; the person must have been flushed."""
    booked = entry(session, person_id)
    if booked is None:
        booked = BookedName(person_id=person_id)
        session.add(booked)
        session.flush()
    booked.name = name


def forget(session: Session, person_id: int) -> None:
    """Takes a person out of the book."""
    session.execute(delete(BookedName).where(BookedName.person_id == person_id))


def group(session: Session, organisation_id: int, name: str) -> BookedGroup:
    """The entry of a class, written now if it is not there."""
    known = groups(session, organisation_id)
    found = next((each for each in known if each.name == name), None)
    if found is None:
        taken = {each.code for each in known}
        while (code := _group_code()) in taken:
            pass
        found = BookedGroup(organisation_id=organisation_id, code=code)
        session.add(found)
        session.flush()
        found.name = name
    return found


def groups(session: Session, organisation_id: int | None = None) -> list[BookedGroup]:
    """The classes in the book: of an organisation, or all."""
    query = select(BookedGroup).order_by(BookedGroup.organisation_id, BookedGroup.id)
    if organisation_id is not None:
        query = query.where(BookedGroup.organisation_id == organisation_id)
    return list(session.scalars(query))


def names(session: Session, organisation_id: int | None = None) -> list[tuple[str, str]]:
    """Everybody in the book, of an organisation or all: what chats know them by, and the name."""
    query = select(Person.name, BookedName.id, BookedName.name_sealed)
    query = query.join(BookedName, BookedName.person_id == Person.id).order_by(Person.id)
    if organisation_id is not None:
        query = query.where(Person.organisation_id == organisation_id)
    ring = ring_of(session)
    rows = session.execute(query).all()
    return [(row[0], ring.open(row[2], f"name_book.name_sealed:{row[1]}").decode()) for row in rows if row[2]]


def count(session: Session) -> int:
    """How many people are in the book."""
    return session.scalar(select(func.count()).select_from(BookedName)) or 0


def people(session: Session, after: int, *, closed: bool) -> list[Person]:
    """The next people after an id who have a name (`closed` False) or a pseudonym (True) in its place."""
    pseudonym = Person.name.startswith(Person.code)
    living = (Person.erased_at.is_(None), Person.merged_into.is_(None))
    query = select(Person).where(Person.id > after, *living, pseudonym if closed else ~pseudonym)
    return list(session.scalars(query.order_by(Person.id).limit(BATCH)))


def groups_in_use(session: Session) -> set[tuple[int, str]]:
    """Every class that a row of any table names, by its organisation."""
    found: set[tuple[int, str]] = set()
    for table in _with_groups():
        rows = session.execute(select(table.c.organisation_id, table.c.group_name).distinct())
        found |= {(row[0], row[1]) for row in rows if row[1]}
    return found


def rename_group(session: Session, organisation_id: int, old: str, new: str) -> None:
    """Gives a class another name in every table."""
    for table in _with_groups():
        own = (table.c.organisation_id == organisation_id, table.c.group_name == old)
        session.execute(update(table).where(*own).values(group_name=new))
    session.expire_all()


def of_group(session: Session, organisation_id: int, group_name: str) -> list[Person]:
    """Everybody of a class."""
    own = (Person.organisation_id == organisation_id, Person.group_name == group_name)
    return list(session.scalars(select(Person).where(*own)))


def unsent(session: Session) -> list[Letter]:
    """Letters that have not been said yet, and so will be worded."""
    return list(session.scalars(select(Letter).where(Letter.state.in_(("waiting", "sending")))))


def unsay(session: Session) -> None:
    """Empties what was answered and may not have been sent: its words are no longer to be said."""
    unsaid = update(Update).where(Update.replies.is_not(None), Update.state != "new")
    session.execute(unsaid.values(payload=None, replies=None), execution_options={"synchronize_session": False})


def revoke_links_for_parents(session: Session, now: datetime) -> None:
    """Closes the links for adults of a child that nobody has used."""
    unused = (Invitation.guardian_id.is_not(None), Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    session.execute(update(Invitation).where(*unused).values(revoked_at=now))


def forms(session: Session) -> list[FormVersion]:
    """Every version of every questionnaire that anybody has begun."""
    return list(session.scalars(select(FormVersion)))


def open_runs(session: Session, version: str) -> list[Run]:
    """The unfinished runs of a version."""
    return list(session.scalars(select(Run).where(Run.form_version == version, Run.state == "open")))


def forget_answers(session: Session, version: str, questions: list[str]) -> None:
    """Deletes the answers to some questions of a version, replaced ones too."""
    runs = select(Run.id).where(Run.form_version == version)
    for table in (AnswerRow, AnswerEdit):
        session.execute(delete(table).where(table.run_id.in_(runs), table.question.in_(questions)))


def _with_groups() -> Iterator[Table]:
    tables: Any = Base.metadata.sorted_tables
    return (table for table in tables if {"organisation_id", "group_name"} <= {*table.c.keys()})


def _group_code() -> str:
    return "".join(unguessable.letters(alphabet, 1) for alphabet in (_LETTERS, _DIGITS, _LETTERS))
