"""Buttons of `/my_data`: seeing, taking along, correcting, withdrawing, deleting."""

from collections.abc import Sequence
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from domain.names import shown
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from locales import Texts

Step = Literal["seen", "file", "wrong", "delete", "sure", "sign_out", "out"]


class AboutMe(CallbackData, prefix="ow1"):
    """One of the rights over the own data; `delete` explains, `sure` does it; so do `sign_out` and `out`."""

    step: Step


class AboutChild(CallbackData, prefix="ow2"):
    """A parent takes along what is kept of a child."""

    child: Number


class ShowCorrection(CallbackData, prefix="ow3"):
    """What somebody wants corrected, for the curator."""

    run: Number


class Corrected(CallbackData, prefix="ow4"):
    """It is right now."""

    run: Number


def card(children: Sequence[tuple[int, str]], may_sign_out: bool, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Under what the bot knows: every right stands here before consent and after it, too."""
    of_children = [
        button(texts("my_data.child_file", name=shown(name, names) or "—"), AboutChild(child=child))
        for child, name in children
    ]
    return rows(
        [button(texts("my_data.seen"), AboutMe(step="seen")), button(texts("my_data.file"), AboutMe(step="file"))],
        *column(of_children),
        [
            button(texts("my_data.wrong"), AboutMe(step="wrong")),
            button(texts("consents.title"), Open(screen="consents")),
        ],
        [button(texts("my_data.sign_out"), AboutMe(step="sign_out"))] if may_sign_out else [],
        [button(texts("my_data.delete"), AboutMe(step="delete"), "danger"), to_menu(texts)],
    )


def back(texts: Texts) -> InlineKeyboardMarkup:
    """To what the bot knows."""
    return rows([button(texts("menu.back"), Open(screen="my_data")), to_menu(texts)])


def sure(texts: Texts) -> InlineKeyboardMarkup:
    """The consequences are read: delete, or leave everything as it is."""
    return rows(
        [button(texts("my_data.delete_sure"), AboutMe(step="sure"), "danger")],
        [button(texts("my_data.leave"), Open(screen="my_data"))],
    )


def signing_out(texts: Texts) -> InlineKeyboardMarkup:
    """How to come back is read: sign out, or stay."""
    return rows(
        [button(texts("my_data.sign_out_sure"), AboutMe(step="out"), "danger")],
        [button(texts("my_data.leave"), Open(screen="my_data"))],
    )


def to_consents(texts: Texts) -> InlineKeyboardMarkup:
    """A parent takes the consent for the child back first."""
    return rows([button(texts("consents.title"), Open(screen="consents"))], *back(texts).inline_keyboard)


def correction(run: int, open_person: CallbackData, texts: Texts) -> InlineKeyboardMarkup:
    """Under what is to be corrected: the person's card, done, back to the queue."""
    return rows(
        [button(texts("today.open_person"), open_person)],
        [button(texts("my_data.corrected"), Corrected(run=run), "success")],
        [button(texts("today.all"), Open(screen="today")), to_menu(texts)],
    )
