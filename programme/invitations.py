"""Invitations: single-use links into a role. The token is shown once; only its hash is kept."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

import db.guardians
import db.invitations
import db.name_book
import db.organisations
import db.people
import db.runs
from db import unguessable
from db.guardians import Guardian
from db.invitations import Invitation
from db.organisations import Organisation
from db.people import Grant, Person
from db.runs import Run
from domain import answers, rights
from domain.answers import Answer
from domain.consents import grade, stage
from programme import audit, presence
from programme.endings import Ending
from programme.people import rename
from programme.presence import Visitor

STAFF, FAMILIES = timedelta(hours=48), timedelta(days=30)
"""Life of an invitation (security § 4.1): whoever may see other people's data, and everybody else."""
FORMS = {
    "young_mentor": "pupil_pupil", "student": "student_pupil", "teacher": "teacher_teacher",
    "employer": "employer_pupil", "employer_student": "employer_student",
}  # fmt: skip
"""The form of mentoring that follows from who a mentor is; a graduate takes part in any."""
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
    form: str | None = None,
) -> tuple[Invitation, str]:
    """A person who may come in, their invitation and its token, which is shown once; `by` is the id of the inviter.

    `name` is kept surname first and may be empty; `guardian_phone` is E.164. `group` is a pupil's class or the one of
    a class teacher; `form` is the form of mentoring. Raises `InvitationRefused`.
    """
    if role == "parent":
        raise InvitationRefused("A parent is invited for a child: invite the mentee, their screen gives the link.")
    if role not in rights.ROLES:
        raise InvitationRefused(f"{role!r} is no role: {', '.join(rights.ROLES)}.")
    bound, group = (group, None) if role == "class_teacher" else (None, group)
    tone = "child" if role == "mentee" or grade(group) or (role, form) == ("mentor", FORMS["young_mentor"]) else "adult"
    born_stage = stage(born, group, tone, now.date())
    person = Person(
        organisation_id=organisation.id,
        name="",
        search_key="",
        group_name=group,
        tone="adult" if born_stage == "adult" else "child",
        created_at=now,
    )
    session.add(person)
    session.flush()
    rename(session, person, name)
    person.born = born
    session.add(
        Grant(
            person_id=person.id,
            role=role,
            organisation_id=organisation.id,
            since=now,
            granted_by=by,
            group_name=bound,
            form=form,
        )
    )
    if born_stage != "adult":
        guardian = Guardian(child_id=person.id)
        session.add(guardian)
        session.flush()
        guardian.phone = guardian_phone
    life = STAFF if role in rights.STAFF else FAMILIES
    return _issue(session, organisation.id, role, life, now, by, person_id=person.id)


def invite_parent(session: Session, child: Person, now: datetime, by: int | None = None) -> tuple[Invitation, str]:
    """A link for an adult of this child. Earlier ones may be on their way: they stay good until one of them is used."""
    known = db.guardians.of_child(session, child.id)
    guardian = next((each for each in known if each.parent_id is None and each.refused_at is None), None)
    if guardian is None:
        guardian = Guardian(child_id=child.id)
        session.add(guardian)
        session.flush()
        guardian.phone = known[0].phone if known else None
    for old in db.invitations.unused_of_guardian(session, guardian.id)[LINKS_AT_ONCE - 1 :]:
        old.revoked_at = now
    return _issue(session, child.organisation_id, "parent", FAMILIES, now, by, guardian_id=guardian.id)


def again(session: Session, person: Person, role: str, by: Visitor, now: datetime) -> tuple[Invitation, str]:
    """A link for somebody who is known already: who comes back, or has another account. Earlier ones are dead."""
    for old in db.invitations.unused_of(session, person.id):
        if old.person_id == person.id:
            old.revoked_at = now
    life = STAFF if role in rights.STAFF else FAMILIES
    return _issue(session, person.organisation_id, role, life, now, by.person.id, person_id=person.id)


def renew(session: Session, by: Visitor, invitation_id: int, now: datetime) -> tuple[Invitation, str] | None:
    """A new token for an invitation that nobody has used, good for its full life: the old link and code are dead.

    One that was taken back opens again, as long as its person has not come in otherwise.
    """
    invitation = _own(session, by, invitation_id)
    if invitation is None or (invitation.revoked_at is not None and not _is_awaited(session, invitation)):
        return None
    token = unguessable.token()
    invitation.token_hash, invitation.code_digest = hashed(token), None
    invitation.revoked_at, invitation.tries = None, 0
    invitation.expires_at = now + (STAFF if invitation.role in rights.STAFF else FAMILIES)
    audit.record(session, by, "invitation.renewed", f"invitation:{invitation.id}", now)
    return invitation, token


def revoke(session: Session, by: Visitor, invitation_id: int, now: datetime) -> bool:
    """Closes an unused invitation; False when there is no such one of this visitor's."""
    invitation = _own(session, by, invitation_id)
    if invitation is None or invitation.revoked_at is not None:
        return False
    invitation.revoked_at = now
    audit.record(session, by, "invitation.revoked", f"invitation:{invitation.id}", now)
    return True


def invited(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `invite_person`: the invitation is made; its link is shown when it is asked for.

    The answers are about somebody who has not agreed to anything yet: no second copy of them stays. Whoever may not
    invite into the role, whatever they answered, invites nobody.
    """
    value = {name: answer.value for name, answer in given.items()}
    for row in db.runs.answers(session, run.id):
        session.delete(row)
    by = presence.of(session, run.person_id)
    role = value["role"].removeprefix("young_")
    organisation = db.organisations.by_id(session, run.organisation_id)
    if by is None or role not in rights.may_grant(by.roles) or not organisation.path.startswith(by.organisation.path):
        return Ending("invitations.not_yours")
    letter = value.get("letter", "")
    group = f"{value['grade']}{letter if letter != 'none' else ''}" if value.get("grade") else None
    born = date.fromisoformat(value["born"]) if value.get("born") else None
    phone = answers.phone(value["parent_phone"]) if value.get("parent_phone") else None
    form = by.scope_for("people.invite").form or _form(value)
    name = value.get("name", "")  # not asked where chats know people by codes
    invitation, _ = invite(session, organisation, role, name, now, run.person_id, group, born, phone, form)
    audit.record(session, by, "invitation.made", f"invitation:{invitation.id}", now, purpose=role)
    values: dict[str, Any] = {"number": invitation.id}
    if db.name_book.in_codes(session):
        values["code"] = session.get_one(Person, invitation.person_id).code
    key = "invitations.made_in_codes" if "code" in values else "invitations.made"
    return Ending(key, values, "invitation", invitation.id)


def _form(value: Mapping[str, str]) -> str | None:
    """The form of mentoring that somebody is invited into, where it follows from who they are."""
    kind = value["role"] if value["role"] == "young_mentor" else value.get("kind", "")
    if kind == "employer" and value.get("helps") == "students":
        kind = "employer_student"
    return value.get("form") or FORMS.get(kind)


def _own(session: Session, by: Visitor, invitation_id: int) -> Invitation | None:
    """An unused invitation into a role that the visitor may invite into."""
    roles = rights.may_grant(by.roles)
    invitation = db.invitations.one(session, by.scope_for("people.invite"), roles, invitation_id)
    return invitation if invitation is not None and invitation.used_at is None else None


def _is_awaited(session: Session, invitation: Invitation) -> bool:
    """Whether the person of an invitation still has to come in."""
    person = session.get(Person, invitation.person_id) if invitation.person_id else None
    return person is not None and person.state == "invited"


def _issue(
    session: Session, organisation_id: int, role: str, life: timedelta, now: datetime, by: int | None, **whom: int
) -> tuple[Invitation, str]:
    token = unguessable.token()
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
