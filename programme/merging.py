"""Doubles: two rows of one person become one; what either has goes to the one that stays, the other is a mark."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.find
import db.merging
import db.people
from db.people import Person
from domain.names import search_key
from domain.profiles import alike, best_state
from programme import audit
from programme.leaving import may_change
from programme.presence import Visitor

MOST = 5
"""Likely doubles that are offered."""


@dataclass(frozen=True, slots=True)
class Merger:
    """Who stays, who goes, and how many rows of which kind go over."""

    stays: Person
    goes: Person
    moved: dict[str, int]


def doubles(session: Session, by: Visitor, person_id: int) -> list[Person] | None:
    """People of the same organisation who may be this one; None for somebody who is not the visitor's.

    Raises `Denied`.
    """
    person = may_change(session, by, person_id)
    if person is None:
        return None
    others = db.people.of_organisation(session, person.organisation_id)
    return [
        other
        for other in others
        if other.id != person.id and alike(person.name, person.group_name, other.name, other.group_name)
    ][:MOST]


def ahead(session: Session, by: Visitor, stays_id: int, goes_id: int) -> Merger | str | None:
    """What a merger would move; the text key of a refusal; None for people who are not the visitor's.

    Raises `Denied`.
    """
    stays, goes = (may_change(session, by, each) for each in (stays_id, goes_id))
    if stays is None or goes is None or stays.id == goes.id or stays.organisation_id != goes.organisation_id:
        return None
    if "withdrawn" in (stays.state, goes.state):
        return "profiles.merge_withdrawn"
    if db.merging.together(session, stays.id, goes.id):
        return "profiles.merge_together"
    return Merger(stays, goes, db.merging.counts(session, goes.id))


def merge(session: Session, by: Visitor, stays_id: int, goes_id: int, now: datetime) -> Merger | str | None:
    """Does it; as `ahead`. A second press finds the mark (None)."""
    merger = ahead(session, by, stays_id, goes_id)
    if not isinstance(merger, Merger):
        return merger
    stays, goes = merger.stays, merger.goes
    kept: dict[str, Any] = {
        name: getattr(stays, name) or getattr(goes, name)
        for name in ("group_name", "born", "language", "external_key", "joined_at")
    }
    state, tone = best_state((stays.state, goes.state)), "child" if "child" in (stays.tone, goes.tone) else "adult"
    name = stays.name or goes.name
    goes.external_key, goes.born, goes.group_name, goes.name, goes.search_key = None, None, None, "", ""
    goes.state, goes.left_at, goes.merged_into = "left", now, stays.id
    session.flush()
    db.merging.move(session, goes.id, stays.id, now)
    for attribute, value in kept.items():
        setattr(stays, attribute, value)
    stays.state, stays.tone = state, tone
    stays.left_at = None if state != "left" else stays.left_at
    stays.name, stays.search_key = name, search_key(name, stays.group_name)
    audit.record(session, by, "person.merged", f"person:{stays.code}", now, purpose=f"double {goes.code}")
    session.flush()
    return merger
