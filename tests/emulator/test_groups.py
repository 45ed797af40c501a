"""Groups: the bot is let in and put out, hears what is meant for it, and is told when the address changes."""

import asyncio
from datetime import timedelta

import pytest


@pytest.fixture
async def boris(telegram):
    return await telegram.person("Борис")


class Class:
    """A group of people, moved through the control API."""

    def __init__(self, telegram, fields):
        self.telegram, self.fields, self.id = telegram, fields, fields["id"]

    async def does(self, deed, **fields):
        status, answer = await self.telegram.control("POST", f"groups/{self.id}/{deed}", fields)
        assert status == 200, answer
        return answer


async def make(telegram, *people, kind="group", with_bot=True):
    fields = {"title": "5 «Б»", "people": [person.id for person in people], "kind": kind}
    status, answer = await telegram.control("POST", "groups", fields)
    assert status == 200, answer
    group = Class(telegram, answer)
    if with_bot:
        await group.does("add_bot")
        await telegram.updates()
    return group


async def test_a_bot_is_added_told_and_removed(telegram, anna, boris):
    group = await make(telegram, anna, boris, with_bot=False)
    assert await telegram.refusal("sendMessage", chat_id=group.id, text="?") == "Bad Request: chat not found"
    await group.does("add_bot", person=boris.id)
    change, service = await telegram.updates()
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert change["my_chat_member"]["from"]["id"] == boris.id
    assert service["message"]["new_chat_members"][0]["id"] == telegram.bot.id
    assert service["message"]["chat"] == {"id": group.id, "type": "group", "title": "5 «Б»"}
    sent = await telegram.ok("sendMessage", chat_id=group.id, text="Здравствуйте!")
    assert sent["chat"]["id"] == group.id
    await group.does("remove_bot", person=anna.id)
    answer = await telegram.refusal("sendMessage", chat_id=group.id, text="?")
    assert answer == "Forbidden: bot was kicked from the group chat"
    assert await telegram.violations() == ["Bad Request: chat not found"]


async def test_a_bot_that_left_is_no_member(telegram, anna):
    group = await make(telegram, anna, kind="supergroup")
    await telegram.ok("leaveChat", chat_id=group.id)
    (change,) = await telegram.updates()
    assert change["my_chat_member"]["new_chat_member"]["status"] == "left"
    answer = await telegram.refusal("sendMessage", chat_id=group.id, text="?")
    assert answer == "Forbidden: bot is not a member of the supergroup chat"


async def test_in_privacy_mode_a_bot_hears_only_what_is_meant_for_it(telegram, anna, boris):
    group = await make(telegram, anna, boris)
    here = {"group": group.id}
    asked = (await telegram.ok("sendMessage", chat_id=group.id, text="Кто идёт?"))["message_id"]
    await anna.does("text", **here, text="просто болтаем")
    await anna.does("text", **here, text="/menu")
    await anna.does("text", **here, text="/menu@school_bot")
    await anna.does("text", **here, text="/menu@other_bot")
    await boris.does("text", **here, text="@school_bot, привет")
    await boris.does("text", **here, text="я иду", reply_to=asked)
    heard = [update["message"]["text"] for update in await telegram.updates()]
    assert heard == ["/menu", "/menu@school_bot", "@school_bot, привет", "я иду"]
    await group.does("promote_bot")
    await anna.does("text", **here, text="теперь слышно всё")
    assert (await telegram.updates())[-1]["message"]["text"] == "теперь слышно всё"


async def test_people_press_in_a_group_each_with_an_own_toast(telegram, anna, boris, buttons):
    group = await make(telegram, anna, boris)
    card = await telegram.ok("sendMessage", chat_id=group.id, text="Идём?", reply_markup=buttons("Да"))
    await boris.does("press", group=group.id, label="Да")
    query = (await telegram.updates())[-1]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (boris.id, group.id)
    await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text="Это не ваша кнопка")
    screens = [(await telegram.control("GET", f"people/{one.id}/screen?group={group.id}"))[1] for one in (anna, boris)]
    assert [[toast["text"] for toast in screen["toasts"]] for screen in screens] == [[], ["Это не ваша кнопка"]]
    assert [screen["messages"][-1]["message_id"] for screen in screens] == [card["message_id"]] * 2
    assert screens[0]["group"]["title"] == "5 «Б»"


async def test_an_upgraded_group_has_a_new_address_and_the_old_one_tells_it(telegram, anna):
    group = await make(telegram, anna)
    new = await group.does("upgrade")
    moved, came = [update["message"] for update in await telegram.updates()]
    assert (moved["chat"]["id"], moved["migrate_to_chat_id"]) == (group.id, new["id"])
    assert (came["chat"]["id"], came["migrate_from_chat_id"]) == (new["id"], group.id)
    assert str(new["id"]).startswith("-100")
    answer = await telegram.call("sendMessage", chat_id=group.id, text="?")
    assert (answer["error_code"], answer["description"], answer["parameters"]) == (
        400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new["id"]},
    )  # fmt: skip
    assert (await telegram.ok("sendMessage", chat_id=new["id"], text="!"))["message_id"] == came["message_id"] + 1
    assert "supergroup" in await anna.cannot("text", group=group.id, text="/menu")
    await anna.does("text", group=new["id"], text="/menu")
    assert await telegram.violations() == []


async def test_a_bot_deletes_its_own_words_in_a_group_and_others_only_as_an_administrator(telegram, anna):
    group = await make(telegram, anna)
    theirs = (await anna.does("text", group=group.id, text="/menu"))["message_id"]
    own = (await telegram.ok("sendMessage", chat_id=group.id, text="!"))["message_id"]
    await telegram.ok("deleteMessage", chat_id=group.id, message_id=own)
    answer = await telegram.refusal("deleteMessage", chat_id=group.id, message_id=theirs)
    assert answer == "Bad Request: message can't be deleted"
    await group.does("promote_bot")
    await telegram.ok("deleteMessage", chat_id=group.id, message_id=theirs)


async def test_members_are_known(telegram, anna, boris):
    group = await make(telegram, anna)
    assert await telegram.ok("getChatMemberCount", chat_id=group.id) == 2
    await group.does("join", person=boris.id)
    assert (await telegram.ok("getChatMember", chat_id=group.id, user_id=boris.id))["status"] == "member"
    assert [one["status"] for one in await telegram.ok("getChatAdministrators", chat_id=group.id)] == ["creator"]
    await group.does("leave", person=boris.id)
    assert (await telegram.ok("getChatMember", chat_id=group.id, user_id=boris.id))["status"] == "left"
    assert await telegram.refusal("getChatMember", chat_id=group.id, user_id=1) == "Bad Request: member not found"
    kinds = [update["message"] for update in await telegram.updates()]
    assert ["new_chat_members" in kinds[0], "left_chat_member" in kinds[1]] == [True, True]
    assert "not in the group" in await boris.cannot("text", group=group.id, text="/menu")


async def test_commands_may_be_for_groups_for_one_and_for_one_member(telegram, anna, boris):
    group = await make(telegram, anna, boris)

    async def menu(person):
        _, screen = await telegram.control("GET", f"people/{person.id}/screen?group={group.id}")
        return [one["command"] for one in screen["commands"]]

    scopes = [("default", {}), ("all_private_chats", {}), ("all_group_chats", {}), ("chat", {"chat_id": group.id}),
              ("chat_member", {"chat_id": group.id, "user_id": anna.id})]  # fmt: skip
    seen = []
    for kind, where in scopes:
        command = {"command": kind, "description": "?"}
        await telegram.ok("setMyCommands", commands=[command], scope={"type": kind, **where})
        seen.append((*await menu(anna), *await menu(boris)))
    assert seen == [
        ("default", "default"), ("default", "default"), ("all_group_chats", "all_group_chats"), ("chat", "chat"),
        ("chat_member", "chat"),
    ]  # fmt: skip


async def test_a_group_gets_at_most_twenty_messages_a_minute(strict_telegram):
    anna = await strict_telegram.person()
    group = await make(strict_telegram, anna)
    sends = (strict_telegram.call("sendMessage", chat_id=group.id, text=str(one)) for one in range(25))
    answers = await asyncio.gather(*sends)
    assert sum(answer["ok"] for answer in answers) == 20
    refused = [answer["parameters"]["retry_after"] for answer in answers if not answer["ok"]]
    assert set(refused) == {3}
    await strict_telegram.clock.advance(timedelta(minutes=1))
    answer = await strict_telegram.call("sendMessage", chat_id=group.id, text="?")
    assert answer["error_code"] == 429, "the emulated clock makes Telegram's servers no faster"


async def test_wrong_wishes_about_groups_are_explained(telegram, anna):
    for fields in (
        {"title": "x", "people": []},
        {"title": "x", "people": [anna.id], "kind": "channel"},
        {"title": "x"},
    ):
        assert (await telegram.control("POST", "groups", fields))[0] == 400
    group = await make(telegram, anna)
    for deed, status in (("add_bot", 400), ("join", 400), ("dance", 404)):
        assert (await telegram.control("POST", f"groups/{group.id}/{deed}", {"person": anna.id}))[0] == status
    assert (await telegram.control("POST", "groups/-5/upgrade", {}))[0] == 404
    assert len((await telegram.control("GET", "groups"))[1]) == 1


async def test_an_administrator_learns_who_comes_and_goes_and_pins(telegram, anna, boris):
    group = await make(telegram, anna)
    card = await telegram.ok("sendMessage", chat_id=group.id, text="Правила")
    pin = {"chat_id": group.id, "message_id": card["message_id"]}
    refusal = "Bad Request: not enough rights to manage pinned messages in the chat"
    assert await telegram.refusal("pinChatMessage", **pin) == refusal
    await telegram.ok("getUpdates", allowed_updates=["chat_member"])
    await group.does("join", person=boris.id)
    await group.does("promote_bot")
    await group.does("leave", person=boris.id)
    (change,) = [update["chat_member"] for update in await telegram.updates()]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "left")
    assert change["new_chat_member"]["user"]["id"] == boris.id
    await telegram.ok("pinChatMessage", **pin)
    assert (await telegram.ok("getChat", chat_id=group.id))["pinned_message"]["text"] == "Правила"


async def test_the_newest_pin_comes_off_first(telegram, anna):
    sent = [await telegram.ok("sendMessage", chat_id=anna.id, text=text) for text in ("1", "2", "3")]
    numbers = [message["message_id"] for message in sent]
    for number in numbers:
        await telegram.ok("pinChatMessage", chat_id=anna.id, message_id=number)
    assert (await anna.screen())["pinned"] == numbers
    await telegram.ok("unpinChatMessage", chat_id=anna.id)
    await telegram.ok("unpinChatMessage", chat_id=anna.id, message_id=numbers[0])
    assert (await anna.screen())["pinned"] == [numbers[1]]
    await telegram.ok("unpinAllChatMessages", chat_id=anna.id)
    for method, verb in (("pinChatMessage", "pin"), ("unpinChatMessage", "unpin")):
        refusal = await telegram.refusal(method, chat_id=anna.id, message_id=999)
        assert refusal == f"Bad Request: message to {verb} not found"
    assert await telegram.refusal("unpinChatMessage", chat_id=anna.id) == "Bad Request: message to unpin not found"
