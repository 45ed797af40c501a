"""Rival: python-telegram-bot's own polling as it comes; stores nothing."""

import logging
import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler

from bench.rivals import wording


async def option_picked(update: Update, _context: Any) -> None:
    """The next question."""
    query = update.callback_query
    assert query, "the handler takes presses only"
    number = int((query.data or "").split(":")[1]) + 1
    buttons = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in wording.rows(number)]
    await query.edit_message_text(wording.text(number), reply_markup=InlineKeyboardMarkup(buttons))
    await query.answer()


def main(base: str, token: str) -> None:
    """Polls until killed."""
    logging.disable(logging.WARNING)
    application = Application.builder().token(token).base_url(f"{base}/bot").build()
    application.add_handler(CallbackQueryHandler(option_picked, pattern="^step:"))
    application.run_polling(stop_signals=None)


if __name__ == "__main__":
    main(*sys.argv[1:3])
