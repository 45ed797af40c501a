"""Letters: written with the fact they announce, decided on when their time comes, settled when sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.letters
from db.accounts import Account
from db.letters import PROACTIVE, Letter
from db.people import Person
from domain.attention import next_moment

LOOKED_AT = 20
"""Readers in one transaction to whom nothing may go: others want the database too."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to be sent: the letters in it, the reader, the account."""

    letters: tuple[Letter, ...]
    person: Person
    channel: str
    address: str
    beside: bool = False
    """Somebody else is at the phone now."""


def write(
    session: Session,
    to: int,
    text_key: str,
    *,
    kind: str,
    once: str,
    now: datetime,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    run_id: int | None = None,
    **values: Any,
) -> bool:
    """Puts a letter to a person (`to`: their id) into the outbox, once per `once`; False when it is there already.

    `values` are plain (numbers, strings, ISO dates): the text is made at delivery, in the reader's language.
    """
    if db.letters.known(session, once):
        return False
    session.add(
        Letter(
            once_key=once,
            person_id=to,
            text_key=text_key,
            values=values,
            kind=kind,
            written_at=now,
            not_before=not_before or now,
            expires_at=expires_at,
            run_id=run_id,
        )
    )
    session.flush()
    return True


def write_all(session: Session, composed: Sequence[Letter]) -> int:
    """Puts many letters into the outbox at once, those that are not there yet by their keys; returns how many."""
    known = db.letters.known_among(session, [letter.once_key for letter in composed])
    new = [letter for letter in composed if letter.once_key not in known]
    session.add_all(new)
    session.flush()
    return len(new)


def may_hear(session: Session, people: Iterable[Person], zone: ZoneInfo, now: datetime) -> set[int]:
    """Those of the people whom a reminder written now would reach in its next window: who was not written to today nor
    thrice this week (ux § 3), and waits for no such letter already.
    """
    by_id = {person.id: person for person in people}
    spoken = db.letters.spoken_to(session, list(by_id), now - timedelta(days=7))
    waiting = db.letters.waited_for(session, list(by_id))
    local = now.astimezone(zone)

    def free(person: Person) -> bool:
        said = [moment.astimezone(zone) for moment in spoken.get(person.id, ())]
        return next_moment("reminder", person.tone, local, said) == next_moment("reminder", person.tone, local)

    return {number for number, person in by_id.items() if number not in waiting and free(person)}


def claim(
    session: Session, now: datetime, busy: Collection[int] = (), readers: int = 1, alerts_only: bool = False
) -> list[Parcel] | None:
    """Takes what may go now to so many readers who are not `busy`, marked as being sent; None when nothing is due.

    What may not go waits, expires or is cancelled; after some readers of whom this is true, an empty list says that
    there may be more. `alerts_only` is for a clock that cannot be trusted: whatever it says, calls for help go.
    """
    parcels: list[Parcel] = []
    served = set(busy)
    for _ in range(LOOKED_AT):
        reader = db.letters.next_reader(session, now, served, alerts_only)
        if reader is None:
            return parcels or None
        served.add(reader)
        parcels += _parcels(session, reader, now, alerts_only)
        if len({parcel.person.id for parcel in parcels}) == readers:
            break
    return parcels


def _parcels(session: Session, reader: int, now: datetime, alerts_only: bool) -> list[Parcel]:
    """Several unasked letters to one person become one message (ux § 3: an arbiter merges)."""
    rows = [row for row in db.letters.due(session, reader, now) if row[0].kind == "alert" or not alerts_only]
    letters = [letter for letter, person, account, _ in rows if _alive(letter, person, account, now)]
    if not letters:
        return []
    _, person, account, organisation = rows[0]
    assert account, "or nobody would be alive"
    zone = ZoneInfo(organisation.zone)
    spoken = db.letters.proactive_since(session, reader, now - timedelta(days=7))
    ready = []
    for letter in letters:
        moment = next_moment(
            letter.kind,
            person.tone,
            now.astimezone(zone),
            [said.astimezone(zone) for said in spoken],
            account.seen_at.astimezone(zone) if account.seen_at else None,
        )
        if moment <= now:
            letter.state, letter.attempts = "sending", letter.attempts + 1
            ready.append(letter)
        else:
            letter.not_before = moment
    together = tuple(letter for letter in ready if letter.kind in PROACTIVE)
    alone = [(letter,) for letter in ready if letter.kind not in PROACTIVE]
    beside = not account.current
    return [Parcel(pack, person, account.channel, account.address, beside) for pack in [*alone, together] if pack]


def _alive(letter: Letter, person: Person, account: Account | None, now: datetime) -> bool:
    """Whether a letter may still go to this person; one that may not is settled here."""
    if letter.expires_at is not None and letter.expires_at <= now:
        letter.state = "expired"
    elif person.state in ("withdrawn", "left") and letter.kind != "consent":
        letter.state = "cancelled"
    elif account is None or account.state != "active":
        letter.state = "failed"
    elif person.state != "active" and letter.kind not in ("consent", "alert"):
        letter.not_before = now + timedelta(hours=1)
        return False
    else:
        return True
    letter.settled_at = now
    return False


def settle(
    session: Session,
    letter_ids: list[int],
    state: str,
    now: datetime,
    message_id: int | None = None,
    not_before: datetime | None = None,
) -> None:
    """Writes down how sending ended: `sent`, `uncertain`, `failed`; `waiting` puts the letters back until
    `not_before`, `later` without counting the try. What is settled is left as it is: whoever never heard that the
    commit was done settles again.
    """
    for letter_id in letter_ids:
        letter = session.get_one(Letter, letter_id)
        if letter.state != "sending":
            continue
        letter.attempts -= state == "later"
        letter.state = "waiting" if state == "later" else state
        letter.settled_at = None if letter.state == "waiting" else now
        letter.message_id = message_id
        letter.not_before = not_before or letter.not_before


def put_back(session: Session, busy: Collection[int]) -> None:
    """What was claimed for readers whom nobody is writing to waits again; the try is not counted."""
    for letter in db.letters.sending(session):
        if letter.person_id not in busy:
            letter.state, letter.attempts = "waiting", letter.attempts - 1


def after_a_crash(session: Session, now: datetime) -> int:
    """Letters whose sending was cut off: a reminder may have arrived and is not repeated, a card is sent once more."""
    cut_off = db.letters.sending(session)
    for letter in cut_off:
        again = letter.kind == "alert" or (letter.kind not in PROACTIVE and letter.attempts < 2)
        letter.state, letter.settled_at = ("waiting", None) if again else ("uncertain", now)
    return len(cut_off)


def after_a_restore(session: Session, now: datetime) -> int:
    """The database is an older copy: unasked letters that were due have probably been read since, and are not repeated.

    They count as `uncertain`; what people did is asked for again only where it is missing. Returns how many.
    """
    return db.letters.doubt(session, now)
