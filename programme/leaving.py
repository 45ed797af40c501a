"""Leaving the programme and coming back: what ends with somebody, what is left to do, and what waits for them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import db.accounts
import db.guardians
import db.importing
import db.invitations
import db.letters
import db.organisations
import db.pairs
import db.people
import db.runs
from db.invitations import Invitation
from db.pairs import Pair
from db.people import Grant, Person
from domain import rights
from programme import audit, erasure, invitations, letters, pairs, runs
from programme.people import tell_curators
from programme.presence import Visitor

STAFF_FORMS = ("invite_person", "correct_person")
"""Questionnaires that do something with others: nobody finishes one without the role."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody's leaving ends, or has ended: pairs, and people who are without one then; children whose consenting
    adult they are; adults who were here only for them.
    """

    person: Person
    pairs: tuple[Pair, ...]
    alone: tuple[Person, ...]
    children: tuple[Person, ...]
    adults: tuple[Person, ...]


def ahead(session: Session, by: Visitor, person_id: int) -> Leaving | None:
    """What would end; None for somebody whom this visitor cannot let go. Raises `Denied`."""
    person = may_change(session, by, person_id)
    if person is None or person.state == "left":
        return None
    theirs = tuple(db.pairs.mine(session, person.id, "draft", "proposed", "active"))
    alone = [
        other
        for pair, members in _with_members(session, theirs)
        for member, other in members
        if other.id != person.id and (pair.kind == "pair" or _is_mentor(members, person.id))
    ]
    return Leaving(person, theirs, tuple(alone), _children(session, person), _adults(session, person))


def leave(session: Session, by: Visitor, person_id: int, now: datetime) -> Leaving | None:
    """Somebody leaves: pairs, roles, invitations, questionnaires and letters end; what they said stays until its time.

    A second press finds nobody to let go (None). Raises `Denied`.
    """
    going = ahead(session, by, person_id)
    if going is None:
        return None
    person = going.person
    for pair, members in _with_members(session, going.pairs):
        _out_of_pair(session, by, pair, members, person, now)
    for grant in db.people.grants_of(session, [person.id]).get(person.id, ()):
        grant.until = now
    for run in db.runs.open_of(session, person.id):
        runs.interrupt(session, run, now)
    lose_office(session, person, now)
    for invitation in db.invitations.unused_of(session, person.id):
        invitation.revoked_at = now
    person.state, person.left_at = "left", now
    once = f"left:{person.id}:{now.isoformat()}"
    letters.write(session, person.id, "letters.left_programme", kind="consent", once=once, now=now)
    who = {"name": person.name} if person.name else {"text": "find.nameless"}
    tell_curators(session, person.organisation_id, "letters.person_left", once, now, but=by.person.id, who=who)
    audit.record(session, by, "person.left", f"person:{person.code}", now)
    session.flush()
    return going


def come_back(session: Session, by: Visitor, person_id: int, now: datetime) -> tuple[Invitation, str] | None:
    """Somebody who left may come in again, with the roles and the history they had; the link's token is shown once.

    None for anybody else, and where a role is not the visitor's to give. Raises `Denied`.
    """
    person = db.people.one(session, by.scope_for("people.change"), person_id)
    if person is None or person.state != "left" or person.emptied:
        return None
    had = db.people.grants_until(session, person.id, person.left_at) if person.left_at else []
    if not had or not {grant.role for grant in had} <= {*rights.may_grant(by.roles)}:
        return None
    for grant in had:
        session.add(
            Grant(
                person_id=person.id, role=grant.role, organisation_id=grant.organisation_id, since=now,
                granted_by=by.person.id, group_name=grant.group_name, form=grant.form,
            )
        )  # fmt: skip
    person.state, person.left_at = "invited", None
    erasure.came_back(session, person)
    audit.record(session, by, "person.came_back", f"person:{person.code}", now)
    return invitations.again(session, person, had[0].role, by, now)


def lose_office(session: Session, person: Person, now: datetime) -> None:
    """What ends with a role of the staff: invitations they made, lists and letters that wait, dialogs about others."""
    for invitation in db.invitations.unused_by(session, person.id):
        invitation.revoked_at = now
    for run in db.runs.open_of(session, person.id):
        if run.form_name in STAFF_FORMS:
            runs.interrupt(session, run, now)
    db.importing.drop(session, person.id)
    db.letters.silence(session, person.id)
    for account in db.accounts.of_person(session, person.id):
        account.acting_id = None


def may_change(session: Session, by: Visitor, person_id: int, right: str = "people.change") -> Person | None:
    """Somebody else of the visitor's people, all of whose roles are the visitor's to give and to take.

    Raises `Denied`.
    """
    person = db.people.one(session, by.scope_for(right), person_id)
    if person is None or person.id == by.person.id or person.emptied:
        return None
    return person if {*db.people.roles(session, person.id)} <= {*rights.may_grant(by.roles)} else None


def _out_of_pair(
    session: Session, by: Visitor, pair: Pair, members: pairs.People, person: Person, now: datetime
) -> None:
    """A pair ends; a group goes on without one of its mentees."""
    if pair.state == "active" and len(members) > 2 and not _is_mentor(members, person.id):
        mine = next(member for member, one in members if one.id == person.id)
        session.delete(mine)
        pair.kind, pair.revision = "group" if len(members) > 3 else "pair", pair.revision + 1
        audit.record(session, by, "pair.without", f"pair:{pair.id}", now, purpose=person.code)
    elif pair.state == "active":
        pairs.end(session, by.scope_for("pairs.form"), pair.id, pair.revision, now)
    else:
        pairs.cancel(session, pair, now)


def _with_members(session: Session, those: tuple[Pair, ...]) -> list[tuple[Pair, pairs.People]]:
    people = db.pairs.people_of(session, [pair.id for pair in those])
    return [(pair, people[pair.id]) for pair in those]


def _is_mentor(members: pairs.People, person_id: int) -> bool:
    return any(member.role == "mentor" and one.id == person_id for member, one in members)


def _children(session: Session, person: Person) -> tuple[Person, ...]:
    found = [session.get_one(Person, each.child_id) for each in db.guardians.of_parent(session, person.id)]
    return tuple(child for child in found if child.state != "left")


def _adults(session: Session, person: Person) -> tuple[Person, ...]:
    """Parents who are here for this child alone."""
    known = [
        each.parent_id for each in db.guardians.of_child(session, person.id) if each.parent_id and not each.refused_at
    ]
    found = [session.get_one(Person, parent_id) for parent_id in known]
    return tuple(
        parent
        for parent in found
        if parent.state != "left"
        and db.people.roles(session, parent.id) == ("parent",)
        and len(_children(session, parent)) == 1
    )
