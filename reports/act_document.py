"""A paper of a destruction as DOCX: a heading, numbered facts, a table, lines to sign on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reports.figures import one_line
from reports.office_page import centred, opened, points, saved

CELL = 400
"""UTF-16 units of a fact at most."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on it, in words already; `signatures` are who signs: role and name, empty to be filled in by hand."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    heading: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    table_title: str = ""
    notes: Sequence[str] = ()
    signatures: Sequence[tuple[str, str]] = ()
    sign_words: tuple[str, str, str] = field(default=("", "", ""))
    """Under the lines: position, signature, name."""


def docx(paper: Paper, made: datetime) -> bytes:
    """The bytes of the file; the same paper gives the same document."""
    document = opened(paper.title, made)
    centred(document, paper.title, bold=True, size=14)
    centred(document, paper.subtitle)
    for number, (name, value) in enumerate(paper.facts, start=1):
        line = document.add_paragraph()
        line.add_run(f"{number}. {name}: ").bold = True
        line.add_run(one_line(value, CELL) or "—")
    if paper.rows:
        document.add_paragraph().add_run(paper.table_title).bold = True
        _table(document, paper.heading, paper.rows)
    for note in paper.notes:
        document.add_paragraph(note)
    _sign(document, paper)
    return saved(document)


def _table(document: Any, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heading), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, heading, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = one_line(words, CELL)
    document.add_paragraph()


def _sign(document: Any, paper: Paper) -> None:
    """A line for each who signs; the words under it say what goes where."""
    for role, name in paper.signatures:
        table = document.add_table(rows=2, cols=3)
        line, words = table.rows[0].cells, table.rows[1].cells
        line[0].text, line[1].text = role or "_" * 22, "_" * 20
        line[2].text = name or "_" * 24
        for cell, text in zip(words, paper.sign_words, strict=True):
            cell.paragraphs[0].add_run(f"({text})").font.size = points(9)
        document.add_paragraph()
