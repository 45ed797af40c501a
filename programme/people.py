"""People: their names, and word to those who look after them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.name_book
import db.people
from db.people import Person
from domain.answers import Refusal, clean
from domain.names import search_key
from programme import letters, name_book

NAME_LIMIT = 120
"""Characters of a full name, in UTF-16 units."""


def speak(session: Session, person: Person, language: str) -> None:
    """The language that a person chose."""
    person.language = language


def rename(session: Session, person: Person, name: str) -> None:
    """Gives a person who has been flushed a name, surname first, and the key by which they are found; one that is too
    long is cut. Where chats know people by codes, the name goes into the name book.
    """
    cleaned = clean(name[:NAME_LIMIT], NAME_LIMIT * 2)
    name = "" if isinstance(cleaned, Refusal) else cleaned
    if db.name_book.in_codes(session):
        name_book.enter(session, person, name)
    else:
        person.name, person.search_key = name, search_key(name, person.group_name)


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
