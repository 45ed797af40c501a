"""What a person finds at home: what waits for them, whom they are with, when they meet."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

import db.guardians
import db.meetings
import db.pairs
import db.people
import db.runs
from db.people import Person
from domain import polls
from domain.forms import Labels
from programme import forms


@dataclass(frozen=True, slots=True)
class Waiting:
    """A questionnaire to fill in: the run, its title by language, its minutes, whether it is a poll, the full name of
    whom it is about, if of somebody else, and whether it asks about the first month of a pair.
    """

    run_id: int
    title: Labels
    minutes: int
    poll: bool
    about: str | None = None
    first_month: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """The people on the other side of somebody's pairs (full names), the next meeting and with whom of them it is."""

    names: tuple[str, ...]
    next_meeting: datetime | None
    held: tuple[date, ...] = ()
    met_next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """A parent's child as the parent may see it: the pair, dates of meetings; never answers (security § 3.2)."""

    name: str
    group: str | None
    admitted: bool
    company: Company


@dataclass(frozen=True, slots=True)
class Home:
    """A home screen's facts; what does not belong to the role is empty."""

    waiting: tuple[Waiting, ...]
    company: Company
    children: tuple[Child, ...] = field(default=())
    curators: tuple[str, ...] = field(default=())


def home(session: Session, person: Person, roles: tuple[str, ...], now: datetime) -> Home:
    """What stands on the home screen of a person now."""
    company = _company(session, person.id, now) if {"mentee", "mentor"} & {*roles} else Company((), None)
    children = tuple(_children(session, person.id, now)) if "parent" in roles else ()
    curators = tuple(each.name for each in db.people.curators(session, person.organisation_id) if each.id != person.id)
    return Home(waiting(session, person), company, children, curators)


def waiting(session: Session, person: Person) -> tuple[Waiting, ...]:
    """The questionnaires that a person has to fill in, the one touched last first."""
    open_runs = db.runs.open_of(session, person.id)
    with_forms = [(run, forms.form_of(session, run)) for run in open_runs]
    about = db.runs.told_of(session, person.id) if any(run.about_id is not None for run in open_runs) else {}
    return tuple(
        Waiting(
            run.id,
            form.title,
            form.minutes,
            run.poll_id is not None,
            about.get(run.id),
            polls.of_first_month(run.form_name, run.poll_id),
        )
        for run, form in with_forms
    )


def set_aside(session: Session, person: Person) -> bool:
    """Puts the questionnaires that wait for typed words aside; the answers stay. False when there was none."""
    listening = [run for run in db.runs.open_of(session, person.id) if run.touched_at is not None and not run.paused]
    for run in listening:
        run.paused = True
    return bool(listening)


def _company(session: Session, person_id: int, now: datetime) -> Company:
    pairs = db.pairs.mine(session, person_id, "active")
    names: list[str] = []
    planned: list[tuple[datetime, tuple[str, ...]]] = []
    for pair in pairs:
        members = db.pairs.members(session, pair.id)
        own = next(member.role for member, _ in members if member.person_id == person_id)
        others = tuple(other.name for member, other in members if member.role != own)
        names += others
        meeting = db.meetings.next_planned(session, pair.id, now)
        if meeting is not None and meeting.planned_at is not None:
            planned.append((meeting.planned_at, others))
    held = db.meetings.held_days(session, [pair.id for pair in pairs]) if pairs else {}
    days = tuple(sorted(day for days in held.values() for day in days))
    moment, met = min(planned, default=(None, ()))
    return Company(tuple(names), moment, days, met)


def _children(session: Session, parent_id: int, now: datetime) -> list[Child]:
    """The children whose parent the person is for certain."""
    confirmed = [each for each in db.guardians.of_parent(session, parent_id) if each.confirmed_at is not None]
    found = [session.get_one(Person, each.child_id) for each in confirmed]
    return [
        Child(child.name, child.group_name, child.state == "active", _company(session, child.id, now))
        for child in found
    ]
