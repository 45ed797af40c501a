"""Writing down who did what, and checking that nobody has changed what was written (security § 7)."""

import json
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

import db.audit
import db.doors
from db.audit import AuditRow
from db.doors import WrongTry
from programme.presence import Visitor

MOST_DENIED = 5
"""Rows about presses without a right that one person may leave in an hour: nobody fills the table."""
BEGINNING = "0" * 64
"""What stands before the first row."""
SYSTEM, OPERATOR, STRANGER = "system", "operator", "stranger"
"""Actors that are no people: the clock, whoever is at the command line of the installation, and an account that is
nobody's.
"""


def record(
    session: Session,
    by: Visitor | str,
    action: str,
    subject: str,
    now: datetime,
    purpose: str = "",
    result: str = "done",
) -> AuditRow:
    """Adds a row: `by` is a visitor, `system` or `operator`; `subject` a kind and a number or code, `person:K7Q2MN`.

    No names, no words of answers: codes and numbers only.
    """
    actor, role, organisation = _who(by)
    previous = db.audit.last(session)
    row = AuditRow(
        at=now,
        actor=actor,
        role=role,
        organisation_id=organisation,
        action=action,
        object=subject,
        purpose=purpose,
        result=result,
        previous=previous.digest if previous else BEGINNING,
    )
    row.digest = digest(row)
    session.add(row)
    session.flush()
    return row


def denied(session: Session, by: Visitor, prefix: str, now: datetime) -> None:
    """Somebody pressed what they have no right to; `prefix` says which kind of button, never what stood in it."""
    hour = db.audit.count(session, by.person.code, "press.denied", now - timedelta(hours=1))
    if hour < MOST_DENIED:
        record(session, by, "press.denied", f"button:{prefix}", now, result="denied")


def denied_to_stranger(session: Session, account: str, prefix: str, now: datetime) -> None:
    """A stranger pressed somebody's button: one row a day for an account (`channel:address`), which is not named."""
    if not db.doors.wrong_tries(session, "press", now - timedelta(days=1), account):
        session.add(WrongTry(kind="press", account=account, at=now))
        record(session, STRANGER, "press.denied", f"button:{prefix}", now, result="denied")


def verify(session: Session) -> tuple[int, int | None]:
    """How many rows the chain has, and the number of the first that does not fit (None: all do)."""
    count, previous = 0, BEGINNING
    for row in db.audit.rows(session):
        if row.previous != previous or row.digest != digest(row):
            return count, row.id
        count, previous = count + 1, row.digest
    return count, None


def head(session: Session) -> str:
    """The seal of the newest row: whoever keeps it elsewhere can tell a chain that was written anew."""
    newest = db.audit.last(session)
    return newest.digest if newest else BEGINNING


def digest(row: AuditRow) -> str:
    """The seal of a row: SHA-256 over its fields and the seal before it, as canonical JSON."""
    said = [
        row.at.isoformat(), row.actor, row.role, row.organisation_id, row.action, row.object, row.purpose, row.result,
        row.previous,
    ]  # fmt: skip
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _who(by: Visitor | str) -> tuple[str, str, int | None]:
    if isinstance(by, Visitor):
        return by.person.code, ",".join(by.roles), by.organisation.id
    return by, by, None
