"""The texts of consents: built in, or the organisation's own in numbered versions; filled in for one person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files

from sqlalchemy.orm import Session

import db.consents
import locales
from db.consents import Wording
from db.organisations import Organisation
from db.people import Person
from domain.answers import Refusal, clean
from domain.consents import ASSENT, REPLACEABLE, TERMS, Kind, document_name
from locales import Texts, texts_in
from programme import audit, letters
from programme.presence import Visitor

LIMIT = 20_000
"""UTF-16 units of a text: eight pages."""
ASSENT_LIMIT = 700
"""UTF-16 units of what a child is asked in the chat: a screen of a small phone."""
PATIENCE = timedelta(hours=1)
"""How long a text is awaited: after that, words are a search again."""
BOX = "\N{BALLOT BOX}"
"""To be ticked by hand."""
BLANK = "_" * 30
"""What is left to be written by hand."""
VALUES = (
    "subject", "representative", "relation", "signer", "operator", "operator_address", "operator_contact", "programme",
    "processor", "until", "choices",
)  # fmt: skip
"""What a text may leave to be filled in: `{subject}` and so on; people write them in their language."""
OF_ASSENT = ("operator", "programme")
"""The same for what a child is asked: it names nobody."""
NEEDED = ("subject", "operator")
"""Without these a text does not say whose data are meant, and who answers for them (152-FZ art. 9 p. 4)."""
_PLACEHOLDER = re.compile(r"\{([^{}\n]{1,40})\}")
_VALUE_UNITS = 500
"""No name or address is longer; a hostile one cannot fill the document."""


@dataclass(frozen=True, slots=True)
class Template:
    """The text of a document that holds now: with placeholders, in its own language; version 0 is the built-in one."""

    document: str
    language: str
    version: int
    text: str

    @property
    def digest(self) -> str:
        """SHA-256: the same wording has the same everywhere."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is named in a text, as plain values; on a paper form what we do not know stays blank."""

    subject: str
    representative: str = ""
    relation: str | None = None
    """Of the representative to the subject; None when people sign for themselves."""
    on_paper: bool = False
    allowed: Sequence[str] | None = None
    """What is allowed of the choices that the text offers; None while that is open."""


def builtin(document: str, language: str) -> Template:
    """The built-in text. An unknown document or language raises FileNotFoundError."""
    if document == ASSENT:
        words = texts_in(language, "child")("consents.assent", role="mentee", called="name")
        return Template(document, language, 0, words)
    text = (files(locales) / language / f"consent_{document}.md").read_text(encoding="utf-8")
    return Template(document, language, 0, text)


def current(session: Session, organisation: Organisation, kind: Kind, for_child: bool, language: str) -> Template:
    """The text to be agreed to now: the organisation's own, rather in another language than not its own."""
    return holding(session, organisation, document_name(kind, for_child), language)


def holding(session: Session, organisation: Organisation, document: str, language: str) -> Template:
    """The same by the name of the document. An unknown one raises FileNotFoundError."""
    own = db.consents.wordings(session, organisation.id, document)
    chosen = next((each for each in own if each.language == language), own[0] if own else None)
    if chosen is None:
        return builtin(document, language)
    return Template(document, chosen.language, chosen.version, chosen.text)


def words(template: Template, parties: Parties, organisation: Organisation, texts: Texts) -> str:
    """The full text to agree to, and to be kept with the record; what the organisation has not told: ask the curator.

    `texts` are those of the template's language. A value stays on its line: a name cannot add a heading or a section.
    """
    told, ask = organisation.settings, texts("consents.ask_curator")
    nobody = BLANK if parties.on_paper else texts("consents.nameless")
    relation = texts(f"consents.relation_{parties.relation}") if parties.relation else BLANK
    subject, representative = parties.subject or nobody, parties.representative or nobody
    own = parties.relation is None and not parties.representative
    signer = texts("consents.signer_own" if own else "consents.signer_parent", subject=subject,
                   representative=representative, relation=relation)  # fmt: skip
    values = {
        "subject": subject,
        "representative": representative,
        "relation": relation,
        "signer": signer,
        "operator": organisation.name,
        "operator_address": told.get("operator_address") or ask,
        "operator_contact": told.get("operator_contact") or ask,
        "programme": told.get("programme") or texts("consents.programme"),
        "processor": told.get("processor") or texts("consents.nobody"),
        "until": texts("consents.until"),
        "choices": _choices(template.document, parties, texts),
    }
    return filled(template.text, values)


def _choices(document: str, parties: Parties, texts: Texts) -> str:
    """What may be allowed one by one: boxes to tick on paper, else what is allowed and what is not."""
    offered = next((terms.choices for kind, terms in TERMS.items() if kind == document), ())
    named = {each: texts(f"consents.choice_{each}") for each in offered}
    if parties.allowed is None:
        return "; ".join(f"{BOX} {label}" for label in named.values())
    yes = ", ".join(label for each, label in named.items() if each in parties.allowed) or texts(
        "consents.nothing_of_it"
    )
    no = ", ".join(label for each, label in named.items() if each not in parties.allowed)
    return texts("consents.chosen", yes=yes, no=no or texts("consents.nothing_of_it"))


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its values. One that the text needs and lacks is a KeyError."""
    return _PLACEHOLDER.sub(lambda found: _on_one_line(values[found[1]]), text)


def value_name(value: str, texts: Texts) -> str:
    """A value as it is written in a text of that language: `{who}`."""
    return "{" + texts(f"wordings.value_{value}") + "}"


def with_names(text: str, texts: Texts) -> str:
    """A text as it is handed out to be changed: its values have names in the reader's language."""
    return _PLACEHOLDER.sub(lambda found: value_name(found[1], texts), text)


def begin(session: Session, by: Visitor, document: str, language: str, now: datetime) -> Wording | None:
    """Somebody is about to send a text of their own; an earlier draft of theirs is dropped. None: unknown document."""
    by.scope_for("consents.texts")
    if document not in REPLACEABLE or language not in locales.LANGUAGES:
        return None
    drop(session, by.person)
    version = db.consents.newest_version(session, by.organisation.id, document) + 1
    draft = Wording(
        organisation_id=by.organisation.id, document=document, language=language, version=version, text="",
        begun_at=now, by=by.person.id,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    return draft


def values_of(document: str) -> tuple[str, ...]:
    """What a text of this document may leave to be filled in."""
    return OF_ASSENT if document == ASSENT else VALUES


def drop(session: Session, person: Person) -> None:
    """Whatever the person was preparing is forgotten."""
    while (draft := db.consents.draft(session, person.id)) is not None:
        session.delete(draft)
        session.flush()


def awaited(session: Session, by: Visitor, now: datetime) -> Wording | None:
    """The draft that the person's next message or file is the text of; an hour later it is awaited no more."""
    draft = db.consents.draft(session, by.person.id)
    if draft is None or draft.organisation_id != by.organisation.id or draft.text or now - draft.begun_at > PATIENCE:
        return None
    return draft


def published(session: Session, by: Visitor, document: str) -> list[Wording]:
    """The organisation's own texts of a document, newest first."""
    by.scope_for("consents.texts")
    return db.consents.wordings(session, by.organisation.id, document)


def write(session: Session, by: Visitor, draft_id: int, text: str, now: datetime) -> Refusal | None:
    """The text of a draft; a refusal says what is wrong with it, or that nothing is awaited any more."""
    draft = awaited(session, by, now)
    if draft is None or draft.id != draft_id:
        return Refusal("menu.outdated")
    needed, limit = ((), ASSENT_LIMIT) if draft.document == ASSENT else (NEEDED, LIMIT)
    cleaned = clean(text, limit, multiline=True)
    if isinstance(cleaned, Refusal):
        return Refusal("wordings.too_long", cleaned.values)
    inside = _with_inner_names(cleaned)
    named = set(_PLACEHOLDER.findall(inside))
    if unknown := sorted(named - set(values_of(draft.document))):
        return Refusal("wordings.unknown_value", {"value": f"{{{unknown[0]}}}"})
    missing = [each for each in needed if each not in named and not (each == "subject" and "signer" in named)]
    if missing:
        return Refusal("wordings.value_missing", {"value": value_name(missing[0], texts_in(draft.language))})
    draft.text = inside
    session.flush()
    return None


def publish(session: Session, by: Visitor, draft_id: int, changed: str, now: datetime) -> Wording | None:
    """The draft becomes the text that holds; `changed`: `letter`, or `meaning`, and then whoever signed is asked anew.

    A second press finds it published. None when there is no such draft of this person (any more). A child who has
    answered is not asked anew.
    """
    by.scope_for("consents.texts")
    draft = session.get(Wording, draft_id)
    if draft is None or draft.by != by.person.id or not draft.text or draft.organisation_id != by.organisation.id:
        return None
    if draft.published_at is not None:
        return draft
    draft.changed, draft.published_at = "letter" if draft.document == ASSENT else changed, now
    session.flush()
    audit.record(session, by, "consent.text_published", f"wording:{draft.id}", now, result=draft.changed)
    if draft.changed == "meaning":
        _ask_anew(session, draft, now)
    return draft


def _ask_anew(session: Session, wording: Wording, now: datetime) -> None:
    """A notice to everybody who signed an earlier version: other purposes, data or actions need another consent."""
    for signer in db.consents.signers(session, wording.organisation_id, wording.document, wording.version):
        once = f"wording:{wording.id}:{signer}"
        letters.write(session, signer, "letters.new_wording", kind="notice", once=once, now=now)


def _with_inner_names(text: str) -> str:
    """The text as it is kept; a name that no language knows stays as it is."""
    names = {
        value_name(value, texts_in(language))[1:-1].casefold(): value
        for language in locales.LANGUAGES
        for value in VALUES
    }
    return _PLACEHOLDER.sub(lambda found: f"{{{names.get(found[1].strip().casefold(), found[1])}}}", text)


def _on_one_line(value: str) -> str:
    cut = clean(value[:_VALUE_UNITS], _VALUE_UNITS * 2)
    return "" if isinstance(cut, Refusal) else cut
