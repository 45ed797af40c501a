"""Corrections: somebody says that something about them is wrong, a curator puts it right within the law's term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.attention
import db.corrections
import db.organisations
from db.organisations import Scope
from db.people import Person
from db.runs import Run
from domain import deadlines
from domain.answers import Answer
from programme import audit, letters
from programme.endings import Ending
from programme.people import tell_curators
from programme.presence import Visitor
from programme.standing import answers_of

REASON = "correction"
"""What it is called in the curator's queue."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is wrong (`what`, an option of the form), in the person's own words, and by when it must be right."""

    run: Run
    person: Person
    what: str
    words: str
    until: date


def asked(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending:
    """The questionnaire is finished: the curators hear of it, the person by when (152-FZ art. 21 p. 2)."""
    until = _until(session, run, now)
    person = session.get_one(Person, run.person_id)
    about: dict[str, Any] = {
        "who": {"name": person.name} if person.name else person.code,
        "day": {"day": until.isoformat()},
    }
    tell_curators(session, run.organisation_id, "letters.correction_asked", f"correction:{run.id}", now, **about)
    return Ending("my_data.correction_sent", {"day": {"day": until.isoformat()}})


def one(session: Session, scope: Scope, run_id: int) -> Correction | None:
    """One of the scope, or None."""
    found = next((row for row in db.corrections.asked(session, scope) if row[0].id == run_id), None)
    if found is None:
        return None
    run, person = found
    given = answers_of(session, run.id)
    what, words = given.get("what"), given.get("right")
    return Correction(
        run,
        person,
        what.choices[0] if what and what.choices else "other",
        (words.text or "") if words else "",
        _until(session, run, run.finished_at or run.opened_at),
    )


def settle(session: Session, scope: Scope, run_id: int, by: Visitor, now: datetime) -> bool:
    """A curator has put it right, or explained why not; the person is told once. False for another school."""
    correction = one(session, scope, run_id)
    if correction is None:
        return False
    run, person = correction.run, correction.person
    once = f"corrected:{run.id}"
    if not letters.write(session, person.id, "letters.correction_done", kind="notice", once=once, now=now):
        return True
    db.attention.put(session, run.organisation_id, key(session, run), None, by.person.id)
    audit.record(session, by, "people.change", f"person:{person.code}", now, purpose="correction asked for")
    return True


def key(session: Session, run: Run) -> str:
    """What the queue calls it (`domain.today.Thing.key`)."""
    return f"{REASON}.{run.id}.{_day(session, run, run.finished_at or run.opened_at):%Y%m%d}"


def _until(session: Session, run: Run, since: datetime) -> date:
    organisation = db.organisations.by_id(session, run.organisation_id)
    return deadlines.due(deadlines.CORRECTION, _day(session, run, since), organisation.days_off)


def _day(session: Session, run: Run, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(db.organisations.by_id(session, run.organisation_id).zone)).date()
