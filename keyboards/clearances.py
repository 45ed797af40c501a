"""Buttons of clearance: the list of mentors, a mentor's papers."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.clearances import KINDS
from domain.names import shown
from keyboards.menu import Open, button, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.clearances import Sheet

LABEL = 40
"""Characters of a button that stands alone in its row."""


class ListClearances(CallbackData, prefix="cl1"):
    """A page of the mentors with what is missing."""

    page: Number


class ShowClearance(CallbackData, prefix="cl2"):
    """A mentor's papers."""

    person: Number


class RecordClearance(CallbackData, prefix="cl3"):
    """Put a paper of a kind on record."""

    person: Number
    kind: str


def listed(sheets: Sequence[Sheet], page: int, pages: int, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """One button a mentor: a sign says whether something is missing."""
    lines = [[button(_line(each, names, texts), ShowClearance(person=each.person.id))] for each in sheets]
    return rows(*lines, turning(page, pages, lambda to: ListClearances(page=to), texts), [to_menu(texts)])


def sheet(sheet: Sheet, texts: Texts) -> InlineKeyboardMarkup:
    """Record or renew each paper; those that are missing first."""
    missing = [gap.kind for gap in sheet.gaps]
    kinds = [*missing, *(kind for kind in KINDS if kind not in missing)]
    lines = []
    for kind in kinds:
        deed = "renew" if kind in sheet.records else "record"
        style = "primary" if kind in missing else None
        words = texts(f"clearances.{deed}", kind=texts(f"clearances.kind_{kind}"))
        lines.append([button(words, RecordClearance(person=sheet.person.id, kind=kind), style)])
    return rows(*lines, [button(texts("clearances.to_list"), Open(screen="clearances")), to_menu(texts)])


def after(person_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of recording: on to the mentor's other papers."""
    return [[to_sheet(person_id, texts)], [to_menu(texts)]]


def to_sheet(person_id: int, texts: Texts) -> InlineKeyboardButton:
    """To a mentor's papers."""
    return button(texts("clearances.open"), ShowClearance(person=person_id), "primary")


def _line(sheet: Sheet, names: str, texts: Texts) -> str:
    words = texts("clearances.line", name=shown(sheet.person.name, names), missing=len(sheet.gaps))
    return words if len(words) <= LABEL else words[: LABEL - 1] + "…"
