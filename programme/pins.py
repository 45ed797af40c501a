"""PINs: of adults on a shared phone, and of staff before cases, closed answers and files with names (security § 3.4).

Kept as scrypt digests; five tries in a quarter of an hour.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

import db.pins
from db.people import Person
from db.pins import Pin
from domain.profiles import PIN_DIGITS, weak_pin
from programme import audit
from programme.audit import SYSTEM

TRIES = 5
WINDOW = timedelta(minutes=15)
FRESH = timedelta(minutes=15)
"""So long after it was pressed right a PIN is not asked again (reliability row 101)."""
COST = 2**14
"""scrypt's n, with r 8 and p 1: 16 MB and some tens of milliseconds a try (RFC 7914)."""

Check = Literal["right", "wrong", "closed", "none"]
"""`closed`: too many wrong tries, the next ones are not looked at; `none`: the person has no PIN."""


def has(session: Session, person: Person) -> bool:
    """Whether somebody has a PIN."""
    return db.pins.of(session, person.id) is not None


def is_fresh(session: Session, person: Person, now: datetime) -> bool:
    """Whether somebody pressed their PIN right a moment ago."""
    pin = db.pins.of(session, person.id)
    return pin is not None and pin.proved_at is not None and now - pin.proved_at <= FRESH


def choose(session: Session, person: Person, digits: str, now: datetime) -> str | None:
    """Sets somebody's first PIN; the text key of why it will not do, or None. A known PIN is never overwritten."""
    shortest, longest = PIN_DIGITS
    if not re.fullmatch(rf"[0-9]{{{shortest},{longest}}}", digits):
        return "phones.pin_length"
    if weak_pin(digits):
        return "phones.pin_weak"
    if has(session, person):
        return "menu.outdated_screen"
    pin = Pin(person_id=person.id, set_at=now, proved_at=now)
    session.add(pin)
    session.flush()
    pin.digest = _digest(digits, secrets.token_hex(16))
    audit.record(session, SYSTEM, "pin.chosen", f"person:{person.code}", now)
    return None


def check(session: Session, person: Person, digits: str, now: datetime) -> Check:
    """Compares what was typed; every wrong try counts, also that of somebody else."""
    pin = db.pins.of(session, person.id)
    if pin is None or pin.digest is None:
        return "none"
    if pin.tried_since is None or now - pin.tried_since > WINDOW:
        pin.tries, pin.tried_since = 0, None
    if pin.tries >= TRIES:
        return "closed"
    if hmac.compare_digest(pin.digest, _digest(digits, pin.digest.partition(":")[0])):
        pin.tries, pin.tried_since, pin.proved_at = 0, None, now
        return "right"
    pin.tries, pin.tried_since = pin.tries + 1, pin.tried_since or now
    if pin.tries < TRIES:
        return "wrong"
    audit.record(session, SYSTEM, "pin.closed", f"person:{person.code}", now, result="denied")
    return "closed"


def forget(session: Session, person: Person) -> None:
    """Whoever comes with a fresh link of the curator chooses a new one."""
    pin = db.pins.of(session, person.id)
    if pin is not None:
        session.delete(pin)
        session.flush()


def _digest(digits: str, salt: str) -> str:
    return f"{salt}:{hashlib.scrypt(digits.encode(), salt=bytes.fromhex(salt), n=COST, r=8, p=1).hex()}"
