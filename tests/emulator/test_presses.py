"""Buttons: pressing them, answering in time, and screens that are out of date."""

from datetime import timedelta

import pytest


async def test_a_press_reaches_the_bot_and_its_answer_reaches_the_person(telegram, anna, buttons):
    await telegram.ok("sendMessage", chat_id=anna.id, text="Да?", reply_markup=buttons("Да"))
    await anna.does("press", label="Да")
    assert (await anna.screen())["pending"] == 1
    query = (await telegram.updates())[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("Да", anna.id, "Да?")
    await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text="Записали", show_alert=True)
    screen = await anna.screen()
    assert screen["pending"] == 0
    assert [(toast["text"], toast["alert"]) for toast in screen["toasts"]] == [("Записали", True)]


async def test_a_press_is_answered_within_150_seconds_or_never(telegram, anna, buttons):
    await telegram.ok("sendMessage", chat_id=anna.id, text="Да?", reply_markup=buttons("Да"))
    first = (await anna.does("press", label="Да"))["callback_id"]
    second = (await anna.does("press", label="Да"))["callback_id"]
    await telegram.clock.advance(timedelta(seconds=149))
    await telegram.ok("answerCallbackQuery", callback_query_id=first)
    await telegram.clock.advance(timedelta(seconds=2))
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await telegram.refusal("answerCallbackQuery", callback_query_id=second) == too_old
    assert await telegram.refusal("answerCallbackQuery", callback_query_id="1") == too_old
    assert (await anna.screen())["pending"] == 0


async def test_a_stale_device_presses_what_the_card_showed_before(telegram, anna, buttons):
    card = await telegram.ok("sendMessage", chat_id=anna.id, text="1", reply_markup=buttons("Один"))
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    await telegram.ok("editMessageText", **where, text="2", reply_markup=buttons("Два"))
    assert "Один" in await anna.cannot("press", label="Один")
    await anna.does("press", label="Один", device="old")
    await anna.does("press", message_id=card["message_id"], row=0, column=0, device="old")
    await telegram.ok("deleteMessage", **where)
    await anna.does("press", label="Два", device="old")
    data = [update["callback_query"]["data"] for update in await telegram.updates()]
    assert data == ["Один", "Один", "Два"]


async def test_several_devices_each_show_what_they_last_loaded(telegram, anna, buttons):
    card = await telegram.ok("sendMessage", chat_id=anna.id, text="1", reply_markup=buttons("Один"))
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    await anna.does("look", device="планшет")
    await telegram.ok("editMessageText", **where, text="2", reply_markup=buttons("Два"))
    await anna.does("look", device="ноутбук")
    await telegram.ok("editMessageText", **where, text="3", reply_markup=buttons("Три"))
    assert "has not looked" in await anna.cannot("press", label="Три", device="часы")
    assert "no button" in await anna.cannot("press", label="Два", device="планшет")
    await anna.does("press", label="Один", device="планшет")
    await anna.does("press", message_id=card["message_id"], row=0, column=0, device="ноутбук")
    await anna.does("look", device="планшет")
    await anna.does("press", label="Три", device="планшет")
    data = [update["callback_query"]["data"] for update in await telegram.updates()]
    assert data == ["Один", "Два", "Три"]


async def test_an_attacker_forges_any_data_under_any_message(telegram, anna):
    await anna.does("press", message_id=12345, data="pair:1:confirm")
    query = (await telegram.updates())[-1]["callback_query"]
    assert query["data"] == "pair:1:confirm"
    assert query["message"]["date"] == 0


async def test_a_reply_keyboard_sends_its_label_or_the_own_contact(telegram, anna):
    keyboard = {
        "keyboard": [["Меню", {"text": "Мой номер", "request_contact": True}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": "Выберите",
    }
    await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard)
    screen = await anna.screen()
    assert screen["reply_keyboard"] == {
        "buttons": [[{"text": "Меню", "kind": "text"}, {"text": "Мой номер", "kind": "contact"}]],
        "one_time": True,
        "resize": True,
    }
    assert screen["input_placeholder"] == "Выберите"
    await anna.does("press", label="Мой номер")
    contact = (await telegram.updates())[-1]["message"]["contact"]
    assert contact == {"phone_number": "+79990000001", "first_name": "Анна", "user_id": anna.id}
    assert (await anna.screen())["reply_keyboard"] is None


async def test_other_buttons_open_links_and_copy(telegram, anna):
    rows = [[{"text": "Сайт", "url": "https://example.org/"}, {"text": "Код", "copy_text": {"text": "42"}}]]
    await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup={"inline_keyboard": rows})
    assert (await anna.does("press", label="Сайт"))["url"] == "https://example.org/"
    assert (await anna.does("press", label="Код"))["copied"] == "42"
    assert await telegram.updates() == []


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "?", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "?", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": "?"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "?", "url": "http://localhost/"},
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_wrong_buttons_are_refused(telegram, anna, button, refusal):
    markup = {"inline_keyboard": [[button]]}
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    assert answer == f"Bad Request: {refusal}"


@pytest.mark.parametrize(("rows", "columns"), [(101, 1), (1, 9)])
async def test_keyboards_have_a_size(telegram, anna, rows, columns):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * columns] * rows}
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    assert answer == "Bad Request: reply markup is too long"


async def test_broken_markup_is_refused(telegram, anna):
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="?", reply_markup='{"inline_keyboard": [')
    assert answer == "Bad Request: can't parse reply keyboard markup JSON object"
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="?", reply_markup={"inline_keyboard": 1})
    assert answer == 'Bad Request: field "inline_keyboard" must be of type Array'
