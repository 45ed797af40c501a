"""Consents in words: the text that is shown before the decision, and the copy with its evidence after it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.organisations
from db.people import Person
from locales import Texts
from programme import joining
from reports.consent import Evidence, pdf, text


def words(wording: Mapping[str, Any], texts: Texts) -> str:
    """The full text with the values of `joining.wording`; for what the organisation has not told: ask the curator."""
    told, ask = wording["settings"], texts("consents.ask_curator")
    values = {
        "subject": wording["subject"] or texts("consents.nameless"),
        "representative": wording["representative"] or texts("consents.nameless"),
        "relation": texts(f"consents.relation_{wording['relation'] or 'guardian'}"),
        "operator": wording["operator"],
        "operator_address": told.get("operator_address") or ask,
        "operator_contact": told.get("operator_contact") or ask,
        "programme": told.get("programme") or texts("consents.programme"),
        "processor": told.get("processor") or texts("consents.nobody"),
        "until": texts("consents.until"),
    }
    return text(wording["kind"], texts.language, values)


def gather_text(session: Session, person: int, at: str) -> dict[str, Any]:
    """What the text for this person says at a moment (ISO)."""
    return joining.wording(joining.station(session, session.get_one(Person, person), datetime.fromisoformat(at)))


def render_text(wording: dict[str, Any], texts: Texts) -> bytes:
    """The text as a PDF form."""
    return pdf(words(wording, texts), None, texts)


def gather_copy(session: Session, consent: int) -> dict[str, Any]:
    """A consent as it was given: the very text, and the evidence as plain values."""
    row = session.get_one(db.consents.Consent, consent)
    signer = session.get_one(Person, row.signer_id)
    zone = ZoneInfo(db.organisations.by_id(session, signer.organisation_id).zone)
    return {
        "text": db.consents.text(session, row.digest).text,
        "number": number(row),
        "moment": row.signed_at.astimezone(zone),
        "signer": signer.name,
        "relation": row.relation,
        "authority": row.authority,
        "digest": row.digest,
    }


def render_copy(copy: dict[str, Any], texts: Texts) -> bytes:
    """The copy that is handed out, with its evidence."""
    evidence = Evidence(
        number=copy["number"],
        confirmed_at=texts.moment(copy["moment"], "d MMMM y, HH:mm (OOOO)"),
        signer=copy["signer"] or texts("consents.nameless"),
        relation=None if copy["relation"] == "self" else texts(f"consents.relation_{copy['relation']}"),
        channel=texts(f"consents.channel_{copy['authority']}"),
        version=copy["digest"],
    )
    return pdf(copy["text"], evidence, texts)


def number(consent: db.consents.Consent) -> str:
    """The number of a record, as it stands on the copy and in the chat: `2026-14`."""
    return f"{consent.signed_at:%Y}-{consent.id}"
