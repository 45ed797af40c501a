"""Invitations: single-use links into a role. The token is shown once; only its hash is kept."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

import db.invitations
import db.organisations
import db.people
import db.runs
from db.invitations import Invitation
from db.organisations import Organisation, Scope
from db.people import Grant, Guardian, Person
from db.runs import Run
from domain import answers, rights
from domain.answers import Answer
from domain.consents import grade, stage
from programme.endings import Ending
from programme.people import rename

TOKEN_BYTES = 16
"""128 random bits (ASVS 11.5.1): 22 characters of A-Za-z0-9_-, as deep links allow."""
STAFF, FAMILIES = timedelta(hours=48), timedelta(days=30)
"""Life of an invitation (security § 4.1): whoever may see other people's data, and everybody else."""
LINKS_AT_ONCE = 5
"""Unused links that one child may have for an adult; older ones are revoked."""


class InvitationRefused(ValueError):
    """Why somebody cannot be invited, in one line for the operator."""


def invite(
    session: Session,
    organisation: Organisation,
    role: str,
    name: str,
    now: datetime,
    by: int | None = None,
    group: str | None = None,
    born: date | None = None,
    guardian_phone: str | None = None,
) -> tuple[Invitation, str]:
    """A person who may come in, their invitation and its token, which is shown once; `by` is the id of the inviter.

    `name` is kept surname first and may be empty; `guardian_phone` is E.164. Raises `InvitationRefused`.
    """
    if role == "parent":
        raise InvitationRefused("A parent is invited for a child: invite the mentee, their screen gives the link.")
    if role not in rights.ROLES:
        raise InvitationRefused(f"{role!r} is no role: {', '.join(rights.ROLES)}.")
    tone = "child" if role == "mentee" or grade(group) else "adult"
    born_stage = stage(born, group, tone, now.date())
    person = Person(
        organisation_id=organisation.id,
        name="",
        search_key="",
        group_name=group,
        tone="adult" if born_stage == "adult" else "child",
        created_at=now,
    )
    rename(person, name)
    session.add(person)
    session.flush()
    person.born = born
    session.add(Grant(person_id=person.id, role=role, organisation_id=organisation.id, since=now, granted_by=by))
    if born_stage != "adult":
        guardian = Guardian(child_id=person.id)
        session.add(guardian)
        session.flush()
        guardian.phone = guardian_phone
    life = STAFF if role in rights.STAFF else FAMILIES
    return _issue(session, organisation.id, role, life, now, by, person_id=person.id)


def invite_parent(session: Session, child: Person, now: datetime, by: int | None = None) -> tuple[Invitation, str]:
    """A link for an adult of this child. Earlier ones may be on their way: they stay good until one of them is used."""
    known = db.people.guardians(session, child.id)
    guardian = next((each for each in known if each.parent_id is None and each.refused_at is None), None)
    if guardian is None:
        guardian = Guardian(child_id=child.id)
        session.add(guardian)
        session.flush()
        guardian.phone = known[0].phone if known else None
    for old in db.invitations.unused_of_guardian(session, guardian.id)[LINKS_AT_ONCE - 1 :]:
        old.revoked_at = now
    return _issue(session, child.organisation_id, "parent", FAMILIES, now, by, guardian_id=guardian.id)


def renew(session: Session, scope: Scope, invitation_id: int, now: datetime) -> tuple[Invitation, str] | None:
    """A new token for an unused invitation of the scope, good for its full life; the old link is dead."""
    invitation = db.invitations.one(session, scope, invitation_id)
    if invitation is None or invitation.used_at is not None or invitation.revoked_at is not None:
        return None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.token_hash = hashed(token)
    invitation.expires_at = now + (STAFF if invitation.role in rights.STAFF else FAMILIES)
    return invitation, token


def revoke(session: Session, scope: Scope, invitation_id: int, now: datetime) -> bool:
    """Closes an unused invitation of the scope; False when there is no such one."""
    invitation = db.invitations.one(session, scope, invitation_id)
    if invitation is None or invitation.used_at is not None or invitation.revoked_at is not None:
        return False
    invitation.revoked_at = now
    return True


def invited(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `invite_person`: the invitation is made; its link is shown when it is asked for.

    The answers are about somebody who has not agreed to anything yet: no second copy of them stays.
    """
    value = {name: answer.value for name, answer in given.items()}
    letter = value.get("letter", "")
    group = f"{value['grade']}{letter if letter != 'none' else ''}" if value.get("grade") else None
    born = date.fromisoformat(value["born"]) if value.get("born") else None
    organisation = db.organisations.by_id(session, run.organisation_id)
    phone = answers.phone(value["parent_phone"]) if value.get("parent_phone") else None
    for row in db.runs.answers(session, run.id):
        session.delete(row)
    role = value["role"].removeprefix("young_")
    invitation, _ = invite(session, organisation, role, value["name"], now, run.person_id, group, born, phone)
    return Ending("invitations.made", {"number": invitation.id}, "invitation", invitation.id)


def _issue(
    session: Session, organisation_id: int, role: str, life: timedelta, now: datetime, by: int | None, **whom: int
) -> tuple[Invitation, str]:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        token_hash=hashed(token),
        role=role,
        organisation_id=organisation_id,
        created_at=now,
        created_by=by,
        expires_at=now + life,
        **whom,
    )
    session.add(invitation)
    session.flush()
    return invitation, token


def link(bot_name: str, token: str) -> str:
    """The deep link that opens the bot with a token."""
    return f"https://t.me/{bot_name}?start={token}"


def hashed(token: str) -> str:
    """What is kept of a token: enough for 112 bits and more (ASVS 6.5.2)."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
