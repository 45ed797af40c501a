"""Invitations as those see them who make them: the dialog, the list, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import db.applications
import db.invitations
import db.organisations
import db.people
import db.runs
from db.guardians import Guardian
from db.invitations import Invitation, Standing
from db.organisations import Organisation
from db.people import Person
from db.runs import Run
from domain import rights
from programme import runs, vouching
from programme.offers import INVITE
from programme.presence import Visitor

PAGE = 8
"""Invitations on one page."""
STANDINGS: tuple[Standing, ...] = ("open", "over", "used", "revoked")


@dataclass(frozen=True, slots=True)
class Shown:
    """One invitation: who it is for (a parent's is for a `child`), who made it, how it stands."""

    invitation: Invitation
    standing: Standing
    person: Person | None
    child: Person | None
    inviter: Person | None
    awaits_word: bool
    revocable: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the invitations that stand so, and how many stand otherwise."""

    lines: Sequence[Shown]
    standing: Standing
    page: int
    pages: int
    numbers: dict[Standing, int]


@dataclass(frozen=True, slots=True)
class Hub:
    """What the screen of invitations counts: open ones, people who wait for a word, applications that posters brought.

    `schools` are what is below a municipality: there one chooses before one invites.
    """

    open: int
    awaited: int
    applications: int
    schools: Sequence[Organisation]


def hub(session: Session, by: Visitor, now: datetime) -> Hub:
    """The numbers of the first screen."""
    scope, roles = by.scope_for("people.invite"), rights.may_grant(by.roles)
    _, open_ones = db.invitations.listed(session, scope, roles, "open", now, 0, 0)
    judges = by.may("applications.judge")
    waiting = db.applications.waiting(session, by.scope_for("applications.judge")) if judges else []
    below = db.organisations.inside(session, scope) if "director" in roles else []
    schools = [each for each in below if each.id != by.organisation.id]
    return Hub(open_ones, len(vouching.awaited(session, by)), len(waiting), schools)


def begin(session: Session, by: Visitor, organisation_id: int, now: datetime) -> Run | None:
    """The dialog that invites somebody into an organisation of the visitor's, taken up where it was left.

    None for an organisation that is none of theirs.
    """
    if not any(each.id == organisation_id for each in db.organisations.inside(session, by.scope_for("people.invite"))):
        return None
    for run in db.runs.open_of(session, by.person.id):
        if run.form_name == INVITE and run.organisation_id == organisation_id:
            return run
    run = runs.open_run(session, by.person, INVITE, now=now)
    run.organisation_id = organisation_id
    return run


def listed(session: Session, by: Visitor, standing: Standing, page: int, now: datetime) -> Listing:
    """A page of the invitations into the roles that the visitor may invite into; beyond the last it is the last."""
    scope, roles = by.scope_for("people.invite"), rights.may_grant(by.roles)
    numbers = {each: db.invitations.listed(session, scope, roles, each, now, 0, 0)[1] for each in STANDINGS}
    pages = max(1, -(-numbers[standing] // PAGE))
    number = min(max(page, 0), pages - 1)
    rows, _ = db.invitations.listed(session, scope, roles, standing, now, number * PAGE, PAGE)
    return Listing([_shown(session, each, now) for each in rows], standing, number, pages, numbers)


def one(session: Session, by: Visitor, invitation_id: int, now: datetime) -> Shown | None:
    """One invitation, or None: one of another school, or into a role that is not the visitor's to give, is a miss."""
    roles = rights.may_grant(by.roles)
    found = db.invitations.one(session, by.scope_for("people.invite"), roles, invitation_id)
    return _shown(session, found, now) if found else None


def awaited(session: Session, by: Visitor, now: datetime) -> list[Shown]:
    """Who waits for a word of this visitor's."""
    return [_shown(session, each, now) for each in vouching.awaited(session, by)]


def _shown(session: Session, invitation: Invitation, now: datetime) -> Shown:
    guardian = session.get(Guardian, invitation.guardian_id) if invitation.guardian_id else None
    standing = invitation.standing(now)
    person_id = invitation.person_id or (guardian.parent_id if guardian else None)
    person = session.get(Person, person_id) if person_id else None
    return Shown(
        invitation=invitation,
        standing=standing,
        person=person,
        child=session.get(Person, guardian.child_id) if guardian else None,
        inviter=session.get(Person, invitation.created_by) if invitation.created_by else None,
        awaits_word=invitation.asks_word and standing == "used" and invitation.vouched_at is None,
        revocable=standing in ("open", "over"),
    )
