"""Buttons of results: publications, their questions, changes and words."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.forms import worded
from domain.results import open_questions
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.pages import turning
from keyboards.swot import PickWords
from locales import Texts
from programme.results import Published
from programme.swot import Words

ON_A_PAGE = 8
"""Publications on one screen."""
LABEL = 48
"""Characters of a button in one column."""
MOST = 8
"""Other open questions under one."""


class ListResults(CallbackData, prefix="re1"):
    """The publications."""

    page: int


class ListReady(CallbackData, prefix="re6"):
    """What can be published."""


class ShowResult(CallbackData, prefix="re2"):
    """One publication: `screen` is `card`, `details` or `changes`."""

    result: int
    screen: str
    page: int = 0


class AskPublish(CallbackData, prefix="re3"):
    """Publish what waits of a form, the version's number (and a poll, 0 for none)? `sure`: yes."""

    version: int
    poll: int
    sure: bool


class ShowWords(CallbackData, prefix="re4"):
    """The open answers to one of the open questions of a publication."""

    result: int
    question: int
    page: int


class FileResult(CallbackData, prefix="re5"):
    """A file: `chart`, `raw` of one publication; `results`, `memo` of all (result 0)."""

    result: int
    kind: str


def listed(
    published: Sequence[tuple[int, str]], ready: int, page: int, texts: Texts, *, publishes: bool
) -> InlineKeyboardMarkup:
    """The way to publish, for whoever may; the publications (id, name); files of all of them."""
    asking = [button(texts("results.publish", count=ready), ListReady(), "primary")]
    shown = published[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    opening = [button(_cut(name), ShowResult(result=one, screen="card")) for one, name in shown]
    pages = -(-len(published) // ON_A_PAGE)
    files = [
        button(texts("results.all_table"), FileResult(result=0, kind="results")),
        button(texts("results.memo"), FileResult(result=0, kind="memo")),
    ]
    return rows(
        asking if ready and publishes else [],
        *column(opening),
        turning(page, pages, lambda other: ListResults(page=other), texts),
        files if published else [],
        [button(texts("results.swot"), Open(screen="swot")), to_menu(texts)],
    )


def ready(waiting: Sequence[tuple[int, int, str]], texts: Texts) -> InlineKeyboardMarkup:
    """What can be published: version, poll, name."""
    asking = [button(_cut(name), AskPublish(version=version, poll=poll, sure=False)) for version, poll, name in waiting]
    return rows(*column(asking), [button(texts("results.back"), ListResults(page=0)), to_menu(texts)])


def card(published: Published, texts: Texts, *, reads: bool) -> InlineKeyboardMarkup:
    """The ways from a publication; `reads`: may have the single answers, by code."""
    one = published.result.id
    ways = [button(texts("results.by_question"), ShowResult(result=one, screen="details"))]
    if published.before is not None:
        ways.append(button(texts("results.changes"), ShowResult(result=one, screen="changes")))
    if any(question.kind == "scale" for question in published.form.questions):
        ways.append(button(texts("results.chart"), FileResult(result=one, kind="chart")))
    if open_questions(published.form):
        ways.append(button(texts("results.words"), ShowWords(result=one, question=_told(published), page=0)))
    if reads:
        ways.append(button(texts("results.raw"), FileResult(result=one, kind="raw")))
    return rows(*column(ways, 2), [button(texts("results.back"), ListResults(page=0)), to_menu(texts)])


def details(result: int, page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """Turning the questions' pages."""
    turned = turning(page, pages, lambda other: ShowResult(result=result, screen="details", page=other), texts)
    return rows(turned, _back(result, texts))


def back(result: int, texts: Texts) -> InlineKeyboardMarkup:
    """To the publication."""
    return rows(_back(result, texts))


def sure(version: int, poll: int, texts: Texts, *, ready: bool) -> InlineKeyboardMarkup:
    """Asked before publishing."""
    yes = [button(texts("results.sure_yes"), AskPublish(version=version, poll=poll, sure=True), "primary")]
    return rows(yes if ready else [], [button(texts("results.back"), ListResults(page=0)), to_menu(texts)])


def words(
    published: Published,
    place: ShowWords,
    found: Sequence[Words],
    pages: int,
    texts: Texts,
    *,
    writes: bool,
    first: int,
) -> InlineKeyboardMarkup:
    """Numbers that drop an answer into the SWOT table, pages, and the other open questions."""
    one = published.result.id
    numbers = [
        button(str(first + offset), PickWords(result=one, question=place.question, answer=each.answer_id))
        for offset, each in enumerate(found)
    ]
    others = [
        button(_cut(worded(question.label, texts.language)), ShowWords(result=one, question=number, page=0))
        for number, question in enumerate(open_questions(published.form))
        if number != place.question
    ]
    turned = turning(place.page, pages, lambda other: ShowWords(result=one, question=place.question, page=other), texts)
    return rows(numbers if writes else [], turned, *column(others[:MOST]), _back(one, texts))


def _back(result: int, texts: Texts) -> list[InlineKeyboardButton]:
    return [button(texts("results.to_card"), ShowResult(result=result, screen="card")), to_menu(texts)]


def _told(published: Published) -> int:
    """The open question that most have answered."""
    counts = [published.content.texts.get(question.name, 0) for question in open_questions(published.form)]
    return counts.index(max(counts))


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"
