"""Buttons of invitations that a curator makes."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from keyboards.joining import link
from keyboards.menu import button, rows, to_menu
from keyboards.numbers import Number
from locales import Texts


class ShowInvitation(CallbackData, prefix="i1"):
    """Make a fresh link for an invitation and show it."""

    invitation: Number


class RevokeInvitation(CallbackData, prefix="i2"):
    """Nobody is to use this invitation any more."""

    invitation: Number


def made(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of the dialog: `about` is the invitation."""
    return [[button(texts("invitations.show"), ShowInvitation(invitation=about), "primary")], [to_menu(texts)]]


def shown(invitation_id: int, address: str, texts: Texts) -> InlineKeyboardMarkup:
    """The link, ready to be handed over."""
    return rows(
        *link(address, texts("invitations.words"), texts),
        [button(texts("invitations.revoke"), RevokeInvitation(invitation=invitation_id))],
        [to_menu(texts)],
    )
