"""Clearance of mentors: recorded by the curator, asked for before pairing, renewed in time (security § 10.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.cases
import db.clearances
import db.due
import db.organisations
import db.people
import db.runs
from db.clearances import Clearance
from db.organisations import Organisation, Scope
from db.people import Held, Person
from db.runs import Run
from domain import clearances as rules
from domain.answers import Answer
from domain.clearances import KINDS, SOON, Gap, ends_on, gaps, required
from programme import audit, letters, runs
from programme.endings import Ending
from programme.people import tell_curators
from programme.presence import Visitor

FORM = "clearance"
PAGE = 8
"""Mentors on a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A mentor's clearance: what is needed, the newest record of each kind, and what stands in the way."""

    person: Person
    needed: tuple[str, ...]
    records: Mapping[str, Clearance]
    gaps: tuple[Gap, ...]
    today: date


def gaps_of(session: Session, people: Sequence[Person], now: datetime) -> dict[int, tuple[Gap, ...]]:
    """What stands in the way of each of the mentors; nobody is missing."""
    records = db.clearances.of_people(session, [person.id for person in people])
    return {person.id: _sheet(session, person, records[person.id], now).gaps for person in people}


def expired(session: Session, mentor: Person, now: datetime) -> bool:
    """Whether something that the mentor needs has run out: meetings wait until it is renewed."""
    return any(gap.expired_on is not None for gap in gaps_of(session, [mentor], now)[mentor.id])


def sheet(session: Session, scope: Scope, person_id: int, now: datetime) -> Sheet | None:
    """The clearance of a mentor of the scope, or None."""
    person = db.people.one(session, scope, person_id)
    if person is None or "mentor" not in db.people.roles(session, person_id):
        return None
    return _sheet(session, person, db.clearances.of_people(session, [person_id])[person_id], now)


def listed(session: Session, scope: Scope, page: int, now: datetime) -> tuple[list[Sheet], int, int]:
    """A page of the mentors, those first who must not be paired; its number and how many pages there are."""
    people = [person for person, _ in db.clearances.mentors(session, scope)]
    records = db.clearances.of_people(session, [person.id for person in people])
    sheets = [_sheet(session, person, records[person.id], now) for person in people]
    sheets.sort(key=lambda each: not each.gaps)
    pages = max(1, -(-len(sheets) // PAGE))
    page = min(max(page, 0), pages - 1)
    return sheets[page * PAGE : (page + 1) * PAGE], page, pages


def begin(session: Session, scope: Scope, by: Person, person_id: int, kind: str, now: datetime) -> Run | None:
    """The questionnaire that records a paper of a mentor of the scope; None when there is no such mentor or kind."""
    if kind not in KINDS or sheet(session, scope, person_id, now) is None:
        return None
    for run in db.runs.open_of(session, by.id):
        if run.form_name == FORM:
            runs.interrupt(session, run, now)
    run = runs.open_run(session, by, FORM, now=now, about_id=person_id)
    runs.fill_in(session, run, "kind", now, choices=[kind])
    return run


def recorded(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending:
    """The questionnaire is finished: the record stands, if the curator is still one of the mentor's school."""
    by = session.get_one(Person, run.person_id)
    assert run.about_id, "begun about a mentor"
    mentor = session.get_one(Person, run.about_id)
    staff = db.cases.adults(session, db.organisations.by_id(session, mentor.organisation_id))
    if not any(each.person_id == by.id and each.role == "curator" for each in staff):
        return Ending("clearances.nobody")
    issued = date.fromisoformat(answers["issued"].text or "")
    until = answers.get("until")
    place = answers.get("place")
    record = record_paper(
        session, mentor, answers["kind"].choices[0], issued,
        date.fromisoformat(until.text or "") if until else ends_on(answers["term"].choices[0], issued),
        (place.text if place else "") or "", by, now,
    )  # fmt: skip
    key = "clearances.recorded_until" if record.expires_on else "clearances.recorded"
    values = {"who": {"name": mentor.name}, "kind": {"text": f"clearances.kind_{record.kind}"}}
    if record.expires_on:
        values["until"] = {"date": record.expires_on.isoformat()}
    return Ending(key, values, "clearance", mentor.id)


def record_paper(
    session: Session, mentor: Person, kind: str, issued: date, until: date | None, place: str, by: Person | None,
    now: datetime,
) -> Clearance:  # fmt: skip
    """Puts a paper on record; a later one of the kind takes its place, this one stays as history."""
    record = Clearance(
        person_id=mentor.id, kind=kind, issued_on=issued, expires_on=until, place=place,
        recorded_by=by.id if by else None, recorded_at=now,
    )  # fmt: skip
    session.add(record)
    session.flush()
    actor: Visitor | str = audit.SYSTEM
    if by is not None:
        actor = Visitor(by, db.organisations.by_id(session, mentor.organisation_id), (Held("curator"),))
    audit.record(session, actor, "clearances.record", f"person:{mentor.code}", now, purpose=kind)
    return record


def warn(session: Session, now: datetime) -> int:
    """Tells curators of papers that end within thirty days; when they have ended, the mentor too. For the clock."""
    written = 0
    for record, mentor, organisation in db.clearances.ending(session, now.date() + SOON):
        today = now.astimezone(ZoneInfo(organisation.zone)).date()
        assert record.expires_on, "found by its end"
        if record.kind not in required(mentor.tone, organisation.settings):
            continue
        values: dict[str, Any] = {
            "paper": {"text": f"clearances.kind_{record.kind}"},
            "until": {"date": record.expires_on.isoformat()},
        }
        state = "expired" if record.expires_on < today else "ends"
        once = f"clearance:{record.id}:{state}"
        if db.due.claim(session, "clearance", str(record.id), state, now):
            tell_curators(
                session, organisation.id, f"letters.clearance_{state}", once, now, who={"name": mentor.name},
                person=mentor.id, **values,
            )  # fmt: skip
            if state == "expired":
                letters.write(
                    session, mentor.id, "letters.clearance_over", kind="notice", once=f"{once}:{mentor.id}", now=now,
                    **values,
                )  # fmt: skip
            written += 1
    return written


def _sheet(session: Session, person: Person, records: Sequence[Clearance], now: datetime) -> Sheet:
    organisation: Organisation = db.organisations.by_id(session, person.organisation_id)
    today = now.astimezone(ZoneInfo(organisation.zone)).date()
    needed = required(person.tone, organisation.settings)
    held = [rules.Held(each.kind, each.expires_on) for each in records]
    return Sheet(person, needed, {each.kind: each for each in records}, gaps(held, needed, today), today)
