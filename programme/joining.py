"""Coming in: where a person stands, and being admitted when every key is there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.guardians
import db.invitations
import db.name_book
import db.organisations
import db.people
from db.consents import Consent
from db.guardians import Guardian
from db.organisations import Organisation
from db.people import Person
from db.runs import Run
from domain import rights
from domain.answers import Answer
from domain.consents import AGES, AHEAD, ASSENT, Decision, Stage, birthday, stage
from domain.joining import Facts, Guardianship, Step, parent_step, participant_step
from domain.names import addressed, lacks_nickname
from locales import LANGUAGES, texts_in
from programme import wordings
from programme.endings import Ending
from programme.people import rename, tell_curators
from programme.wordings import Parties

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
    version: int = 0
    """Of the text that is asked about: a press under an earlier one is outdated."""
    signed_before: bool = False
    """They said no to a changed text, and what they agreed to before still stands."""
    assent: str = ""
    """The organisation's own words for the child, filled in; empty where the built-in ones hold."""
    in_codes: bool = False
    """Names do not pass the chat: parents, who are known by nothing else, consent on paper."""

    @property
    def own_word(self) -> bool:
        """Asked is a child's own word, not the consent to the use of data."""
        return self.stage == "child" and self.child is None and self.step in ("assent", "refused")

    @property
    def on_paper(self) -> bool:
        """Whether the use of data is consented to on paper: the organisation wants it so (setting `paper_only`)."""
        if self.in_codes and (self.child is not None or self.step == "adult"):
            return self.step in ("adult", "phone", "relation", "consent", "refused")
        asked = self.step in ("adult", "consent", "refused") and not self.own_word
        return asked and "processing" in self.organisation.settings.get("paper_only", ())

    @property
    def subject(self) -> Person:
        """Whose data the consent is about."""
        return self.child or self.person

    @property
    def first_form(self) -> str | None:
        """What to fill in first: who one is, if the invitation bore no name, then the form of the role.

        Where chats know people by codes, it is the nickname.
        """
        if lacks_nickname(self.person.name):
            return "nickname"
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
    vouched = db.invitations.awaiting(session, person.id) is None
    decisions = db.consents.about(session, person.id)
    grown, step = step_of(person, organisation, decisions, now, vouched)
    awaited = _awaited(session, person.id) if step == "adult" else "nobody"
    version = _version(session, organisation, "processing_adult") if step in ("consent", "refused") else 0
    here = Station(step, person, organisation, role, grown, awaited=awaited, in_codes=db.name_book.in_codes(session))
    if here.own_word:
        return _with_own_words(session, here)
    return replace(here, version=version, signed_before=_stands(decisions, person))


def step_of(
    person: Person, organisation: Organisation, decisions: list[Consent], now: datetime, vouched: bool = True
) -> tuple[Stage, Step]:
    """How grown up somebody who is no parent is, and where they stand, from every decision about them."""
    grown = stage_of(person, organisation, now)
    own = _own([each for each in decisions if each.signer_id == person.id], person, organisation, grown)
    return grown, participant_step(Facts(person.state, grown, own, _of_parents(decisions), vouched))


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
    key, once = f"letters.joined_{here.role}", f"joined:{here.person.id}"
    about: dict[str, Any] = {"who": {"name": here.person.name}}
    if here.role == "mentor":
        about["person"] = here.person.id
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
    rename(session, person, value["name"])
    here = advance(session, person, now)
    if here.step != "home":
        return Ending("joining.one_more", {}, "joining")
    announce(session, here, now)
    return Ending(
        "joining.introduced", {"given": addressed(person.name, person.tone)}, "first_form" if here.first_form else ""
    )


def _station_of_parent(session: Session, person: Person, organisation: Organisation) -> Station:
    stations, in_codes = [], db.name_book.in_codes(session)
    for guardian in db.guardians.of_parent(session, person.id):
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
        version = _version(session, organisation, "processing_parent") if step in ("consent", "refused") else 0
        stations.append(
            Station(step, person, organisation, "parent", "adult", guardian, child, version=version, in_codes=in_codes)
        )
    order = ("phone", "relation", "consent", "waiting", "home", "refused", "withdrawn")
    nobody = Station("withdrawn", person, organisation, "parent", "adult")
    return min(stations, key=lambda each: order.index(each.step), default=nobody)


def _stands(decisions: list[Consent], signer: Person) -> bool:
    return any(each.stands and each.kind == "processing" and each.signer_id == signer.id for each in decisions)


def _with_own_words(session: Session, here: Station) -> Station:
    template = wordings.holding(session, here.organisation, ASSENT, here.person.language or LANGUAGES[0])
    if not template.version:
        return here
    texts = texts_in(template.language, "child")
    words = wordings.words(template, Parties(here.person.name), here.organisation, texts)
    return replace(here, version=template.version, assent=words)


def _version(session: Session, organisation: Organisation, document: str) -> int:
    published = db.consents.wordings(session, organisation.id, document)
    return published[0].version if published else 0


def _standing(consent: Consent | None) -> Decision | None:
    if consent is None:
        return None
    return "refused" if consent.decision == "refused" or consent.withdrawn_at is not None else "agreed"


def is_fresh(consent: Consent, person: Person, organisation: Organisation) -> bool:
    """Whether an own consent was given for the age from which somebody decides alone: at 18 a new one is needed, and
    it may be given 30 days before (domain § 11.1 fact 7).
    """
    if person.born is None:
        return True
    alone_from = organisation.settings.get("consent_ages", AGES)[1]
    return consent.signed_at.astimezone(ZoneInfo(organisation.zone)).date() >= birthday(person.born, alone_from) - AHEAD


def _own(decisions: list[Consent], person: Person, organisation: Organisation, grown: Stage) -> Decision | None:
    """The newest own word; the assent of a child is not yet the consent of a teenager, nor that of an adult."""
    kinds = ("assent", "processing") if grown == "child" else ("processing",)
    own = [each for each in decisions if each.kind in kinds]
    if not own or (grown == "adult" and own[-1].decision == "agreed" and not is_fresh(own[-1], person, organisation)):
        return None
    return _standing(own[-1])


def _of_parents(decisions: list[Consent]) -> Decision | None:
    """One parent's consent is enough; without one, a «no» is told from silence."""
    signed = [each for each in decisions if each.kind == "processing" and each.relation != "self"]
    newest = {(each.signer_id, each.relation): each for each in signed}
    words = {_standing(each) for each in newest.values()}
    return "agreed" if "agreed" in words else "refused" if words else None


def _awaited(session: Session, child_id: int) -> str:
    opened = [each for each in db.guardians.of_child(session, child_id) if each.parent_id and not each.refused_at]
    if any(each.claimed_at and not each.confirmed_at for each in opened):
        return "checked"
    return "opened" if opened else "nobody"


def _today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()
