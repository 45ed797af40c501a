"""One phone for several people: each came by an invitation of their own, one is at it now (reliability row 27).

Nobody leaves an adult's screens open behind them: an adult chooses a PIN before the phone goes to somebody else, and
comes back with it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

import db.accounts
import db.letters
import db.people
from db.accounts import Account
from db.letters import Letter
from db.organisations import Organisation
from db.people import Person
from domain import rights
from programme import audit, pins
from programme.presence import Visitor, arrive
from programme.profiles import close_accounts

MOST = 4
"""People on one phone: more than that is no family's."""

Asks = Literal["set", "pin", "wrong", "closed", "none"]
"""Before the phone changes hands: the one at it `set`s a PIN; the other's `pin` is asked, was `wrong`, is `closed` for
a while, or there is `none` to come in with.
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a wish to hand the phone over came to: `asks` is None when it was done, and `to` is at it now."""

    at: Person
    to: Person
    asks: Asks | None


def others(session: Session, channel: str, address: str) -> list[Person]:
    """Whoever uses this phone besides the person at it."""
    return [person for account, person in db.accounts.sharing(session, channel, address) if not account.current]


def hand_over(session: Session, channel: str, address: str, person_id: int, digits: str, now: datetime) -> Turn | None:
    """Gives the phone to somebody else of those who use it; None for anybody else."""
    sharing = db.accounts.sharing(session, channel, address)
    here = next(((account, person) for account, person in sharing if account.current), None)
    there = next(((account, person) for account, person in sharing if person.id == person_id), None)
    if here is None or there is None:
        return None
    at, to = here[1], there[1]
    if at.id == to.id:
        return Turn(at, to, None)
    if needs_pin(session, at):
        return Turn(at, to, "set")
    if to.tone == "adult" and (asks := _proof(session, to, digits, now)) is not None:
        return Turn(at, to, asks)
    here[0].current = False
    session.flush()
    there[0].current, there[0].seen_at = True, now
    session.flush()
    return Turn(at, to, None)


def needs_pin(session: Session, person: Person) -> bool:
    """Whether somebody has to choose a PIN before another person may be at their phone."""
    return person.tone == "adult" and person.state != "left" and not pins.has(session, person)


def shares(session: Session, person: Person, other: Person) -> bool:
    """Whether two people use one phone."""
    theirs = {(account.channel, account.address) for account in db.accounts.of_person(session, other.id)}
    return any((account.channel, account.address) in theirs for account in db.accounts.of_person(session, person.id))


def may_sit_down(session: Session, channel: str, address: str, role: str) -> bool:
    """Whether one more person may use a phone: not too many, and the technical administrator alone."""
    sharing = db.accounts.sharing(session, channel, address)
    return len(sharing) < MOST and role in rights.ROLES and role != "tech_admin"


def sit_down(session: Session, person: Person, channel: str, address: str, now: datetime) -> list[Account]:
    """Somebody came in by their invitation: they are at this phone now, and at no other any more.

    Who was at it stays one of its people; who has left is one no more. Returns the accounts that were closed.
    """
    closed = close_accounts(session, person, now, but=address)
    mine = None
    for account, other in db.accounts.sharing(session, channel, address):
        if other.id == person.id:
            mine = account
        elif other.state in ("left", "withdrawn"):
            session.delete(account)
        account.current = False
    session.flush()
    if mine is None:
        session.add(Account(channel=channel, address=address, person_id=person.id, since=now, seen_at=now))
    else:
        mine.current, mine.state, mine.seen_at = True, "active", now
        pins.forget(session, person)
    session.flush()
    if closed:
        audit.record(session, "system", "account.moved", f"person:{person.code}", now)
    if others(session, channel, address):
        audit.record(session, "system", "account.shared", f"person:{person.code}", now)
    return closed


def sign_out_here(session: Session, visitor: Visitor, channel: str, address: str, now: datetime) -> bool:
    """Somebody signs out of their account: the bot knows nobody there until a new link is opened.

    False on a shared phone: whoever came next to it could read an adult's screens without the PIN.
    """
    if others(session, channel, address):
        return False
    closed = [each for each in db.accounts.of_person(session, visitor.person.id) if each.address == address]
    for account in closed:
        session.delete(account)
    session.flush()
    if closed:
        audit.record(session, visitor, "account.closed", f"person:{visitor.person.code}", now, purpose="here")
    return bool(closed)


def chats_of(session: Session, person: Person) -> list[Account]:
    """The chats in which a person is at the phone now."""
    return [account for account in db.accounts.of_person(session, person.id) if account.current]


def letter_at(session: Session, person: Person, message_id: int) -> list[Letter]:
    """What a message that was for this person said: its letters, in their order."""
    return db.letters.by_message(session, person.id, message_id)


def places(session: Session, person: Person) -> list[Organisation]:
    """The organisations in which somebody may act."""
    return db.people.acting_places(session, person.id)


def act_in(session: Session, channel: str, address: str, organisation_id: int, now: datetime) -> Visitor | None:
    """From now on somebody acts in another organisation in which they hold a role; None where they hold none."""
    account = db.accounts.current(session, channel, address)
    if account is None:
        return None
    person = session.get_one(Person, account.person_id)
    if organisation_id not in {each.id for each in places(session, person)}:
        return None
    account.acting_id = None if organisation_id == person.organisation_id else organisation_id
    session.flush()
    return arrive(session, channel, address, now)


def _proof(session: Session, person: Person, digits: str, now: datetime) -> Asks | None:
    if not digits:
        return "pin" if pins.has(session, person) else "none"
    found = pins.check(session, person, digits, now)
    return None if found == "right" else found
