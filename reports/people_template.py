"""The empty list of a school as a workbook: headings, drop-downs, and a sheet that explains them."""

from io import BytesIO
from typing import Any

from sqlalchemy.orm import Session

from domain.importing import COLUMNS, MOST, NEEDED, ROLES
from locales import Texts

WIDTHS = {"key": 16, "role": 22, "group": 9, "born": 15, "parent_phone": 22, "parent_name": 30}
WIDTH = 18
"""Characters of a column."""
HINTED = ("key", "role", "group", "born", "parent_phone")
HELP = 7
"""Paragraphs of the explanation."""


def gather(session: Session) -> None:
    """Nothing is asked of the database: the template is the same for everybody."""


def render(values: Any, texts: Texts) -> bytes:
    """The workbook."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    _list(book, texts)
    _help(book, texts)
    book.close()
    return out.getvalue()


def _list(book: Any, texts: Texts) -> None:
    sheet = book.add_worksheet(texts("importing.sheet_list"))
    needed = book.add_format({"bold": True, "bg_color": "#cfe3f5", "bottom": 1, "text_wrap": True, "valign": "top"})
    other = book.add_format({"bold": True, "bg_color": "#e8eef4", "bottom": 1, "text_wrap": True, "valign": "top"})
    words, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd.mm.yyyy"})
    for place, name in enumerate(COLUMNS):
        heading = texts(f"importing.heading_{name}")
        sheet.write_string(0, place, f"{heading} *" if name in NEEDED else heading, needed if name in NEEDED else other)
        sheet.set_column(place, place, WIDTHS.get(name, WIDTH), day if name == "born" else words)
        if name in HINTED:
            rule: dict[str, Any] = {"validate": "any"}
            if name == "role":
                listed = [texts(f"importing.role_{role}") for role in ROLES]
                rule = {"validate": "list", "source": listed}
            hint = {"input_title": heading[:32], "input_message": texts(f"importing.hint_{name}")[:255]}
            sheet.data_validation(1, place, MOST, place, rule | hint)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(COLUMNS) - 1)


def _help(book: Any, texts: Texts) -> None:
    sheet = book.add_worksheet(texts("importing.sheet_help"))
    sheet.set_column(0, 0, 96, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, texts("importing.help_title"), book.add_format({"bold": True, "font_size": 14}))
    for number in range(1, HELP + 1):
        sheet.write_string(number + 1, 0, texts(f"importing.help_{number}"))
