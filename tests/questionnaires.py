"""Small questionnaires as schools write them, for tests: XLSForm in Markdown, as workbooks, with pictures."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

import openpyxl
from PIL import Image, ImageDraw

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


def pictured(name: object = "map.png", sheets: Sheets = CLIMATE) -> dict[str, list[list[object]]]:
    """The sheets with a picture in their note."""
    made = {title: [list(row) for row in rows] for title, rows in sheets.items()}
    columns = {"type": "media::image", "note": name}
    return {**made, "survey": [[*row, columns.get(str(row[0]), "")] for row in made["survey"]]}


def drawing(kind: str = "PNG", colour: str = "seagreen", size: tuple[int, int] = (320, 200), **kept: object) -> bytes:
    """A picture of a way through a school; `kept` is what else a camera writes into it."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((size[0] // 8, size[1] // 4, size[0] // 2, size[1] * 3 // 4), fill=colour)
    draw.line((0, size[1] - 2, *size), fill="black", width=3)
    out = BytesIO()
    picture.save(out, kind, **kept)
    return out.getvalue()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A .zip of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def told_with_pictures(names: str) -> bytes:
    """The archive as a story tells it: the questionnaire that shows `map.png`, and pictures with these names."""
    files = {name.strip(): drawing() for name in filter(str.strip, names.split(","))}
    return archive({"climate.xlsx": workbook(pictured()), **files})


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
