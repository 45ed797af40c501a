"""Buttons of the screens that everybody may open."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from keyboards.menu import button, home_only, rows, to_menu
from locales import LANGUAGES, Texts, texts_in


class Speak(CallbackData, prefix="l1"):
    """Speak this language with me."""

    language: str


def languages(texts: Texts) -> InlineKeyboardMarkup:
    """Each language under its own name."""
    names = [button(texts_in(code)("help.language_name"), Speak(language=code)) for code in LANGUAGES]
    return rows(names, [to_menu(texts)])


def back(texts: Texts) -> InlineKeyboardMarkup:
    """Home; whoever has none yet gets their step or the door."""
    return home_only(texts)
