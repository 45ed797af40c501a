"""Opening an invitation: what it shows before anybody is bound to it, and what is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

import db.accounts
import db.doors
import db.invitations
import db.organisations
import db.people
from db.doors import Knock
from db.guardians import Guardian
from db.invitations import Invitation
from db.organisations import Organisation
from db.people import Held, Person
from domain import guessing
from programme import audit, codes, factors, joining, phones
from programme.binding import bind
from programme.factors import Asked, Factor, Later
from programme.invitations import hashed
from programme.people import tell_curators

PATIENCE = timedelta(hours=1)
"""So long typed words answer what was asked at the door."""
REMEMBERED = timedelta(days=1)
"""So long an account that opened an invitation finds its door again; then the question is deleted (`forget_tries`)."""
LAST = "last"
"""The key of the door that an account opened last: its token is not kept."""


@dataclass(frozen=True, slots=True)
class Door:
    """What an invitation shows before anybody is bound to it; `child` is set when a parent is invited."""

    invitation: Invitation
    organisation: Organisation
    person: Person | None
    child: Person | None
    by_code: bool = False
    beside: Person | None = None
    """Who uses this phone already: it is going to be shared."""


Closed = Literal["unknown", "mine", "taken", "pin"]
"""`unknown`: nothing to open, whatever the reason; `mine`: used by this account; `taken`: nobody more may use this
phone; `pin`: whoever is at it chooses a PIN first.
"""


def come(session: Session, key: str, channel: str, address: str, now: datetime) -> Door | Closed | Later:
    """Somebody opened a link or typed a code: what `look` sees, remembered so that the door is found again."""
    door = look(session, key, channel, address, now)
    if isinstance(door, Door):
        number = door.invitation.id
        db.doors.ask(session, channel, address, "who", now, invitation_id=number, by_code=door.by_code)
    return door


def again(session: Session, channel: str, address: str, now: datetime) -> Door | None:
    """The door that an account opened lately and has neither gone through nor left."""
    if _opened_last(session, channel, address, now) is None:
        return None
    door = look(session, LAST, channel, address, now)
    if isinstance(door, Door):
        return door
    db.doors.forget(session, channel, address)
    return None


def look(session: Session, key: str, channel: str, address: str, now: datetime) -> Door | Closed | Later:
    """What a token, a printed code after `c_`, or `LAST` opens for an account.

    Unknown, used, expired and revoked ones are alike (security § 4.2).
    """
    code = codes.in_key(key)
    by_code = code is not None
    if code is not None:
        invitation = codes.find(session, code, f"{channel}:{address}", now)
        if isinstance(invitation, datetime):
            return Later(invitation)
    elif key == LAST:
        knock = _opened_last(session, channel, address, now)
        invitation = session.get(Invitation, knock.invitation_id) if knock else None
        by_code = knock is not None and knock.by_code
    else:
        invitation = db.invitations.by_hash(session, hashed(key))
    return _seen(session, invitation, channel, address, by_code, now) if invitation else "unknown"


def accept(
    session: Session,
    key: str,
    channel: str,
    address: str,
    language: str,
    now: datetime,
    names: str = "first",
    account: str = "",
) -> Person | Asked | Closed | Later:
    """«Yes, that is me»: binds the invitation to the account, or asks a pupil for what a finder of the link does not
    know. One of two accounts that race for an invitation gets it.

    `names` is CHAT_NAMES; `account` is what the messenger calls the account, for whoever has to know them by it.
    """
    door = look(session, key, channel, address, now)
    if not isinstance(door, Door):
        return door
    if door.beside is not None and phones.needs_pin(session, door.beside):
        return "pin"
    what = factors.needed(session, door.person, names)
    if what is None:
        return bind(session, door.invitation, door.by_code, channel, address, language, now, account) or "unknown"
    if (later := factors.closed(session, f"{channel}:{address}", now)) is not None:
        return later
    db.doors.ask(session, channel, address, what, now, invitation_id=door.invitation.id, by_code=door.by_code)
    return Asked(what)


def prove(
    session: Session,
    knock: Knock,
    said: str,
    language: str,
    now: datetime,
    account: str = "",
) -> Person | Asked | Closed | Later:
    """The second factor was typed. Five wrong ones close the account out for a while; ten spoil the invitation."""
    channel, address = knock.channel, knock.address
    invitation = session.get_one(Invitation, knock.invitation_id)
    door = _seen(session, invitation, channel, address, knock.by_code, now)
    if not isinstance(door, Door):
        return door
    if (later := factors.closed(session, f"{channel}:{address}", now)) is not None:
        return later
    assert door.person, "only a pupil is asked"
    what: Factor = "birthday" if knock.asks == "birthday" else "class_code"
    fits = factors.fits(session, what, door.person, said)
    if fits is None:
        return Asked(what, unclear=True)
    if fits:
        return bind(session, door.invitation, door.by_code, channel, address, language, now, account) or "unknown"
    return _wrong(session, what, door, channel, address, now)


def asked(session: Session, channel: str, address: str, now: datetime) -> Knock | None:
    """What an account has been asked lately: the words that it types are the answer."""
    return db.doors.knock(session, channel, address, now - PATIENCE)


def declined(session: Session, key: str, channel: str, address: str, now: datetime) -> bool:
    """«That is not me»: the invitation stays good, and the curator hears that it went to the wrong chat."""
    door = look(session, key, channel, address, now)
    db.doors.forget(session, channel, address)
    if not isinstance(door, Door):
        return False
    _report(session, door, "letters.invitation_astray", "astray", now)
    _refused(session, door.invitation, "not_me", now)
    return True


def _opened_last(session: Session, channel: str, address: str, now: datetime) -> Knock | None:
    knock = db.doors.knock(session, channel, address, now - REMEMBERED)
    return knock if knock is not None and knock.invitation_id is not None else None


def _seen(
    session: Session, invitation: Invitation, channel: str, address: str, by_code: bool, now: datetime
) -> Door | Closed:
    if invitation.used_by == f"{channel}:{address}":
        return "mine"
    if (standing := invitation.standing(now)) != "open":
        _refused(session, invitation, standing, now)
        return "unknown"
    found = db.accounts.behind(session, channel, address)
    beside = found[0] if found is not None else None
    if found is not None and _may_come_again(session, invitation, found[0], found[3], now):
        beside = None
    if beside is not None and not phones.may_sit_down(session, channel, address, invitation.role):
        return "taken"
    guardian = session.get(Guardian, invitation.guardian_id) if invitation.guardian_id else None
    return Door(
        invitation,
        db.organisations.by_id(session, invitation.organisation_id),
        session.get(Person, invitation.person_id) if invitation.person_id else None,
        session.get(Person, guardian.child_id) if guardian else None,
        by_code,
        beside,
    )


def _wrong(
    session: Session, what: Factor, door: Door, channel: str, address: str, now: datetime
) -> Asked | Closed | Later:
    invitation, account = door.invitation, f"{channel}:{address}"
    left = factors.wrong(session, account, now)
    invitation.tries += 1
    _refused(session, invitation, what, now)
    if invitation.tries >= guessing.SPOILT:
        invitation.revoked_at = now
        db.doors.forget(session, channel, address)
        _report(session, door, "letters.invitation_spoilt", "spoilt", now)
        return "unknown"
    if (later := factors.closed(session, account, now)) is not None:
        _report(session, door, "letters.invitation_doubtful", "doubtful", now)
        return later
    return Asked(what, left=left)


def _report(session: Session, door: Door, text_key: str, once: str, now: datetime) -> None:
    """The curators hear that an invitation is in wrong hands, once a day."""
    number = door.invitation.id
    once = f"{once}:{number}:{now.date()}"
    tell_curators(session, door.organisation.id, text_key, once, now, number=number)


def _refused(session: Session, invitation: Invitation, why: str, now: datetime) -> None:
    audit.record(
        session, audit.STRANGER, "invitation.refused", f"invitation:{invitation.id}", now, purpose=why, result="denied"
    )


def _may_come_again(
    session: Session, invitation: Invitation, person: Person, held: tuple[Held, ...], now: datetime
) -> bool:
    """Whether whoever is at this phone is the one invited: a parent may have several children here, who left or
    refused may come anew, and somebody known may have got a link for a new account.
    """
    if person.id == invitation.person_id:
        return True
    if person.state in ("withdrawn", "left"):
        return True
    if {each.role for each in held} == {"parent"} and invitation.guardian_id is not None:
        return True
    return person.state != "active" and joining.station(session, person, now).step == "refused"
