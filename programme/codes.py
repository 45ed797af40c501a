"""Printed codes: a link for paper, eight characters long, kept as a keyed and slow digest (security § 4.1)."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import scrypt, sha256

from sqlalchemy.orm import Session

import db.applications
import db.doors
import db.invitations
import db.people
from db import unguessable
from db.doors import WrongTry
from db.invitations import Invitation
from db.organisations import Scope
from db.people import Person
from db.sealed import ring_of
from domain import guessing
from domain.names import CODE_LETTERS
from locales import LANGUAGES, texts_in
from programme import audit
from programme.people import tell_curators
from programme.presence import Visitor

LENGTH = 8
"""31^8, about 2^40 codes."""
GROUP = 4
"""Characters of a code between two dashes."""
START = "c_"
"""How a code begins in a deep link."""
COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""Of scrypt (RFC 7914): 16 MiB and some 50 ms for each code that is tried."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one invitation: who it is for (their name as in the list), the code and its last day."""

    number: int
    name: str
    code: str
    expires_at: datetime


def fresh(peppers: Sequence[bytes], count: int) -> list[tuple[str, str]]:
    """New codes with what is kept of each; slow on purpose: call it in a thread."""
    codes = [_made() for _ in range(count)]
    return [(code, digest(peppers[0], code)) for code in codes]


def peppers(session: Session) -> list[bytes]:
    """The secrets that codes are kept under, newest first: made of the keys of `DATA_KEY`, else one of the database."""
    keys = ring_of(session).keys
    if not keys:
        return [db.doors.pepper(session)]
    return [hmac.digest(key, b"printed codes", sha256) for key in keys]


def digest(pepper: bytes, code: str) -> str:
    """What is kept of a code. The same code and pepper give the same, so that it can be looked up."""
    keyed = hmac.digest(pepper, code.encode(), sha256)
    return scrypt(keyed, salt=hmac.digest(pepper, b"salt", sha256), **COST).hex()


def written(code: str) -> str:
    """A code as it is printed: `K7Q2-MN4P`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(text: str) -> str | None:
    """The code that somebody typed, in any case, with or without its dash, with Russian letters for Latin ones of the
    same look; None for words that are no code. Only what reads as a code counts as a try.
    """
    typed = "".join(text.lower().translate(_look_alikes()).upper().replace("-", "").split())
    whole = len(typed) == LENGTH and set(typed) <= set(CODE_LETTERS)
    return typed if whole and _has_digit(typed) else None


def in_key(key: str) -> str | None:
    """The code that a key of a door is; None for the token of a link, which is longer."""
    return key.removeprefix(START) if key.startswith(START) and len(key) == len(START) + LENGTH else None


def give(session: Session, by: Visitor, invitation: Invitation, kept: str, now: datetime) -> None:
    """An open invitation gets a printed code; an earlier one is dead. Its link stays good."""
    invitation.code_digest = kept
    audit.record(session, by, "invitation.printed", f"invitation:{invitation.id}", now)


def unprinted(session: Session, scope: Scope, organisation_id: int, group: str, now: datetime) -> list[Invitation]:
    """The open invitations of a class, one for each of its people who has not come in."""
    people = db.applications.roster(session, scope, organisation_id, group)
    invitations = db.applications.open_invitations(session, [person.id for person in people])
    newest = {each.person_id: each for each in invitations if each.standing(now) == "open"}
    return [newest[person.id] for person in people if person.id in newest]


def give_class(
    session: Session, by: Visitor, group: str, codes: Sequence[tuple[str, str]], now: datetime
) -> list[Slip]:
    """Printed codes for everybody of a class who has not come in, by name; as many as there are `codes`."""
    slips = []
    open_ones = unprinted(session, by.scope_for("posters.print"), by.organisation.id, group, now)
    for invitation, (code, kept) in zip(open_ones, codes, strict=False):
        give(session, by, invitation, kept, now)
        person = session.get_one(Person, invitation.person_id)
        slips.append(Slip(invitation.id, person.name, code, invitation.expires_at))
    return slips


def find(session: Session, code: str, account: str, now: datetime) -> Invitation | datetime | None:
    """The invitation of a code; None for a wrong one, which is counted; a moment: until then nothing is looked at."""
    since = now - guessing.WINDOW
    everybody = len(db.doors.wrong_tries(session, "code", since))
    closed = guessing.closed_until(db.doors.wrong_tries(session, "code", since, account), everybody, now)
    if closed is not None:
        return closed
    found = db.invitations.by_code(session, [digest(pepper, code) for pepper in peppers(session)])
    if found is None:
        session.add(WrongTry(kind="code", account=account, at=now))
        session.flush()
        if guessing.is_guessing(everybody + 1):
            _alarm(session, now)
    return found


def _made() -> str:
    """A code with a digit in it, so that no word is one: a tenth of all is left out."""
    while not _has_digit(code := unguessable.letters(CODE_LETTERS, LENGTH)):
        pass
    return code


def _has_digit(code: str) -> bool:
    return any(each.isdecimal() for each in code)


@cache
def _look_alikes() -> dict[int, int]:
    """Letters of every language that look like Latin ones, from the lists of pairs, the Latin one first."""
    pairs = " ".join(texts_in(language)("find.look_alikes") for language in LANGUAGES).split()
    return {ord(pair[1]): ord(pair[0]) for pair in pairs}


def _alarm(session: Session, now: datetime) -> None:
    """Curators of schools with codes on paper hear that somebody guesses, once a day."""
    once = f"guessing:{now.date()}"
    for organisation_id in sorted(db.invitations.with_codes(session, now)):
        tell_curators(session, organisation_id, "letters.codes_guessed", f"{once}:{organisation_id}", now)
    if not db.due.claim(session, "guessing", "codes", f"{now.date()}", now):
        return
    audit.record(session, audit.SYSTEM, "codes.guessed", "codes:all", now)
