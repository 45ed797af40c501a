"""Buttons of classes: the poster, the code, the slips."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from keyboards.menu import Open, button, column, rows, to_menu
from locales import Texts
from programme.posters import SchoolClass, key_of

WIDTH = 20
"""Characters of a button in two columns."""
CLASSES = 60
"""Classes that a keyboard shows; Telegram allows a hundred buttons."""


class ShowClass(CallbackData, prefix="kl1"):
    """A class: its poster, code and who has not come in."""

    key: str


class PrintPoster(CallbackData, prefix="kl2"):
    """The poster of a class as a file."""

    key: str


class TakePosterDown(CallbackData, prefix="kl3"):
    """The poster brings nobody any more; `sure` when it has been asked."""

    key: str
    sure: bool


class NewClassCode(CallbackData, prefix="kl4"):
    """A fresh code for a class."""

    key: str


class PrintSlips(CallbackData, prefix="kl5"):
    """Slips with codes for everybody of a class who has not come in."""

    key: str


def classes(groups: Sequence[str], home: str, texts: Texts) -> InlineKeyboardMarkup:
    """The classes, and the way back."""
    buttons = [button(group[:WIDTH], ShowClass(key=key_of(group))) for group in groups[:CLASSES]]
    return rows(*column(buttons, 4), [button(texts("menu.back"), Open(screen=home)), to_menu(texts)])


def card(one: SchoolClass, may_print: bool, texts: Texts) -> InlineKeyboardMarkup:
    """What can be done for a class; a class teacher has the code only."""
    key = one.key
    ways = []
    if may_print:
        ways.append([button(texts("posters.print"), PrintPoster(key=key), "primary")])
        if one.slips:
            ways.append([button(texts("posters.slips", count=one.slips), PrintSlips(key=key))])
    code = texts("posters.other_code" if one.code else "posters.code")
    ways.append([button(code, NewClassCode(key=key))])
    if may_print and one.poster is not None:
        ways.append([button(texts("posters.take_down"), TakePosterDown(key=key, sure=False))])
    if one.waiting and may_print:
        ways.append([button(texts("applications.waiting", count=one.waiting), Open(screen="applications"))])
    return rows(*ways, [button(texts("menu.back"), Open(screen="classes")), to_menu(texts)])


def of_teacher(texts: Texts) -> InlineKeyboardMarkup:
    """Under a teacher's class: the code that the class is told."""
    return rows([button(texts("posters.to_code"), Open(screen="classes"))], [to_menu(texts)])


def sure(key: str, texts: Texts) -> InlineKeyboardMarkup:
    """Before a poster is taken down."""
    return rows(
        [button(texts("posters.take_down_yes"), TakePosterDown(key=key, sure=True), "danger")],
        [button(texts("menu.back"), ShowClass(key=key))],
    )
