"""The button that reports an incident."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from keyboards.meetings import recorded
from keyboards.menu import button
from keyboards.numbers import Number
from locales import Texts


class ReportIncident(CallbackData, prefix="in1"):
    """Report what was seen or heard, about the pair of a meeting, or about none when it is 0."""

    meeting: Number


def after_meeting(meeting_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """After a record with a worry: report it, or take the record back."""
    report = button(texts("incidents.report"), ReportIncident(meeting=meeting_id), "primary")
    return [[report], *recorded(meeting_id, texts)]
