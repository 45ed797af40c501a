"""A school's list is kept until the curator's word, and written down in portions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

import db.guardians
import db.importing
import db.organisations
import db.people
from db.guardians import Guardian
from db.importing import Import
from db.organisations import Organisation
from db.people import Grant, Person
from domain.importing import Line, Listed
from programme import audit, invitations
from programme.importing_plan import Entry, Plan, group_of, plan, role_of
from programme.people import rename
from programme.presence import Visitor

KEPT = timedelta(hours=24)
"""How long a list waits for the word to write it down."""
PORTION = 50
"""Rows written in one transaction: a whole school at once would keep everybody else waiting."""


@dataclass(frozen=True, slots=True)
class Written:
    """How far writing a list down has come: people who are new or changed, and rows that are left."""

    new: int
    changed: int
    left: int


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


def _add(session: Session, organisation: Organisation, line: Line, by: int | None, now: datetime) -> None:
    invitation, _ = invitations.invite(
        session, organisation, role_of(line), line.name, now, by=by, group=line.group, born=line.born,
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
    person.group_name = group_of(line) or person.group_name
    if line.born:
        person.born = line.born
    rename(session, person, line.name)
    if "role" in entry.changes:
        bound = line.group if line.role == "class_teacher" else None
        session.add(
            Grant(
                person_id=person.id, role=role_of(line), organisation_id=organisation.id, since=now, granted_by=by,
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


def _packed(line: Line) -> dict[str, Any]:
    return asdict(replace(line, born=None)) | {"born": line.born.isoformat() if line.born else None}


def _unpacked(kept: Mapping[str, Any]) -> Line:
    return Line(**{**kept, "born": date.fromisoformat(kept["born"]) if kept["born"] else None})
