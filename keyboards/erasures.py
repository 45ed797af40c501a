"""Buttons of the destruction of data: the list, a card, preparing, approving, the papers."""

from collections.abc import Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.erasures import OPEN, Erasure
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.erasure import WHY_NOT, Card

Deed = Literal["prepare", "approve", "drop"]
Demand = Literal["stop", "purpose"]


class ShowErasure(CallbackData, prefix="er1"):
    """The card of an erasure."""

    erasure: Number


class ListErased(CallbackData, prefix="er2"):
    """A page of what was destroyed."""

    page: Number


class DoErasure(CallbackData, prefix="er3"):
    """Prepare, approve, or take a wish back: asked first, then done when `sure`."""

    erasure: Number
    deed: Deed
    sure: bool


class BlockErasure(CallbackData, prefix="er4"):
    """It is impossible for now: which of `WHY_NOT`; empty asks."""

    erasure: Number
    why: str


class Papers(CallbackData, prefix="er5"):
    """The act and the extract of the log as files."""

    erasure: Number


class ErasePerson(CallbackData, prefix="er6"):
    """From a person's card: the erasure that is open, or why one is to be opened."""

    person: Number


class Demanded(CallbackData, prefix="er7"):
    """What came on paper is written down: asked first, then done when `sure`."""

    person: Number
    cause: Demand
    sure: bool


def listed(waiting: Sequence[tuple[int, str]], erased: int, texts: Texts) -> InlineKeyboardMarkup:
    """What waits, each with its words; the way to what was destroyed."""
    done = [button(texts("erasures.done", count=erased), ListErased(page=0))] if erased else []
    return rows(
        *column([button(words, ShowErasure(erasure=number)) for number, words in waiting]), done, [to_menu(texts)]
    )


def done(lines: Sequence[tuple[int, str]], page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """A page of what was destroyed."""
    return rows(
        *column([button(words, ShowErasure(erasure=number)) for number, words in lines]),
        turning(page, pages, lambda to: ListErased(page=to), texts),
        [back(texts), to_menu(texts)],
    )


def card(one: Card, may_prepare: bool, may_approve: bool, texts: Texts) -> InlineKeyboardMarkup:
    """What the reader may do now; the rights are looked at again when it is pressed."""
    case = one.erasure
    deeds = []
    if may_prepare and case.state in ("due", "blocked"):
        deeds.append(_deed(case, "prepare", "primary", texts))
    if may_approve and case.state == "prepared":
        deeds.append(_deed(case, "approve", "danger", texts))
    if may_prepare and case.state in OPEN and case.cause == "wish":
        deeds.append(_deed(case, "drop", None, texts))
    if may_prepare and case.state in ("due", "prepared"):
        deeds.append(button(texts("erasures.block"), BlockErasure(erasure=case.id, why="")))
    if case.state == "done":
        deeds.append(button(texts("erasures.papers"), Papers(erasure=case.id), "primary"))
    return rows(*column(deeds), [back(texts), to_menu(texts)])


def sure(case: Erasure, deed: Deed, texts: Texts) -> InlineKeyboardMarkup:
    """The consequences are read."""
    yes = DoErasure(erasure=case.id, deed=deed, sure=True)
    return rows(
        [button(texts(f"erasures.{deed}_sure"), yes, "danger" if deed == "approve" else "primary")],
        [button(texts("menu.back"), ShowErasure(erasure=case.id))],
    )


def why(case: Erasure, texts: Texts) -> InlineKeyboardMarkup:
    """Why it is impossible for now."""
    reasons = [button(texts(f"erasures.why_{one}"), BlockErasure(erasure=case.id, why=one)) for one in WHY_NOT]
    return rows(*column(reasons), [button(texts("menu.back"), ShowErasure(erasure=case.id))])


def demands(person: int, left: bool, texts: Texts) -> InlineKeyboardMarkup:
    """What came on paper; of somebody who left, that the data are not needed."""
    causes: tuple[Demand, ...] = ("purpose",) if left else ("stop",)
    return rows(
        *column([button(texts(f"erasures.demand_{one}"), Demanded(person=person, cause=one, sure=False))
                 for one in causes]),
        [back(texts), to_menu(texts)],
    )  # fmt: skip


def demand_sure(person: int, cause: Demand, texts: Texts) -> InlineKeyboardMarkup:
    """The consequences of writing it down are read."""
    return rows(
        [button(texts("erasures.demand_sure"), Demanded(person=person, cause=cause, sure=True), "danger")],
        [button(texts("menu.back"), ErasePerson(person=person))],
    )


def back(texts: Texts) -> InlineKeyboardButton:
    """To the list."""
    return button(texts("erasures.title_short"), Open(screen="erasures"))


def to_card(erasure: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under a letter about one."""
    return [[button(texts("erasures.open"), ShowErasure(erasure=erasure), "primary")]]


def _deed(case: Erasure, deed: Deed, style: str | None, texts: Texts) -> InlineKeyboardButton:
    return button(texts(f"erasures.{deed}"), DoErasure(erasure=case.id, deed=deed, sure=False), style)
