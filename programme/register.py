"""The register of consents: how far each class is, what is missing, and the evidence row by row."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.accounts
import db.consents
import db.guardians
import db.organisations
import db.people
import db.register
from db.consents import Consent
from db.organisations import Scope
from db.people import Person
from domain import papers
from domain.consents import GATE, Stage, class_order, document_name
from domain.joining import Step
from programme import audit, joining, letters
from programme.presence import Visitor

TEACHERS = "teacher_teacher"
"""The form of mentoring whose mentors do it as workers of the school."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participant is: the step, whether a paper bears it, whether a changed text waits for an answer."""

    person: Person
    stage: Stage
    step: Step
    on_paper: bool
    new_text: bool

    @property
    def status(self) -> str:
        """`have`, `refused` or `waiting`."""
        if self.step == "home":
            return "have"
        return "refused" if self.step in ("refused", "not_allowed") else "waiting"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A class (None: whoever has none) and how many of its participants are how far; `paper` are among `have`.

    `somebody` is the id of one of them: buttons name a class by a person, since its name may be of any length.
    """

    group: str | None
    somebody: int
    have: int
    paper: int
    waiting: int
    refused: int
    new_text: int

    @property
    def total(self) -> int:
        return self.have + self.waiting + self.refused


def coverage(session: Session, scope: Scope, now: datetime) -> list[Coverage]:
    """Every class of the scope, those without one last."""
    by_group: defaultdict[str | None, list[Standing]] = defaultdict(list)
    for one in standings(session, scope, now):
        by_group[one.person.group_name].append(one)
    return [_counted(group, by_group[group]) for group in sorted(by_group, key=class_order)]


def duties(session: Session, scope: Scope) -> tuple[int, int]:
    """Of the teachers who mentor teachers: how many have signed that they take this duty on, and how many there are
    (Labour Code art. 351.8).
    """
    people = db.register.holding(session, scope, "mentor", TEACHERS)
    decisions = db.consents.register(session, scope, "mentor_duty") if people else {}
    signed = sum(any(each.stands for each in decisions.get(one, ())) for one in people)
    return signed, len(people)


def missing(session: Session, scope: Scope, group: str | None, now: datetime) -> list[Standing]:
    """The participants of a class for whom something is missing, by name."""
    found = standings(session, scope, now)
    return [one for one in found if one.person.group_name == group and (one.status != "have" or one.new_text)]


def somebody(session: Session, by: Visitor, person_id: int) -> Person | None:
    """Somebody by whom a class is named; another school's id is a miss."""
    return db.people.one(session, by.scope_for("consents.see"), person_id)


def standings(session: Session, scope: Scope, now: datetime) -> list[Standing]:
    """Where every participant of the scope is, by class and name."""
    schools = {each.id: each for each in db.organisations.inside(session, scope)}
    decisions = db.consents.register(session, scope, *GATE)
    newest = db.consents.versions(session, schools)
    found = []
    for person in db.register.participants(session, scope):
        about = decisions.get(person.id, [])
        stage, step = joining.step_of(person, schools[person.organisation_id], about, now)
        bearing = [each for each in about if each.kind in GATE and each.stands]
        paper = any(each.channel == "paper" for each in bearing)
        found.append(Standing(person, stage, step, paper, any(_is_old(each, person, newest) for each in bearing)))
    return found


def remind(session: Session, by: Visitor, group: str | None, now: datetime) -> int:
    """Asks whoever still owes a word, at most once a day; returns how many. Whoever said no is not asked again."""
    told = 0
    scope = by.scope_for("consents.paper")
    day = now.astimezone(by.zone).date().isoformat()
    for one in missing(session, scope, group, now):
        people = [one.person]
        if one.step == "adult":
            parents = db.guardians.of_child(session, one.person.id)
            people += [session.get_one(Person, each.parent_id) for each in parents if each.parent_id is not None]
        for person in people if one.status == "waiting" else ():
            if db.accounts.to_write_to(session, person.id, "telegram") is not None:
                once = f"consent_waits:{person.id}:{day}"
                told += letters.write(
                    session, person.id, "letters.consent_waits", kind="consent", once=once, now=now, expires_at=None
                )
    return told


def one(session: Session, by: Visitor, person_id: int, now: datetime) -> tuple[Standing, list[Consent]] | None:
    """One participant and every decision about them, newest first; another school's id is a miss."""
    scope = by.scope_for("consents.see")
    found = next((each for each in standings(session, scope, now) if each.person.id == person_id), None)
    return (found, db.consents.about(session, person_id)[::-1]) if found else None


def exported(session: Session, by: Visitor, now: datetime) -> None:
    """Writes down that somebody took the register with names."""
    by.scope_for("export.named")
    audit.record(session, by, "consent.register_exported", f"organisation:{by.organisation.id}", now)


def rows(session: Session, organisation: int, at: str, named: bool = False) -> dict[str, Any]:
    """The register for a file: coverage and every record with its evidence (domain § 11.4); people by code, unless
    `named`. Neither numbers of accounts nor phones are in it.
    """
    school, now = db.organisations.by_id(session, organisation), datetime.fromisoformat(at)
    scope, zone = Scope(school.path), ZoneInfo(school.zone)
    decisions = db.consents.register(session, scope)
    signers = {each.signer_id for about in decisions.values() for each in about if each.signer_id is not None}
    signers |= {each.entered_by for about in decisions.values() for each in about if each.entered_by is not None}
    people = {each.id: each for each in db.register.people(session, {*decisions, *signers})}

    def called(person_id: int | None) -> str:
        person = people.get(person_id) if person_id is not None else None
        return "" if person is None else (person.name or person.code) if named else person.code

    records = [
        _record(each, called, people[subject].group_name if named else None, zone)
        for subject, about in decisions.items()
        for each in about
    ]
    return {"organisation": school.name, "day": now.astimezone(zone).date(), "records": records,
            "coverage": coverage(session, scope, now), "named": named}  # fmt: skip


def _record(each: Consent, called: Any, group: str | None, zone: ZoneInfo) -> dict[str, Any]:
    def day(moment: datetime | None) -> Any:
        return moment.astimezone(zone).date() if moment else None

    return {
        "number": f"{each.signed_at:%Y}-{each.id}", "kind": each.kind, "decision": each.decision,
        "subject": called(each.subject_id), "group": group, "signer": called(each.signer_id),
        "relation": each.relation, "authority": each.authority, "signed": day(each.signed_at),
        "channel": each.channel, "version": each.version, "digest": each.digest, "choices": each.choices,
        "purposes": each.purposes, "data": each.data, "actions": each.actions, "third_parties": each.third_parties,
        "paper": papers.number(each.paper_id) if each.paper_id is not None else "", "folder": each.folder,
        "page": each.page, "valid_until": day(each.valid_until), "entered": day(each.entered_at),
        "entered_by": called(each.entered_by), "replaced": day(each.replaced_at), "withdrawn": day(each.withdrawn_at),
        "withdrawal_channel": each.withdrawal_channel, "destroy_by": day(each.destroy_by),
        "stopped": day(each.stopped_at), "act": each.act_number,
    }  # fmt: skip


def _counted(group: str | None, people: list[Standing]) -> Coverage:
    def count(status: str) -> int:
        return sum(one.status == status for one in people)

    paper = sum(one.status == "have" and one.on_paper for one in people)
    new_text = sum(one.new_text for one in people)
    return Coverage(group, people[0].person.id, count("have"), paper, count("waiting"), count("refused"), new_text)


def _is_old(consent: Consent, person: Person, newest: dict[tuple[int, str], int]) -> bool:
    if consent.kind != "processing":
        return False
    document = document_name("processing", consent.relation != "self")
    return consent.version < newest.get((person.organisation_id, document), 0)
