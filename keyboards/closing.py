"""Buttons by which a pair ends, and by which a mentee asks for another mentor."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.pairs import Pair
from domain.closing import REASONS
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pairs import ShowPair, cut
from locales import Texts


class ClosePair(CallbackData, prefix="pc1"):
    """End a pair for a reason: `ask` how, with a `talk` first, or at `once`."""

    pair: Number
    revision: Number
    reason: str
    how: str


class AskClosing(CallbackData, prefix="pc3"):
    """A mentor wants to end the pair: asked first, done when `sure`."""

    pair: Number
    sure: bool


class WishAnother(CallbackData, prefix="pc4"):
    """A mentee wants another mentor; `back` takes the wish back."""

    pair: Number
    back: bool


def reasons(pair: Pair, texts: Texts) -> InlineKeyboardMarkup:
    """Why does it end?"""
    words = [
        button(texts(f"closing.reason_{each}"), ClosePair(pair=pair.id, revision=pair.revision, reason=each, how="ask"))
        for each in REASONS
    ]
    return rows(*column(words), [button(texts("pairs.end_not"), ShowPair(pair=pair.id))])


def how(pair: Pair, reason: str, closing: bool, texts: Texts) -> InlineKeyboardMarkup:
    """With a last talk, or at once; when the talk goes on already, only at once."""

    def close(how: str) -> ClosePair:
        return ClosePair(pair=pair.id, revision=pair.revision, reason=reason, how=how)

    return rows(
        [] if closing else [button(texts("closing.with_talk"), close("talk"), "primary")],
        [button(texts("closing.at_once"), close("once"), "danger")],
        [button(texts("pairs.end_not"), ShowPair(pair=pair.id))],
    )


def of_mentor(pair_id: int, who: str, texts: Texts) -> InlineKeyboardButton:
    """On a mentor's own pair; with `who` it is, when there are several."""
    words = texts("closing.ask_with", who=who) if who else texts("closing.ask")
    return button(cut(words), AskClosing(pair=pair_id, sure=False))


def of_mentee(pair_id: int, texts: Texts) -> InlineKeyboardButton:
    """On a mentee's own pair."""
    return button(texts("closing.another"), WishAnother(pair=pair_id, back=False))


def asking(pair_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """Is the mentor sure?"""
    return rows(
        [button(texts("closing.ask_sure"), AskClosing(pair=pair_id, sure=True), "danger")],
        [button(texts("pairs.end_not"), Open(screen="pair"))],
    )


def wished(pair_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """After the wish: take it back, help, home."""
    return rows(
        [button(texts("closing.wish_back"), WishAnother(pair=pair_id, back=True))],
        [button(texts("help.sos"), Open(screen="sos")), to_menu(texts)],
    )
