"""A school's list: what would change if it were written down, and writing it down; the same list twice changes nothing.

People are known again by the school's own key, else by name and class.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.guardians
import db.importing
import db.organisations
import db.people
from db.guardians import Guardian
from db.importing import Import
from db.organisations import Organisation
from db.people import Grant, Person
from domain import importing
from domain.answers import folded
from domain.find import one_edit
from domain.importing import COLUMNS, ROLES, Cell, Fault, Line, Listed, NoList
from domain.names import search_key
from locales import LANGUAGES, texts_in
from programme import audit, invitations
from programme.people import rename
from programme.presence import Visitor

KEPT = timedelta(hours=24)
"""How long a list waits for the word to write it down."""
PORTION = 50
"""Rows written in one transaction: a whole school at once would keep everybody else waiting."""

Fate = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of a list means here: somebody new, or somebody known with the columns that would change.

    `near` names people who may be the same as somebody new.
    """

    line: Line
    person: Person | None
    changes: tuple[str, ...] = ()
    near: tuple[Person, ...] = ()

    @property
    def fate(self) -> Fate:
        return "new" if self.person is None else "changed" if self.changes else "same"


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a list down would do; `faults` are the rows that stay out."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]

    def count(self, fate: Fate) -> int:
        return sum(entry.fate == fate for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Written:
    """How far writing a list down has come: people who are new or changed, and rows that are left."""

    new: int
    changed: int
    left: int


def read(sheets: Sequence[Sequence[Sequence[Cell]]], today: date) -> Listed:
    """The list of a workbook: the first sheet that has its headings. Raises `NoList`."""
    reason = NoList("importing.no_headings")
    for rows in sheets:
        try:
            return importing.read(rows, _headings(), _roles(), today)
        except NoList as error:
            reason = error if reason.key == "importing.no_headings" else reason
    raise reason


def plan(session: Session, organisation: Organisation, listed: Listed) -> Plan:
    """What would change in the organisation; nothing is written."""
    known = _Known(session, organisation)
    entries, faults = [], list(listed.faults)
    for line in listed.lines:
        found = known.like(line)
        if isinstance(found, Fault):
            faults.append(found)
        elif found is None:
            entries.append(Entry(line, None, near=known.near(line)))
        else:
            known.taken.add(found.id)
            entries.append(Entry(line, found, tuple(known.changes(line, found))))
    return Plan(tuple(entries), tuple(sorted(faults, key=lambda fault: _row(fault.cell))))


def write(session: Session, organisation: Organisation, plan: Plan, by: Visitor | str, now: datetime) -> Plan:
    """Writes a plan down: new people may come in by invitations, which are in the curator's list."""
    inviter = by.person.id if isinstance(by, Visitor) else None
    for entry in plan.entries:
        if entry.person is None:
            _add(session, organisation, entry.line, inviter, now)
        elif entry.changes:
            _change(session, organisation, entry.person, entry, inviter, now)
    session.flush()
    said = f"new {plan.count('new')}, changed {plan.count('changed')}"
    audit.record(session, by, "people.imported", f"organisation:{organisation.id}", now, purpose=said)
    return plan


def keep(session: Session, by: Visitor, listed: Listed, now: datetime) -> tuple[int, Plan]:
    """Keeps a list until the curator's word; an earlier one of theirs is dropped. Its number, and what it would do.

    Raises `Denied`.
    """
    by.scope_for("people.import")
    db.importing.drop(session, by.person.id)
    row = Import(person_id=by.person.id, organisation_id=by.organisation.id, received_at=now)
    session.add(row)
    session.flush()
    row.rows = {"lines": [_packed(line) for line in listed.lines], "new": 0, "changed": 0}
    return row.id, plan(session, by.organisation, listed)


def waits(session: Session, by: Visitor, import_id: int) -> bool:
    """Whether a list of this visitor waits for their word. Raises `Denied`."""
    by.scope_for("people.import")
    row = db.importing.of(session, by.person.id, import_id)
    return row is not None and row.organisation_id == by.organisation.id


def write_kept(session: Session, by: Visitor, import_id: int, now: datetime) -> Written | None:
    """The curator's word: writes some rows of the kept list down, as things are now; None when it waits no more.

    To be asked for again while there are `left`; whatever happens in between, no row is written twice.
    """
    row = db.importing.of(session, by.person.id, import_id) if waits(session, by, import_id) else None
    kept = row.rows if row is not None else None
    if row is None or kept is None:
        return None
    lines = tuple(_unpacked(line) for line in kept["lines"][:PORTION])
    done = write(session, by.organisation, plan(session, by.organisation, Listed(lines, ())), by, now)
    rest = kept["lines"][PORTION:]
    counts = {"new": kept["new"] + done.count("new"), "changed": kept["changed"] + done.count("changed")}
    if rest:
        row.rows = {"lines": rest, **counts}
    else:
        session.delete(row)
    return Written(counts["new"], counts["changed"], len(rest))


def drop_kept(session: Session, by: Visitor) -> None:
    """The curator would rather not."""
    db.importing.drop(session, by.person.id)


def forget(session: Session, now: datetime) -> int:
    """Lists that nobody had written down within a day."""
    return db.importing.drop_before(session, now - KEPT)


def today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()


class _Known:
    """The people of an organisation, looked up once for the whole list."""

    def __init__(self, session: Session, organisation: Organisation) -> None:
        people = db.people.of_organisation(session, organisation.id)
        self.taken: set[int] = set()  # two rows are not one person
        self.by_key = {person.external_key: person for person in people if person.external_key}
        self.by_name: dict[str, list[Person]] = {}
        self.by_group: dict[str, list[Person]] = {}
        for person in people:
            if person.state != "left":
                self.by_name.setdefault(person.search_key, []).append(person)
                self.by_group.setdefault(folded(person.group_name or ""), []).append(person)
        self.grants = db.people.grants_of(session, [person.id for person in people])
        self.guardians: dict[int, list[Guardian]] = {}
        for guardian in db.guardians.of_children(session, [person.id for person in people]):
            self.guardians.setdefault(guardian.child_id, []).append(guardian)

    def like(self, line: Line) -> Person | Fault | None:
        """Whom a row means: a fault when that is not clear, or when they have left."""
        if line.key is not None and (person := self.by_key.get(line.key)) is not None:
            return person if person.state != "left" else Fault(str(line.row), "importing.has_left", {})
        same = self.by_name.get(search_key(line.name, _group(line)), [])
        keyless = [person for person in same if line.key is None or person.external_key is None]
        free = [person for person in keyless if person.id not in self.taken]
        if len(free) > 1:
            return Fault(str(line.row), "importing.several", {"count": len(free)})
        return free[0] if free else None

    def near(self, line: Line) -> tuple[Person, ...]:
        """Who may be the same as somebody new: one letter apart in the class, or the same name in another class."""
        words, name = folded(line.name).split(), search_key(line.name)
        classmates = self.by_group.get(folded(line.group or ""), [])
        slips = [each for each in classmates if _one_letter(words, folded(each.name).split())]
        moved = [
            each
            for people in self.by_name.values()
            for each in people
            if each.search_key.startswith(name) and search_key(each.name) == name and each not in slips
        ]
        return tuple(slips + moved)[:3]

    def changes(self, line: Line, person: Person) -> Iterable[str]:
        if line.name != person.name:
            yield "name"
        if line.key and line.key != person.external_key:
            yield "key"
        if _group(line) and _group(line) != person.group_name:
            yield "group"
        if line.born and line.born != person.born:
            yield "born"
        bound = line.group if line.role == "class_teacher" else None
        held = {(grant.role, grant.group_name) for grant in self.grants.get(person.id, ())}
        if (_role(line), bound) not in held:
            yield "role"
        expected = [each for each in self.guardians.get(person.id, ()) if each.refused_at is None]
        if line.parent_phone and line.parent_phone not in {each.phone for each in expected}:
            yield "parent_phone"
        if line.parent_name and line.parent_name not in {each.name for each in expected}:
            yield "parent_name"


def _add(session: Session, organisation: Organisation, line: Line, by: int | None, now: datetime) -> None:
    invitation, _ = invitations.invite(
        session, organisation, _role(line), line.name, now, by=by, group=line.group, born=line.born,
        guardian_phone=line.parent_phone,
    )  # fmt: skip
    person = session.get_one(Person, invitation.person_id)
    person.external_key = line.key
    for guardian in db.guardians.of_child(session, person.id):
        guardian.name = line.parent_name


def _change(
    session: Session, organisation: Organisation, person: Person, entry: Entry, by: int | None, now: datetime
) -> None:
    line = entry.line
    person.external_key = line.key or person.external_key
    person.group_name = _group(line) or person.group_name
    if line.born:
        person.born = line.born
    rename(session, person, line.name)
    if "role" in entry.changes:
        bound = line.group if line.role == "class_teacher" else None
        session.add(
            Grant(
                person_id=person.id, role=_role(line), organisation_id=organisation.id, since=now, granted_by=by,
                group_name=bound,
            )
        )  # fmt: skip
    if {"parent_phone", "parent_name"} & {*entry.changes}:
        _expect_parent(session, person, line)


def _expect_parent(session: Session, child: Person, line: Line) -> None:
    """The list's parent: whoever is expected already, or one more."""
    open_ones = [
        each for each in db.guardians.of_child(session, child.id) if not each.parent_id and not each.refused_at
    ]
    guardian = open_ones[0] if open_ones else Guardian(child_id=child.id)
    session.add(guardian)
    session.flush()
    guardian.phone = line.parent_phone or guardian.phone
    guardian.name = line.parent_name or guardian.name


def _role(line: Line) -> str:
    return line.role.removeprefix("young_")


def _group(line: Line) -> str | None:
    """The class that somebody is in; a class teacher's bounds the role instead."""
    return None if line.role == "class_teacher" else line.group


def _one_letter(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names are the same but for a letter of one word; a patronymic may be missing."""
    pairs = list(zip(words, others, strict=False))
    return len(pairs) >= 2 and all(left == right or one_edit(left, right) for left, right in pairs)


def _packed(line: Line) -> dict[str, Any]:
    return asdict(replace(line, born=None)) | {"born": line.born.isoformat() if line.born else None}


def _unpacked(kept: Mapping[str, Any]) -> Line:
    return Line(**{**kept, "born": date.fromisoformat(kept["born"]) if kept["born"] else None})


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


@cache
def _headings() -> dict[str, str]:
    """Folded headings of every language, and their other spellings, with the columns they stand for."""
    return _spellings("heading", COLUMNS)


@cache
def _roles() -> dict[str, str]:
    return _spellings("role", ROLES)


def _spellings(kind: str, names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        texts = texts_in(language)
        for name in names:
            spellings = f"{texts(f'importing.{kind}_{name}')}, {texts(f'importing.{kind}_{name}.also')}"
            found |= {folded(one): name for one in spellings.split(",") if one.strip()}
    return found
