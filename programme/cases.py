"""Working on cases: seen only by those who were told, every look written down; taken, passed on, noted, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.cases
import db.organisations
from db.cases import Awaited, Case, Duty, Note
from db.organisations import Scope
from db.people import Person
from db.runs import Run
from domain.answers import Refusal, clean
from domain.cases import OUTCOMES, Adult
from domain.forms import Form
from programme import alarms, audit, forms, letters, name_book
from programme.forming import Refused
from programme.presence import Denied, Visitor

NOTING = timedelta(minutes=15)
"""So long typed words are a note to the case."""
NOTE = 1000
"""UTF-16 units of one note."""
OUTDATED = Refused("cases.outdated")


@dataclass(frozen=True, slots=True)
class View:
    """A case as whoever works on it sees it; `people` are everybody it names, by id."""

    case: Case
    people: dict[int, Person]
    notes: Sequence[Note]
    told: tuple[int, ...]
    zone: ZoneInfo
    form: Form | None = None
    """The questionnaire whose answer asks for a look."""


@dataclass(frozen=True, slots=True)
class Work:
    """The cases of somebody: those that are open, and whether the reader has a duty and is on it."""

    cases: list[Case]
    on_duty: bool | None


def work(session: Session, visitor: Visitor, *, closed: bool = False) -> Work:
    """What a visitor may work on: a psychologist everything of the organisation, others what they were told of."""
    found = db.cases.work_of(session, visitor.person.id, _bound(visitor), closed=closed)
    duty = session.get(Duty, visitor.person.id) is not None if visitor.may("duty") else None
    return Work([case for case in found if _may_see(visitor, case)], duty)


def deadlines(session: Session, scope: Scope) -> list[Case]:
    """What a director may know of cases that are open: number, importance, since when; nothing of what or who."""
    return db.cases.deadlines(session, scope)


def waiting(session: Session, scope: Scope) -> int:
    """How many cases nobody has taken: for those who may know the number only."""
    return db.cases.waiting(session, scope)


def view(session: Session, visitor: Visitor, case_id: int, now: datetime) -> View | None:
    """A case with everything in it; every look is written down, one that was refused too."""
    case = _mine(session, visitor, case_id)
    audit.record(
        session, visitor, "cases.work", f"case:{case_id}", now, purpose="read", result="done" if case else "denied"
    )
    return _view(session, case) if case else None


def one(session: Session, visitor: Visitor, case_id: int) -> Case | None:
    """A case without a look at what it says, for a line of its number and state."""
    return _mine(session, visitor, case_id)


def take(session: Session, visitor: Visitor, case_id: int, revision: int, now: datetime) -> Case | Refused:
    """«I take it»: the others need not hurry any more, and whoever asked for help learns that they were heard."""
    case = _at(session, visitor, case_id, revision)
    if case is None or case.state != "open":
        return OUTDATED
    case.state, case.taken_by, case.taken_at = "taken", visitor.person.id, now
    case.revision += 1
    alarms.silence(session, case)
    _told(session, case, visitor, now)
    audit.record(session, visitor, "cases.work", f"case:{case.id}", now, purpose="take")
    if case.kind == "help" and case.reporter_id is not None:
        letters.write(
            session, case.reporter_id, "letters.help_taken", kind="alert", once=f"help:{case.id}:taken", now=now,
            who={"name": visitor.person.name},
        )  # fmt: skip
    return case


def colleagues(session: Session, visitor: Visitor, case_id: int) -> list[Adult] | None:
    """To whom a case may be passed on: nobody who is named in it. None for a case that the visitor has nothing of."""
    case = _mine(session, visitor, case_id)
    return _colleagues(session, visitor, case) if case else None


def pass_on(
    session: Session, visitor: Visitor, case_id: int, revision: int, to: int, now: datetime
) -> Case | Refused:  # fmt: skip
    """Gives a case to a colleague, who is told at once; until they take it waiting is counted anew."""
    case = _at(session, visitor, case_id, revision)
    if case is None or case.state == "closed":
        return OUTDATED
    if all(each.person_id != to for each in _colleagues(session, visitor, case)):
        return OUTDATED
    alarms.silence(session, case)
    case.state, case.taken_by, case.taken_at = "open", None, None
    case.first_id, case.stage, case.counts_from = to, 1, now
    case.revision += 1
    alarms.sound(session, case, now, again=to)
    audit.record(session, visitor, "cases.work", f"case:{case.id}", now, purpose="pass")
    return case


def close(
    session: Session, visitor: Visitor, case_id: int, revision: int, outcome: str, now: datetime
) -> Case | Refused:  # fmt: skip
    """The case is over, with a word how; its record stays."""
    case = _at(session, visitor, case_id, revision)
    if case is None or case.state == "closed" or outcome not in OUTCOMES:
        return OUTDATED
    case.state, case.outcome, case.closed_by, case.closed_at = "closed", outcome, visitor.person.id, now
    case.revision += 1
    alarms.silence(session, case)
    audit.record(session, visitor, "cases.work", f"case:{case.id}", now, purpose="close")
    return case


def await_note(session: Session, visitor: Visitor, case_id: int, now: datetime) -> Case | None:
    """The next typed words are a note to the case."""
    case = _mine(session, visitor, case_id)
    if case is None or case.state == "closed":
        return None
    session.merge(Awaited(person_id=visitor.person.id, case_id=case.id, purpose="note", until=now + NOTING))
    session.flush()
    return case


def note(session: Session, visitor: Visitor, case_id: int, text: str, now: datetime) -> View | Refusal | None:
    """Writes a note to a case; None when it is no case of the visitor's any more."""
    case = _mine(session, visitor, case_id)
    if case is None:
        return None
    words = clean(text, NOTE, multiline=True)
    if isinstance(words, Refusal) or not words:
        return words if isinstance(words, Refusal) else Refusal("sos.no_words")
    written = Note(case_id=case.id, by_id=visitor.person.id, at=now)
    session.add(written)
    session.flush()
    written.words = name_book.veiled(session, case.organisation_id, words)
    waits = session.get(Awaited, visitor.person.id)
    if waits is not None:
        session.delete(waits)
    session.flush()
    audit.record(session, visitor, "cases.work", f"case:{case.id}", now, purpose="note")
    return _view(session, case)


def go_on_duty(session: Session, visitor: Visitor, now: datetime, *, on: bool) -> None:
    """A psychologist is on duty from now on, or no more: calls for help reach them first."""
    if not visitor.may("duty"):
        raise Denied("duty")
    known = session.get(Duty, visitor.person.id)
    if on and known is None:
        session.add(Duty(person_id=visitor.person.id, since=now))
    elif not on and known is not None:
        session.delete(known)
    session.flush()


def _bound(visitor: Visitor) -> Scope | None:
    """How far the visitor's right to cases goes: a scope, or None for only those that they were told of."""
    if not visitor.may("cases.work"):
        raise Denied("cases.work")
    try:
        return visitor.scope_for("cases.work")
    except Denied:
        return None


def _mine(session: Session, visitor: Visitor, case_id: int, *, change: bool = False) -> Case | None:
    case = db.cases.told(session, visitor.person.id, _bound(visitor), case_id, change=change)
    return case if case is not None and _may_see(visitor, case) else None


def _may_see(visitor: Visitor, case: Case) -> bool:
    """Nobody sees a case that names them, or one that was not to reach a curator although they are one."""
    if visitor.person.id in case.excluded or (case.no_curator and "curator" in visitor.roles):
        return False
    return case.kind != "flag" or "psychologist" in visitor.roles


def _at(session: Session, visitor: Visitor, case_id: int, revision: int) -> Case | None:
    """The case, when nothing has happened to it since the button was made."""
    case = _mine(session, visitor, case_id, change=True)
    return case if case is not None and case.revision == revision else None


def _told(session: Session, case: Case, visitor: Visitor, now: datetime) -> None:
    """Whoever has taken a case has been told of it, so that it stays theirs when their role changes."""
    if all(alert.person_id != visitor.person.id for alert in db.cases.alerts(session, case.id)):
        session.add(db.cases.Alert(case_id=case.id, person_id=visitor.person.id, told_at=now))
        session.flush()


def _colleagues(session: Session, visitor: Visitor, case: Case) -> list[Adult]:
    adults = db.cases.adults(session, db.organisations.by_id(session, case.organisation_id))
    curators = {each.person_id for each in adults if each.role == "curator"} if case.no_curator else set()
    hidden = {*case.excluded, *curators, visitor.person.id, case.reporter_id}
    allowed = {each.person_id: each for each in reversed(adults) if each.person_id not in hidden}
    if case.kind == "flag":
        allowed = {one: each for one, each in allowed.items() if each.role == "psychologist"}
    return list(reversed(allowed.values()))


def _view(session: Session, case: Case) -> View:
    notes = db.cases.notes(session, case.id)
    told = tuple(alert.person_id for alert in db.cases.alerts(session, case.id) if alert.revoked_at is None)
    ids = {case.reporter_id, case.person_id, case.taken_by, case.closed_by, *told, *(each.by_id for each in notes)}
    people = db.cases.people(session, [each for each in ids if each is not None])
    zone = ZoneInfo(db.organisations.by_id(session, case.organisation_id).zone)
    form = forms.form_of(session, session.get_one(Run, case.run_id)) if case.kind == "flag" and case.run_id else None
    return View(case, people, notes, told, zone, form)
