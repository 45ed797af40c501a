"""Erasing a person: one prepares, another approves, everything that holds them goes; an act stays, without the data."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.erasing
import db.erasures
import db.guardians
import db.organisations
import db.pairs
import db.people
from db.erasures import Erasure
from db.organisations import Organisation, Scope
from db.people import Person
from domain import deadlines
from domain.deadlines import Cause
from domain.retention import BACKUP_DAYS, PAPERS_MONTHS
from programme import audit, erasure_letters, forgetting, letters
from programme.presence import Visitor

WHY_NOT = ("inquiry", "law", "technical")
"""Why destruction is impossible for now: an inquiry, another law that wants the data kept, a technical reason."""

WARNED = (5, 1, 0)
"""Days before the end of a term on which those who must do something hear of it once more."""


@dataclass(frozen=True, slots=True)
class Card:
    """An erasure as its readers see it: what would be destroyed (or was), and who has to say yes.

    `second` is whoever may approve: `director`, or `operator` where there is no other director.
    """

    erasure: Erasure
    person: Person
    contents: dict[str, int]
    second: str
    prepared_by: str


def open_case(session: Session, person: Person, cause: Cause, now: datetime) -> Erasure:
    """Data must go: from now on the term runs. A second reason changes nothing but a mere wish or a shorter term."""
    organisation = db.organisations.by_id(session, person.organisation_id)
    until = deadlines.due(deadlines.TERMS[cause], _day(organisation, now), organisation.days_off)
    known = db.erasures.open_of(session, person.id)
    if known is None:
        known = Erasure(
            organisation_id=organisation.id,
            person_id=person.id,
            code=person.code,
            cause=cause,
            opened_at=now,
            due_on=until,
            contents={},
        )
        session.add(known)
    elif known.cause == "wish":
        known.cause, known.due_on = cause, until
    elif cause != "wish":
        known.due_on = min(known.due_on, until)
    session.flush()
    return known


def demand(session: Session, scope: Scope, person_id: int, cause: Cause, by: Visitor, now: datetime) -> Erasure | None:
    """A curator writes down what came on paper: the withdrawal of a consent or a demand to stop, at which everything
    stops at once; of somebody who has left, that nobody needs the data any more.
    """
    person = db.people.one(session, scope, person_id)
    if person is None or person.emptied or person.id == by.person.id:
        return None
    if (cause == "purpose") != (person.state == "left"):
        return None
    if cause != "purpose":
        person.state = "withdrawn"
    forgetting.quiet(session, person, now)
    audit.record(session, by, "erasures.prepare", f"person:{person.code}", now, purpose=f"demanded {cause}")
    return open_case(session, person, cause, now)


def card(session: Session, scope: Scope, erasure_id: int) -> Card | None:
    """An erasure of the scope, or None."""
    found = db.erasures.one(session, scope, erasure_id)
    return _card(session, *found) if found else None


def of_person(session: Session, scope: Scope, person_id: int) -> tuple[Person, Erasure | None] | None:
    """A person of the scope and the erasure that is open for them."""
    person = db.people.one(session, scope, person_id)
    if person is None or person.emptied:
        return None
    return person, db.erasures.open_of(session, person.id)


def prepare(session: Session, scope: Scope, erasure_id: int, by: Visitor, now: datetime) -> Card | None:
    """A curator has looked at what goes; the directors are asked. None when it is not due (any more)."""
    found = db.erasures.one(session, scope, erasure_id, change=True)
    if found is None or found[0].state not in ("due", "blocked") or found[1].id == by.person.id:
        return None
    erasure, person = found
    erasure.state, erasure.prepared_at, erasure.prepared_by = "prepared", now, by.person.id
    audit.record(session, by, "erasures.prepare", f"person:{erasure.code}", now, purpose=erasure.cause)
    organisation = db.organisations.by_id(session, erasure.organisation_id)
    for director in _others(session, organisation, by.person.id, person.id):
        letters.write(
            session, director.id, "letters.erasure_to_approve", kind="notice", now=now, erasure=erasure.id,
            once=f"erasure:{erasure.id}:{now.isoformat()}:{director.id}",
            who=erasure_letters.named(person), day={"day": erasure.due_on.isoformat()},
        )  # fmt: skip
    session.flush()
    return _card(session, erasure, person)


def approve(session: Session, scope: Scope, erasure_id: int, by: Visitor, now: datetime) -> Erasure | None:
    """Somebody else than who prepared it says yes, and the data are destroyed at once (security § 3.3)."""
    found = db.erasures.one(session, scope, erasure_id, change=True)
    if found is None or found[0].state != "prepared" or by.person.id in (found[0].prepared_by, found[1].id):
        return None
    erasure, person = found
    audit.record(session, by, "erasures.approve", f"person:{erasure.code}", now, purpose=erasure.cause)
    erasure.approved_by = by.person.id
    _erase(session, erasure, person, now)
    if erasure.prepared_by is not None:
        letters.write(
            session, erasure.prepared_by, "letters.erasure_done", kind="notice", once=f"erased:{erasure.id}", now=now,
            number=erasure.number, code=erasure.code, erasure=erasure.id,
        )  # fmt: skip
    return erasure


def by_operator(session: Session, code: str, now: datetime) -> Erasure | None:
    """The operator of the installation erases; None for a code that nobody has (any more)."""
    person = db.erasures.by_code(session, code)
    if person is None or person.erased_at is not None:
        return None
    erasure = db.erasures.open_of(session, person.id) or open_case(session, person, "wish", now)
    audit.record(session, audit.OPERATOR, "erasures.approve", f"person:{code}", now, purpose=erasure.cause)
    _erase(session, erasure, person, now)
    return erasure


def block(session: Session, scope: Scope, erasure_id: int, why: str, by: Visitor, now: datetime) -> Erasure | None:
    """Destruction is impossible for now: nobody works with the data, and they go within six months."""
    found = db.erasures.one(session, scope, erasure_id, change=True)
    if found is None or found[0].state not in ("due", "prepared") or why not in WHY_NOT:
        return None
    erasure = found[0]
    organisation = db.organisations.by_id(session, erasure.organisation_id)
    erasure.state, erasure.blocked_why = "blocked", why
    erasure.due_on = deadlines.months_after(_day(organisation, now), deadlines.BLOCKED_MONTHS)
    audit.record(session, by, "erasures.prepare", f"person:{erasure.code}", now, purpose=f"blocked {why}")
    return erasure


def drop(session: Session, scope: Scope, erasure_id: int, by: Visitor, now: datetime) -> Erasure | None:
    """The wish was talked over and taken back, and the family hears of it; what the law demands cannot be dropped."""
    found = db.erasures.one(session, scope, erasure_id, change=True)
    if found is None or found[0].state not in db.erasures.OPEN or found[0].cause != "wish":
        return None
    found[0].state = "dropped"
    audit.record(session, by, "erasures.prepare", f"person:{found[0].code}", now, purpose="wish taken back")
    session.flush()
    erasure_letters.dropped(session, *found, now)
    return found[0]


def _erase(session: Session, erasure: Erasure, person: Person, now: datetime) -> None:
    organisation = db.organisations.by_id(session, erasure.organisation_id)
    today = _day(organisation, now)
    erasure.contents = forgetting.forget(session, person, erasure.cause, now)
    erasure.state, erasure.done_at = "done", now
    erasure.number = db.erasures.next_number(session, organisation.id)
    db.erasing.note_act(session, person.id, str(erasure.number))
    erasure.backups_until = today + timedelta(days=BACKUP_DAYS)
    erasure.keep_until = deadlines.months_after(today, PAPERS_MONTHS)
    session.flush()


def _card(session: Session, erasure: Erasure, person: Person) -> Card:
    organisation = db.organisations.by_id(session, erasure.organisation_id)
    preparer = session.get(Person, erasure.prepared_by) if erasure.prepared_by else None
    second = _others(session, organisation, erasure.prepared_by, person.id)
    return Card(
        erasure,
        person,
        erasure.contents if erasure.state == "done" else forgetting.contents(session, person, erasure.cause),
        "director" if second else "operator",
        preparer.name if preparer else "",
    )


def _others(session: Session, organisation: Organisation, preparer: int | None, subject: int) -> list[Person]:
    """Whoever may approve: the directors, but neither who prepared it nor whom it is about."""
    directors = {each.id: each for each in db.erasures.directors(session, organisation.path)}
    return [each for each in directors.values() if each.id not in (preparer, subject)]


def _day(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()


def warn(session: Session, now: datetime) -> None:
    """Curators and directors hear of a term that ends soon, and on its last day."""
    for case, person, organisation in db.erasures.ending(session, now.date() + timedelta(days=max(WARNED) + 1)):
        left = (case.due_on - _day(organisation, now)).days
        if left not in WARNED:
            continue
        told = [*db.people.curators(session, organisation.id), *db.erasures.directors(session, organisation.path)]
        for each in {one.id: one for one in told if one.id != person.id}.values():
            letters.write(
                session, each.id, "letters.erasure_near", kind="notice", once=f"erase_by:{case.id}:{left}:{each.id}",
                now=now, who=erasure_letters.named(person), day={"day": case.due_on.isoformat()}, erasure=case.id,
            )  # fmt: skip


def came_back(session: Session, person: Person) -> None:
    """Somebody who had left is with us again: their data serve a purpose."""
    case = db.erasures.open_of(session, person.id)
    if case is not None and case.cause == "purpose":
        case.state = "dropped"


def withdrawn(session: Session, people: list[Person], now: datetime) -> None:
    """A consent was taken back: a term runs for everybody who stopped by it (152-FZ art. 21 p. 5)."""
    for person in people:
        if person.state == "withdrawn":
            open_case(session, person, "withdrawn", now)
