"""Every night: what has been kept long enough goes, by class and by the organisation's own terms (security § 11.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.due
import db.journal
import db.organisations
import db.retention
from db.organisations import Organisation
from domain import retention
from domain.retention import DEFAULTS, Class
from programme import erasure, runs

REPORTS = "reports_accepted"
"""The setting of an organisation that says which year's reports have been accepted."""


@dataclass(frozen=True, slots=True)
class Line:
    """How many entries of a class went; the code of the organisation is empty for the installation's own."""

    organisation: str
    name: Class
    days: int
    count: int


def nightly(session: Session, now: datetime) -> list[Line]:
    """Once a day, whenever the clock looks first."""
    if not db.due.claim(session, "retention", "installation", now.date().isoformat(), now):
        return []
    return sweep(session, now)


def rehearse(session: Session, now: datetime) -> list[Line]:
    """The same with nothing gone: what would go now."""
    with session.begin_nested() as rehearsal:
        lines = sweep(session, now)
        rehearsal.rollback()
    session.expire_all()
    return lines


def sweep(session: Session, now: datetime) -> list[Line]:
    """Everything whose time is over; a line for each class that is looked at."""
    before = now - timedelta(days=DEFAULTS["journal"])
    lines = [Line("", "journal", DEFAULTS["journal"], db.journal.empty(session, before))]
    for organisation in db.organisations.tree(session):
        lines += _of(session, organisation, now)
    return lines


def _of(session: Session, organisation: Organisation, now: datetime) -> Iterator[Line]:
    for term in retention.terms(organisation.settings):
        before = now - timedelta(days=term.days)
        yield Line(organisation.code, term.name, term.days, _sweep(session, organisation, term.name, before, now))


def _sweep(session: Session, organisation: Organisation, name: Class, before: datetime, now: datetime) -> int:
    match name:
        case "letters":
            return db.retention.empty_letters(session, organisation.id, before)
        case "drafts":
            return _drafts(session, organisation, before, now)
        case "names":
            return _names(session, organisation, now)
        case "answers":
            return db.retention.forget_answers(session, db.retention.of_erased(organisation.id, before))
        case "consents":
            return db.retention.forget_consents(session, organisation.id, before)
        case "acts":
            return db.retention.forget_acts(session, organisation.id, _today(organisation, now))
        case _:
            raise ValueError(f"{name} belongs to no organisation")


def _drafts(session: Session, organisation: Organisation, before: datetime, now: datetime) -> int:
    """What was begun and never finished; who still owes it is not asked any more."""
    stale = db.retention.drafts(session, organisation.id, before)
    for run in stale:
        if run.state == "open":
            runs.interrupt(session, run, now, "expired")
    db.retention.forget_answers(session, db.retention.of_runs(stale))
    return len(stale)


def _names(session: Session, organisation: Organisation, now: datetime) -> int:
    """People who left, once the year's reports were accepted: the curator gets the duty to destroy (art. 21 p. 4)."""
    accepted, found = organisation.settings.get(REPORTS), 0
    for person in db.retention.left(session, organisation.id):
        assert person.left_at, "who left has a day"
        day = retention.names_go_on(person.left_at.date(), int(accepted) if accepted else None)
        if day is not None and day <= _today(organisation, now):
            erasure.open_case(session, person, "purpose", now)
            found += 1
    return found


def _today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()
