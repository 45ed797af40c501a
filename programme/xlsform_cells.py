"""The cells of an XLSForm, looked at one by one before anything is made of them: each wrong one with its advice."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from programme.xlsform_columns import Cells, wrong_columns, wrong_settings, wrong_sheets
from programme.xlsform_errors import FormError
from programme.xlsform_reference import (
    FILTER_WORD,
    GROUP_APPEARANCES,
    PARAMETERS,
    REFUSED_APPEARANCES,
    REFUSED_TYPES,
    TYPES,
)

SHEETS = ("survey", "choices", "settings")
QUESTIONS = 300
"""Rows of a survey: longer ones nobody answers in a chat."""
_NAME = re.compile(r"(?!meta$)[A-Za-z][\w.-]{0,63}", re.ASCII)
_OPTION_NAME = re.compile(r"[\w.-]+")
OPTION_BYTES = 32
"""A pressed option travels in 64 bytes beside its questionnaire (Telegram limit)."""
_SELECT = re.compile(r"(select\S*|select one|select all that apply|rank)\s+(\S+)(\s+or[ _]other)?")
_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
_CONTROL = re.compile(r"(begin|end)[ _](group)")


def wrong_cells(workbook: Any) -> Iterator[FormError]:
    """Every cell that cannot be taken whatever the others say, in the order of the sheets."""
    survey, choices, settings = (_rows(workbook, sheet) for sheet in SHEETS)
    yield from wrong_sheets(workbook)
    yield from wrong_settings(settings)
    yield from wrong_columns("survey", survey, ())
    lists = {str(row.get("list_name")) for _, row in choices}
    yield from _wrong_questions(survey, lists)
    filters = {word for _, row in survey for word in FILTER_WORD.findall(str(row.get("choice_filter", "")))}
    yield from wrong_columns("choices", choices, filters)
    yield from _wrong_choices(choices)
    yield from _wrong_piping("choices", choices)
    yield from _wrong_piping("settings", settings)


def written_type(cell: object) -> tuple[str, str, bool]:
    """A type as it is written: its word, the list of its choices, whether `or_other` follows."""
    said = " ".join(str(cell or "").split())
    if found := _SELECT.fullmatch(said):
        return found[1], found[2], found[3] is not None
    return said, "", False


def is_name(name: str) -> bool:
    """Whether a question or a group may be called so."""
    return _NAME.fullmatch(name) is not None


def _rows(workbook: Any, sheet: str) -> list[tuple[int, Cells]]:
    """The filled rows of a sheet with their numbers; the heading is row 1."""
    return [(number, row) for number, row in enumerate(getattr(workbook, sheet) or (), start=2) if row]


def _wrong_questions(rows: Sequence[tuple[int, Cells]], lists: set[str]) -> Iterator[FormError]:
    if len(rows) > QUESTIONS:
        yield FormError("forms.too_long", "survey", rows[QUESTIONS][0], limit=QUESTIONS)
        return
    named: set[str] = set()
    opened: list[int] = []
    for number, row in rows:
        word, list_name, _ = written_type(row.get("type"))
        if problem := _wrong_type(number, word, list_name, lists):
            yield problem
        elif word in PARAMETERS and (wrong := _wrong_parameter(word, str(row.get("parameters", "")))):
            yield FormError("forms.parameter", "survey", number, "parameters", value=wrong, known=_taken(word))
        elif word == "calculate" and not _calculation(row):
            yield FormError("forms.no_calculation", "survey", number, "calculation")
        elif row.get("parameters") and word not in PARAMETERS:
            yield FormError("forms.no_parameters", "survey", number, "parameters")
        control = _CONTROL.fullmatch(word)
        if control and control[1] == "end":
            if not opened:
                yield FormError("forms.unbalanced", "survey", number, "type")
            opened = opened[:-1]
            continue
        if control:
            opened.append(number)
            for shown in str(row.get("appearance", "")).split():
                if shown not in GROUP_APPEARANCES:
                    advice, known = REFUSED_APPEARANCES.get(shown, "forms.appearance"), ", ".join(GROUP_APPEARANCES)
                    yield FormError(advice, "survey", number, "appearance", value=shown, known=known)
        name = str(row.get("name", ""))
        if word == "note" and not name:
            continue
        if not is_name(name):
            yield FormError("forms.question_name", "survey", number, "name")
        elif name in named:
            yield FormError("forms.twice", "survey", number, "name", name=name)
        named.add(name)
    yield from (FormError("forms.unbalanced", "survey", number, "type") for number in opened)
    yield from _wrong_references(rows)


def _wrong_references(rows: Sequence[tuple[int, Cells]]) -> Iterator[FormError]:
    """Places that speak of a question which is nowhere in the file."""
    names = {str(row.get("name")) for _, row in rows}
    names |= {f"{row.get('name')}_other" for _, row in rows if written_type(row.get("type"))[2]}
    for number, row in rows:
        for column, cell in row.items():
            for name in _REFERENCE.findall(str(cell)):
                if name not in names:
                    yield FormError("forms.condition_later", "survey", number, column, name=name)
            if "${" in (rest := _REFERENCE.sub("", str(cell))):
                piece = rest[rest.index("${") :][:20]
                yield FormError("forms.condition_piece", "survey", number, column, piece=piece)


def _wrong_piping(sheet: str, rows: Sequence[tuple[int, Cells]]) -> Iterator[FormError]:
    """Options and settings speak of no answers."""
    for number, row in rows:
        yield from (
            FormError("forms.piping", sheet, number, column) for column, cell in row.items() if "${" in str(cell)
        )


def _wrong_type(number: int, word: str, list_name: str, lists: set[str]) -> FormError | None:
    if not word:
        return FormError("forms.no_type", "survey", number, "type")
    if advice := REFUSED_TYPES.get(word):
        return FormError(advice, "survey", number, "type")
    if word not in TYPES:
        return FormError("forms.type", "survey", number, "type", type=word, known=", ".join(TYPES))
    if "${" in list_name:
        return FormError("forms.type_file", "survey", number, "type")
    if TYPES[word].startswith("select") and list_name not in lists:
        return FormError("forms.no_list", "survey", number, "type", name=list_name)
    return None


def _calculation(row: Cells) -> str:
    """What a `calculate` says: in its own column, or as a default that is computed."""
    default = str(row.get("default", ""))
    return str(row.get("calculation", "")) or (default if {"(", "$"} & {*default} else "")


def _wrong_parameter(word: str, cell: str) -> str:
    """The first parameter that a type does not take; the parts may stand with spaces or commas between."""
    parts = [part.partition("=") for part in re.split(r"[\s,;]+", re.sub(r"\s*=\s*", "=", cell)) if part]
    return next((name for name, _, value in parts if name.lower() not in PARAMETERS[word] or not value), "")


def _taken(word: str) -> str:
    return ", ".join(PARAMETERS[word])


def _wrong_choices(rows: Sequence[tuple[int, Cells]]) -> Iterator[FormError]:
    seen: set[tuple[str, str]] = set()
    for number, row in rows:
        list_name, name = str(row.get("list_name", "")), str(row.get("name", ""))
        if not list_name:
            yield FormError("forms.no_list_name", "choices", number, "list_name")
        elif not _OPTION_NAME.fullmatch(name) or len(name.encode()) > OPTION_BYTES:
            yield FormError("forms.option_name", "choices", number, "name", value=name)
        elif (list_name, name) in seen:
            yield FormError("forms.option_twice", "choices", number, "name", name=name)
        seen.add((list_name, name))
