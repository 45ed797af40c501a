"""Taking a consent back: at once, with everything that stops by it, and those told who have to act."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.consents
import db.letters
import db.organisations
import db.pairs
import db.runs
from db.consents import Consent
from db.people import Person
from domain.consents import DESTROY_WITHIN, GATE
from programme import audit, erasure, runs
from programme.consents import signed
from programme.duties import unpublish_by
from programme.people import tell_curators
from programme.presence import Visitor


def withdraw(
    session: Session, person: Person, consent_id: int, channel: str, now: datetime, *, tell: bool = True
) -> Consent | None:
    """Takes a consent back, at once (152-FZ art. 9 p. 2). Without one that is needed questionnaires stop, letters are
    cancelled; without an optional one nothing else changes. The curators hear of it, unless whoever calls tells them.

    A child may take back the own assent, but not what a parent signed. None when there is nothing to take back.
    """
    consent = db.consents.one(session, person.id, consent_id)
    if consent is None or consent.signer_id != person.id:
        return None
    return _take_back(session, consent, channel, now, tell)


def record_withdrawal(session: Session, by: Visitor, consent_id: int, now: datetime) -> Consent | None:
    """A curator writes down that somebody took a consent back on paper; None when there is nothing to take back."""
    consent = db.consents.in_scope(session, by.scope_for("consents.paper"), consent_id)
    taken = _take_back(session, consent, "paper", now) if consent else None
    if taken is not None:
        audit.record(session, by, "consent.withdrawal_recorded", f"consent:{taken.id}", now)
    return taken


def for_curators(session: Session, by: Visitor, consent_id: int) -> Consent | None:
    """A consent about somebody of the curator's school; another school's id is a miss."""
    return db.consents.in_scope(session, by.scope_for("consents.see"), consent_id)


def _take_back(session: Session, consent: Consent, channel: str, now: datetime, tell: bool = True) -> Consent | None:
    if not consent.stands:
        return None
    consent.withdrawn_at = consent.stopped_at = now
    consent.withdrawal_channel = channel
    subject = session.get_one(Person, consent.subject_id)
    if consent.kind not in GATE:
        session.flush()
        if tell:
            _tell_of_optional(session, consent, subject, now)
        return consent
    if consent.kind == "processing":
        consent.destroy_by = now + DESTROY_WITHIN
        subject.state = "withdrawn"
    else:
        subject.state = "joining"
    _stop(session, subject, now)
    session.flush()
    signer = session.get(Person, consent.signer_id) if consent.signer_id is not None else None
    if signer is not None and signer.id != subject.id and not signed(session, signer.id):
        signer.state = "withdrawn"
        _stop(session, signer, now)
    erasure.withdrawn(session, [subject] if signer in (None, subject) else [subject, signer], now)
    if tell:
        _tell_of_withdrawal(session, consent, subject, now)
    return consent


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


def _tell_of_optional(session: Session, consent: Consent, subject: Person, now: datetime) -> None:
    about: dict[str, Any] = {"who": {"name": subject.name} if subject.name else "—"}
    key, once = "letters.publication_withdrawn", f"withdrawn:{consent.id}"
    if consent.kind == "publication" and consent.withdrawn_at is not None:
        organisation = db.organisations.by_id(session, subject.organisation_id)
        about["day"] = {"day": unpublish_by(organisation, consent.withdrawn_at).isoformat()}
    else:
        key, about["consent"] = "letters.optional_withdrawn", {"text": f"consents.kind_{consent.kind}"}
    tell_curators(session, subject.organisation_id, key, once, now, **about)
