"""Buttons under the last screen of a questionnaire, by the name that its completion gives
(`programme.completion.Ending`).
"""

from collections.abc import Callable, Mapping

from aiogram.types import InlineKeyboardButton

from keyboards.menu import to_menu
from locales import Texts

Rows = list[list[InlineKeyboardButton]]


def _home(about: int, texts: Texts) -> Rows:
    return [[to_menu(texts)]]


BUTTONS: Mapping[str, Callable[[int, Texts], Rows]] = {
    "": _home,
}
