"""Results of questionnaires in the chat of curators and head teachers."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.results import open_questions
from domain.suppression import Hidden
from handlers.replies import Replies, below, document, picture, show, toast
from handlers.surround import Do, May
from keyboards import results as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import results, swot
from programme.presence import Visitor
from programme.results import Published
from reports import results as words
from reports import results_changes
from reports import results_details as details

router = Router(name="results")
router.message.filter(May("results.see"))
router.callback_query.filter(May("results.see"))

Screen = tuple[str, InlineKeyboardMarkup]


@router.message(Command("results"))
async def results_asked(message: Message, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """What has been published, and what could be."""
    return [show(message, *await _list(do, visitor, texts, 0))]


@router.callback_query(Open.filter(F.screen == "results"))
async def results_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """The same from the menu."""
    return [toast(query), show(query, *await _list(do, visitor, texts, 0))]


@router.callback_query(buttons.ListResults.filter())
async def results_turned(
    query: CallbackQuery, callback_data: buttons.ListResults, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Another page of the list."""
    return [toast(query), show(query, *await _list(do, visitor, texts, callback_data.page))]


@router.callback_query(buttons.ListReady.filter(), May("results.publish"))
async def publishing_wanted(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """What can be published."""
    waiting = await do(results.waiting, visitor.organisation)
    ready = [(*each.key, words.brief(each.form, texts)) for each in waiting if each.ready]
    return [toast(query), show(query, words.choosing(texts), buttons.ready(ready, texts))]


@router.callback_query(buttons.AskPublish.filter(), May("results.publish"))
async def publishing_pressed(
    query: CallbackQuery, callback_data: buttons.AskPublish, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Asks, then publishes; what somebody else has just published is shown in the list."""
    waiting = await do(results.waiting, visitor.organisation)
    pressed = (callback_data.version, callback_data.poll)
    found = next((each for each in waiting if each.key == pressed), None)
    if found is not None and not (callback_data.sure and found.ready):
        keyboard = buttons.sure(*pressed, texts, ready=found.ready)
        return [toast(query), show(query, words.sure(found, texts), keyboard)]
    published = (
        await do(results.publish, visitor.organisation, found.form.name, found.pending.poll_id, now) if found else None
    )
    if published is None:
        return [toast(query, texts("menu.outdated")), show(query, *await _list(do, visitor, texts, 0))]
    return [toast(query), show(query, *_card(published, visitor, texts))]


@router.callback_query(buttons.ShowResult.filter())
async def result_opened(
    query: CallbackQuery, callback_data: buttons.ShowResult, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """A publication: its card, its questions page by page, what changed."""
    published = await do(results.one, visitor.scope_for("results.see"), callback_data.result)
    if published is None:
        return _outdated(query, texts)
    one = published.result.id
    match callback_data.screen:
        case "details":
            pages = details.pages(published)
            page = min(max(callback_data.page, 0), pages - 1)
            screen = details.details(published, page, texts), buttons.details(one, page, pages, texts)
        case "changes":
            least = results.smallest(visitor.organisation)
            screen = results_changes.changes(published, texts, least), buttons.back(one, texts)
        case _:
            screen = _card(published, visitor, texts)
    return [toast(query), show(query, *screen)]


@router.callback_query(buttons.ShowWords.filter())
async def words_opened(
    query: CallbackQuery, callback_data: buttons.ShowWords, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The open answers to a question, without names, in no order."""
    published = await do(results.one, visitor.scope_for("results.see"), callback_data.result)
    if published is None or not 0 <= callback_data.question < len(open_questions(published.form)):
        return _outdated(query, texts)
    return [toast(query), show(query, *await words_screen(do, visitor, published, callback_data, texts))]


@router.callback_query(buttons.FileResult.filter())
async def file_wanted(
    query: CallbackQuery, callback_data: buttons.FileResult, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The chart, the workbook, the memo; single answers by code only for who may have them, and on record."""
    about: dict[str, Any] = {"language": texts.language, "organisation": visitor.organisation.id}
    if callback_data.kind in ("results", "memo"):
        file = (
            document(query, "results", **about)
            if callback_data.kind == "results"
            else document(query, "results_memo", at=now.isoformat(), **about)
        )
        return [toast(query), file, *below(query, *await _list(do, visitor, texts, 0))]
    published = await do(results.one, visitor.scope_for("results.see"), callback_data.result)
    if published is None or published.result.organisation_id != visitor.organisation.id:
        return _outdated(query, texts)
    about["result"] = published.result.id
    if callback_data.kind == "chart" and words.rated(published):
        file = picture(query, "results_chart", words.chart_twin(published, texts), **about)
    elif callback_data.kind == "raw" and await do(results.read, visitor, published, now):
        file = document(query, "results_raw", raw="codes", **about)
    else:
        return _outdated(query, texts)
    return [toast(query), file, *below(query, *_card(published, visitor, texts))]


async def words_screen(
    do: Do, visitor: Visitor, published: Published, place: buttons.ShowWords, texts: Texts
) -> Screen:
    """A page of open answers, or why there are none."""
    question = open_questions(published.form)[place.question].name
    found = await do(swot.answers, published, question, results.smallest(visitor.organisation))
    writes = visitor.may("results.publish") and published.form.mode != "anonymous"
    if not isinstance(found, list) or not found:
        title = details.words_title(published, question, texts)
        why = (
            texts("results.words_hidden", least=found.least)
            if isinstance(found, Hidden)
            else texts("results.words_gone" if found else "results.words_none")
        )
        keyboard = buttons.words(published, place, [], 0, texts, writes=False, first=1)
        return f"{title}\n\n{why}", keyboard
    pages = -(-len(found) // details.WORDS_ON_A_PAGE)
    page = min(max(place.page, 0), pages - 1)
    first = page * details.WORDS_ON_A_PAGE
    some = found[first : first + details.WORDS_ON_A_PAGE]
    place = buttons.ShowWords(result=place.result, question=place.question, page=page)
    text = details.words(published, question, some, first + 1, texts, writes=writes)
    return text, buttons.words(published, place, some, pages, texts, writes=writes, first=first + 1)


async def _list(do: Do, visitor: Visitor, texts: Texts, page: int) -> Screen:
    scope = visitor.scope_for("results.see")
    published = await do(results.listed, scope)
    waiting = await do(results.waiting, visitor.organisation)
    points = await do(results.score, scope)
    text = words.listed(visitor.organisation.name, published, waiting, points, texts)
    named = [(each.result.id, words.dated(each, visitor.zone, texts)) for each in published]
    ready = sum(each.ready for each in waiting)
    pages = max(1, -(-len(named) // buttons.ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    return text, buttons.listed(named, ready, page, texts, publishes=visitor.may("results.publish"))


def _card(published: Published, visitor: Visitor, texts: Texts) -> Screen:
    reads = results.may_read(visitor, published)
    return words.card(published, texts), buttons.card(published, texts, reads=reads)


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]
