"""The gate before anything about a person is published: each datum needs its own word (152-FZ art. 10.1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

import db.consents
import db.organisations
from db.people import Person
from domain.consents import DATUMS, keys
from programme import joining

Missing = Literal["parent", "own", "not_taking_part"]


def missing(session: Session, person: Person, datum: str, now: datetime) -> tuple[Missing, ...]:
    """Whose word is missing before a datum (`domain.consents.DATUMS`) of a person may be published; none: it may be.

    Silence is a no. Raises KeyError for a datum that nobody can be asked about.
    """
    if datum not in DATUMS:
        raise KeyError(datum)
    if person.state != "active":
        return ("not_taking_part",)
    organisation = db.organisations.by_id(session, person.organisation_id)
    said = {
        "own" if each.relation == "self" else "parent"
        for each in db.consents.standing(session, person.id)
        if each.kind == "publication" and datum in each.choices
    }
    return tuple(key for key in keys(joining.stage_of(person, organisation, now)) if key not in said)


def allowed(session: Session, person: Person, datum: str, now: datetime) -> bool:
    """Whether a datum of a person may be published now."""
    return not missing(session, person, datum, now)


def lacking(
    session: Session, people: Iterable[Person], datums: Iterable[str], now: datetime
) -> list[tuple[Person, str, tuple[Missing, ...]]]:
    """Everything that keeps a text about these people from being published: who, which datum, whose word."""
    wanted = tuple(datums)
    found = ((person, datum, missing(session, person, datum, now)) for person in people for datum in wanted)
    return [each for each in found if each[2]]
