"""Binding an invitation to one account: whoever of two comes first gets it."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.accounts
import db.doors
import db.invitations
import db.organisations
import db.people
from db.guardians import Guardian
from db.invitations import Invitation
from db.people import Grant, Held, Person
from programme import audit, phones, vouching
from programme.presence import Visitor


def bind(
    session: Session,
    invitation: Invitation,
    by_code: bool,
    channel: str,
    address: str,
    language: str,
    now: datetime,
    account: str,
) -> Person | None:
    """The person of an invitation comes in at an account, which the messenger calls `account`; None for whoever comes
    second.
    """
    held = db.invitations.to_use(session, invitation.id, now)
    if held is None:
        return None
    db.doors.forget(session, channel, address)
    held.used_at, held.used_by = now, f"{channel}:{address}"
    if held.guardian_id is not None:
        person = _parent(session, held, channel, address, language, now)
    else:
        person = session.get_one(Person, held.person_id)
    if person.state not in ("joining", "active"):
        person.state, person.language = "joining", language
    phones.sit_down(session, person, channel, address, now)
    came = Visitor(person, db.organisations.by_id(session, held.organisation_id), (Held(held.role),))
    audit.record(session, came, "invitation.used", f"invitation:{held.id}", now, purpose="code" if by_code else "link")
    vouching.came(session, held, person, account, by_code, now)
    return person


def _parent(
    session: Session, invitation: Invitation, channel: str, address: str, language: str, now: datetime
) -> Person:
    """The parent who used the link: a new person, or the one who came for another child before."""
    here = [person for _, person in db.accounts.sharing(session, channel, address)]
    parents = (one for one in here if one.state not in ("withdrawn", "left"))
    person = next((one for one in parents if db.people.roles(session, one.id) == ("parent",)), None)
    if person is None:
        person = Person(
            organisation_id=invitation.organisation_id,
            name="",
            search_key="",
            language=language,
            state="joining",
            created_at=now,
        )
        session.add(person)
        session.flush()
        session.add(Grant(person_id=person.id, role="parent", organisation_id=invitation.organisation_id, since=now))
    guardian = session.get_one(Guardian, invitation.guardian_id)
    guardian.parent_id = person.id
    for other in db.invitations.unused_of_guardian(session, guardian.id):
        other.revoked_at = now
    return person
