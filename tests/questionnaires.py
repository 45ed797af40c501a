"""Small questionnaires as schools write them, for tests: XLSForm in Markdown and as workbooks."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import openpyxl

from domain.forms import Form
from programme import forms

Sheets = Mapping[str, Sequence[Sequence[object]]]

SURVEY = (
    ("type", "name", "label::Русский (ru)", "label::English (en)", "required", "relevant", "bind::scale"),
    ("note", "hello", "Три коротких вопроса.", "Three short questions.", "", "", ""),
    ("select_one faces", "calm", "Спокойно ли тебе в классе?", "Do you feel calm in class?", "yes", "", "faces3"),
    ("select_one yn", "friend", "Есть ли у тебя друг в классе?", "Do you have a friend in class?", "yes", "", "yn"),
    ("text", "wish", "Чего тебе не хватает?", "What do you miss?", "", "${friend} = 'no'", ""),
)
CHOICES = (
    ("list_name", "name", "label::Русский (ru)", "label::English (en)"),
    ("faces", 1, "🙁 Нет", "🙁 No"),
    ("faces", 2, "😐 Когда как", "😐 Now and then"),
    ("faces", 3, "🙂 Да", "🙂 Yes"),
    ("yn", "yes", "Да", "Yes"),
    ("yn", "no", "Нет", "No"),
)
SETTINGS = (
    ("form_id", "default_language", "heading::Русский (ru)", "heading::English (en)", "mode", "minutes", "role",
     "audience"),
    ("climate", "ru", "Климат в классе", "The climate in class", "confidential", 1, "mentee", "child"),
)  # fmt: skip
CLIMATE: Sheets = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def changed(sheet: str, old: object, new: object, sheets: Sheets = CLIMATE) -> dict[str, list[list[object]]]:
    """The sheets with one value of a sheet replaced wherever it stands."""
    assert any(old in row for row in sheets[sheet]), f"there is no {old}"
    made = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    return {**made, sheet: [[new if cell == old else cell for cell in row] for row in made[sheet]]}


def workbook(sheets: Sheets = CLIMATE) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def markdown(sheets: Sheets = CLIMATE) -> bytes:
    """The same as a Markdown file."""
    lines = []
    for name, rows in sheets.items():
        lines.append(f"| {name} |")
        lines += [f"| | {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join(lines).encode()


def form(sheets: Sheets = CLIMATE) -> Form:
    """The form that they describe."""
    return forms.parse(markdown(sheets), ".md")


def told(changes: str) -> bytes:
    """The workbook as a story tells it: `was → is` for values of the survey, parted by semicolons."""
    sheets = dict(CLIMATE)
    for change in filter(str.strip, changes.split(";")):
        old, _, new = change.partition(" → ")
        sheets = changed("survey", old.strip(), new.strip(), sheets)
    return workbook(sheets)
