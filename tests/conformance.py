"""The page `docs/xlsform.md`: the XLSForm reference item by item, each with a small sheet that proves what is said.

`python -m tests.conformance` writes the page; `tests/programme/test_conformance.py` tries every sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from domain.forms import Form
from locales import texts_in
from programme import forms
from programme.form_pictures import looked_at
from tests.questionnaires import drawing

PAGE = Path(__file__).parents[1] / "docs" / "xlsform.md"
MARK = "<!-- made by python -m tests.conformance: what stands below is rewritten -->"

Cells = dict[str, str]
Verdict = Literal["works", "no effect", "refused"]

LISTS: tuple[Cells, ...] = (
    {"list_name": "few", "name": "a", "label::English (en)": "Apple"},
    {"list_name": "few", "name": "b", "label::English (en)": "Pear"},
    {"list_name": "face", "name": "1", "label::English (en)": "Bad"},
    {"list_name": "face", "name": "2", "label::English (en)": "So-so"},
    {"list_name": "face", "name": "3", "label::English (en)": "Good"},
)
SETTINGS: Cells = {"form_id": "small", "form_title": "A try", "default_language": "English (en)"}
LONGEST = 220
"""Characters of an advice on the page: lists of what is known are left out."""
KEEP, SKIP = "<keep>", "<skip>"
"""Instead of an answer: what stands there already is kept; the question is skipped."""

Step = str | tuple[str, str]
"""What is answered; or an answer that is not taken, and the text key or the words of the refusal."""


@dataclass(frozen=True)
class Item:
    """One thing of the reference. `said` are the answers of a run that works, `ends` what it must keep in the end;
    without effect is what can be taken `away` (a column, or the name of a row) and leaves the same form.
    """

    section: str
    name: str
    verdict: Verdict
    survey: Sequence[Cells]
    note: str = ""
    said: Sequence[Step] = ()
    ends: dict[str, str] = field(default_factory=dict)
    column: str = ""
    away: str = ""
    choices: Sequence[Cells] = LISTS
    settings: Cells = field(default_factory=dict)
    sheets: dict[str, Sequence[Cells]] = field(default_factory=dict)
    pictures: Sequence[str] = ()

    def read(self) -> Form:
        """The form of the sheets, with the pictures that came along."""
        return forms.parse(self.source(), ".xlsx", looked_at({name: drawing() for name in self.pictures}))

    def source(self, *, without: bool = False) -> dict[str, Any]:
        """The sheets, as a workbook has them."""
        gone = self.away if without else ""
        survey = [row for row in self.survey if not gone or row.get("name") != gone]
        settings = {**SETTINGS, **self.settings}
        sheets = {"settings": [settings], "survey": survey, "choices": self.choices, **({} if without else self.sheets)}
        return {"sheet_names": list(sheets)} | {
            key: rows for name, cells in sheets.items() for key, rows in _sheet(name, cells, gone)
        }


def _sheet(name: str, rows: Sequence[Cells], gone: str) -> Iterator[tuple[str, list[Any]]]:
    filled = [{column: cell for column, cell in row.items() if cell and column != gone} for row in rows]
    yield name, filled
    yield f"{name}_header", [dict.fromkeys(column for row in filled for column in row)]


def ask(type_: str, name: str = "q", **columns: str) -> Cells:
    """A row of the survey; `_` stands for `::` in columns of ours."""
    named = {column.replace("bind_", "bind::"): value for column, value in columns.items()}
    return {"type": type_, "name": name, "label::English (en)": "Question?"} | named


def rows_of(items: Sequence[Item]) -> Iterator[str]:
    """The table of a section."""
    yield "| item | verdict | what it means here, or what to write instead |"
    yield "|---|---|---|"
    for item in items:
        note = item.note or (advice(item) if item.verdict == "refused" else "")
        yield f"| `{item.name.replace('|', '&#124;')}` | {item.verdict} | {note.replace('|', '&#124;')} |"


def advice(item: Item) -> str:
    """What a methodist is told, as the bot says it."""
    error = forms.check(item.source(), ".xlsx")[0]
    said: str = texts_in("en")(error.key, **error.values)
    return said if len(said) <= LONGEST else said[: said.rindex(". ", 0, LONGEST) + 1]


def page(before: str, items: Sequence[Item]) -> str:
    """The page: what people wrote above the mark stays, the tables below it are made anew."""
    parts = [before.split(MARK)[0] + MARK]
    for section in dict.fromkeys(item.section for item in items):
        inside = [item for item in items if item.section == section]
        works = sum(item.verdict != "refused" for item in inside)
        parts += [f"## {section}", f"{works} of {len(inside)} are taken.", "\n".join(rows_of(inside))]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    from tests.conformance_items import ITEMS

    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), ITEMS), encoding="utf-8")
