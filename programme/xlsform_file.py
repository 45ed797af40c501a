"""A file becomes a questionnaire, or the list of what is wrong in it.

This module is the only one that knows pyxform; what pyxform makes of a file is read in `programme.xlsform`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Literal

from domain.forms import Form, Question
from locales import DEFAULT_LANGUAGE
from programme.form_pictures import Album
from programme.xlsform import read
from programme.xlsform_cells import is_name, written_type, wrong_cells
from programme.xlsform_columns import KNOWN, Cells, of_column, usual
from programme.xlsform_conditions import Samples, check_reader, tried
from programme.xlsform_errors import FormError, in_order
from programme.xlsform_options import other_words, with_options
from programme.xlsform_pictures import Gallery
from programme.xlsform_reference import TYPES
from programme.xlsform_rows import rows
from programme.xlsform_texts import LANGUAGE, labels

FileType = Literal[".md", ".xlsx", ".csv"]
Source = bytes | dict[str, Any]
"""A file, or sheets read already: rows by heading as pyxform takes them."""

NO_PICTURES: Album = {}
ERRORS = 20
"""How many errors are told at once: whoever has more begins anew from an example."""

BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What pyxform raises besides its own errors, where cells are unlike anything it expects."""

_PYXFORM_ROW = re.compile(r"\[row : (\d+)\]\s*")
_GENERATED_NOTE = "generated_note_name_"


def parse(source: Source, file_type: FileType, album: Album = NO_PICTURES) -> Form:
    """The form that an XLSForm describes, `album` holding what came along with it. Raises the first FormError that
    `check` would tell.
    """
    form, errors = _read(source, file_type, album)
    if form is None:
        raise errors[0]
    return form


def check(source: Source, file_type: FileType, album: Album = NO_PICTURES) -> tuple[FormError, ...]:
    """What is wrong in a file, in the order of its sheets and rows, at most 20; nothing, if `parse` would take it.

    Each error is worded by `texts("forms.where", sheet=…, row=…, column=…)` and `texts(error.key, **error.values)`.
    """
    return tuple(_read(source, file_type, album)[1])


def _read(source: Source, file_type: FileType, album: Album) -> tuple[Form | None, list[FormError]]:
    try:
        workbook = _opened(source, file_type)
    except FormError as error:
        return None, [error]
    errors = list(islice(wrong_cells(workbook), ERRORS))
    workbook = _mended(workbook, errors)
    try:
        content = _understood(workbook)
    except FormError as error:
        if error.row == 0 and errors:
            return None, in_order(errors)
        known = {each.row for each in errors if each.sheet == error.sheet}
        return None, in_order([*errors, *([error] if error.row not in known else [])])[:ERRORS]
    named = LANGUAGE.match(str(content.get("default_language")))
    language = named[1] if named else DEFAULT_LANGUAGE
    broken, gallery = {each.row for each in errors if each.sheet == "survey"}, Gallery(album)
    questions, wrong = _questions(workbook, content, language, broken, gallery)
    errors = in_order([*errors, *wrong])[:ERRORS]
    if not errors and all(question.kind == "computed" for question in questions):
        errors = [FormError("forms.no_questions")]
    return (None, errors) if errors else (_form(content, tuple(questions), language, gallery.digests), [])


def _opened(source: Source, file_type: FileType) -> Any:
    """pyxform's workbook: the cells as they are written."""
    from pyxform.xls2json_backends import get_xlsform  # late: slow to import, and start-up does not need it

    try:
        workbook = get_xlsform(source, file_type=file_type)
    except Exception as problem:  # a file from outside: its readers fail in many ways, all of them the file's
        raise FormError("forms.not_xlsform", detail=str(problem) or type(problem).__name__) from problem
    if not workbook.survey:
        raise FormError("forms.no_survey")
    sheets = {sheet: getattr(workbook, sheet) or () for sheet in KNOWN}
    return replace(workbook, **{key: kept for sheet, rows in sheets.items() for key, kept in _spelled(sheet, rows)})


def _spelled(sheet: str, rows: Sequence[Cells]) -> Iterator[tuple[str, list[Any]]]:
    """The rows with their headings in the usual spelling, and the headings apart, as pyxform wants them."""
    headings: dict[str, str] = {}
    for column in dict.fromkeys(column for row in rows for column in row):
        if headings.setdefault(usual(sheet, column), column) != column:
            raise FormError("forms.heading_twice", sheet, 1, column)
    spelled = [{usual(sheet, column): cell for column, cell in row.items()} for row in rows]
    yield sheet, spelled
    yield f"{sheet}_header", [dict.fromkeys(column for row in spelled for column in row)]


def _mended(workbook: Any, errors: Sequence[FormError]) -> Any:
    """The workbook without the wrong columns, with harmless rows in the places of the wrong ones, so that the others
    can be looked at too.
    """
    columns = {(error.sheet, error.column) for error in errors if of_column(error)}
    rows = {(error.sheet, error.row) for error in errors if not of_column(error)}
    alone = {error.row for error in errors if error.key == "forms.unbalanced"}
    named: set[str] = set()
    survey = []
    for number, row in enumerate(workbook.survey, start=2):
        name, word = str(row.get("name", "")), written_type(row.get("type"))[0]
        if ("survey", number) in rows:
            group = number not in alone and TYPES.get(word, "").endswith("group")
            usable = is_name(name) and name not in named
            row = {"type": word if group else "note", "name": name if usable else f"wrong_{number}"}
        named.add(name)
        survey.append(row)
    options = enumerate(workbook.choices or (), start=2)
    choices = [{} if ("choices", number) in rows else row for number, row in options]
    sheets = {"survey": survey, "choices": choices, "settings": [_unpiped(row) for row in workbook.settings or ()]}
    return replace(workbook, **{key: kept for name, rows in sheets.items() for key, kept in _kept(name, rows, columns)})


def _unpiped(row: Cells) -> Cells:
    return {column: cell for column, cell in row.items() if "${" not in str(cell)}


def _kept(sheet: str, rows: Sequence[Cells], wrong: set[tuple[str, str]]) -> Iterator[tuple[str, list[Any]]]:
    return _spelled(
        sheet, [{column: cell for column, cell in row.items() if (sheet, column) not in wrong} for row in rows]
    )


def _understood(workbook: Any) -> Mapping[str, Any]:
    """What pyxform makes of the cells."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json

    try:
        content: Mapping[str, Any] = workbook_to_json(workbook, warnings=[])
    except (PyXFormError, *BROKEN) as problem:
        place = _PYXFORM_ROW.search(str(problem))
        detail = _PYXFORM_ROW.sub("", str(problem))
        raise FormError("forms.not_xlsform", row=int(place[1]) if place else 0, detail=detail) from problem
    return content


def _questions(
    workbook: Any, content: Mapping[str, Any], language: str, broken: set[int], gallery: Gallery
) -> tuple[list[Question], list[FormError]]:
    """The questions that are right, and what is wrong with the others, once for each row."""
    types = {number: written_type(row.get("type")) for number, row in enumerate(workbook.survey, start=2)}
    numbers = {str(row.get("name") or f"{_GENERATED_NOTE}{number}"): number
               for number, row in enumerate(workbook.survey, start=2)}  # fmt: skip
    written = {(str(row.get("list_name")), str(row.get("name")))
               for row in workbook.choices or ()}  # fmt: skip
    questions: list[Question] = []
    errors: list[FormError] = []
    samples: Samples = {}
    for row in rows(content["children"], numbers, language):
        if isinstance(row, FormError):
            errors.append(row)
            continue
        if row.number in broken:
            samples[row.name] = ()
            continue
        try:
            if row.number:
                row = replace(row, other=types[row.number][2])
                question = with_options(row, read(row, language), language, written)
                gallery.hang(row, question)
            elif questions and row.name == f"{questions[-1].name}_other":  # pyxform's, below a select with `or_other`
                row = replace(row, number=numbers[questions[-1].name])
                question = other_words(row, questions[-1])
            else:  # of pyxform's making too, around a row that is wrong
                samples[row.name] = ()
                continue
            samples_of_it = tried(row, question, samples)
            check_reader(row, question, questions)
            if question.name in samples:
                raise row.wrong("forms.twice", "name", name=question.name)
            if question.kind != "note":
                samples[question.name] = samples_of_it
            questions.append(question)
        except FormError as error:
            errors.append(error)
            samples[row.name] = ()
    return questions, errors


def _form(
    content: Mapping[str, Any], questions: tuple[Question, ...], language: str, pictures: Mapping[str, str]
) -> Form:
    return Form(
        name=str(content["id_string"]),
        title=labels(content.get("heading") or content.get("title"), language),
        questions=questions,
        mode=content.get("mode", "named"),
        minutes=int(content.get("minutes", 1)),
        role=str(content.get("role", "")),
        audience=content.get("audience", "adult"),
        wave=str(content.get("wave", "")),
        mentoring_form=str(content.get("mentoring_form", "")),
        ending=labels(content.get("ending"), language),
        purpose=labels(content.get("purpose"), language),
        source=str(content.get("source", "")),
        pictures=pictures,
    )
