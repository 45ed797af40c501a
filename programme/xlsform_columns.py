"""The columns of an XLSForm and its settings: which there may be, and what to do about the others."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from domain.forms import Mode
from domain.xpath_pieces import COLUMN, OPERATORS, functions
from programme.xlsform_errors import FormError
from programme.xlsform_reference import (
    CHOICE_COLUMNS,
    COLUMNS,
    OWN_COLUMNS,
    REFUSED_COLUMNS,
    REFUSED_SETTINGS,
    REFUSED_SHEETS,
    SETTINGS,
    SYNONYMS,
    TRANSLATED,
)
from programme.xlsform_texts import LANGUAGE

Cells = Mapping[str, Any]

KNOWN: Mapping[str, Sequence[str]] = {
    "survey": (*COLUMNS, *OWN_COLUMNS),
    "choices": CHOICE_COLUMNS,
    "settings": SETTINGS,
}
ENUMERATED: Mapping[str, Sequence[str]] = {
    "mode": get_args(Mode),
    "audience": ("adult", "child"),
    "wave": ("", "before", "after"),
}

_FORM_NAME = re.compile(r"[a-z][a-z0-9_.]{0,63}")


def plain(column: str) -> str:
    """The heading of a column in its usual spelling, with the language or the rest after `::`."""
    first, mark, rest = (part.strip() for part in column.partition("::"))
    word = "_".join(first.lower().split())
    if word == "media" and rest:
        return plain(rest)
    return f"{SYNONYMS.get(word, word)}{mark}{rest}"


def usual(sheet: str, column: str) -> str:
    """The heading as the other checks and pyxform know it; one that is not known stays as it is."""
    spelled = plain(column)
    return spelled if spelled.partition("::")[0] in (*KNOWN[sheet], "bind") else column


def of_column(error: FormError) -> bool:
    """Whether an error is about a column as such, whatever stands in its cells."""
    base = plain(error.column).partition("::")[0]
    refused = base in REFUSED_COLUMNS or base in REFUSED_SETTINGS
    return refused or error.key in ("forms.column", "forms.column_name", "forms.language")


def wrong_sheets(workbook: Any) -> Iterator[FormError]:
    """Of the other sheets those that would mean something to another program; the rest is the author's own business."""
    for name in REFUSED_SHEETS:
        if getattr(workbook, name):
            yield FormError("forms.sheet", name)


def wrong_columns(sheet: str, rows: Sequence[tuple[int, Cells]], filters: set[str] | tuple[()]) -> Iterator[FormError]:
    """Columns that are not taken, each once, at the first cell that they hold; `filters` are words of choice_filter."""
    first = {column: number for number, row in reversed(rows) for column in row}
    known = KNOWN[sheet]
    for column, number in first.items():
        spelled = plain(column)
        base, _, rest = spelled.partition("::")
        if spelled in known or (base in known and base in TRANSLATED and LANGUAGE.match(rest)):
            continue
        if base in known and base in TRANSLATED:
            yield FormError("forms.language", sheet, number, column)
        elif sheet == "settings":
            yield FormError(REFUSED_SETTINGS.get(base, "forms.column"), sheet, number, column, known=", ".join(known))
        elif base in REFUSED_COLUMNS:
            yield FormError(REFUSED_COLUMNS[base], sheet, number, column)
        elif sheet == "choices" and column in filters:
            if not COLUMN.fullmatch(column) or column in (*functions(), *OPERATORS):
                yield FormError("forms.column_name", sheet, number, column)
        else:
            yield FormError("forms.column", sheet, number, column, known=", ".join(known))


def wrong_settings(rows: Sequence[tuple[int, Cells]]) -> Iterator[FormError]:
    """What is wrong in the one row of settings."""
    yield from wrong_columns("settings", rows, ())
    if not rows:
        yield FormError("forms.name", "settings", 2, "form_id")
        return
    for number, _ in rows[1:]:
        yield FormError("forms.settings_rows", "settings", number)
    number, row = rows[0]
    if not _FORM_NAME.fullmatch(str(row.get("form_id", ""))):
        yield FormError("forms.name", "settings", number, "form_id")
    if not LANGUAGE.match(str(row.get("default_language", "ru"))):
        yield FormError("forms.language", "settings", number, "default_language")
    minutes = str(row.get("minutes", "1"))
    if not (minutes.isascii() and minutes.isdigit() and 1 <= int(minutes) <= 60):
        yield FormError("forms.minutes", "settings", number, "minutes")
    for column, known in ENUMERATED.items():
        given = str(row.get(column, known[0]))
        if given not in known:
            yield FormError("forms.value", "settings", number, column, value=given, known=", ".join(known))
