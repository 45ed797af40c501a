"""A person's roles and accounts as others may change them: given and taken roles, a new account, signing out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import db.accounts
import db.organisations
import db.pairs
import db.people
import db.runs
from db.accounts import Account
from db.invitations import Invitation
from db.organisations import Organisation, Scope
from db.people import Grant, Person
from db.runs import Run
from domain import rights
from domain.profiles import BOUND, FORMS
from programme import audit, invitations, pairs, runs
from programme.leaving import lose_office, may_change
from programme.presence import Visitor

FOR_CHILDREN = ("mentee", "mentor")
"""What a minor can be."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What somebody holds in the visitor's organisation, and what the visitor could give them or take from them."""

    person: Person
    held: tuple[Grant, ...]
    takeable: tuple[Grant, ...]
    givable: tuple[str, ...]
    groups: tuple[str, ...]
    """Classes of the organisation, for whoever becomes a class teacher."""
    places: tuple[Organisation, ...]
    """Where a role may be given; the person's own organisation first."""


def roles(session: Session, by: Visitor, person_id: int) -> Roles | None:
    """The roles of somebody of the visitor's; None for oneself and for strangers. Raises `Denied`."""
    scope = by.scope_for("people.invite")
    person = db.people.one(session, scope, person_id) or db.people.guest(session, scope, person_id)
    if person is None or person.id == by.person.id or person.state == "left":
        return None
    here = db.people.held_within(session, scope, person.id)
    may = rights.may_grant(by.roles)
    fit = may if person.tone == "adult" else tuple(role for role in may if role in FOR_CHILDREN)
    inside = db.organisations.inside(session, Scope(scope.path))
    places = sorted(inside, key=lambda each: each.id != person.organisation_id)
    owned = {grant.role for grant in here if grant.role not in BOUND} if len(places) == 1 else set()
    return Roles(
        person,
        tuple(here),
        tuple(grant for grant in here if grant.role in may),
        tuple(role for role in fit if role not in owned and role != "parent"),
        tuple(db.people.groups(session, scope)),
        tuple(places),
    )


def give(
    session: Session,
    by: Visitor,
    person_id: int,
    role: str,
    bound: str | None,
    now: datetime,
    place: int | None = None,
) -> Roles | None:
    """A role more, at once, in an organisation of the visitor's (`place`; the person's own if none is named); a form
    curator's own form binds it too. None when it is not the visitor's to give.
    """
    facts = roles(session, by, person_id)
    if facts is None or role not in facts.givable or (role in BOUND and not bound):
        return None
    kind = BOUND.get(role)
    if (kind == "group" and bound not in facts.groups) or (kind == "form" and bound not in FORMS):
        return None
    group, form = (bound, None) if kind == "group" else (None, bound or by.scope_for("people.invite").form)
    there = next((each for each in facts.places if place in (None, each.id)), None)
    if there is None:
        return None
    wanted = (role, there.id, group, form)
    if any((each.role, each.organisation_id, each.group_name, each.form) == wanted for each in facts.held):
        return facts
    session.add(
        Grant(
            person_id=person_id, role=role, organisation_id=there.id, since=now, granted_by=by.person.id,
            group_name=group, form=form,
        )
    )  # fmt: skip
    audit.record(session, by, "role.given", f"person:{facts.person.code}", now, purpose=role)
    session.flush()
    return roles(session, by, person_id)


def take(session: Session, by: Visitor, person_id: int, grant_id: int, now: datetime) -> Roles | None:
    """A role less, from this moment on: what was begun by it ends. None when there is none (any more) to take."""
    facts = roles(session, by, person_id)
    grant = next((each for each in facts.takeable if each.id == grant_id), None) if facts else None
    if facts is None or grant is None:
        return None
    grant.until = now
    session.flush()
    if grant.role in ("mentor", "mentee"):
        for pair in db.pairs.mine(session, person_id, "draft", "proposed", "active"):
            if db.pairs.of_member(session, person_id, pair.id, grant.role, change=True):
                _end(session, by, pair, now)
    elif grant.role in rights.STAFF:
        lose_office(session, facts.person, now)
    audit.record(session, by, "role.taken", f"person:{facts.person.code}", now, purpose=grant.role)
    session.flush()
    return roles(session, by, person_id)


def new_account(session: Session, by: Visitor, person_id: int, now: datetime) -> tuple[Invitation, str] | None:
    """A link by which somebody who is in comes with another account; when it is used, the old one is closed.

    None for others. Raises `Denied`.
    """
    person = may_change(session, by, person_id, "people.invite")
    held = db.people.roles(session, person_id)
    if person is None or person.state not in ("joining", "active") or not held:
        return None
    audit.record(session, by, "account.relink_offered", f"person:{person.code}", now)
    return invitations.again(session, person, held[0], by, now)


def sign_out(session: Session, by: Visitor, person_id: int, now: datetime) -> list[Account] | None:
    """Closes every account of somebody: a lost or stolen phone opens nothing any more. They come in by a new link.

    Returns the accounts that were closed; None for somebody who is not the visitor's. Raises `Denied`.
    """
    person = by.person if person_id == by.person.id else may_change(session, by, person_id, "people.invite")
    if person is None:
        return None
    closed = close_accounts(session, person, now)
    audit.record(session, by, "account.closed", f"person:{person.code}", now, purpose="everywhere")
    return closed


def close_accounts(session: Session, person: Person, now: datetime, but: str | None = None) -> list[Account]:
    """Takes a person's accounts away, all but one address; on a shared phone somebody else is at it then."""
    closed = [each for each in db.accounts.of_person(session, person.id) if each.address != but]
    for account in closed:
        session.delete(account)
        session.flush()
        if account.current and (rest := db.accounts.sharing(session, account.channel, account.address)):
            rest[0][0].current = True
    session.flush()
    return closed


def _end(session: Session, by: Visitor, pair: db.pairs.Pair, now: datetime) -> None:
    if pair.state == "active":
        pairs.end(session, by.scope_for("pairs.form"), pair.id, pair.revision, now)
    else:
        pairs.cancel(session, pair, now)


def actions(session: Session, by: Visitor, person_id: int) -> tuple[Person, list[str]] | None:
    """What this visitor may do with somebody's profile; None for somebody who is not theirs. Raises `Denied`."""
    scope = by.scope_for("people.invite")
    person = db.people.one(session, scope, person_id) or db.people.guest(session, scope, person_id)
    if person is None or person.emptied:
        return None
    found = []
    mine = may_change(session, by, person_id, "people.invite") is not None
    change = by.may("people.change") and db.people.one(session, by.scope_for("people.change"), person_id) is not None
    if person.state == "left":
        return person, ["back", "erase"] if change else []
    if change:
        found.append("correct")
    if (facts := roles(session, by, person_id)) is not None and (facts.takeable or facts.givable):
        found.append("roles")
    if mine and person.state in ("joining", "active"):
        found += ["account", "sign_out"]
    if mine and change:
        found += ["doubles", "leave", "erase"]
    return person, found


def begin_correction(session: Session, by: Visitor, person_id: int, form: str, now: datetime) -> Run | None:
    """The questionnaire by which something about somebody is put right; an unfinished earlier one is dropped."""
    person = db.people.one(session, by.scope_for("people.change"), person_id)
    if person is None or person.state == "left":
        return None
    for run in db.runs.open_of(session, by.person.id):
        if run.form_name == form:
            runs.interrupt(session, run, now)
    return runs.open_run(session, by.person, form, now=now, about_id=person.id)
