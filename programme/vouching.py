"""«Yes, that is they»: staff, and whoever came with a printed code, wait for the word of somebody who knows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.invitations
import db.name_book
import db.people
from db.invitations import Invitation
from db.people import Person
from domain import rights
from domain.answers import clean
from programme import audit, letters
from programme.people import tell_curators
from programme.presence import Visitor
from programme.profiles import close_accounts

ACCOUNT_LIMIT = 100
"""UTF-16 units of what a messenger calls an account."""


@dataclass(frozen=True, slots=True)
class Turned:
    """Somebody who was turned away: where to tell them, and in which language."""

    channel: str
    address: str
    language: str | None


def came(
    session: Session,
    invitation: Invitation,
    person: Person,
    name: str,
    by_code: bool,
    now: datetime,
) -> None:
    """Somebody came in: whoever invited them hears of it, or is asked for a word.

    Staff need the word of their inviter, also with a new account of theirs; an invitation of the command line has none
    who could give it. A printed code always needs a curator's (security § 4.1). Who was in waits outside meanwhile.
    """
    roles = {invitation.role, *db.people.roles(session, person.id)}
    staff = not roles.isdisjoint(rights.STAFF) and invitation.created_by is not None
    invitation.asks_word = staff or by_code
    if invitation.asks_word and person.state == "active":
        person.state = "joining"
    about: dict[str, Any] = {
        "number": invitation.id,
        "who": {"name": person.name},
        "role": {"text": f"start.role_{invitation.role}"},
    }
    if not invitation.asks_word:
        _tell(session, invitation, "letters.invitation_used", now, **about)
        return
    cleaned = "" if db.name_book.in_codes(session) else clean(name[:ACCOUNT_LIMIT], ACCOUNT_LIMIT)
    invitation.account = cleaned if isinstance(cleaned, str) and cleaned else "—"
    asked = {**about, "account": invitation.account}
    if staff:
        _tell(session, invitation, "letters.vouch", now, **asked)
    else:
        once = f"vouch:{_coming(invitation)}"
        tell_curators(session, invitation.organisation_id, "letters.vouch", once, now, **asked)


def vouch(session: Session, by: Visitor, invitation_id: int, now: datetime) -> Person | None:
    """It is they: they may go on. None when there is nobody (any more) of whom this visitor may say so."""
    invitation = _awaited(session, by, invitation_id)
    if invitation is None:
        return None
    invitation.vouched_at, invitation.vouched_by, invitation.account = now, by.person.id, None
    audit.record(session, by, "invitation.vouched", f"invitation:{invitation.id}", now)
    person = session.get_one(Person, invitation.person_id)
    letters.write(session, person.id, "letters.vouched", kind="consent", once=f"vouched:{_coming(invitation)}", now=now)
    return person


def turn_away(session: Session, by: Visitor, invitation_id: int, now: datetime) -> Turned | None:
    """It is not they: the account is nobody's again, the invitation is spent, the person is as if never come."""
    invitation = _awaited(session, by, invitation_id)
    if invitation is None or invitation.used_by is None:
        return None
    channel, _, address = invitation.used_by.partition(":")
    person = session.get_one(Person, invitation.person_id)
    turned = Turned(channel, address, person.language)
    close_accounts(session, person, now)
    person.state, person.language = "invited", None
    invitation.used_at = invitation.used_by = invitation.account = None
    invitation.revoked_at = now
    audit.record(session, by, "invitation.turned_away", f"invitation:{invitation.id}", now)
    return turned


def awaited(session: Session, by: Visitor) -> list[Invitation]:
    """Who waits for a word that this visitor may give, longest first."""
    return db.invitations.all_awaiting(session, by.scope_for("people.invite"), rights.may_grant(by.roles))


def _awaited(session: Session, by: Visitor, invitation_id: int) -> Invitation | None:
    roles = rights.may_grant(by.roles)
    invitation = db.invitations.one(session, by.scope_for("people.invite"), roles, invitation_id)
    if invitation is None or not invitation.asks_word or invitation.used_at is None or invitation.vouched_at:
        return None
    return invitation


def _tell(session: Session, invitation: Invitation, key: str, now: datetime, **values: Any) -> None:
    """A notice to whoever made the invitation; an inviter who has left is stood in for by the curators."""
    inviter = session.get(Person, invitation.created_by) if invitation.created_by else None
    if inviter is not None and inviter.state == "active":
        once = f"{key}:{_coming(invitation)}:{inviter.id}"
        letters.write(session, inviter.id, key, kind="notice", once=once, now=now, **values)
    elif invitation.created_by is not None:
        tell_curators(session, invitation.organisation_id, key, f"{key}:{_coming(invitation)}", now, **values)


def _coming(invitation: Invitation) -> str:
    """One use of an invitation: after somebody was turned away, another may come with it."""
    assert invitation.used_at, "somebody came"
    return f"{invitation.id}:{invitation.used_by}:{invitation.used_at.isoformat()}"
