"""Opening an invitation: what it shows before anybody is bound to it, what is asked, and binding it to one account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

import db.doors
import db.invitations
import db.organisations
import db.people
from db.doors import Knock
from db.invitations import Invitation
from db.organisations import Organisation
from db.people import Grant, Guardian, Held, Person
from domain import guessing
from programme import audit, codes, factors, joining, phones, vouching
from programme.factors import Asked, Factor, Later
from programme.invitations import hashed
from programme.people import tell_curators
from programme.presence import Visitor

PATIENCE = timedelta(hours=1)
"""So long typed words answer what was asked at the door."""
STRANGER = "stranger"
"""Who the audit names where an account is nobody's."""


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


def look(session: Session, key: str, channel: str, address: str, now: datetime) -> Door | Closed | Later:
    """What a token, or a printed code after `c_`, opens for an account.

    Unknown, used, expired and revoked ones are alike (security § 4.2).
    """
    code = codes.in_key(key)
    if code is not None:
        invitation = codes.find(session, code, f"{channel}:{address}", now)
        if isinstance(invitation, datetime):
            return Later(invitation)
    else:
        invitation = db.invitations.by_hash(session, hashed(key))
    return _seen(session, invitation, channel, address, code is not None, now) if invitation else "unknown"


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
        return _bind(session, door, channel, address, language, now, account)
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
        return _bind(session, door, channel, address, language, now, account)
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


def _seen(
    session: Session, invitation: Invitation, channel: str, address: str, by_code: bool, now: datetime
) -> Door | Closed:
    if invitation.used_by == f"{channel}:{address}":
        return "mine"
    if (standing := invitation.standing(now)) != "open":
        _refused(session, invitation, standing, now)
        return "unknown"
    found = db.people.by_account(session, channel, address)
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
        session, STRANGER, "invitation.refused", f"invitation:{invitation.id}", now, purpose=why, result="denied"
    )


def _bind(
    session: Session, door: Door, channel: str, address: str, language: str, now: datetime, name: str
) -> Person | Closed:
    invitation = db.invitations.to_use(session, door.invitation.id, now)
    if invitation is None:
        return "unknown"
    db.doors.forget(session, channel, address)
    invitation.used_at, invitation.used_by = now, f"{channel}:{address}"
    known = door.person is not None and door.person.state in ("joining", "active")
    if door.child is not None:
        person = _parent(session, door, channel, address, language, now)
    else:
        assert door.person is not None
        person = door.person
        if not known:
            person.state, person.language = "joining", language
    phones.sit_down(session, person, channel, address, now)
    came = Visitor(person, door.organisation, (Held(invitation.role),))
    how = "code" if door.by_code else "link"
    audit.record(session, came, "invitation.used", f"invitation:{invitation.id}", now, purpose=how)
    vouching.came(session, invitation, person, name, door.by_code, now)
    return person


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


def _parent(session: Session, door: Door, channel: str, address: str, language: str, now: datetime) -> Person:
    """The parent who used the link: a new person, or the one who came for another child before."""
    here = [person for _, person in db.people.sharing(session, channel, address)]
    parents = (one for one in here if one.state not in ("withdrawn", "left"))
    person = next((one for one in parents if db.people.roles(session, one.id) == ("parent",)), None)
    if person is None:
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
