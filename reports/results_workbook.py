"""The workbook of results: every question, its answers, what changed, and what every number means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from io import BytesIO
from zoneinfo import ZoneInfo

from domain.results import OPEN, Item, Told
from domain.satisfaction import Rule
from domain.suppression import SMALLEST, Figure, Hidden
from locales import Texts
from programme.results import Published
from reports.figures import figure, number, one_line
from reports.results import label, mentoring, option
from reports.summary_workbook import FORMATS, Sheet

Cell = str | tuple[float, str] | None
_LOOKS = {**FORMATS, "mean": {"num_format": "0.00", "valign": "top", "align": "right"}}
_LEGEND = ("frozen", "rate", "mean", "change", "certain", "satisfied", "hidden", "alike")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One answer of one person, by code; `name` only in files made on the school's own machine."""

    form: str
    code: str
    question: str
    answer: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What the workbook is made of."""

    organisation: str
    zone: ZoneInfo
    published: Sequence[Published]
    raw: Sequence[RawRow] = field(default_factory=tuple)


def workbook(made_of: Book, texts: Texts) -> bytes:
    """An XLSX; the sheet of answers by code is there when there are any."""
    from xlsxwriter.workbook import Workbook

    book = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(book, options) as out:
        title = texts("results.book_title", organisation=one_line(made_of.organisation, 200))
        days = [each.result.taken_at for each in made_of.published]
        out.set_properties({"title": title, "created": max(days, default=datetime(2020, 1, 1, tzinfo=UTC))})
        formats = {name: out.add_format(look) for name, look in _LOOKS.items()}
        _summary(Sheet(out, texts("results.sheet_summary"), formats), title, made_of, texts)
        _shares(Sheet(out, texts("results.sheet_shares"), formats), made_of.published, texts)
        _changes(Sheet(out, texts("results.sheet_changes"), formats), made_of.published, texts)
        if made_of.raw:
            _raw(Sheet(out, texts("results.sheet_raw"), formats), made_of.raw, texts)
        _legend(Sheet(out, texts("results.sheet_legend"), formats), texts)
    return book.getvalue()


def _summary(sheet: Sheet, title: str, made_of: Book, texts: Texts) -> None:
    sheet.columns(28, 16, 22, 12, 14, 60, 18, 10, 12, 10, 12, 10, 10, 10)
    sheet.add(title, look="title")
    names = (
        "form", "role", "mentoring", "wave", "taken", "question", "topic", "asked", "answered", "rate", "mean", "low",
        "high",
    )  # fmt: skip
    sheet.head(*(texts(f"results.column_{name}") for name in names))
    for published in made_of.published:
        for item in published.content.items:
            sheet.add(*_about(published, made_of.zone, texts), *_figures(published, item, texts), words="words")
        opinion = published.content.satisfaction
        if opinion is not None:
            for name, value in (("respondents", opinion.of_respondents), ("participants", opinion.of_participants)):
                row = texts(f"results.row_satisfied_{name}")
                counts = (float(opinion.participants), "number"), (float(opinion.respondents), "number")
                sheet.add(*_about(published, made_of.zone, texts), row, "", *counts, None, _share(value, texts))
    if made_of.published:
        sheet.sheet.autofilter(1, 0, sheet.row - 1, len(names) - 1)


def _about(published: Published, zone: tzinfo, texts: Texts) -> list[Cell]:
    result, form = published.result, published.form
    role = texts(f"results.role_{form.role}") if texts.has(f"results.role_{form.role}") else form.role
    wave = texts(f"results.wave_{result.wave or 'none'}")
    day = texts.day(result.taken_at.astimezone(zone), "dd.MM.y")
    title = one_line(form.title.get(texts.language) or form.name, 120)
    return [title, role, mentoring(form.mentoring_form, texts) if form.mentoring_form else "", wave, day]


def _figures(published: Published, item: Item, texts: Texts) -> list[Cell]:
    question = published.form.question(item.question)
    topic = question.topic if question else ""
    asked = (float(published.result.asked), "number")
    head: list[Cell] = [label(published.form, item.question, texts, 300), topic, asked]
    if isinstance(item.whole, Hidden):
        return [*head, figure(item.whole, texts)]
    n = item.whole.n
    rate = (n / max(published.result.asked, n), "share")
    means = [item.whole.mean, item.whole.low, item.whole.high]
    return [*head, (float(n), "number"), rate, *((value, "mean") if value is not None else "" for value in means)]


def _shares(sheet: Sheet, published: Sequence[Published], texts: Texts) -> None:
    sheet.columns(36, 60, 26, 40, 16)
    sheet.head(*(texts(f"results.column_{name}") for name in ("form", "question", "group", "answer", "share")))
    for each in published:
        for item in each.content.items:
            for group, told in [("", item.whole), *item.groups.items()]:
                of = texts("results.all") if told is item.whole else mentoring(group, texts)
                for answer, share in _answers(each, item, told, texts):
                    head = one_line(each.form.title.get(texts.language) or each.form.name, 120)
                    question = label(each.form, item.question, texts, 300)
                    sheet.add(head, question, of, answer, _share(share, texts), words="text")


def _answers(published: Published, item: Item, told: Told | Hidden, texts: Texts) -> list[tuple[str, Figure]]:
    question = published.form.question(item.question)
    if isinstance(told, Hidden) or question is None:
        return [("", told if isinstance(told, Hidden) else None)]
    places = {option.name: place for place, option in enumerate(question.options)}
    order = sorted(
        told.shares, key=lambda answer: (places.get(answer, 0), float(answer) if answer not in places else 0)
    )
    return [(option(question, answer, texts), told.shares[answer]) for answer in order]


def _share(value: Figure, texts: Texts) -> Cell:
    return (value, "share") if isinstance(value, float) else figure(value, texts)


def _changes(sheet: Sheet, published: Sequence[Published], texts: Texts) -> None:
    sheet.columns(28, 16, 22, 60, 14, 14, 10, 10, 14, 26, 22, 18)
    names = (
        "form", "role", "mentoring", "question", "answered", "difference", "low", "high", "size", "word", "certain",
        "compared",
    )  # fmt: skip
    sheet.head(*(texts(f"results.column_{name}") for name in names))
    for each in published:
        for item, change in each.changes:
            size: Cell = (change.size, "mean") if change.size is not None else ""
            sheet.add(
                *_about(each, UTC, texts)[:3],
                label(each.form, item.question, texts, 300),
                (float(change.n), "number"),
                *((value, "mean") for value in (change.difference, change.low, change.high)),
                size,
                texts(f"results.change_{change.word}") if change.word else "",
                texts("results.certain" if change.certain else "results.uncertain"),
                texts("results.paired" if change.paired else "results.groups"),
                words="text",
            )


def _raw(sheet: Sheet, rows: Sequence[RawRow], texts: Texts) -> None:
    named = any(row.name for row in rows)
    sheet.columns(36, 12, 60, 60, 30)
    names = ("form", "code", "question", "answer", *(("name",) if named else ()))
    sheet.head(*(texts(f"results.column_{name}") for name in names))
    for row in rows:
        sheet.add(row.form, row.code, row.question, row.answer, *([row.name] if named else []))


def _legend(sheet: Sheet, texts: Texts) -> None:
    sheet.columns(34, 110)
    sheet.head(texts("reports.legend_term"), texts("reports.legend_meaning"))
    rule = Rule()
    given = {"s10": rule.s10, "words5": rule.words5, "faces3": rule.faces3, "least": SMALLEST, "words": OPEN}
    values = {place: number(value, texts) for place, value in given.items()}
    for name in _LEGEND:
        key = f"results.legend_{name}"
        sheet.add(texts(key), texts(f"{key}.meaning", **values))
