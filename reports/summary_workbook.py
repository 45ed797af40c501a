"""The workbook of the summary: months side by side, who needs attention, the pairs, and what every number means."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from domain.satisfaction import Rule
from domain.summary import Attention, MonthSummary, PairLine
from domain.suppression import SMALLEST, Figure
from locales import Texts
from reports.figures import cut, figure, month, number, one_line, plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters of a cell (Excel limit); the writer leaves a longer string out."""
_FORMULA_STARTS = ("=", "+", "-", "@")
"""A cell that begins so is a formula to some readers (ASVS 1.2.10); tab and return are cleaned away before."""
_SHEET_NAME_LIMIT = 31
FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "quiet": {"font_color": "#6b7580"},
    "head": {"bold": True, "bg_color": "#e8eef4", "bottom": 1, "text_wrap": True, "valign": "top"},
    "section": {"bold": True, "bg_color": "#f4f6f8"},
    "text": {"text_wrap": True, "valign": "top"},
    "quoted": {"text_wrap": True, "valign": "top", "quote_prefix": True},
    "number": {"num_format": "#,##0", "valign": "top", "align": "right"},
    "share": {"num_format": "0%", "valign": "top", "align": "right"},
    "words": {"align": "right", "italic": True, "font_color": "#6b7580", "text_wrap": True, "valign": "top"},
    "day": {"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"},
    "urgent": {"bold": True, "font_color": "#a61b1b", "valign": "top"},
}

_Row = tuple[str, Callable[[MonthSummary], Figure | int] | None]
_ROWS: tuple[_Row, ...] = (
    ("pairs_active", lambda one: one.pairs_active),
    ("meetings", lambda one: one.meetings_held),
    ("both", lambda one: one.meetings_confirmed_both),
    ("one", lambda one: one.meetings_confirmed_one),
    ("not_asked", lambda one: one.meetings_not_asked),
    ("rhythm", lambda one: one.rhythm_share),
    ("rhythm_count", lambda one: one.pairs_in_rhythm),
    ("judged", lambda one: one.pairs_judged),
    ("mentees", None),
    ("participants", lambda one: one.mentees.participants),
    ("respondents", lambda one: one.mentees.respondents),
    ("response", lambda one: one.mentees.response_rate),
    ("of_participants", lambda one: one.mentees.of_participants),
    ("of_respondents", lambda one: one.mentees.of_respondents),
    ("mentors", None),
    ("participants", lambda one: one.mentors.participants),
    ("respondents", lambda one: one.mentors.respondents),
    ("response", lambda one: one.mentors.response_rate),
    ("of_participants", lambda one: one.mentors.of_participants),
    ("of_respondents", lambda one: one.mentors.of_respondents),
)
_LEGEND = (
    "active", "meetings", "rhythm", "response", "of_participants", "of_respondents", "satisfied", "hidden", "band"
)  # fmt: skip


def workbook(
    history: Sequence[MonthSummary], pairs: Sequence[PairLine], texts: Texts, rule: Rule | None = None
) -> bytes:
    """An XLSX of the months, newest first; the attention list and the pairs are those of the newest month."""
    from xlsxwriter.workbook import Workbook

    months = sorted(history, key=lambda one: one.month, reverse=True)
    book = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(book, options) as out:
        newest = months[0]
        title = texts("reports.book_title", organisation=one_line(newest.organisation, 200))
        out.set_properties({"title": title, "created": datetime.combine(newest.as_of, time(), UTC)})
        formats = {name: out.add_format(look) for name, look in FORMATS.items()}
        _months(Sheet(out, texts("reports.sheet_summary"), formats), title, months, texts)
        _attention(Sheet(out, texts("reports.sheet_attention"), formats), newest, texts)
        _pairs(Sheet(out, texts("reports.sheet_pairs"), formats), pairs, texts)
        _legend(Sheet(out, texts("reports.sheet_legend"), formats), rule or Rule(), texts)
    return book.getvalue()


class Sheet:
    """A sheet that is written from the top: rows of texts, numbers, shares and days, each in its own look."""

    def __init__(self, book: "Workbook", name: str, formats: dict[str, "Format"]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name[:_SHEET_NAME_LIMIT])
        self.formats = formats
        self.row = 0
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def columns(self, *widths: float) -> None:
        """Widths in characters, from the left."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def add(self, *cells: str | date | tuple[float, str] | None, look: str = "text", words: str = "") -> None:
        """One row: a text, a day, a number with its look, or nothing. `words` is the look of texts after the first."""
        for column, cell in enumerate(cells):
            match cell:
                case None:
                    self.sheet.write_blank(self.row, column, None, self.formats[look])
                case str():
                    self._text(column, cell, words if words and column else look)
                case date():
                    self.sheet.write_datetime(self.row, column, datetime.combine(cell, time()), self.formats["day"])
                case (value, number_look):
                    self.sheet.write_number(self.row, column, value, self.formats[number_look])
        self.row += 1

    def head(self, *titles: str) -> None:
        """The heading of a table; it stays in sight when the rows are scrolled."""
        self.add(*titles, look="head")
        self.sheet.freeze_panes(self.row, 1)
        self.sheet.repeat_rows(self.row - 1)

    def _text(self, column: int, value: str, look: str) -> None:
        value = cut(plain(value), CELL_LIMIT)
        if value.lstrip().startswith(_FORMULA_STARTS):
            look = "quoted"
        self.sheet.write_string(self.row, column, value, self.formats[look])


def _months(sheet: Sheet, title: str, months: Sequence[MonthSummary], texts: Texts) -> None:
    sheet.columns(46, *[16] * len(months))
    sheet.add(title, look="title")
    sheet.add(texts("reports.book_as_of", day=texts.day(months[0].as_of, "d MMMM y")), look="quiet")
    names = [
        texts("reports.running", month=month(one.month, texts)) if one.unfinished else month(one.month, texts)
        for one in months
    ]
    sheet.head(texts("reports.column_indicator"), *names)
    for name, value in _ROWS:
        label = texts(f"reports.row_{name}")
        if value is None:
            sheet.add(label, *[None] * len(months), look="section")
        else:
            _figures(sheet, label, [value(one) for one in months], texts)


def _figures(sheet: Sheet, label: str, values: Sequence[Figure | int], texts: Texts) -> None:
    cells: list[tuple[float, str] | str] = []
    for value in values:
        match value:
            case int():
                cells.append((value, "number"))
            case float():
                cells.append((value, "share"))
            case _:
                cells.append(figure(value, texts))
    sheet.add(label, *cells, words="words")


def about(one: Attention | PairLine, texts: Texts) -> str:
    """Whom a line is about: `№ 12, Анна К. → Маша И.`, the number alone where nobody is named, or somebody's name."""
    number = texts("reports.form_number", number=one.number) if one.number is not None else ""
    return ", ".join(filter(None, (number, one.label))) or "—"


def _attention(sheet: Sheet, newest: MonthSummary, texts: Texts) -> None:
    sheet.columns(16, 40, 44, 16, 36)
    names = ("urgency", "who", "reason", "since", "action")
    sheet.head(*(texts(f"reports.column_{name}") for name in names))
    for one in sorted(newest.attention, key=lambda one: (not one.red, one.since)):
        reason = f"reports.reason_{one.reason}"
        urgency = texts("reports.urgent" if one.red else "reports.soon")
        words = texts(reason, since=texts.day(one.since))
        sheet.add(urgency, about(one, texts), words, one.since, texts(f"{reason}.action"))


def _pairs(sheet: Sheet, pairs: Sequence[PairLine], texts: Texts) -> None:
    sheet.columns(44, 14, 14, 18, 22, 18)
    names = ("pair", "start", "held", "last", "due", "kept")
    sheet.head(*(texts(f"reports.column_{name}") for name in names))
    for pair in pairs:
        verdict = {True: "kept", False: "late", None: "unjudged"}[pair.kept]
        held = (pair.held, "number")
        sheet.add(about(pair, texts), pair.start, held, pair.last, pair.due_on, texts(f"reports.{verdict}"))
    if pairs:
        sheet.sheet.autofilter(0, 0, sheet.row - 1, len(names) - 1)


def _legend(sheet: Sheet, rule: Rule, texts: Texts) -> None:
    sheet.columns(40, 100)
    sheet.head(texts("reports.legend_term"), texts("reports.legend_meaning"))
    for name in _LEGEND:
        key = f"reports.legend_{name}"
        given = {"s10": rule.s10, "words5": rule.words5, "faces3": rule.faces3, "least": SMALLEST}
        values = {place: number(value, texts) for place, value in given.items()}
        sheet.add(texts(key, **values), texts(f"{key}.meaning", **values))
