"""Parents prove who they are: by the number that the school knows, or by the curator's word (security § 4.3)."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.guardians
import db.people
from db.guardians import Guardian
from db.organisations import Scope
from db.people import Person
from programme import joining, letters, phones
from programme.joining import Station
from programme.people import rename, tell_curators

RELATIONS = ("mother", "father", "guardian")


def share_phone(session: Session, person: Person, phone: str | None, name: str, now: datetime) -> Station | None:
    """A parent shared the own number (E.164), or would rather not (None). None when nobody waits for a number.

    A number on the school's list for this child confirms the parent; otherwise the curator is asked (security § 4.3),
    and told how the number ends: no whole number passes through a chat to another person (domain § 16.2).
    `name` is what the contact card says, kept while we know no other.
    """
    here = joining.station(session, person, now)
    if here.step != "phone" or here.guardian is None:
        return None
    guardian = here.guardian
    guardian.claimed_at, guardian.shared_phone = now, phone
    if not person.name and name:
        rename(session, person, name)
    beside = phones.shares(session, person, here.subject)  # a child could have shared the number of a family's phone
    if phone is not None and phone == guardian.phone and not beside:
        guardian.confirmed_at = now
    else:
        who: dict[str, Any] = {
            "child": {"name": here.subject.name},
            "group": here.subject.group_name or "—",
            "parent": {"name": person.name} if person.name else "—",
            "phone": phone[-4:] if phone else "—",
        }
        once = f"guardian:{guardian.id}"
        tell_curators(session, here.organisation.id, "letters.check_parent", once, now, guardian=guardian.id, **who)
    session.flush()
    return joining.station(session, person, now)


def relate(session: Session, person: Person, guardian_id: int, relation: str, now: datetime) -> Station | None:
    """The parent said who they are to the child; None when the question is not open."""
    here = joining.station(session, person, now)
    if here.step != "relation" or here.guardian is None or here.guardian.id != guardian_id or relation not in RELATIONS:
        return None
    here.guardian.relation = relation
    return joining.station(session, person, now)


def confirm_guardian(session: Session, scope: Scope, guardian_id: int, by: Person, now: datetime) -> Guardian | None:
    """A curator knows this parent; None when there is nothing (more) to decide."""
    guardian = _undecided(session, scope, guardian_id)
    if guardian is not None and guardian.parent_id is not None:
        guardian.confirmed_at, guardian.confirmed_by = now, by.id
        key, once = "letters.parent_confirmed", f"confirmed:{guardian.id}"
        letters.write(session, guardian.parent_id, key, kind="consent", once=once, now=now)
    return guardian


def reject_guardian(session: Session, scope: Scope, guardian_id: int, by: Person, now: datetime) -> Guardian | None:
    """A curator does not know this parent: the claim is closed, the child may send a new link."""
    guardian = _undecided(session, scope, guardian_id)
    if guardian is not None and guardian.parent_id is not None:
        guardian.refused_at, guardian.confirmed_by, guardian.shared_phone = now, by.id, None
        key, once = "letters.parent_unknown", f"unknown:{guardian.id}"
        letters.write(session, guardian.parent_id, key, kind="consent", once=once, now=now)
    return guardian


def _undecided(session: Session, scope: Scope, guardian_id: int) -> Guardian | None:
    guardian = db.guardians.one(session, scope, guardian_id)
    if guardian is None or guardian.claimed_at is None or guardian.confirmed_at or guardian.refused_at:
        return None
    return guardian
