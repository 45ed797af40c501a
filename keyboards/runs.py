"""Buttons of questionnaires."""

from aiogram.filters.callback_data import CallbackData


class OpenRun(CallbackData, prefix="r1"):
    """Open, or go on with, a run."""

    run: int
