"""The operator's hand in the name book: who is behind a code, and the name that is written beside one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import db.erasures
import db.people
from programme import audit, name_book, organisations
from programme.correcting import regroup
from programme.people import rename


class NamingRefused(ValueError):
    """Why nothing is written into the name book, in one line for the operator."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody as the school knows them."""

    code: str
    name: str
    group: str
    roles: tuple[str, ...]


def listed(session: Session, organisation: str | None) -> list[Line]:
    """Everybody of an organisation (a code), by name."""
    return name_book.with_names(session, _lines, organisation)


def inscribe(session: Session, code: str, name: str, group: str | None, now: datetime) -> None:
    """Writes the name of a person, surname first, and the class when given. Raises `NamingRefused`."""
    person = db.erasures.by_code(session, code.upper())
    if person is None or person.state == "left":
        raise NamingRefused(f"There is nobody with the code {code!r}: see `mentor-bot names list`.")
    if not name.strip():
        raise NamingRefused("A name is needed: «Surname Name Patronymic».")
    with name_book.opened(session):
        rename(session, person, name)
        if group is not None:
            regroup(person, group.strip() or None)
    audit.record(session, audit.OPERATOR, "person.corrected", f"person:{person.code}", now, purpose="name")


def _lines(session: Session, organisation: str | None) -> list[Line]:
    people = db.people.of_organisation(session, organisations.the_one(session, organisation).id)
    lines = [
        Line(each.code, each.name, each.group_name or "", db.people.roles(session, each.id))
        for each in people
        if each.state != "left"
    ]
    return sorted(lines, key=lambda line: (line.name == "", line.name, line.code))
