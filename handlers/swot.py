"""The SWOT table in chat: seen by whoever sees results, kept by the curator."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from domain.results import open_questions
from handlers.live_card import Showing, rewritten
from handlers.replies import Replies, show, toast
from handlers.results import words_screen
from handlers.surround import Do, May
from keyboards import swot as buttons
from keyboards.menu import Open, home_only
from keyboards.results import ShowWords
from locales import Texts
from programme import results, runs, swot, swot_writing
from programme.presence import Visitor
from programme.results import Published
from reports import swot as words

router = Router(name="swot")
router.callback_query.filter(May("results.see"))


@router.callback_query(Open.filter(F.screen == "swot"))
async def table_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """The four cells."""
    return [toast(query), show(query, *await _table(do, visitor, texts))]


@router.callback_query(buttons.PickWords.filter(), May("results.publish"))
async def words_picked(
    query: CallbackQuery, callback_data: buttons.PickWords, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """One open answer: where does it belong?"""
    published = await _published(do, visitor, callback_data)
    found = await _picked(do, visitor, published, callback_data)
    if published is None or found is None:
        return _outdated(query, texts)
    back = ShowWords(result=callback_data.result, question=callback_data.question, page=0)
    return [
        toast(query),
        show(query, words.picked(found, texts), buttons.answer(callback_data, back, swot.CELLS, texts)),
    ]


@router.callback_query(buttons.DropWords.filter(), May("results.publish"))
async def words_dropped(
    query: CallbackQuery, callback_data: buttons.DropWords, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """It belongs there; the other answers are shown again. Twice is once."""
    published = await _published(do, visitor, callback_data)
    found = await _picked(do, visitor, published, callback_data)
    cell = _cell(callback_data.cell)
    if published is None or found is None or cell is None:
        return _outdated(query, texts)
    await do(swot.drop, published, found, cell, now)
    place = ShowWords(result=callback_data.result, question=callback_data.question, page=0)
    moved = toast(query, texts("swot.moved", cell=texts(f"swot.cell_{cell}")))
    return [moved, show(query, *await words_screen(do, visitor, published, place, texts))]


@router.callback_query(buttons.ShowEntry.filter(), May("results.publish"))
async def entry_opened(
    query: CallbackQuery, callback_data: buttons.ShowEntry, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """A line, and what can be done with it."""
    found = await do(swot.entry, visitor.scope_for("results.publish"), callback_data.entry)
    if found is None:
        return [toast(query, texts("menu.outdated")), show(query, *await _table(do, visitor, texts))]
    return [toast(query), show(query, words.entry(found, texts), buttons.entry(found, swot.CELLS, texts))]


@router.callback_query(buttons.MoveEntry.filter(), May("results.publish"))
async def entry_moved(
    query: CallbackQuery, callback_data: buttons.MoveEntry, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Into another cell."""
    cell = _cell(callback_data.cell)
    scope = visitor.scope_for("results.publish")
    found = await do(swot.move, scope, callback_data.entry, cell) if cell else None
    said = texts("swot.moved", cell=texts(f"swot.cell_{cell}")) if found else texts("menu.outdated")
    return [toast(query, said), show(query, *await _table(do, visitor, texts))]


@router.callback_query(buttons.StrikeEntry.filter(), May("results.publish"))
async def entry_struck(
    query: CallbackQuery, callback_data: buttons.StrikeEntry, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Out of the table; pressed twice it is out as well."""
    await do(swot.strike, visitor.scope_for("results.publish"), callback_data.entry)
    return [toast(query, texts("swot.struck")), show(query, *await _table(do, visitor, texts))]


@router.callback_query(buttons.WriteEntry.filter(), May("results.publish"))
async def writing_wanted(
    query: CallbackQuery,
    callback_data: buttons.WriteEntry,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The questionnaire of a line opens."""
    run = await do(swot_writing.begin, visitor, callback_data.entry or None, now)
    if run is None:
        return [toast(query, texts("menu.outdated")), show(query, *await _table(do, visitor, texts))]
    card = await do(runs.resume, visitor.person, run.id, now)
    assert card, "the run is the person's own"
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


async def _published(do: Do, visitor: Visitor, picked: buttons.PickWords | buttons.DropWords) -> Published | None:
    return await do(results.one, visitor.scope_for("results.publish"), picked.result)


async def _picked(
    do: Do, visitor: Visitor, published: Published | None, picked: buttons.PickWords | buttons.DropWords
) -> swot.Words | None:
    questions = open_questions(published.form) if published else []
    if published is None or not 0 <= picked.question < len(questions):
        return None
    least = results.smallest(visitor.organisation)
    return await do(swot.one, published, questions[picked.question].name, picked.answer, least)


def _cell(place: int) -> str | None:
    return swot.CELLS[place] if 0 <= place < len(swot.CELLS) else None


async def _table(do: Do, visitor: Visitor, texts: Texts) -> tuple[str, InlineKeyboardMarkup]:
    cells = await do(swot.listed, visitor.scope_for("results.see"))
    writes = visitor.may("results.publish")
    entries = [entry for some in cells.values() for entry in some]
    return words.table(cells, texts, writes=writes), buttons.table(entries, texts, writes=writes)


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]
