"""What Telegram lets a bot change or take back."""

from datetime import timedelta

import pytest


@pytest.fixture
async def card(telegram, anna, buttons):
    return await telegram.ok("sendMessage", chat_id=anna.id, text="1 из 2", reply_markup=buttons("Да"))


async def test_a_card_is_edited_in_place(telegram, anna, card, buttons):
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    edited = await telegram.ok("editMessageText", **where, text="2 из 2", reply_markup=buttons("Готово"))
    assert edited["text"] == "2 из 2"
    assert edited["edit_date"] >= edited["date"]
    message = (await anna.screen())["messages"][-1]
    assert message["text"] == "2 из 2"
    assert message["buttons"][0][0]["text"] == "Готово"
    assert message["edited_at"]
    await telegram.ok("editMessageReplyMarkup", **where)
    assert (await anna.screen())["messages"][-1]["buttons"] == []


async def test_the_same_text_and_buttons_are_not_an_edit(telegram, anna, card, buttons):
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    answer = await telegram.refusal("editMessageText", **where, text="1 из 2", reply_markup=buttons("Да"))
    assert answer == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    await telegram.ok("editMessageText", **where, text="1 из 2")


async def test_only_own_and_present_messages_are_edited(telegram, anna, card):
    theirs = (await anna.does("text", text="я сама"))["message_id"]
    edit = {"chat_id": anna.id, "text": "?"}
    answer = await telegram.refusal("editMessageText", **edit, message_id=theirs)
    assert answer == "Bad Request: message can't be edited"
    missing = "Bad Request: message to edit not found"
    assert await telegram.refusal("editMessageText", **edit, message_id=999) == missing
    await anna.does("delete", message_id=card["message_id"])
    assert await telegram.refusal("editMessageText", **edit, message_id=card["message_id"]) == missing
    answer = await telegram.refusal("editMessageCaption", chat_id=anna.id, message_id=theirs, caption="?")
    assert answer == "Bad Request: message can't be edited"


async def test_a_message_with_another_keyboard_is_never_edited(telegram, anna):
    keyboards = [{"keyboard": [["Меню"]]}, {"remove_keyboard": True}, {"force_reply": True}]
    for keyboard in keyboards:
        sent = await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard)
        where = {"chat_id": anna.id, "message_id": sent["message_id"]}
        assert await telegram.refusal("editMessageText", **where, text="!") == "Bad Request: message can't be edited"


async def test_a_text_has_no_caption_to_edit(telegram, anna, card):
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    answer = await telegram.refusal("editMessageCaption", **where, caption="?")
    assert answer == "Bad Request: there is no caption in the message to edit"


async def test_messages_are_deleted_for_two_days_only(telegram, anna, card):
    late = await telegram.ok("sendMessage", chat_id=anna.id, text="поздно")
    gone = {"chat_id": anna.id, "message_id": card["message_id"]}
    assert await telegram.ok("deleteMessage", **gone) is True
    assert await telegram.refusal("deleteMessage", **gone) == "Bad Request: message to delete not found"
    await telegram.clock.advance(timedelta(hours=49))
    answer = await telegram.refusal("deleteMessage", chat_id=anna.id, message_id=late["message_id"])
    assert answer == "Bad Request: message can't be deleted for everyone"
    assert await anna.sees() == ["/start", "поздно"]


async def test_many_messages_are_deleted_at_once(telegram, anna, card):
    await telegram.ok("deleteMessages", chat_id=anna.id, message_ids=[card["message_id"], 999])
    assert await anna.sees() == ["/start"]
