"""Buttons of the municipal operator's list of schools."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from keyboards.menu import rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts


class ListSchools(CallbackData, prefix="sc1"):
    """A page of the schools."""

    page: Number


def schools(page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """The pages, and the way home."""
    return rows(turning(page, pages, lambda other: ListSchools(page=other), texts), [to_menu(texts)])
