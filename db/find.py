"""Finding people of a scope: by words, by role, page by page; and how many there are of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from db.invitations import Invitation
from db.organisations import Scope, within
from db.people import Grant, Person, PersonState, has_role
from domain.rights import STAFF

MOST = 200
"""People that a search may find: whoever wants fewer types more."""
TYPO_KEYS = 5_000
"""So many names are gone through for a mistyped one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a list is to show; None is everybody who has not left."""

    role: str | None = None
    state: str | None = None
    group: str | None = None


EVERYBODY = Wanted()


def _those(scope: Scope, wanted: Wanted = EVERYBODY) -> Select[Person]:
    inside = within(Person.organisation_id, scope)
    if wanted.role in STAFF:  # somebody of another organisation may hold an office here
        inside = or_(inside, exists().where(_office(scope), Grant.role == wanted.role))
    query = select(Person).where(inside, Person.merged_into.is_(None), Person.erased_at.is_(None))
    query = query.where(Person.state == wanted.state if wanted.state else Person.state != "left")
    if wanted.group is not None:
        query = query.where(Person.group_name == wanted.group)
    return query.where(has_role(wanted.role)) if wanted.role else query


def _office(scope: Scope) -> ColumnElement[bool]:
    return and_(Grant.person_id == Person.id, Grant.until.is_(None), within(Grant.organisation_id, scope))


def by_words(session: Session, scope: Scope, words: Sequence[tuple[str, ...]]) -> list[Person]:
    """People whose key holds every word, in one of its spellings, by name. The signs `%` and `_` mean themselves."""
    query = _those(scope)
    for spellings in words:
        query = query.where(or_(*(Person.search_key.contains(one, autoescape=True) for one in spellings)))
    return list(session.scalars(query.order_by(Person.search_key, Person.id).limit(MOST)))


def keys(session: Session, scope: Scope) -> list[tuple[int, str]]:
    """Ids and search keys of the scope, by name."""
    rows = session.execute(
        _those(scope)
        .with_only_columns(Person.id, Person.search_key)
        .order_by(Person.search_key, Person.id)
        .limit(TYPO_KEYS)
    )
    return [(row[0], row[1]) for row in rows]


def by_ids(session: Session, scope: Scope, ids: Sequence[int]) -> list[Person]:
    """The people of those ids that are in the scope, by name."""
    query = _those(scope).where(Person.id.in_(ids[:MOST]))
    return list(session.scalars(query.order_by(Person.search_key, Person.id)))


def page(session: Session, scope: Scope, wanted: Wanted, start: int, limit: int) -> tuple[list[Person], int]:
    """A part of a list by name, and how many people the whole list has."""
    query = _those(scope, wanted)
    total = session.scalar(query.with_only_columns(func.count())) or 0
    ordered = query.order_by(Person.search_key, Person.id)
    return list(session.scalars(ordered.offset(start).limit(limit))), total


def states(session: Session, scope: Scope, wanted: Wanted) -> dict[str, int]:
    """How many people of a role and a class stand in each state."""
    found = {}
    for state in get_args(PersonState):
        people = _those(scope, replace(wanted, state=state)).with_only_columns(func.count())
        found[state] = session.scalar(people) or 0
    return found


def numbers(session: Session, scope: Scope) -> dict[str, int]:
    """How many people hold each role now, and under `all` how many there are."""
    rows = session.execute(
        select(Grant.role, func.count(Grant.person_id.distinct()))
        .join(Person, Person.id == Grant.person_id)
        .where(
            or_(within(Person.organisation_id, scope), and_(Grant.role.in_(STAFF), _office(scope))),
            Person.state != "left",
            Grant.until.is_(None),
        )
        .group_by(Grant.role)
    )
    everybody = session.scalar(_those(scope).with_only_columns(func.count()))
    return {row[0]: row[1] for row in rows} | {"all": everybody or 0}


def roles(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """The roles that each of the people holds now, oldest first."""
    rows = session.execute(
        select(Grant.person_id, Grant.role)
        .where(Grant.person_id.in_(ids), Grant.until.is_(None))
        .order_by(Grant.person_id, Grant.id)
    )
    held: dict[int, list[str]] = {}
    for person_id, role in rows:
        held.setdefault(person_id, []).append(role)
    return held


def open_invitations(session: Session, scope: Scope, now: datetime) -> int:
    """How many invitations of the scope wait to be used."""
    query = select(func.count()).where(
        within(Invitation.organisation_id, scope),
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now,
    )
    return session.scalar(query) or 0
