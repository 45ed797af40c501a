"""Buttons of the SWOT table: its lines, its cells, and answers on their way into it."""

from collections.abc import Mapping, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.swot import SwotEntry
from keyboards.menu import Open, button, column, rows, to_menu
from locales import Texts

MOST = 40
"""Lines with a button of their own; more are in the memo."""


class PickWords(CallbackData, prefix="sw1"):
    """An open answer: where does it belong?"""

    result: int
    question: int
    answer: int


class DropWords(CallbackData, prefix="sw2"):
    """It belongs into this cell, by its place in the table."""

    result: int
    question: int
    answer: int
    cell: int


class ShowEntry(CallbackData, prefix="sw3"):
    """A line of the table."""

    entry: int


class MoveEntry(CallbackData, prefix="sw4"):
    """It belongs into another cell, by its place in the table."""

    entry: int
    cell: int


class StrikeEntry(CallbackData, prefix="sw5"):
    """It is not needed any more."""

    entry: int


class WriteEntry(CallbackData, prefix="sw6"):
    """Other words for a line, or a new one (0)."""

    entry: int


def table(entries: Sequence[SwotEntry], texts: Texts, *, writes: bool) -> InlineKeyboardMarkup:
    """A number for each line, for whoever may change them."""
    numbers = [button(str(place), ShowEntry(entry=entry.id)) for place, entry in enumerate(entries[:MOST], start=1)]
    add = [button(texts("swot.add"), WriteEntry(entry=0))]
    return rows(
        *column(numbers if writes else [], 8),
        add if writes else [],
        [button(texts("results.back"), Open(screen="results")), to_menu(texts)],
    )


def entry(one: SwotEntry, cells: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """What can be done with a line."""
    moving = {cell: MoveEntry(entry=one.id, cell=place) for place, cell in enumerate(cells) if cell != one.cell}
    return rows(
        [button(texts("swot.edit"), WriteEntry(entry=one.id)), button(texts("swot.strike"), StrikeEntry(entry=one.id))],
        *_cells(moving, texts),
        [button(texts("swot.to_table"), Open(screen="swot")), to_menu(texts)],
    )


def answer(picked: PickWords, back: CallbackData, cells: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """The four cells for an open answer, and the way back to the others."""
    values = picked.model_dump()
    dropping = {cell: DropWords(cell=place, **values) for place, cell in enumerate(cells)}
    return rows(
        *_cells(dropping, texts),
        [button(texts("swot.to_words"), back), button(texts("swot.to_table"), Open(screen="swot"))],
    )


def after(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the last screen of the questionnaire in which a line is written."""
    return [[button(texts("swot.to_table"), Open(screen="swot")), to_menu(texts)]]


def _cells(where: Mapping[str, CallbackData], texts: Texts) -> list[list[InlineKeyboardButton]]:
    return column([button(texts(f"swot.cell_{cell}"), data) for cell, data in where.items()], 2)
