"""People: their names, and word to those who look after them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.people
from db.people import Person
from domain.answers import Refusal, clean
from domain.names import search_key
from programme import letters

NAME_LIMIT = 120
"""Characters of a full name, in UTF-16 units."""


def speak(session: Session, person: Person, language: str) -> None:
    """The language that a person chose."""
    person.language = language


def rename(person: Person, name: str) -> None:
    """Gives a person a name, surname first, and the key by which they are found; one that is too long is cut."""
    cleaned = clean(name[:NAME_LIMIT], NAME_LIMIT * 2)
    person.name = "" if isinstance(cleaned, Refusal) else cleaned
    person.search_key = search_key(person.name, person.group_name)


def tell_curators(
    session: Session,
    organisation_id: int,
    text_key: str,
    once: str,
    now: datetime,
    but: int | None = None,
    **values: Any,
) -> None:
    """A notice to every curator of the organisation but one, once per `once`."""
    for curator in db.people.curators(session, organisation_id):
        if curator.id != but:
            letters.write(session, curator.id, text_key, kind="notice", once=f"{once}:{curator.id}", now=now, **values)
