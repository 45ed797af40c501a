"""Buttons of the monthly summary."""

from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from domain.polls import months_later, period_of
from keyboards.menu import Open, button, rows, to_menu
from locales import Texts


class ShowSummary(CallbackData, prefix="su1"):
    """The summary of a month written `2026-11`."""

    month: str


class DrawSummary(CallbackData, prefix="su2"):
    """The chart up to that month."""

    month: str


class TableSummary(CallbackData, prefix="su3"):
    """The workbook up to that month."""

    month: str


def card(month: date, first: date, last: date, texts: Texts) -> InlineKeyboardMarkup:
    """The ways from a month: its neighbours from the first to the last, the chart, the table."""
    period = period_of(month)
    before, after = months_later(month, -1), months_later(month, 1)
    turning = []
    if before >= first:
        turning.append(button(f"‹ {texts.day(before, 'LLLL')}", ShowSummary(month=period_of(before))))
    if after <= last:
        turning.append(button(f"{texts.day(after, 'LLLL')} ›", ShowSummary(month=period_of(after))))
    return rows(
        turning,
        [
            button(texts("summary.chart"), DrawSummary(month=period)),
            button(texts("summary.table"), TableSummary(month=period)),
        ],
        [button(texts("summary.results"), Open(screen="results"))],
        [to_menu(texts)],
    )
