"""Coming in: where a person stands, and being admitted when every key is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.organisations
import db.people
from db.consents import Consent
from db.organisations import Organisation
from db.people import Guardian, Person
from db.runs import Run
from domain import rights
from domain.answers import Answer
from domain.consents import AGES, Decision, Stage, stage
from domain.joining import Facts, Guardianship, Step, parent_step, participant_step
from domain.names import addressed
from programme.endings import Ending
from programme.people import rename, tell_curators

FIRST_FORM = {"mentee": "mentee_request", "mentor": "mentor_application"}
"""The questionnaire that somebody is offered once they are in."""


@dataclass(frozen=True, slots=True)
class Station:
    """Where a person stands on the way in, with what its screen tells; `child` and `guardian` are a parent's.

    `awaited` tells a child how far the adult is: `nobody`, `opened` (the link was used), `checked` (the curator looks).
    """

    step: Step
    person: Person
    organisation: Organisation
    role: str
    stage: Stage
    guardian: Guardian | None = None
    child: Person | None = None
    awaited: str = "nobody"

    @property
    def subject(self) -> Person:
        """Whose data the consent is about."""
        return self.child or self.person

    @property
    def first_form(self) -> str | None:
        """What to fill in first: who one is, if the invitation bore no name, then the form of the role."""
        if not self.person.name:
            return "about_me" if self.stage == "adult" else "about_pupil"
        return FIRST_FORM.get(self.role)


def station(session: Session, person: Person, now: datetime) -> Station:
    """Where a person stands now. A parent of several children stands at the first who still needs something."""
    organisation = db.organisations.by_id(session, person.organisation_id)
    roles = db.people.roles(session, person.id)
    role = roles[0] if roles else "mentee"
    if role == "parent":
        return _station_of_parent(session, person, organisation)
    grown = stage_of(person, organisation, now)
    decisions = db.consents.about(session, person.id)
    facts = Facts(person.state, grown, _own(decisions, person.id, grown), _of_parents(decisions, person.id))
    step = participant_step(facts)
    awaited = _awaited(session, person.id) if step == "adult" else "nobody"
    return Station(step, person, organisation, role, grown, awaited=awaited)


def stage_of(person: Person, organisation: Organisation, now: datetime) -> Stage:
    """How grown up a person is today; the organisation may set other ages (`consent_ages`)."""
    ages = organisation.settings.get("consent_ages", AGES)
    return stage(person.born, person.group_name, person.tone, _today(organisation, now), ages)


def advance(session: Session, person: Person, now: datetime) -> Station:
    """Where the person stands after a decision; admitted if every key is there."""
    here = station(session, person, now)
    if here.step == "home" and person.state != "active":
        person.state, person.joined_at = "active", person.joined_at or now
        if person.name:
            announce(session, here, now)
    elif here.step not in ("home", "withdrawn") and here.role != "parent" and person.state == "active":
        person.state = "joining"
    session.flush()
    return here


def announce(session: Session, here: Station, now: datetime) -> None:
    """Tells the curators that somebody has come in."""
    key, once, about = f"letters.joined_{here.role}", f"joined:{here.person.id}", {"who": {"name": here.person.name}}
    if here.role in rights.STAFF:
        key, about = "letters.joined_staff", {**about, "role": {"text": f"start.role_{here.role}"}}
    if here.child is not None and here.child.name:
        key, about = "letters.joined_parent_of", {**about, "child": {"name": here.child.name}}
    tell_curators(session, here.organisation.id, key, once, now, but=here.person.id, **about)


def introduced(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `about_me` and `about_pupil`: a name; of a pupil also the class and perhaps the birth date.

    Knowing the age may ask for one more key: from 14 the own consent.
    """
    value = {name: answer.value for name, answer in given.items()}
    person = session.get_one(Person, run.person_id)
    if value.get("grade"):
        person.group_name = value["grade"] + value.get("letter", "").replace("none", "")
    if value.get("born"):
        person.born = date.fromisoformat(value["born"])
    rename(person, value["name"])
    here = advance(session, person, now)
    if here.step != "home":
        return Ending("joining.one_more", {}, "joining")
    announce(session, here, now)
    return Ending(
        "joining.introduced", {"given": addressed(person.name, person.tone)}, "first_form" if here.first_form else ""
    )


def wording(here: Station) -> dict[str, Any]:
    """What the text of a consent names, as plain values; `settings` are the organisation's words about itself."""
    return {
        "kind": "processing_parent" if here.child is not None else "processing_adult",
        "subject": here.subject.name,
        "representative": here.person.name,
        "relation": here.guardian.relation if here.guardian else None,
        "operator": here.organisation.name,
        "settings": dict(here.organisation.settings),
    }


def _station_of_parent(session: Session, person: Person, organisation: Organisation) -> Station:
    stations = []
    for guardian in db.people.children(session, person.id):
        latest = db.consents.latest(session, guardian.child_id, person.id, "processing")
        step = parent_step(
            Guardianship(
                person.state,
                guardian.claimed_at is not None,
                guardian.confirmed_at is not None,
                guardian.relation is not None,
                _standing(latest),
            )
        )
        child = session.get_one(Person, guardian.child_id)
        stations.append(Station(step, person, organisation, "parent", "adult", guardian, child))
    order = ("phone", "relation", "consent", "waiting", "home", "refused", "withdrawn")
    nobody = Station("withdrawn", person, organisation, "parent", "adult")
    return min(stations, key=lambda each: order.index(each.step), default=nobody)


def _standing(consent: Consent | None) -> Decision | None:
    if consent is None:
        return None
    return "refused" if consent.decision == "refused" or consent.withdrawn_at is not None else "agreed"


def _own(decisions: list[Consent], person_id: int, grown: Stage) -> Decision | None:
    """The newest own word; the assent of a child is not yet the consent of a teenager."""
    kinds = ("assent", "processing") if grown == "child" else ("processing",)
    own = [each for each in decisions if each.signer_id == person_id and each.kind in kinds]
    return _standing(own[-1]) if own else None


def _of_parents(decisions: list[Consent], person_id: int) -> Decision | None:
    """One parent's consent is enough; without one, a «no» is told from silence."""
    newest = {each.signer_id: each for each in decisions if each.signer_id != person_id}
    words = {_standing(each) for each in newest.values()}
    return "agreed" if "agreed" in words else "refused" if words else None


def _awaited(session: Session, child_id: int) -> str:
    opened = [each for each in db.people.guardians(session, child_id) if each.parent_id and not each.refused_at]
    if any(each.claimed_at and not each.confirmed_at for each in opened):
        return "checked"
    return "opened" if opened else "nobody"


def _today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()
