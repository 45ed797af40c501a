"""The memo on results as DOCX: the numbers in their places, the curator's own words left to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain import score_sheet
from domain.results import Told
from domain.statistics import Change
from domain.suppression import SMALLEST, Hidden
from locales import Texts
from programme.results import Published
from reports.figures import decimal, figure, one_line, percent, plain
from reports.office_page import centred, opened, points, saved
from reports.results import label, name, rated, short
from reports.results_changes import change_words

_CELL = 400


@dataclass(frozen=True, slots=True)
class Memo:
    """What it is made of: the newest publication of each questionnaire, the SWOT table by cell, the score sheet."""

    organisation: str
    zone: ZoneInfo
    made: datetime
    published: Sequence[Published]
    swot: Mapping[str, Sequence[str]]
    points: int | None


def memo(made_of: Memo, texts: Texts) -> bytes:
    """The bytes of the file; the same results give the same document."""
    document = opened(texts("results.memo_title"), made_of.made)
    day = texts.day(made_of.made.astimezone(made_of.zone), "d MMMM y")
    centred(document, texts("results.memo_title"), bold=True, size=14)
    centred(document, texts("results.memo_of", organisation=one_line(made_of.organisation, 200), day=day))
    _say(document, texts("results.memo_intro", count=len(made_of.published), least=SMALLEST))
    if made_of.points is not None:
        band = texts(f"results.band_{score_sheet.level(made_of.points)}")
        _say(document, texts("results.sheet", points=made_of.points, most=score_sheet.MOST, band=band))
    _participation(document, made_of, texts)
    _satisfaction(document, made_of.published, texts)
    _means(document, made_of.published, texts)
    _changes(document, made_of.published, texts)
    _swot(document, made_of.swot, texts)
    _heading(document, texts("results.memo_limits"))
    for key in ("frozen", "mean", "change", "certain", "hidden"):
        _say(document, texts(f"results.legend_{key}.meaning", least=SMALLEST, words=10))
    _say(document, texts("results.memo_proposals"))
    for _ in range(3):
        _say(document, "_" * 76)
    _say(document, texts("results.memo_signature"))
    return saved(document)


def _participation(document: Any, made_of: Memo, texts: Texts) -> None:
    _heading(document, texts("results.memo_participation"))
    rows = [
        (
            name(each.form, texts),
            texts.day(each.result.taken_at.astimezone(made_of.zone), "dd.MM.y"),
            str(each.result.asked),
            str(each.result.respondents),
            percent(each.result.respondents / max(each.result.asked, each.result.respondents), texts),
        )
        for each in made_of.published
    ]
    _table(document, ("form", "taken", "asked", "answered", "rate"), rows, texts)


def _satisfaction(document: Any, published: Sequence[Published], texts: Texts) -> None:
    _heading(document, texts("results.memo_satisfaction"))
    lines = []
    for each in published:
        opinion = each.content.satisfaction
        if opinion is not None:
            told = {
                "of_respondents": figure(opinion.of_respondents, texts),
                "of_participants": figure(opinion.of_participants, texts),
            }
            counts = {"answered": opinion.respondents, "asked": opinion.participants}
            lines.append(texts("results.memo_satisfied_line", name=name(each.form, texts), **told, **counts))
    for line in lines or [texts("results.memo_none")]:
        _say(document, line)


def _means(document: Any, published: Sequence[Published], texts: Texts) -> None:
    _heading(document, texts("results.memo_means"))
    for each in published:
        rows = [
            (label(each.form, item.question, texts, 200), short(each, item, texts), *_bounds(item.whole, texts))
            for item in rated(each)
        ]
        if rows:
            _say(document, name(each.form, texts), bold=True)
            _table(document, ("question", "mean", "low", "high", "answered"), rows, texts)


def _bounds(told: Told | Hidden, texts: Texts) -> tuple[str, str, str]:
    if isinstance(told, Hidden):
        return "—", "—", "—"
    low, high = (decimal(value, texts) if value is not None else "—" for value in (told.low, told.high))
    return low, high, str(told.n)


def _changes(document: Any, published: Sequence[Published], texts: Texts) -> None:
    _heading(document, texts("results.memo_changes"))
    compared = [each for each in published if each.changes]
    for each in compared:
        _say(document, name(each.form, texts), bold=True)
        sure = {"better": _named(each, texts, 1), "worse": _named(each, texts, -1)}
        for direction, questions in sure.items():
            if questions:
                _say(document, texts(f"results.memo_{direction}", questions="; ".join(questions)))
        unsure = sum(not change.certain for _, change in each.changes)
        if unsure:
            _say(document, texts("results.memo_unsure", count=unsure))
        rows = [
            (label(each.form, item.question, texts, 200), change_words(change, texts), _kind(change, texts))
            for item, change in each.changes
        ]
        _table(document, ("question", "difference", "compared"), rows, texts)
    _say(document, texts("results.change_cause" if compared else "results.memo_none"))


def _named(published: Published, texts: Texts, sign: int) -> list[str]:
    """Questions that changed for the better (1) or the worse (-1) hardly by chance; of some, less is better."""
    found = []
    for item, change in published.changes:
        question = published.form.question(item.question)
        good = -1 if question is not None and question.reverse else 1
        if change.certain and change.difference * good * sign > 0:
            found.append(label(published.form, item.question, texts))
    return found


def _kind(change: Change, texts: Texts) -> str:
    return f"{texts('results.paired' if change.paired else 'results.groups')}, n = {change.n}"


def _swot(document: Any, swot: Mapping[str, Sequence[str]], texts: Texts) -> None:
    _heading(document, texts("results.memo_swot"))
    cells = list(swot)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for pair in (cells[:2], cells[2:]):
        for place, cell in zip(table.add_row().cells, pair, strict=True):
            place.paragraphs[0].add_run(texts(f"results.cell_{cell}")).bold = True
            for line in swot[cell] or ["—"]:
                place.add_paragraph(one_line(line, _CELL))
    document.add_paragraph()


def _heading(document: Any, text: str) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.keep_with_next = points(10), True
    run = line.add_run(text)
    run.bold, run.font.size = True, points(13)


def _say(document: Any, text: str, *, bold: bool = False) -> None:
    document.add_paragraph().add_run(plain(text)).bold = bold


def _table(document: Any, heading: Sequence[str], rows: Sequence[Sequence[str]], texts: Texts) -> None:
    table = document.add_table(rows=1, cols=len(heading), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, heading, strict=True):
        cell.paragraphs[0].add_run(texts(f"results.column_{column}")).bold = True
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = one_line(words, _CELL)
    document.add_paragraph()
