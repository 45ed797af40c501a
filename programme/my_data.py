"""What is kept of a person, for the person's own eyes (152-FZ art. 14): to see, to take along, to have deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.accounts
import db.audit
import db.ballots
import db.consents
import db.erasures
import db.guardians
import db.meetings
import db.my_data
import db.name_book
import db.organisations
import db.pairs
import db.people
import db.runs
from db.people import Person
from db.runs import Run
from domain import rights
from domain.answers import Answer
from domain.forms import Form, Question
from domain.names import shown
from programme import erasure, erasure_letters, forms, withdrawing
from programme.standing import answers_of

READERS = (
    ("names", ("people.see", "class.see")),
    ("answers", rights.ANSWERS["programme"]),
    ("sensitive", rights.ANSWERS["sensitive"]),
    ("meetings", ("meetings.see",)),
    ("consents", ("consents.see",)),
)
"""What is kept, and the rights by which somebody of the staff reads it: the screen says what the matrix says."""
FOR_PARENTS: tuple[str, ...] = ()
"""Whose answers of a child the parents' file holds: none, as both were promised when they consented."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Beside the row itself: finished questionnaires, meetings of their pairs, a number they shared (E.164), and
    whose parent they are: id and full name.
    """

    answers: int
    meetings: int
    phone: str | None
    children: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What became of the wish to be deleted, and by when it ends.

    `withdrawn`: the own consent is taken back; `wished`: others decide and were told; `waits`: asked for before;
    `parent`: a consent for a child stands, which must be taken back first.
    """

    kind: Literal["withdrawn", "wished", "waits", "parent"]
    until: date | None = None


def kept(session: Session, person: Person) -> Kept:
    """What is kept of a person now."""
    families = db.guardians.of_parent(session, person.id)
    shared = [each.shared_phone for each in families if each.shared_phone]
    pairs = [pair.id for pair in db.pairs.mine(session, person.id, "active", "ended")]
    held = db.meetings.held_days(session, pairs) if pairs else {}
    children = [session.get_one(Person, each.child_id) for each in families if each.confirmed_at is not None]
    return Kept(
        db.runs.finished(session, person.id),
        sum(len(days) for days in held.values()),
        shared[-1] if shared else None,
        tuple((child.id, child.name) for child in children),
    )


def readers(session: Session, person: Person) -> list[tuple[str, list[str]]]:
    """For each kind of data, which roles of this school read it: as the matrix says, where somebody holds the role."""
    path = db.organisations.by_id(session, person.organisation_id).path
    held = db.my_data.roles_held(session, [int(part) for part in path.split("/") if part])
    return [(name, [role for role in rights.holders(each) if role in held]) for name, each in READERS]


def ask_to_delete(session: Session, person: Person, now: datetime) -> Deletion:
    """Somebody wants their data deleted: whoever agreed alone takes the consent back; a child's wish is told on, in one
    letter with all that follows from it.
    """
    open_one = db.erasures.open_of(session, person.id)
    if open_one is not None:
        return Deletion("waits", open_one.due_on)
    standing = [each for each in db.consents.concerning(session, person.id) if each.withdrawn_at is None]
    if any(each.signer_id == person.id and each.subject_id != person.id for each in standing):
        return Deletion("parent")
    own = [each for each in standing if each.signer_id == person.id]
    alone = any(each.kind == "processing" for each in own)
    for consent in own:
        withdrawing.withdraw(session, person, consent.id, "chat", now, tell=alone)
    known = db.erasures.open_of(session, person.id)
    if known is not None and known.cause == "withdrawn":
        return Deletion("withdrawn", known.due_on)
    wish = known or erasure.open_case(session, person, "wish", now)
    erasure_letters.wished(session, person, wish, now)
    return Deletion("wished", wish.due_on)


def of_child(session: Session, parent: Person, child_id: int) -> Person | None:
    """The parent's own child, or None."""
    return db.my_data.child_of(session, parent.id, child_id)


def collect(session: Session, person_id: int, reader_id: int, at: str) -> dict[str, Any]:
    """Everything that is kept of a person, as plain values, to be worded by a report; `at` is the moment (ISO).

    The reader is the person, or the parent, who gets what parents may read; anybody else gets a KeyError, which no
    button leads to. `reader_id` 0 is the operator of the installation, on paper for the person.
    """
    person = session.get_one(Person, person_id)
    for_parent = reader_id not in (person_id, 0)
    if for_parent and db.my_data.child_of(session, reader_id, person_id) is None:
        raise KeyError("not the reader's own child")
    organisation = db.organisations.by_id(session, person.organisation_id)
    zone = ZoneInfo(organisation.zone)
    reader = session.get_one(Person, reader_id or person_id)
    return {
        "tone": reader.tone,
        "made": datetime.fromisoformat(at).astimezone(zone),
        "organisation": organisation.name,
        "contact": organisation.settings.get("operator_contact", ""),
        "person": _person(session, person, zone) | _booked(session, person, reader_id),
        "family": _family(session, person),
        "consents": _consents(session, person, zone),
        "answers": _answers(session, person, zone, FOR_PARENTS if for_parent else None),
        "took_part": [] if for_parent else _took_part(session, person),
        "pairs": _pairs(session, person),
        "readers": readers(session, person),
        "opened": [
            {"at": row.at.astimezone(zone), "roles": row.role.split(","), "action": row.action}
            for row in db.audit.about(session, f"person:{person.code}")
        ],
    }


def _person(session: Session, person: Person, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.name,
        "group": person.group_name,
        "born": person.born,
        "language": person.language,
        "state": person.state,
        "since": person.joined_at.astimezone(zone).date() if person.joined_at else None,
        "roles": [
            (each.role, each.since.astimezone(zone).date(), each.until.astimezone(zone).date() if each.until else None)
            for each in db.my_data.roles_of(session, person.id)
        ],
        "accounts": [(account.channel, account.address) for account in db.accounts.of_person(session, person.id)],
    }


def _booked(session: Session, person: Person, reader_id: int) -> dict[str, str]:
    """On paper a person has their name, also where chats know them by a code."""
    booked = db.name_book.entry(session, person.id) if reader_id == 0 else None
    return {"name": booked.name} if booked and booked.name else {}


def _family(session: Session, person: Person) -> list[dict[str, Any]]:
    """Whose child and whose parent; a number only to whom it belongs."""
    as_parent = [
        {"relation": each.relation, "name": session.get_one(Person, each.child_id).name, "child": True,
         "phone": each.shared_phone or each.phone}
        for each in db.guardians.of_parent(session, person.id)
    ]  # fmt: skip
    as_child = [
        {"relation": each.relation, "name": shown(session.get_one(Person, each.parent_id).name), "child": False,
         "phone": None}
        for each in db.guardians.of_child(session, person.id) if each.parent_id is not None
    ]  # fmt: skip
    return [*as_parent, *as_child]


def _consents(session: Session, person: Person, zone: ZoneInfo) -> list[dict[str, Any]]:
    rows = db.consents.concerning(session, person.id)
    return [
        {
            "number": f"{row.signed_at:%Y}-{row.id}",
            "kind": row.kind,
            "own": row.signer_id == person.id,
            "signed": row.signed_at.astimezone(zone),
            "withdrawn": row.withdrawn_at.astimezone(zone) if row.withdrawn_at else None,
            "text": db.consents.text(session, row.digest).text if row.signer_id == person.id else "",
        }
        for row in rows
    ]


def _answers(session: Session, person: Person, zone: ZoneInfo, seen_by: Collection[str] | None) -> list[dict[str, Any]]:
    found = []
    for run in db.my_data.runs_of(session, person.id):
        form = forms.form_of(session, run)
        given = [(question, answer) for question, answer in _given(session, run, form)
                 if seen_by is None or question.seen_by in seen_by]  # fmt: skip
        if given:
            moment = run.finished_at or run.opened_at
            found.append({"title": form.title, "day": moment.astimezone(zone).date(), "state": run.state,
                          "given": given})  # fmt: skip
    return found


def _took_part(session: Session, person: Person) -> list[dict[str, Any]]:
    """The anonymous questionnaires that the person answered, and when; what, nobody can tell."""
    return [
        {"title": forms.of_version(version).title, "day": day}
        for version, day in db.ballots.of_person(session, person.id)
    ]


def _given(session: Session, run: Run, form: Form) -> list[tuple[Question, Answer]]:
    answers = answers_of(session, run.id)
    return [(each, answers[each.name]) for each in form.questions if each.name in answers]


def _pairs(session: Session, person: Person) -> list[dict[str, Any]]:
    """The person's pairs: the other side as chats show it, and the days of meetings."""
    pairs = db.pairs.mine(session, person.id, "proposed", "active", "ended")
    people = db.pairs.people_of(session, [pair.id for pair in pairs])
    meetings = db.my_data.meetings_of(session, [pair.id for pair in pairs])
    return [
        {
            "number": pair.number,
            "state": pair.state,
            "since": pair.started_on,
            "with": [shown(other.name) for _, other in people[pair.id] if other.id != person.id],
            "meetings": [(each.held_on, each.minutes) for each in meetings
                         if each.pair_id == pair.id and each.state == "held"],
        }
        for pair in pairs
    ]  # fmt: skip
