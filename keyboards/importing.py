"""Buttons of a school's list: write it down or not, and the template."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from keyboards.invitations import ListInvitations
from keyboards.menu import Open, button, rows, to_menu
from keyboards.numbers import Number
from locales import Texts


class WriteImport(CallbackData, prefix="im1"):
    """Write the kept list down."""

    kept: Number


class DropImport(CallbackData, prefix="im2"):
    """Forget it."""


def preview(kept: int, anything: bool, texts: Texts) -> InlineKeyboardMarkup:
    """After a file was read."""
    return rows(
        [button(texts("importing.write"), WriteImport(kept=kept), "primary")] if anything else [],
        [button(texts("importing.drop"), DropImport())] if anything else [],
        [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)],
    )


def how(texts: Texts) -> InlineKeyboardMarkup:
    """The template, and the way back."""
    return rows(
        [button(texts("importing.template"), Open(screen="template"), "primary")],
        [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)],
    )


def not_in_chat(texts: Texts) -> InlineKeyboardMarkup:
    """Where names pass no chat, a workbook may still be a questionnaire."""
    return rows([button(texts("questionnaires.this_is_one"), Open(screen="own_form")), to_menu(texts)])


def done(texts: Texts) -> InlineKeyboardMarkup:
    """After writing: the new ones can be invited."""
    return rows(
        [button(texts("importing.to_invited"), ListInvitations(standing="open", page=0), "primary")],
        [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)],
    )
