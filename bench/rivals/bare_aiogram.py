"""Rival: aiogram's own polling as it comes; edits the card, answers the press, stores nothing."""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bench.rivals import wording

dispatcher = Dispatcher()


def keyboard(number: int) -> InlineKeyboardMarkup:
    """The buttons of a question."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
            for row in wording.rows(number)
        ]
    )


@dispatcher.callback_query(F.data.startswith("step:"))
async def option_picked(query: CallbackQuery) -> None:
    """The next question."""
    number = int((query.data or "").split(":")[1]) + 1
    await query.message.edit_text(wording.text(number), reply_markup=keyboard(number))  # type: ignore[union-attr]
    await query.answer()


async def main(base: str, token: str) -> None:
    """Polls until killed."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    await dispatcher.start_polling(Bot(token, session=session), handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
