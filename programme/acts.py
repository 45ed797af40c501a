"""What the papers of a destruction say (Roskomnadzor order 179 of 28.10.2022): plain values for reports."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.audit
import db.organisations
import db.people
from db.erasures import Erasure
from db.people import Person
from domain.names import is_pseudonym


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who took part: full name where names may be told, else the code; the roles; None for the operator."""

    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Order 179 p. 3 (the act) and p. 5 (the extract of the log); the subject is a code, the data are gone."""

    number: int
    operator: str
    operator_address: str
    processor: str
    code: str
    cause: str
    asked_on: date
    done_at: datetime
    contents: dict[str, int]
    prepared_by: Hand | None
    approved_by: Hand | None
    log: tuple[tuple[int, datetime, str, str], ...]
    """Rows of the audit about it: number, moment, action, digest (SHA-256)."""
    backups_until: date
    keep_until: date


def act(session: Session, erasure_id: int, names: str) -> Act:
    """The papers of an erasure that is done; `names` is CHAT_NAMES, for the people who did it."""
    row = session.get_one(Erasure, erasure_id)
    assert row.done_at, "papers are made of what is done"
    assert row.number, "what is done has a number"
    assert row.backups_until, "what is done says so"
    assert row.keep_until, "what is done says so"
    organisation = db.organisations.by_id(session, row.organisation_id)
    zone, settings = ZoneInfo(organisation.zone), organisation.settings
    log = [each for each in db.audit.about(session, f"person:{row.code}") if each.action.startswith("erasures.")]
    return Act(
        number=row.number,
        operator=organisation.name,
        operator_address=str(settings.get("operator_address", "")),
        processor=str(settings.get("processor", "")),
        code=row.code,
        cause=row.cause,
        asked_on=row.opened_at.astimezone(zone).date(),
        done_at=row.done_at.astimezone(zone),
        contents=dict(row.contents),
        prepared_by=_hand(session, row.prepared_by, names),
        approved_by=_hand(session, row.approved_by, names),
        log=tuple((each.id, each.at.astimezone(zone), each.action, each.digest) for each in log),
        backups_until=row.backups_until,
        keep_until=row.keep_until,
    )


def _hand(session: Session, person_id: int | None, names: str) -> Hand | None:
    person = session.get(Person, person_id) if person_id is not None else None
    if person is None:
        return None
    told = person.code if names == "codes" or is_pseudonym(person.name) else person.name
    return Hand(told, tuple(db.people.roles(session, person.id)))
