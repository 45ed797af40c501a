"""Erasing a person: one prepares, another approves, everything that holds them goes; an act stays, without the data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.erasing
import db.erasures
import db.journal
import db.letters
import db.organisations
import db.people
import db.runs
from db.erasing import Rule
from db.erasures import Erasure
from db.journal import Update
from db.organisations import Organisation, Scope
from db.people import Person
from domain import deadlines
from domain.deadlines import Cause
from domain.retention import BACKUP_DAYS, PAPERS_MONTHS
from programme import audit, letters, runs
from programme.people import tell_curators
from programme.presence import Visitor

WHY_NOT = ("inquiry", "law", "technical")
"""Why destruction is impossible for now: an inquiry, another law that wants the data kept, a technical reason."""


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
    """A curator writes down what came on paper: the withdrawal of a consent, a demand to stop, or that the purpose
    is reached. Everything stops at once.
    """
    person = db.people.one(session, scope, person_id)
    if person is None or person.erased_at is not None or person.id == by.person.id:
        return None
    person.state = "left" if cause == "purpose" else "withdrawn"
    person.left_at = person.left_at or now
    for run in db.runs.open_of(session, person.id):
        runs.interrupt(session, run, now)
    db.letters.silence(session, person.id)
    audit.record(session, by, "erasures.prepare", f"person:{person.code}", now, purpose=f"demanded {cause}")
    return open_case(session, person, cause, now)


def card(session: Session, scope: Scope, erasure_id: int) -> Card | None:
    """An erasure of the scope, or None."""
    found = db.erasures.one(session, scope, erasure_id)
    return _card(session, *found) if found else None


def of_person(session: Session, scope: Scope, person_id: int) -> tuple[Person, Erasure | None] | None:
    """A person of the scope and the erasure that is open for them."""
    person = db.people.one(session, scope, person_id)
    if person is None or person.erased_at is not None:
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
            who=_named(person), day={"day": erasure.due_on.isoformat()},
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
    """The wish was talked over and taken back; what the law demands cannot be dropped."""
    found = db.erasures.one(session, scope, erasure_id, change=True)
    if found is None or found[0].state == "done" or found[0].cause != "wish":
        return None
    found[0].state = "dropped"
    audit.record(session, by, "erasures.prepare", f"person:{found[0].code}", now, purpose="wish taken back")
    return found[0]


def contents(session: Session, person: Person, cause: str) -> dict[str, int]:
    """What an erasure would destroy now, by category, and under `kept_…` what stays without a name."""
    by_category: dict[str, list[Rule]] = {}
    for rule in _plan(cause):
        if rule.category:
            by_category.setdefault(rule.category, []).append(rule)
    counted = {name: db.erasing.count(session, rules, person.id) for name, rules in by_category.items()}
    return {name: number for name, number in counted.items() if number} | _kept(session, person.id)


def _erase(session: Session, erasure: Erasure, person: Person, now: datetime) -> None:
    organisation = db.organisations.by_id(session, erasure.organisation_id)
    done = contents(session, person, erasure.cause)
    for run in db.runs.open_of(session, person.id):
        runs.interrupt(session, run, now)
    db.letters.silence(session, person.id)
    person.state, person.left_at, person.erased_at = "left", person.left_at or now, now
    for grant in db.people.grants_of(session, [person.id]).get(person.id, []):
        grant.until = now
    session.flush()
    addresses = db.erasing.addresses(session, person.id)
    done["letters"] = done.get("letters", 0) + _forget_letters(session, person, addresses)
    done["journal"] = db.erasing.forget_journal(session, addresses) + _forget_dead(session, person, addresses)
    done["words"] = db.erasing.forget_words_of_others(session, person.id)
    db.erasing.forget_addresses(session, addresses)
    db.erasing.forget_consent_texts(session, person.id)
    if erasure.cause == "purpose":
        db.erasing.strip(session, person.id)
    for rule in _plan(erasure.cause):
        db.erasing.apply(session, rule, person.id)
    session.expire_all()
    today = _day(organisation, now)
    erasure.state, erasure.done_at, erasure.contents = "done", now, {key: n for key, n in done.items() if n}
    erasure.number = db.erasures.next_number(session, organisation.id)
    erasure.backups_until = today + timedelta(days=BACKUP_DAYS)
    erasure.keep_until = deadlines.months_after(today, PAPERS_MONTHS)
    session.flush()


def _plan(cause: str) -> tuple[Rule, ...]:
    """Answers stay as statistics without a name where nobody has asked for more (security § 11.5)."""
    return db.erasing.PLAN if cause == "purpose" else (*db.erasing.ANSWERS, *db.erasing.PLAN)


def _kept(session: Session, person_id: int) -> dict[str, int]:
    places = {
        "pairs": Rule("members", "person_id", "empty"),
        "meetings": Rule("meetings", "pair_id", "empty", through=("members", "pair_id", "person_id")),
    }
    counted = {f"kept_{name}": db.erasing.count(session, [rule], person_id) for name, rule in places.items()}
    return {name: number for name, number in counted.items() if number}


def _forget_letters(session: Session, person: Person, addresses: list[str]) -> int:
    """Empties letters to others that speak of the person; those that still wait are not sent."""
    about = {word for word in (person.name, *addresses) if word}
    emptied = 0
    for letter in db.erasing.letters_of_others(session, person.id):
        if about & set(_words(letter.values)):
            letter.values = {}
            letter.state = "cancelled" if letter.state == "waiting" else letter.state
            emptied += 1
    session.flush()
    return emptied


def _forget_dead(session: Session, person: Person, addresses: list[str]) -> int:
    """Empties updates of others that were set aside and speak of the person."""
    about = [json.dumps(word)[1:-1] for word in (person.name, *addresses) if word]  # as it stands in the payload
    found = [row for row in db.journal.dead(session, "telegram") if any(word in row.payload for word in about)]
    for row in found:
        kept = session.get_one(Update, ("telegram", row.update_id))
        kept.payload = kept.replies = None
    session.flush()
    return len(found)


def _words(value: Any) -> Iterator[str]:
    """Every string of a letter's values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def _card(session: Session, erasure: Erasure, person: Person) -> Card:
    organisation = db.organisations.by_id(session, erasure.organisation_id)
    preparer = session.get(Person, erasure.prepared_by) if erasure.prepared_by else None
    second = _others(session, organisation, erasure.prepared_by, person.id)
    return Card(
        erasure,
        person,
        erasure.contents if erasure.state == "done" else contents(session, person, erasure.cause),
        "director" if second else "operator",
        preparer.name if preparer else "",
    )


def _others(session: Session, organisation: Organisation, preparer: int | None, subject: int) -> list[Person]:
    """Whoever may approve: the directors, but neither who prepared it nor whom it is about."""
    directors = {each.id: each for each in db.erasures.directors(session, organisation.path)}
    return [each for each in directors.values() if each.id not in (preparer, subject)]


def _named(person: Person) -> Any:
    return {"name": person.name} if person.name else person.code


def _day(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()


def withdrawn(session: Session, people: list[Person], now: datetime) -> None:
    """A consent was taken back: a term runs for everybody who stopped by it (152-FZ art. 21 p. 5)."""
    for person in people:
        if person.state == "withdrawn":
            open_case(session, person, "withdrawn", now)


def tell_of_wish(session: Session, person: Person, erasure: Erasure, now: datetime) -> None:
    """A child wants to be deleted: the curators and the parents hear of it (security § 11.2)."""
    about = {"who": _named(person), "day": {"day": erasure.due_on.isoformat()}}
    once = f"wish:{erasure.id}"
    tell_curators(session, person.organisation_id, "letters.erasure_wished", once, now, erasure=erasure.id, **about)
    for guardian in db.people.guardians(session, person.id):
        if guardian.confirmed_at is not None and guardian.parent_id is not None:
            letters.write(
                session, guardian.parent_id, "letters.erasure_wished_parent", kind="notice",
                once=f"{once}:{guardian.parent_id}", now=now, **about,
            )  # fmt: skip
