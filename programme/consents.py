"""Consents: given with full evidence, refused with nothing but the mark kept, taken back with everything stopped."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

import db.consents
import db.invitations
import db.letters
import db.pairs
import db.people
import db.runs
from db.consents import Consent, ConsentText
from db.people import Person
from domain.consents import (
    ACTIONS,
    DATA_OF_A_PARENT,
    DATA_OF_A_PARTICIPANT,
    DESTROY_WITHIN,
    PURPOSES,
    THIRD_PARTIES,
    Decision,
)
from programme import joining, letters, runs
from programme.joining import Station
from programme.people import tell_curators

OPEN = {"consent", "assent", "refused"}
"""Where the question of consent may be answered; a «no» may be thought over."""


@dataclass(frozen=True, slots=True)
class Line:
    """A consent as the reader sees it: whose data (the name), and whether the reader signed it."""

    consent: Consent
    subject: str
    mine: bool
    about_oneself: bool


def listed(session: Session, person: Person) -> list[Line]:
    """What a person agreed to, or somebody agreed to about them, newest first."""
    return [_line(session, person, consent) for consent in reversed(db.consents.concerning(session, person.id))]


def one(session: Session, person: Person, consent_id: int) -> Line | None:
    """One of them; somebody else's is a miss."""
    consent = db.consents.one(session, person.id, consent_id)
    return _line(session, person, consent) if consent and consent.decision == "agreed" else None


def _line(session: Session, person: Person, consent: Consent) -> Line:
    subject = session.get_one(Person, consent.subject_id)
    mine = consent.signer_id == person.id
    return Line(consent, subject.name, mine, mine and subject.id == person.id)


def decide(
    session: Session,
    person: Person,
    subject_id: int,
    decision: Decision,
    text: str,
    language: str,
    account: str,
    now: datetime,
) -> tuple[Station, Consent | None]:
    """A person agreed or refused, having been shown `text`; `account` is `channel:address`.

    The consent is None when the question is not open any more, or not about this subject: nothing was changed.
    """
    here = joining.station(session, person, now)
    if here.step not in OPEN or here.subject.id != subject_id or (here.step == "refused" and decision == "refused"):
        return here, None
    consent = _write_down(session, here, decision, text, language, account, now)
    db.letters.silence(session, person.id, "consent")
    if decision == "refused":
        _keep_only_the_mark(session, here)
        key, number = f"letters.refused_by_{_signer(here)}", _number(session, here)
        tell_curators(session, here.organisation.id, key, f"refused:{consent.id}", now, number=number)
        return joining.advance(session, person, now), consent
    if here.child is not None:
        _ask_child(session, here.child, now)
    return joining.advance(session, person, now), consent


def withdraw(session: Session, person: Person, consent_id: int, channel: str, now: datetime) -> Consent | None:
    """Takes a consent back, at once (152-FZ art. 9 p. 2): questionnaires stop, letters are cancelled.

    A child may take back the own assent, but not what a parent signed. None when there is nothing to take back.
    """
    consent = db.consents.one(session, person.id, consent_id)
    if consent is None or consent.signer_id != person.id or consent.decision != "agreed" or consent.withdrawn_at:
        return None
    consent.withdrawn_at, consent.withdrawal_channel = now, channel
    subject = session.get_one(Person, consent.subject_id)
    if consent.kind == "processing":
        consent.destroy_by = now + DESTROY_WITHIN
        subject.state = "withdrawn"
    else:
        subject.state = "joining"
    _stop(session, subject, now)
    session.flush()
    if person.id != subject.id and not any(each.signer_id == person.id for each in _standing(session, person.id)):
        person.state = "withdrawn"
        _stop(session, person, now)
    _tell_of_withdrawal(session, consent, subject, now)
    return consent


def _write_down(
    session: Session, here: Station, decision: Decision, text: str, language: str, account: str, now: datetime
) -> Consent:
    """The evidence, complete (domain § 11.4); of a refusal only that it was one."""
    agreed, parent = decision == "agreed", here.guardian
    kind = "assent" if here.stage == "child" and here.child is None else "processing"
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    _keep_text(session, digest, kind, language, text if agreed else "", now)
    by_phone = parent is not None and parent.confirmed_by is None
    consent = Consent(
        kind=kind,
        decision=decision,
        subject_id=here.subject.id,
        signer_id=here.person.id,
        relation=parent.relation or "guardian" if parent else "self",
        authority="own" if parent is None else "phone_on_school_list" if by_phone else "confirmed_by_curator",
        signed_at=now,
        channel="chat",
        account=account,
        verified_phone=parent.shared_phone if agreed and parent and by_phone else None,
        digest=digest,
        purposes=list(PURPOSES),
        data=list(DATA_OF_A_PARENT if parent else DATA_OF_A_PARTICIPANT),
        actions=list(ACTIONS),
        third_parties=list(THIRD_PARTIES),
        entered_at=now,
        entered_by=here.person.id,
    )
    session.add(consent)
    session.flush()
    return consent


def _keep_text(session: Session, digest: str, kind: str, language: str, text: str, now: datetime) -> None:
    """The wording once per content; the one that was refused names a person, so only its digest is kept."""
    known = session.get(ConsentText, digest)
    if known is None:
        session.add(ConsentText(digest=digest, kind=kind, language=language, text=text, created_at=now))
        session.flush()
    elif text:
        known.text = text


def _keep_only_the_mark(session: Session, here: Station) -> None:
    """Forgets what we know of whom nobody has agreed for; who has another standing consent stays known."""
    for person in {here.person, here.subject}:
        if not _standing(session, person.id):
            person.name = person.search_key = ""
            person.group_name = person.born = None
            for guardian in db.people.guardians(session, person.id):
                guardian.phone = guardian.shared_phone = None


def _standing(session: Session, person_id: int) -> list[Consent]:
    return [each for each in db.consents.concerning(session, person_id) if each.withdrawn_at is None]


def _ask_child(session: Session, child: Person, now: datetime) -> None:
    """The other key: the child hears that the adult agreed, and is asked."""
    here = joining.station(session, child, now)
    if here.step in ("assent", "consent"):
        key = "letters.adult_agreed" if here.step == "assent" else "letters.adult_agreed_teen"
        once = f"{key}:{child.id}:{now.isoformat()}"
        letters.write(session, child.id, key, kind="consent", once=once, now=now, subject=child.id, role=here.role)


def _stop(session: Session, person: Person, now: datetime) -> None:
    for run in db.runs.open_of(session, person.id):
        runs.interrupt(session, run, now)
    db.letters.silence(session, person.id)


def _tell_of_withdrawal(session: Session, consent: Consent, subject: Person, now: datetime) -> None:
    who = {"name": subject.name} if subject.name else "—"
    once = f"withdrawn:{consent.id}"
    if consent.destroy_by is None:
        tell_curators(session, subject.organisation_id, "letters.assent_withdrawn", once, now, who=who)
    else:
        day = {"day": consent.destroy_by.date().isoformat()}
        tell_curators(session, subject.organisation_id, "letters.consent_withdrawn", once, now, who=who, day=day)
    for pair in db.pairs.mine(session, subject.id, "draft", "proposed", "active"):
        key = "letters.pair_without_consent"
        about: dict[str, Any] = {"who": who, "number": pair.number or "—", "pair": pair.id}
        tell_curators(session, pair.organisation_id, key, f"{once}:{pair.id}", now, **about)


def _signer(here: Station) -> str:
    return "child" if here.child is None and here.stage == "child" else "adult"


def _number(session: Session, here: Station) -> int | str:
    """The invitation's number: who said no has no name here any more."""
    invitation = db.invitations.of_person(session, here.subject.id)
    return invitation.id if invitation else "—"
