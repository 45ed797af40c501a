"""Who is there when a golden conversation begins: made by the same verbs that the bot uses."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

import db.accounts
import db.pairs
import db.people
from db.letters import Letter
from db.organisations import Organisation, scope_of
from db.people import Person
from domain.clearances import KINDS
from domain.names import parse
from programme import (
    clearances,
    consents,
    doors,
    forming,
    forms,
    guardians,
    invitations,
    joining,
    organisations,
    pairs,
    plans,
    runs,
)

CHANNEL = "telegram"
BEFORE = timedelta(days=30)
"""How long ago people joined who are in when the story begins."""
ROLES = ("curator", "class_teacher", "psychologist", "director", "mentor", "mentee", "parent")


OWN_FORMS = Path(__file__).parent / "transcripts"


@dataclass(slots=True)
class Actor:
    """Somebody of the story: the name that its lines use, and the person's phone."""

    name: str
    full: str
    user: Any
    """The emulated person."""
    role: str | None = None
    link: str | None = None
    facts: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The chat."""
        return str(self.user.id)


def given_name(full: str) -> str:
    """The name that the lines of a story use."""
    return parse(full).given


def found_school(session: Session, name: str, now: datetime, code: str = "school") -> Organisation:
    """The school of the story, in Moscow's time."""
    return organisations.add(session, code, name, zone="Europe/Moscow", now=now - BEFORE)


def invite(session: Session, school: Organisation, actor: Actor, now: datetime) -> str:
    """An invitation that nobody has opened; its token. The facts of a pupil: class, birth date, the parent's phone."""
    assert actor.role
    group, born, phone = (*actor.facts, "", "", "")[:3]
    name = "" if actor.full == actor.name else actor.full
    _, token = invitations.invite(
        session, school, actor.role, name, now, None, group or None, _day(born), phone or None
    )
    return token


def join(
    session: Session, school: Organisation, actor: Actor, parent: Actor | None, language: str, now: datetime
) -> None:
    """Brings somebody in with every consent that is needed, some weeks ago; a pupil needs the parent."""
    then = now - BEFORE
    if actor.role == "mentee":
        assert parent, f"{actor.name} needs a parent to have joined"
        actor.facts = [actor.facts[0], "", parent.user.phone]
    person = _accept(session, invite(session, school, actor, then), actor, language, then)
    if parent is not None:
        _let_in(session, person, parent, language, then)
    _agree(session, person, actor, language, then)
    assert person.state == "active", f"{actor.name} is {person.state}"
    if actor.role == "mentor":
        clear(session, person, then)
    session.execute(update(Letter).where(Letter.state == "waiting").values(state="cancelled"))


def clear(session: Session, mentor: Person, now: datetime) -> None:
    """Everything that a mentor needs is on record, for good."""
    for kind in KINDS:
        clearances.record_paper(session, mentor, kind, now.date(), None, "", None, now)


def pair(
    session: Session, school: Organisation, curator: Actor, mentor: Actor, mentees: list[Actor], then: datetime
) -> None:
    """A pair, or a group, that everybody agreed to at that moment."""
    scope = scope_of(school)
    draft = forming.begin(session, person_of(session, curator), then)
    for actor in (mentor, *mentees):
        step = forming.pick(session, scope, draft.pair.id, draft.pair.revision, person_of(session, actor).id, then)
        assert isinstance(step, forming.Draft), step
        draft = step
    proposed = pairs.propose(session, scope, draft.pair.id, draft.pair.revision, then)
    assert not isinstance(proposed, forming.Refused), proposed
    for actor in (mentor, *mentees):
        pairs.accept(session, person_of(session, actor), draft.pair.id, then)
    assert draft.pair.state == "active"
    session.execute(update(Letter).where(Letter.state == "waiting").values(state="cancelled"))


def plan(session: Session, mentor: Actor, moment: datetime, now: datetime) -> None:
    """A meeting that the mentor's pair has agreed on; everybody knows."""
    person = person_of(session, mentor)
    plans.plan(session, db.pairs.mine(session, person.id, "active")[0], moment, person.id, now)
    session.execute(update(Letter).where(Letter.state == "waiting").values(state="cancelled"))


def open_form(session: Session, actor: Actor, form: str, now: datetime) -> None:
    """A questionnaire that waits for somebody: a built-in one, or a school's own, a file beside the transcripts."""
    if form.endswith(".md"):
        own = forms.parse((OWN_FORMS / form).read_bytes(), ".md")
        form = forms.publish(session, own, now).name
    runs.open_run(session, person_of(session, actor), form, now=now)


def person_of(session: Session, actor: Actor) -> Person:
    """The person behind an actor's account."""
    found = db.accounts.behind(session, CHANNEL, actor.address)
    assert found, f"{actor.name} has not joined"
    return found[0]


def _accept(session: Session, token: str, actor: Actor, language: str, now: datetime) -> Person:
    person = doors.accept(session, token, CHANNEL, actor.address, language, now)
    assert isinstance(person, Person), person
    return person


def _let_in(session: Session, child: Person, parent: Actor, language: str, now: datetime) -> None:
    """The parent's way: the child's link, the phone, the relation, the consent."""
    _, token = invitations.invite_parent(session, child, now)
    person = _accept(session, token, parent, language, now)
    guardians.share_phone(session, person, parent.user.phone, parent.full, now)
    here = joining.station(session, person, now)
    assert here.guardian
    guardians.relate(session, person, here.guardian.id, "mother", now)
    _agree(session, person, parent, language, now)


def _agree(session: Session, person: Person, actor: Actor, language: str, now: datetime) -> None:
    here = joining.station(session, person, now)
    text = consents.told(session, here, language).text
    account = f"{CHANNEL}:{actor.address}"
    _, signed = consents.decide(session, person, here.subject.id, "agreed", text, language, account, now)
    assert signed, f"{actor.name} stands at {here.step}"


def _day(text: str) -> Any:
    return datetime.fromisoformat(text).date() if text else None
