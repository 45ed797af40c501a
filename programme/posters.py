"""Classes as the curator sees them: the poster on the wall, the code that the teacher tells, who has not come in."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

import db.applications
from db import unguessable
from db.applications import ClassCode, Poster
from db.organisations import Scope
from programme import audit, codes
from programme.presence import Visitor

START = "k_"
"""How the public token of a poster begins in a deep link."""
DIGITS = 6
"""Of a class's code: a child types it."""
TOKEN_LENGTH = 22
KEY = 8
"""Characters of a class's key."""


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class of the visitor's organisation: its poster and code if there are any, and how many have not come in.

    `slips` of these have an open invitation that a code can be printed for.
    """

    group: str
    poster: Poster | None
    code: str | None
    outside: int
    slips: int
    waiting: int

    @property
    def key(self) -> str:
        """What a button carries of a class: its name may be anything."""
        return key_of(self.group)


def in_link(start: str) -> str | None:
    """The token of a poster in a deep link; None for the token of an invitation, even one that begins so."""
    token = start.removeprefix(START)
    return token if start.startswith(START) and len(token) == TOKEN_LENGTH else None


def key_of(group: str) -> str:
    """A short key of a class's name."""
    return sha256(group.encode()).hexdigest()[:KEY]


def classes(session: Session, by: Visitor) -> list[str]:
    """The classes that somebody of the organisation's list is in, lowest year first; a class teacher's own ones."""
    return sorted(_scopes(session, by), key=_in_order)


def one(session: Session, by: Visitor, key: str, now: datetime) -> SchoolClass | None:
    """A class by its key, or None where there is none of that key."""
    scopes, organisation = _scopes(session, by), by.organisation.id
    group = next((each for each in scopes if key_of(each) == key), None)
    if group is None:
        return None
    scope = scopes[group]
    poster = db.applications.poster(session, scope, organisation, group)
    code = db.applications.class_code(session, organisation, group)
    return SchoolClass(
        group,
        poster,
        code.code if code else None,
        len(db.applications.roster(session, scope, organisation, group)),
        len(codes.unprinted(session, scope, organisation, group, now)),
        db.applications.waiting_at(session, poster.id) if poster else 0,
    )


def hang(session: Session, by: Visitor, group: str, now: datetime) -> Poster:
    """The poster of a class: the one that hangs, or a new one."""
    scope = by.scope_for("posters.print")
    known = db.applications.poster(session, scope, by.organisation.id, group)
    if known is not None:
        return known
    poster = Poster(
        token=unguessable.token(),
        organisation_id=by.organisation.id,
        group_name=group,
        created_at=now,
        created_by=by.person.id,
    )
    session.add(poster)
    session.flush()
    audit.record(session, by, "poster.hung", f"poster:{poster.id}", now)
    return poster


def take_down(session: Session, by: Visitor, group: str, now: datetime) -> bool:
    """The poster brings nobody any more; what it has brought stays to be looked at."""
    poster = db.applications.poster(session, by.scope_for("posters.print"), by.organisation.id, group)
    if poster is None:
        return False
    poster.revoked_at = now
    audit.record(session, by, "poster.taken_down", f"poster:{poster.id}", now)
    return True


def new_code(session: Session, by: Visitor, group: str, now: datetime) -> str:
    """A fresh code for the class; the one before is good no more."""
    by.scope_for("class.code")
    row = db.applications.class_code(session, by.organisation.id, group)
    if row is None:
        row = ClassCode(organisation_id=by.organisation.id, group_name=group, made_at=now)
        session.add(row)
        session.flush()
    code = unguessable.letters("0123456789", DIGITS)
    row.code, row.made_at = code, now
    audit.record(session, by, "class_code.made", f"class_code:{row.id}", now)
    return code


def _scopes(session: Session, by: Visitor) -> dict[str, Scope]:
    """By which bound somebody has to do with a class, by its name."""
    return {
        group: scope
        for scope in by.scopes_for("class.code")
        for group in db.applications.groups(session, scope, by.organisation.id)
    }


def _in_order(group: str) -> tuple[int, str]:
    found = re.match(r"\d+", group)
    return (int(found[0]) if found else 0, group)
