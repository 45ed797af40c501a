"""Every update has the shape that the Bot API promises: aiogram's models of it take them all."""

from aiogram.types import ChatFullInfo, Update

from tests.emulator.test_groups import make

KINDS = [
    "message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction", "poll",
    "poll_answer",
]  # fmt: skip


async def _writes(telegram, anna, buttons):
    card = await telegram.ok("sendMessage", chat_id=anna.id, text="Да?", reply_markup=buttons("Да"))
    await anna.does("press", label="Да")
    await anna.does("press", message_id=999, data="forged")
    text = await anna.does("text", text="привет #тег @name https://example.org /cmd", reply_to=card["message_id"])
    await anna.does("edit", message_id=text["message_id"], text="Привет")
    await anna.does("forward", message_id=text["message_id"])
    await anna.does("forward", message_id=text["message_id"], hidden=True)
    await anna.does("text", text="Картинка", via_bot="gif")
    await anna.does("react", message_id=card["message_id"], emoji="👍")


async def _shares(telegram, anna):
    for kind in ("photo", "document", "voice", "sticker", "video", "audio", "location"):
        await anna.does("file", kind=kind)
    await anna.does("contact")
    await anna.does("contact", phone="+70000000009")
    for method, fields in (
        ("sendVenue", {"latitude": 55.75, "longitude": 37.62, "title": "МГУ", "address": "Москва"}),
        ("sendContact", {"phone_number": "+70000000009", "first_name": "Вера"}),
        ("sendDice", {}),
    ):
        sent = await telegram.ok(method, chat_id=anna.id, **fields)
        await anna.does("forward", message_id=sent["message_id"])


async def _votes(telegram, anna):
    for fields in ({"is_anonymous": False}, {"type": "quiz", "correct_option_ids": [0], "explanation": "Потому"}):
        poll = await telegram.ok("sendPoll", chat_id=anna.id, question="?", options=["1", "2"], **fields)
        await anna.does("vote", message_id=poll["message_id"], options=[1])


async def _meets(telegram, anna, boris, buttons):
    group = await make(telegram, anna, boris, with_bot=False)
    for deed in ("add_bot", "promote_bot"):
        await group.does(deed)
    for deed in ("leave", "join"):
        await group.does(deed, person=boris.id)
    await telegram.ok("sendMessage", chat_id=group.id, text="?", reply_markup=buttons("Идём"))
    await anna.does("press", group=group.id, label="Идём")
    ChatFullInfo.model_validate(await telegram.ok("getChat", chat_id=group.id))
    await group.does("upgrade")


async def test_every_update_has_the_shape_of_the_bot_api(telegram, anna, buttons):
    boris = await telegram.person("Борис")
    await telegram.ok("getUpdates", allowed_updates=KINDS)
    await _writes(telegram, anna, buttons)
    await _shares(telegram, anna)
    await _votes(telegram, anna)
    await anna.does("block")
    await anna.does("unblock")
    await _meets(telegram, anna, boris, buttons)
    updates = [Update.model_validate(update) for update in await telegram.updates()]
    assert {update.event_type for update in updates} == set(KINDS)
    ChatFullInfo.model_validate(await telegram.ok("getChat", chat_id=anna.id))
    assert await telegram.violations() == []
