"""A real aiogram bot lives in the emulator as it would in Telegram."""

import asyncio

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    ReactionTypeEmoji,
)


@pytest.fixture
async def bot(telegram):
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.emulator.url))
    async with Bot(telegram.bot.token, session=session, default=DefaultBotProperties(parse_mode="HTML")) as one:
        yield one


async def test_aiogram_understands_every_answer(telegram, anna, bot):
    assert (await bot.me()).username == "school_bot"
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])
    card = await bot.send_message(anna.id, "<b>Да?</b>", reply_markup=keyboard)
    assert card.html_text == "<b>Да?</b>"
    edited = await bot.edit_message_text("Нет?", chat_id=anna.id, message_id=card.message_id, reply_markup=keyboard)
    assert edited.text == "Нет?"
    assert edited.edit_date
    file = BufferedInputFile("сто".encode(), "итоги.txt")
    document = await bot.send_document(anna.id, file, caption="Итоги")
    assert (await bot.download(document.document)).read() == "сто".encode()
    await bot.edit_message_media(InputMediaDocument(media=BufferedInputFile(b"2", "2.txt")), chat_id=anna.id,
                                 message_id=document.message_id)  # fmt: skip
    await bot.set_my_commands([BotCommand(command="help", description="?")], BotCommandScopeChat(chat_id=anna.id))
    await bot.set_message_reaction(anna.id, card.message_id, [ReactionTypeEmoji(emoji="👍")])
    assert (await bot.get_chat(anna.id)).first_name == "Анна"
    assert (await bot.copy_message(anna.id, anna.id, card.message_id)).message_id > document.message_id
    assert (await bot.forward_message(anna.id, anna.id, card.message_id)).forward_origin
    assert (await bot.get_webhook_info()).url == ""
    assert await telegram.violations() == []


async def test_aiogram_understands_whatever_it_sends(telegram, anna, bot):
    file = BufferedInputFile(b"bytes", "a.bin")
    sent = [
        await bot.send_voice(anna.id, file, caption="1"), await bot.send_audio(anna.id, file),
        await bot.send_video(anna.id, file), await bot.send_animation(anna.id, file),
        await bot.send_video_note(anna.id, file), await bot.send_sticker(anna.id, file),
        await bot.send_location(anna.id, 55.75, 37.62), await bot.send_venue(anna.id, 55.75, 37.62, "МГУ", "Москва"),
        await bot.send_contact(anna.id, "+79990000001", "Анна"), await bot.send_dice(anna.id),
    ]  # fmt: skip
    kinds = ["voice", "audio", "video", "animation", "video_note", "sticker", "location", "venue", "contact", "dice"]
    assert [message.content_type for message in sent] == kinds
    assert [message["kind"] for message in (await anna.screen())["messages"]][1:] == kinds
    numbers = [message.message_id for message in sent]
    assert len(await bot.copy_messages(anna.id, anna.id, numbers)) == len(kinds)
    assert len(await bot.forward_messages(anna.id, anna.id, [*numbers, 999])) == len(kinds)
    assert (await bot.get_user_profile_photos(anna.id)).total_count == 0
    assert (await bot.download(sent[0].voice)).read() == b"bytes"
    assert await telegram.violations() == []


async def test_aiogram_raises_what_telegram_makes_it_raise(telegram, anna, bot):
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(1, "?")
    await telegram.control("POST", "faults", {"kind": "429", "retry_after": 3})
    with pytest.raises(TelegramRetryAfter) as slowed:
        await bot.send_message(anna.id, "?")
    assert slowed.value.retry_after == 3
    await anna.does("block")
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await bot.send_message(anna.id, "?")


async def test_an_aiogram_bot_talks_by_polling(telegram, anna, bot):
    dispatcher = Dispatcher()
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Дальше", callback_data="next")]])

    @dispatcher.message(CommandStart(deep_link=True))
    async def started(message, command):
        await message.answer(f"Привет, {command.args}", reply_markup=keyboard)

    @dispatcher.callback_query(F.data == "next")
    async def pressed(query):
        await query.message.edit_text("Конец")
        await query.answer("Записали")

    @dispatcher.message(F.sticker | F.contact | F.voice | F.photo | F.location)
    async def other(message):
        await message.answer(f"Это {message.content_type.value}")

    async def until(texts):
        for _ in range(250):
            if await anna.sees() == texts:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(await anna.sees())

    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        await anna.does("open", link="https://t.me/school_bot?start=mentor")
        await until(["/start", "/start mentor", "Привет, mentor"])
        await anna.does("press", label="Дальше")
        await until(["/start", "/start mentor", "Конец"])
        kinds = ("sticker", "voice", "photo", "location")
        for number, kind in enumerate(kinds):
            await anna.does("file", kind=kind)
            await until(["/start", "/start mentor", "Конец", *(part for one in kinds[: number + 1]
                                                              for part in ("", f"Это {one}"))])  # fmt: skip
        await dispatcher.stop_polling()
    assert [toast["text"] for toast in (await anna.screen())["toasts"]] == ["Записали"]
    assert await telegram.violations() == []
