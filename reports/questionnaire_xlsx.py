"""A questionnaire as a workbook to begin from: XLSForm, so that what is read back is the very same questionnaire."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, get_args

from sqlalchemy.orm import Session

import db.runs
from domain.forms import READERS, SCALES, Form, Mode
from locales import Texts
from programme import forms, own_forms
from reports.questionnaire_cells import Cells, sheets

WIDE, NARROW = 44, 16
"""Characters of a column with sentences, and of any other."""
WORDY = (
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "heading", "ending", "purpose",
)  # fmt: skip
"""Columns that hold sentences."""
HELP = 10
"""Paragraphs of the explanation."""
OFFERED = {
    "type": ("text", "integer", "decimal", "date", "time", "note", "range", "select_one ", "select_multiple "),
    "required": ("yes",),
    "bind::seen_by": tuple(reader for reader in READERS if reader != "case"),
    "bind::scale": (*SCALES, "yn"),
    "bind::days": ("any", "past", "future"),
    "mode": get_args(Mode),
    "audience": ("adult", "child"),
    "wave": ("before", "after"),
}
"""What a cell offers to pick; anything else may be written."""
ROWS = 300
"""Rows that offer it."""


def gather(session: Session, version: str) -> Form:
    """The questionnaire of that version; a school's own one by the name that the school gave it."""
    known = db.runs.version(session, version)
    assert known, "a version that was offered is never deleted"
    form = forms.of_version(known)
    return replace(form, name=own_forms.plain_name(form.name))


def render(form: Form, texts: Texts) -> bytes:
    """The workbook with its three sheets, and one that explains them."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets(form).items():
        _write(book, name, rows)
    _help(book, texts)
    book.close()
    return out.getvalue()


def _write(book: Any, name: str, rows: Sequence[Cells]) -> None:
    """A sheet with the columns that are used at all, its head in sight however far one scrolls."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#cfe3f5", "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, column in enumerate(_columns(rows)):
        sheet.set_column(place, place, WIDE if column.partition("::")[0] in WORDY else NARROW, cell)
        sheet.write_string(0, place, column, head)
        if column in OFFERED:
            rule = {"validate": "list", "source": list(OFFERED[column]), "show_error": False}
            sheet.data_validation(1, place, ROWS, place, rule)
        for number, row in enumerate(rows, start=1):
            if text := row.get(column, ""):
                sheet.write_string(number, place, text, cell)
    sheet.freeze_panes(1, 2 if name == "survey" else 0)


def _help(book: Any, texts: Texts) -> None:
    sheet = book.add_worksheet(texts("questionnaire_xlsx.sheet"))
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, texts("questionnaire_xlsx.title"), book.add_format({"bold": True, "font_size": 14}))
    for number in range(1, HELP + 1):
        sheet.write_string(number, 0, texts(f"questionnaire_xlsx.help_{number}"))


def _columns(rows: Sequence[Cells]) -> list[str]:
    """Every column that some row fills, those of one kind side by side, in the order in which they are written."""
    order: dict[str, dict[str, bool]] = {}
    for row in rows:
        for column, text in row.items():
            places = order.setdefault(column if column.startswith("bind::") else column.partition("::")[0], {})
            places[column] = places.get(column, False) or bool(text)
    return [column for places in order.values() for column, filled in places.items() if filled]
