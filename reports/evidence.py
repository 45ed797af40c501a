"""Consents as files: the text before the decision, the copy with its evidence, and forms to be signed on paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.organisations
import db.papers
from db.people import Person
from domain import papers
from locales import Texts, texts_in
from programme import consents, joining, permissions, wordings
from programme.wordings import Parties
from reports import consent_form
from reports.consent import BLANKS, OWN_BLANKS, Evidence, Page, pdf


def gather_text(
    session: Session, person: int, at: str, shown: str, kind: str = "", subject: int = 0
) -> tuple[str, str]:
    """What the text says that somebody is asked about at a moment (ISO): of an offer (`kind`, `subject`), else at the
    step where they stand. `shown` is the language they read. Returns the language and the text.
    """
    someone, now = session.get_one(Person, person), datetime.fromisoformat(at)
    offer = permissions.one(session, someone, kind, subject, now) if kind else None
    if offer is not None:
        told = permissions.told(session, offer, shown)
    else:
        told = consents.told(session, joining.station(session, someone, now), shown)
    return told.template.language, told.text


def render_text(told: tuple[str, str], texts: Texts) -> bytes:
    """The text as a PDF form."""
    language, words = told
    return pdf([Page(words)], texts_in(language))


def gather_draft(session: Session, wording: int) -> tuple[str, str]:
    """An organisation's own text as a form would have it, with blanks for the people."""
    draft = session.get_one(db.consents.Wording, wording)
    organisation = db.organisations.by_id(session, draft.organisation_id)
    template = wordings.Template(draft.document, draft.language, draft.version, draft.text)
    representative = wordings.BLANK if draft.document == "processing_parent" else ""
    parties = Parties("", representative, on_paper=True)
    return draft.language, wordings.words(template, parties, organisation, texts_in(draft.language))


def gather_template(session: Session, organisation: int, document: str, shown: str) -> str:
    """The text that holds now, with its placeholders, to be changed and sent back."""
    template = wordings.holding(session, db.organisations.by_id(session, organisation), document, shown)
    return wordings.with_names(template.text, texts_in(template.language))


def render_template(text: str, texts: Texts) -> bytes:
    """As a plain text file; the mark at its beginning tells every editor that it is UTF-8."""
    return text.encode("utf-8-sig")


def gather_forms(session: Session, forms: Sequence[int]) -> list[tuple[str, Page]]:
    """Paper forms as they were given out, in the order of their numbers: language and page."""
    found = []
    for number in forms:
        paper = session.get_one(db.papers.Paper, number)
        text = db.consents.text(session, paper.digest).text
        blanks = BLANKS if paper.signer == "parent" else OWN_BLANKS
        found.append((paper.language, Page(text, number=papers.number(paper.id), blanks=blanks)))
    return found


def render_forms(forms: list[tuple[str, Page]], texts: Texts) -> bytes:
    """The forms as one PDF, to be printed."""
    return pdf([page for _, page in forms], texts_in(forms[0][0]))


def render_forms_docx(forms: list[tuple[str, Page]], texts: Texts) -> bytes:
    """The forms as one DOCX, where the school may add its letterhead."""
    return consent_form.docx([page for _, page in forms], texts_in(forms[0][0]))


def gather_copy(session: Session, consent: int) -> dict[str, Any]:
    """A consent as it was given: the very text, and the evidence as plain values."""
    row = session.get_one(db.consents.Consent, consent)
    subject = session.get_one(Person, row.subject_id)
    signer = session.get_one(Person, row.signer_id) if row.signer_id is not None else None
    zone = ZoneInfo(db.organisations.by_id(session, subject.organisation_id).zone)
    return {
        "text": db.consents.text(session, row.digest).text,
        "number": number(row),
        "moment": row.signed_at.astimezone(zone),
        "signer": signer.name if signer else "",
        "relation": row.relation,
        "authority": row.authority,
        "channel": row.channel,
        "place": (papers.number(row.paper_id), row.folder or "", row.page or "") if row.paper_id is not None else None,
        "digest": row.digest,
    }


def render_copy(copy: dict[str, Any], texts: Texts) -> bytes:
    """The copy that is handed out, with its evidence."""
    evidence = Evidence(
        number=copy["number"],
        confirmed_at=texts.moment(copy["moment"], "d MMMM y, HH:mm (OOOO)"),
        signer=copy["signer"] or texts("consents.nameless"),
        relation=None if copy["relation"] == "self" else texts(f"consents.relation_{copy['relation']}"),
        channel=_channel(copy, texts),
        version=copy["digest"],
    )
    return pdf([Page(copy["text"], evidence)], texts)


def _channel(copy: dict[str, Any], texts: Texts) -> str:
    if copy["place"] is None:
        return texts(f"consents.channel_{copy['authority']}")
    number, folder, page = copy["place"]
    return texts("consents.channel_paper", number=number, folder=folder, page=page or "—")


def number(consent: db.consents.Consent) -> str:
    """The number of a record, as it stands on the copy and in the chat: `2026-14`."""
    return f"{consent.signed_at:%Y}-{consent.id}"
