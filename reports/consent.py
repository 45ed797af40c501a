"""Consent as a document: the form to be signed by hand, or the copy of what was agreed to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from locales import Texts
from reports import qr
from reports.figures import one_line, plain

BLANKS = ("signer", "address", "document", "child", "authority", "signature", "date")
"""What a parent writes by hand (152-FZ art. 9 p. 4): the bot never asks for documents."""
OWN_BLANKS = ("signer", "address", "document", "signature", "date")
"""What somebody writes who signs for themselves."""
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


@dataclass(frozen=True, slots=True)
class Page:
    """A document to print: the full text, and either how it was agreed to or the number of the form to be signed."""

    text: str
    evidence: Evidence | None = None
    number: str = ""
    blanks: tuple[str, ...] = BLANKS
    """What is to be written by hand under the text, as names of texts."""


def pdf(pages: Sequence[Page], texts: Texts) -> bytes:
    """The documents on A4, each from a page of its own: copies to hand out, or forms to be signed by hand, with their
    number as a QR code.

    The same input gives the same bytes. Takes tenths of a second of processor: call it in a thread.
    """
    import typst

    documents = {"language": texts.language, "documents": [_document(page, texts) for page in pages]}
    source = (files("reports") / "templates" / "consent.typ").read_bytes()
    inputs = {"document": json.dumps(documents, ensure_ascii=False)}
    compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
    result = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(result, bytes)
    return result


def _document(page: Page, texts: Texts) -> dict[str, Any]:
    evidence = page.evidence
    return {
        "blocks": [{"kind": kind, "text": words} for kind, words in blocks(page.text)],
        "title": texts("reports.consent_record" if evidence else "reports.consent_paper"),
        "rows": _proof(evidence, texts) if evidence else [(label, "") for label in blanks(page, texts)],
        "signed": evidence is not None,
        "note": texts("reports.consent_note") if evidence else "",
        "number": texts("reports.form_number", number=page.number) if page.number else "",
        "qr": qr.svg(page.number) if page.number else "",
    }


def blanks(page: Page, texts: Texts) -> list[str]:
    """The labels of the lines that are filled in by hand."""
    return [texts(f"reports.consent_{name}") for name in page.blanks]


def blocks(text: str) -> list[tuple[str, str]]:
    """The paragraphs of a text, each with its kind: title, heading, item or paragraph."""
    marks = {"# ": "title", "## ": "heading", "- ": "item"}
    blocks: list[tuple[str, str]] = []
    for line in filter(None, map(str.strip, plain(text).split("\n"))):
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
