"""Turning the pages of a list."""

from collections.abc import Callable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from keyboards.menu import button
from locales import Texts


def turning(page: int, pages: int, to: Callable[[int], CallbackData], texts: Texts) -> list[InlineKeyboardButton]:
    """A row that turns back and on, as far as there are pages."""
    row = []
    if page > 0:
        row.append(button(texts("pairs.page_back", page=page), to(page - 1)))
    if page + 1 < pages:
        row.append(button(texts("pairs.page_on", page=page + 2), to(page + 1)))
    return row
