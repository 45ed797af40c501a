"""Changing keys: every sealed value is sealed anew with the newest key of the ring, a batch in a transaction."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

import db.sealed_places
from db.sealed import Ring

BATCH = 500
"""Values sealed anew in one transaction: others want the database too."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many values of a place (`people.born_sealed`) an older key, or none, still keeps."""

    place: str
    count: int


def left(session: Session, ring: Ring) -> list[Left]:
    """What is to be sealed anew, by place; places without any are left out."""
    counted = [Left(place.name, db.sealed_places.old(session, place, ring)) for place in db.sealed_places.places()]
    return [each for each in counted if each.count]


def step(session: Session, ring: Ring) -> int:
    """Seals the next batch anew; 0 when nothing is left. A stop between two steps loses nothing: go on with the next.

    Raises `db.sealed.Unreadable` when a value was sealed with a key that is not in the ring.
    """
    for place in db.sealed_places.places():
        if done := db.sealed_places.reseal(session, place, ring, BATCH):
            return done
    return 0
