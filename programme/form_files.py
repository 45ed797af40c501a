"""A questionnaire's file from outside becomes a form, or all that is wrong with it is told at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.answers import clean
from domain.forms import Form
from domain.importing import Cell
from programme import forms
from programme.form_pictures import Album
from programme.xlsform_errors import FormError
from programme.xlsform_file import NO_PICTURES
from programme.xlsform_pictures import COLUMN, unnamed

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SHEETS = (SURVEY, CHOICES, SETTINGS)
OTHERS = ("external_choices", "entities", "osm")
"""Sheets that mean something to ODK and nothing here; any other sheet is the school's own business."""
MOST_ROWS: Mapping[str, int] = {SURVEY: 300, CHOICES: 1_000, SETTINGS: 10}
"""A form of so many questions is no questionnaire for people; the longest built-in one has a tenth of it."""
MOST_COLUMNS = 60
MOST_TEXT = 200 * 1024
"""Bytes of a Markdown file."""
TOLD = 20
"""Errors that are told at once; `programme.xlsform_file.check` finds no more either."""

Rows = Sequence[Sequence[Cell]]
Definition = dict[str, Any]
"""What pyxform takes: rows by heading for each sheet, and the headings apart."""


class Faulty(ValueError):
    """A file that is no form; `errors` are the first `TOLD` of what is wrong."""

    def __init__(self, errors: Sequence[FormError]) -> None:
        super().__init__(errors[0].key)
        self.errors = tuple(errors[:TOLD])


def of_sheets(sheets: Mapping[str, Rows], album: Album = NO_PICTURES) -> Form:
    """The form of a workbook's sheets, with the pictures that came along. Raises `Faulty`."""
    found = {name.strip().casefold(): rows for name, rows in sheets.items()}
    if wrong := [*_wrong_sheets(sheets, found)]:
        raise Faulty(wrong)
    definition: Definition = {"sheet_names": list(found)}
    for name in SHEETS:
        if rows := found.get(name):
            headings = [_words(cell) for cell in rows[0]]
            definition[name] = [_row(headings, row) for row in rows[1:]]
            definition[f"{name}_header"] = [{heading: None for heading in headings if heading}]
    return _parsed(definition, ".xlsx", album)


def of_archive(sheets: Mapping[str, Rows], album: Album) -> Form:
    """The same, where every picture must be one that a row names. Raises `Faulty`."""
    form = of_sheets(sheets, album)
    if left := unnamed(album, form.pictures):
        raise Faulty([FormError("form_pictures.unnamed", SURVEY, 0, COLUMN, name=", ".join(left[:TOLD]))])
    return form


def of_text(content: bytes, album: Album = NO_PICTURES) -> Form:
    """The form of a Markdown file. Raises `Faulty`."""
    if len(content) > MOST_TEXT:
        raise Faulty([FormError("questionnaires.text_large", limit=MOST_TEXT // 1024)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Faulty([FormError("questionnaires.text_encoding")]) from None
    return _parsed(_clean(text).encode(), ".md", album)


def _parsed(source: bytes | Definition, file_type: forms.FileType, album: Album) -> Form:
    try:
        return forms.parse(source, file_type, album)
    except FormError:
        raise Faulty(forms.check(source, file_type, album)) from None


def _wrong_sheets(given: Mapping[str, Rows], found: Mapping[str, Rows]) -> Iterator[FormError]:
    """What nobody would see if pyxform read the sheets: it passes over what it does not know."""
    if not found.get(SURVEY):
        yield FormError("questionnaires.no_survey", SURVEY, known=", ".join(given) or "–")
        return
    if len(found) < len(given):
        yield FormError("questionnaires.sheet_twice", SURVEY)
    yield from (FormError("questionnaires.sheet", name, known=", ".join(SHEETS)) for name in OTHERS if found.get(name))
    for name in SHEETS:
        if rows := found.get(name):
            yield from _wrong_rows(name, rows)


def _wrong_rows(sheet: str, rows: Rows) -> Iterator[FormError]:
    if len(rows) - 1 > MOST_ROWS[sheet]:
        yield FormError("questionnaires.rows", sheet, MOST_ROWS[sheet] + 2, limit=MOST_ROWS[sheet])
        return
    headings = [_words(cell) for cell in rows[0]]
    if len(headings) > MOST_COLUMNS:
        yield FormError("questionnaires.columns", sheet, 1, limit=MOST_COLUMNS)
        return
    for place, heading in enumerate(headings):
        if heading and heading in headings[:place]:
            yield FormError("questionnaires.heading_twice", sheet, 1, heading)
        lost = next((number for number, row in enumerate(rows[1:], 2) if _words(row[place])), None)
        if not heading and lost is not None:
            yield FormError("questionnaires.no_heading", sheet, lost, _letters(place))


def _row(headings: Sequence[str], row: Sequence[Cell]) -> dict[str, str]:
    cells = ((heading, _words(cell)) for heading, cell in zip(headings, row, strict=True))
    return {heading: words for heading, words in cells if heading and words}


def _words(cell: Cell) -> str:
    """A cell as somebody sees it: whole numbers without a point, truth as XLSForm writes it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _clean(str(cell))


def _clean(text: str) -> str:
    """Without what nobody sees and nobody should write: control and private characters, among them our own marks."""
    found = clean(text.replace("\N{NO-BREAK SPACE}", " "), 4 * len(text) + 1, multiline=True)
    assert isinstance(found, str), "nothing that is cleaned becomes four times as long"
    return found


def _letters(place: int) -> str:
    """The name of a column in a spreadsheet: `A` for 0, `AA` for 26."""
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else _letters(place // 26 - 1) + letter
