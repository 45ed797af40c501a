"""Opening an invitation: what it shows before anybody is bound to it, and binding it to one account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

import db.invitations
import db.organisations
import db.people
from db.invitations import Invitation
from db.organisations import Organisation
from db.people import Account, Grant, Guardian, Held, Person
from programme import joining
from programme.invitations import hashed
from programme.people import tell_curators


@dataclass(frozen=True, slots=True)
class Door:
    """What an invitation shows before anybody is bound to it; `child` is set when a parent is invited."""

    invitation: Invitation
    organisation: Organisation
    person: Person | None
    child: Person | None


Closed = Literal["unknown", "mine", "taken"]
"""`unknown`: nothing to open, whatever the reason; `mine`: used by this account; `taken`: they are somebody else."""


def look(session: Session, token: str, channel: str, address: str, now: datetime) -> Door | Closed:
    """What a token opens for an account. Unknown, used, expired and revoked ones are alike (security § 4.2)."""
    invitation = db.invitations.by_hash(session, hashed(token))
    if invitation is None:
        return "unknown"
    if invitation.used_by == f"{channel}:{address}":
        return "mine"
    if invitation.used_at is not None or invitation.revoked_at is not None or invitation.expires_at <= now:
        return "unknown"
    found = db.people.by_account(session, channel, address)
    if found is not None and not _may_come_again(session, invitation, found[0], found[3], now):
        return "taken"
    guardian = session.get(Guardian, invitation.guardian_id) if invitation.guardian_id else None
    return Door(
        invitation,
        db.organisations.by_id(session, invitation.organisation_id),
        session.get(Person, invitation.person_id) if invitation.person_id else None,
        session.get(Person, guardian.child_id) if guardian else None,
    )


def accept(session: Session, token: str, channel: str, address: str, language: str, now: datetime) -> Person | Closed:
    """Binds the invitation to the account: «yes, that is me». One of two accounts that race for it gets it."""
    door = look(session, token, channel, address, now)
    if not isinstance(door, Door):
        return door
    invitation = db.invitations.to_use(session, door.invitation.id, now)
    if invitation is None:
        return "unknown"
    invitation.used_at, invitation.used_by = now, f"{channel}:{address}"
    account = db.people.account(session, channel, address)
    if door.child is not None:
        person = _parent(session, door, account, language, now)
    else:
        assert door.person is not None
        person = door.person
        person.state, person.language = "joining", language
    if account is None:
        session.add(Account(channel=channel, address=address, person_id=person.id, since=now, seen_at=now))
    elif account.person_id != person.id:
        account.person_id, account.since = person.id, now
    session.flush()
    return person


def declined(session: Session, token: str, channel: str, address: str, now: datetime) -> bool:
    """«That is not me»: the invitation stays good, and the curator hears that it went to the wrong chat."""
    door = look(session, token, channel, address, now)
    if not isinstance(door, Door):
        return False
    number = door.invitation.id
    once = f"astray:{number}:{now.date()}"
    tell_curators(session, door.organisation.id, "letters.invitation_astray", once, now, number=number)
    return True


def _may_come_again(
    session: Session, invitation: Invitation, person: Person, held: tuple[Held, ...], now: datetime
) -> bool:
    """One account is one person; but a parent may have several children here, and who left or refused may come anew."""
    if person.state in ("withdrawn", "left"):
        return True
    if {each.role for each in held} == {"parent"} and invitation.guardian_id is not None:
        return True
    return person.state != "active" and joining.station(session, person, now).step == "refused"


def _parent(session: Session, door: Door, account: Account | None, language: str, now: datetime) -> Person:
    """The parent who used the link: a new person, or the one who came for another child before."""
    person = session.get(Person, account.person_id) if account else None
    if person is None or person.state in ("withdrawn", "left") or db.people.roles(session, person.id) != ("parent",):
        person = Person(
            organisation_id=door.organisation.id,
            name="",
            search_key="",
            language=language,
            state="joining",
            created_at=now,
        )
        session.add(person)
        session.flush()
        session.add(Grant(person_id=person.id, role="parent", organisation_id=door.organisation.id, since=now))
    guardian = session.get_one(Guardian, door.invitation.guardian_id)
    guardian.parent_id = person.id
    for other in db.invitations.unused_of_guardian(session, guardian.id):
        other.revoked_at = now
    return person
