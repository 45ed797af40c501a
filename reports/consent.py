"""Consent as a document: its built-in text, the version of it, and the printed form or copy."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Literal

import locales
from locales import Texts
from reports.figures import one_line, plain

Kind = Literal["processing_adult", "processing_parent"]
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_VALUE_UNITS = 500
"""No name or address is longer; a hostile one cannot fill the document."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a consent was given, as printed on the copy; every value is already in words for the reader."""

    number: str
    confirmed_at: str
    signer: str
    relation: str | None
    """Of the signer to the child; None when people consent for themselves."""
    channel: str
    version: str


def template(kind: Kind, language: str) -> str:
    """The built-in text with its placeholders. An unknown kind or language raises FileNotFoundError."""
    return (files(locales) / language / f"consent_{kind}.md").read_text(encoding="utf-8")


def version(kind: Kind, language: str) -> str:
    """The SHA-256 of the built-in text: people who agreed to another version are asked again."""
    return sha256(template(kind, language).encode()).hexdigest()


def text(kind: Kind, language: str, values: Mapping[str, str]) -> str:
    """The full text to agree to, and to be kept with the record. A value that the text needs and lacks is a KeyError.

    A value stays on its line: a name cannot add a heading or a section to the document.
    """
    return _PLACEHOLDER.sub(lambda found: one_line(values[found[1]], _VALUE_UNITS), template(kind, language))


def pdf(text: str, evidence: Evidence | None, texts: Texts) -> bytes:
    """The document on A4: with evidence the copy to hand out, without it the paper form to be signed by hand.

    The same input gives the same bytes. Takes tenths of a second of processor: call it in a thread.
    """
    import typst

    document = {
        "language": texts.language,
        "blocks": [{"kind": kind, "text": words} for kind, words in _blocks(plain(text))],
        "title": texts("reports.consent_record" if evidence else "reports.consent_paper"),
        "rows": _proof(evidence, texts) if evidence else _blanks(texts),
        "signed": evidence is not None,
        "note": texts("reports.consent_note") if evidence else "",
    }
    source = (files("reports") / "templates" / "consent.typ").read_bytes()
    inputs = {"document": json.dumps(document, ensure_ascii=False)}
    compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
    result = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(result, bytes)
    return result


def _blocks(text: str) -> list[tuple[str, str]]:
    """Paragraphs of the plain document, each with its kind: title, heading, item or paragraph."""
    marks = {"# ": "title", "## ": "heading", "- ": "item"}
    blocks: list[tuple[str, str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        mark = next((mark for mark in marks if line.startswith(mark)), "")
        blocks.append((marks.get(mark, "paragraph"), line.removeprefix(mark)))
    return blocks


def _proof(evidence: Evidence, texts: Texts) -> list[tuple[str, str]]:
    rows = {
        "number": evidence.number,
        "when": evidence.confirmed_at,
        "who": evidence.signer,
        "relation": evidence.relation,
        "channel": evidence.channel,
        "version": evidence.version,
    }
    return [(texts(f"reports.consent_{name}"), one_line(value, _VALUE_UNITS)) for name, value in rows.items() if value]


def _blanks(texts: Texts) -> list[tuple[str, str]]:
    names = ("signer", "address", "document", "child", "authority", "signature", "date")
    return [(texts(f"reports.consent_{name}"), "") for name in names]
