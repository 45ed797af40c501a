"""The way around: menu buttons that open a screen, and rows of buttons."""

from collections.abc import Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from locales import Texts


class Open(CallbackData, prefix="m1"):
    """Open a screen by name: `home`, `help`, `today`, `people`, `pairs`, `meetings`, `poll`, `summary`, `my_data` …

    Every screen is also a command of the same name where the contract lists one.
    """

    screen: str


def button(text: str, data: CallbackData, style: str | None = None) -> InlineKeyboardButton:
    """A button; `style` (`primary`, `success`, `danger`) only decorates: older clients show it plain."""
    return InlineKeyboardButton(text=text, callback_data=data.pack(), style=style)


def rows(*lines: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """A keyboard of the given rows; empty rows are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[list(line) for line in lines if line])


def column(buttons: Sequence[InlineKeyboardButton], width: int = 1) -> list[list[InlineKeyboardButton]]:
    """Buttons in rows of `width`."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def to_menu(texts: Texts) -> InlineKeyboardButton:
    """Back to the person's home screen: every card has a way out (ux § 8)."""
    return button(texts("menu.home"), Open(screen="home"))


def my_data_only(texts: Texts) -> InlineKeyboardMarkup:
    """For whoever has no role any more: what is kept of them is still theirs."""
    return rows([button(texts("menu.my_data"), Open(screen="my_data"))])


def home_only(texts: Texts) -> InlineKeyboardMarkup:
    return rows([to_menu(texts)])
