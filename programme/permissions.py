"""Consents that somebody may give or not, at any time: optional ones, and those whose text or whose time has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.guardians
import db.organisations
import db.people
from db.consents import Consent
from db.organisations import Organisation
from db.people import Person
from domain.consents import (
    AGES,
    DATA_OF_A_PARENT,
    OFFERED,
    TERMS,
    Decision,
    Kind,
    comes_of_age,
    document_name,
)
from locales import texts_in
from programme import consents, joining, withdrawing, wordings
from programme.consents import Told
from programme.joining import Station
from programme.people import tell_curators
from programme.wordings import Parties

PARTICIPANTS = {"mentee", "mentor"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One consent that a person may decide about: of which kind, about whom (`here`), and what they said last.

    `why`: `free` (change it whenever you like), `new_text` (purpose, data or actions became others), `birthday` (the
    own word is needed from `day` on).
    """

    kind: Kind
    here: Station
    last: Consent | None
    why: str = "free"
    day: date | None = None

    @property
    def stands(self) -> bool:
        """The consent is given now, in the words that hold."""
        return self.last is not None and self.last.stands and self.why != "new_text"

    @property
    def allowed(self) -> tuple[str, ...]:
        """What is allowed one by one now."""
        return tuple(self.last.choices) if self.last is not None and self.last.stands else ()

    @property
    def on_paper(self) -> bool:
        """The organisation takes this kind on paper only (setting `paper_only`)."""
        return self.kind in self.here.organisation.settings.get("paper_only", ())


def offered(session: Session, person: Person, now: datetime) -> list[Offer]:
    """What a person may decide about now: what is asked of them first, then what is free to them."""
    found: list[Offer] = []
    organisation = db.organisations.by_id(session, person.organisation_id)
    for here in _stations(session, person, organisation, now):
        decided = [each for each in db.consents.about(session, here.subject.id) if each.signer_id == person.id]
        last = {each.kind: each for each in decided}
        signed = [each for each in decided if each.kind == "processing" and each.stands]
        found += _asked(session, here, signed[-1] if signed else None, last.get("processing"), now)
        if PARTICIPANTS & set(db.people.roles(session, here.subject.id)):
            grown = here.child is not None or here.stage != "child"
            found += [Offer(kind, here, last.get(kind)) for kind in OFFERED if grown]
    return sorted(found, key=lambda offer: offer.why == "free")


def one(session: Session, person: Person, kind: str, subject_id: int, now: datetime) -> Offer | None:
    """One of them; what is not offered to this person is a miss."""
    mine = offered(session, person, now)
    return next((each for each in mine if each.kind == kind and each.here.subject.id == subject_id), None)


def told(session: Session, offer: Offer, language: str, allowed: Sequence[str] | None = None) -> Told:
    """The text of an offer, filled in; `allowed` is what would be allowed of its choices."""
    here, relation = offer.here, None
    if here.guardian is not None:
        relation = here.guardian.relation or "guardian"
    template = wordings.current(session, here.organisation, offer.kind, here.child is not None, language)
    parties = Parties(here.subject.name, here.person.name if here.child else "", relation, allowed=allowed)
    return Told(template, wordings.words(template, parties, here.organisation, texts_in(template.language)))


def decide(
    session: Session,
    person: Person,
    kind: str,
    subject_id: int,
    allowed: Sequence[str] | bool,
    version: int,
    language: str,
    account: str,
    now: datetime,
) -> Consent | None:
    """A person allows something or not: `allowed` names the choices of the kind, or is a yes or no where it has none.

    `version` is that of the text they saw. A «no» to what was allowed before takes it back. None: not offered (any
    more), on paper only, or the text has changed meanwhile; nothing was changed.
    """
    offer = one(session, person, kind, subject_id, now)
    if offer is None or offer.on_paper:
        return None
    choices = [each for each in TERMS[offer.kind].choices if not isinstance(allowed, bool) and each in allowed]
    decision: Decision = "agreed" if choices or allowed is True else "refused"
    shown = told(session, offer, language, choices if TERMS[offer.kind].choices else None)
    if shown.template.version != version:
        return None
    if decision == "refused" and offer.kind in OFFERED and offer.last is not None and offer.last.stands:
        return withdrawing.withdraw(session, person, offer.last.id, "chat", now)
    again = offer.last is not None and offer.last.stands and decision == "agreed"
    if again and offer.last is not None and (offer.last.choices, offer.last.version) == (choices, version):
        return offer.last  # the same press once more
    parents = offer.kind == "processing" and offer.here.child is not None
    data = choices if offer.kind == "publication" else DATA_OF_A_PARENT if parents else ()
    consent = consents.write_down(
        session, offer.here, offer.kind, decision, shown.template, shown.text, account, now, data=data, choices=choices
    )
    if offer.kind == "processing":
        _word_of_gate(session, offer, consent, now)
    return consent


def _word_of_gate(session: Session, offer: Offer, consent: Consent, now: datetime) -> None:
    """A changed text that somebody does not agree to closes the gate; what they signed may still be withdrawn."""
    joining.advance(session, offer.here.subject, now)
    if consent.decision == "refused":
        subject = offer.here.subject
        about: dict[str, Any] = {"who": {"name": subject.name} if subject.name else "—"}
        once = f"refused:{consent.id}"
        tell_curators(session, subject.organisation_id, "letters.new_text_refused", once, now, **about)


def _stations(session: Session, person: Person, organisation: Organisation, now: datetime) -> Iterator[Station]:
    """About oneself, and about each child whose parent one is for certain."""
    own = [role for role in db.people.roles(session, person.id) if role != "parent"]
    if own:
        yield Station("home", person, organisation, own[0], joining.stage_of(person, organisation, now))
    for guardian in db.guardians.of_parent(session, person.id):
        child = session.get_one(Person, guardian.child_id)
        signed = [each for each in db.consents.standing(session, child.id) if each.signer_id == person.id]
        if guardian.confirmed_at is not None and any(each.kind == "processing" for each in signed):
            yield Station("home", person, organisation, "parent", "adult", guardian, child)


def _asked(
    session: Session, here: Station, signed: Consent | None, last: Consent | None, now: datetime
) -> Iterator[Offer]:
    """What is needed anew: `signed` is the consent that stands, `last` the newest word, which may be a «no»."""
    organisation = here.organisation
    if signed is not None:
        document = document_name("processing", here.child is not None)
        newest = db.consents.versions(session, [organisation.id]).get((organisation.id, document), 0)
        if signed.version < newest:
            yield Offer("processing", here, last, "new_text")
            return
    if here.child is None and here.person.born is not None:
        today = now.astimezone(ZoneInfo(organisation.zone)).date()
        soon = comes_of_age(here.person.born, today, organisation.settings.get("consent_ages", AGES))
        early = signed is not None and (
            soon is None or soon[1] == "teen" or joining.is_fresh(signed, here.person, organisation)
        )
        if soon is not None and not early:
            yield Offer("processing", here, last, "birthday", soon[0])
