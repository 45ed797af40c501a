"""Answers on paper: a curator enters what somebody wrote, and from the last press on they are that person's own.

Until then they are the curator's own run about the person, so that no answer of the person's is touched by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

import db.own_forms
import db.paper_entry
import db.people
import db.runs
from db.people import Person
from db.runs import FormVersion, Run
from domain import campaigns
from domain.forms import Form
from domain.names import search_key
from programme import audit, find, forms, presence, runs, wishes
from programme.completion import COMPLETIONS
from programme.endings import Ending
from programme.presence import Visitor
from programme.standing import answers_of

RIGHT = "questionnaires.paper"
PAGE = 8
"""People on a page."""
FOUND = 16
"""People shown of those whom words name: whoever wants fewer types more."""
ROLES = ("mentee", "mentor", "parent")
"""Whose answers to a form for anybody may come on paper."""

Word = Literal["gone", "anonymous", "no_consent", "not_asked", "several", "answered", "begun"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing is entered, and about whom; `begun` is asked about and may be overcome, `answers` were given."""

    why: Word
    person: Person | None = None
    answers: int = 0
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Writers:
    """Whose sheets of a questionnaire may come: those whose answers are not there yet; `answered` are the others."""

    version: FormVersion
    form: Form
    people: Sequence[Person]
    answered: int

    @property
    def groups(self) -> list[str]:
        """The classes of those who have not answered."""
        return sorted({person.group_name for person in self.people if person.group_name})


def printable(form: Form) -> bool:
    """Whether a form is asked of people for its answers; the others are dialogs, which a sheet cannot lead."""
    return COMPLETIONS.get(form.name) in (None, wishes.met, wishes.polled)


def enterable(form: Form) -> bool:
    """Whether answers to a form may be entered from paper. Anonymous ones never: whoever enters a sheet has seen whose
    it is.
    """
    return printable(form) and form.mode != "anonymous" and form.role in (*campaigns.ASKED_OF, "any")


def one(session: Session, by: Visitor, version_id: int) -> FormVersion | None:
    """A version that has a sheet and that the visitor's school may use. Raises `Denied`."""
    by.scope_for(RIGHT)
    version = db.own_forms.usable(session, by.organisation.id, version_id)
    return version if version is not None and printable(forms.of_version(version)) else None


def writers(session: Session, by: Visitor, version_id: int) -> Writers | None:
    """Who may have filled in this version of a questionnaire; None when there is nothing to enter. Raises `Denied`."""
    scope, version = by.scope_for(RIGHT), one(session, by, version_id)
    form = forms.of_version(version) if version is not None else None
    if version is None or form is None or not enterable(form):
        return None
    stood = db.paper_entry.stood(session, scope, form.name)
    people = db.paper_entry.people(session, scope, _roles(form))
    owe = [each for each in people if "open" in stood.get(each.id, ()) or (_alone(form) and each.id not in stood)]
    answered = sum("done" in stood.get(each.id, ()) and each not in owe for each in people)
    return Writers(version, form, owe, answered)


def searched(session: Session, by: Visitor, found: Writers, words: str) -> list[Person]:
    """Whom of them some words name: a surname, a class, a code; nearly, when nobody is called so. Raises `Denied`."""
    wanted = search_key(words).split()
    exact = [each for each in found.people if all(word in f"{each.search_key} {each.code}".lower() for word in wanted)]
    if exact:
        return exact[:FOUND]
    near = {line.person.id for line in find.people(session, by.scope_for(RIGHT), words).lines}
    return [person for person in found.people if person.id in near]


def by_code(session: Session, by: Visitor, beginning: str) -> FormVersion | None:
    """The questionnaire whose code is printed on a sheet. Raises `Denied`."""
    by.scope_for(RIGHT)
    return db.paper_entry.by_code(session, by.organisation.id, beginning)


def begin(
    session: Session, by: Visitor, version_id: int, person_id: int, now: datetime, *, sure: bool = False
) -> Run | Obstacle:
    """The run in which the visitor enters somebody's answers; `sure`: answers begun in the chat may be given up.

    Raises `Denied`.
    """
    person = db.people.one(session, by.scope_for(RIGHT), person_id)
    version = db.own_forms.usable(session, by.organisation.id, version_id)
    form = forms.of_version(version) if version is not None else None
    if person is None or version is None or form is None:
        return Obstacle("gone")
    asked = _asked(session, form, person)
    if isinstance(asked, Obstacle):
        return asked
    if asked is not None and not sure and (given := _answers(session, asked)):
        return Obstacle("begun", person, given)
    known = db.paper_entry.entering(session, by.person.id, person.id, form.name)
    return known or _opened(session, by, person, asked, version, now)


def hand_over(session: Session, run: Run, now: datetime) -> Ending | None:
    """What was entered becomes the person's own run, in the place of one that they were asked to answer.

    Everything is looked at anew: the curator's right, the consent, answers that came in the meantime. If it may not
    be, what was entered is deleted, and the ending says why.
    """
    by = presence.of(session, run.person_id)
    allowed = by is not None and by.may(RIGHT) and run.about_id is not None
    person = db.people.one(session, by.scope_for(RIGHT), run.about_id or 0) if by is not None and allowed else None
    asked = _asked(session, forms.form_of(session, run), person) if person is not None else Obstacle("gone")
    if isinstance(asked, Obstacle) or by is None or person is None:
        runs.interrupt(session, run, now)
        why = asked.why if isinstance(asked, Obstacle) else "gone"
        return Ending(f"paper_entry.late_{why}", _who(person))
    run.person_id, run.about_id, run.typed_by = person.id, None, by.person.id
    if asked is not None:
        _replace(session, asked, run, now)
    audit.record(session, by, RIGHT, f"person:{person.code}", now, purpose=run.form_name)
    return None


def entered(session: Session, run: Run) -> Ending:
    """The last screen of the curator, whatever finishing causes for the person."""
    person = session.get_one(Person, run.person_id)
    version = db.runs.version(session, run.form_version)
    assert version, "a run's form is never deleted"
    title = {"label": dict(forms.of_version(version).title)}
    return Ending("paper_entry.entered", {**_who(person), "title": title}, "paper_entry", version.id)


def _who(person: Person | None) -> dict[str, Any]:
    return {"who": {"name": person.name} if person is not None else "—"}


def _roles(form: Form) -> tuple[str, ...]:
    return campaigns.ASKED_OF.get(form.role, ROLES)


def _alone(form: Form) -> bool:
    """Whether a form makes sense unasked: it is about no pair, no child, no meeting and no month."""
    about_others = form.name in campaigns.PER_PAIR or campaigns.about_children(form)
    return form.name not in COMPLETIONS and not about_others


def _asked(session: Session, form: Form, person: Person) -> Run | Obstacle | None:
    """The run in whose place the sheet comes; None when the person was not asked in the chat; or what stands in the
    way.
    """
    if not enterable(form):
        return Obstacle("anonymous" if form.mode == "anonymous" else "not_asked", person)
    if person.state != "active":
        return Obstacle("no_consent", person)
    if not set(_roles(form)) & set(db.people.roles(session, person.id)):
        return Obstacle("not_asked", person)
    waiting = db.paper_entry.open_runs(session, person.id, form.name)
    if waiting:
        return waiting[0] if len(waiting) == 1 else Obstacle("several", person)
    done = db.runs.latest_done(session, person.id, form.name)
    if done is not None:
        return Obstacle("answered", person, answered_at=done.finished_at)
    return None if _alone(form) else Obstacle("not_asked", person)


def _answers(session: Session, run: Run) -> int:
    """How many questions were answered, those that were skipped left out."""
    return sum(not given.skipped for given in answers_of(session, run.id).values())


def _opened(
    session: Session, by: Visitor, person: Person, asked: Run | None, version: FormVersion, now: datetime
) -> Run:
    """The curator's run; the version is that of the sheet."""
    run = runs.open_run(session, by.person, version.name, now=now, about_id=person.id, version=version)
    run.channel, run.organisation_id = "paper", person.organisation_id
    session.flush()
    return run


def _replace(session: Session, asked: Run, run: Run, now: datetime) -> None:
    """What was asked is answered by the run from paper; the person's own one ends, its first answers stay in it."""
    kept = ("pair_id", "meeting_id", "poll_id", "campaign_id", "about_id", "once_key")
    values = {name: getattr(asked, name) for name in kept}
    for name in kept:
        setattr(asked, name, None)
    runs.interrupt(session, asked, now)
    session.flush()
    for name, value in values.items():
        setattr(run, name, value)
    session.flush()
