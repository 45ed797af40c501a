"""What a school's list would change if it were written down; the same list twice changes nothing.

People are known again by the school's own key, else by name and class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

import db.guardians
import db.people
from db.guardians import Guardian
from db.organisations import Organisation
from db.people import Person
from domain.answers import folded
from domain.find import one_edit
from domain.importing import Fault, Line, Listed
from domain.names import search_key

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
        same = self.by_name.get(search_key(line.name, group_of(line)), [])
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
        if group_of(line) and group_of(line) != person.group_name:
            yield "group"
        if line.born and line.born != person.born:
            yield "born"
        bound = line.group if line.role == "class_teacher" else None
        held = {(grant.role, grant.group_name) for grant in self.grants.get(person.id, ())}
        if (role_of(line), bound) not in held:
            yield "role"
        expected = [each for each in self.guardians.get(person.id, ()) if each.refused_at is None]
        if line.parent_phone and line.parent_phone not in {each.phone for each in expected}:
            yield "parent_phone"
        if line.parent_name and line.parent_name not in {each.name for each in expected}:
            yield "parent_name"


def role_of(line: Line) -> str:
    """The role that a row gives; a young mentor is a mentor."""
    return line.role.removeprefix("young_")


def group_of(line: Line) -> str | None:
    """The class that somebody is in; a class teacher's bounds the role instead."""
    return None if line.role == "class_teacher" else line.group


def _one_letter(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names are the same but for a letter of one word; a patronymic may be missing."""
    pairs = list(zip(words, others, strict=False))
    return len(pairs) >= 2 and all(left == right or one_edit(left, right) for left, right in pairs)


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
