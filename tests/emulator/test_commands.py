"""The menu of commands, the menu button and the bot's own words about itself."""

import pytest

HELP = {"command": "help", "description": "Помощь"}


async def test_the_nearest_scope_and_the_own_language_win(telegram):
    anna = await telegram.person("Анна", language_code="ru")
    john = await telegram.person("John", language_code="en")

    async def menus():
        return [[one["description"] for one in (await person.screen())["commands"]] for person in (anna, john)]

    await telegram.ok("setMyCommands", commands=[HELP])
    assert await menus() == [["Помощь"], ["Помощь"]]
    english = [{"command": "help", "description": "Help"}]
    await telegram.ok("setMyCommands", commands=english, scope={"type": "all_private_chats"}, language_code="en")
    assert await menus() == [["Помощь"], ["Help"]]
    curators = [{"command": "today", "description": "Сегодня"}]
    scope = {"type": "chat", "chat_id": anna.id}
    await telegram.ok("setMyCommands", commands=curators, scope=scope)
    assert await menus() == [["Сегодня"], ["Help"]]
    assert await telegram.ok("getMyCommands", scope=scope) == curators
    await telegram.ok("deleteMyCommands", scope=scope)
    assert await menus() == [["Помощь"], ["Help"]]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        ({"command": "Help", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "h" * 33, "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "command description must be non-empty"),
        ({"command": "help", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_wrong_commands_are_refused(telegram, command, refusal):
    assert await telegram.refusal("setMyCommands", commands=[command]) == f"Bad Request: {refusal}"


async def test_there_are_at_most_a_hundred_commands_and_only_for_chats_that_exist(telegram):
    many = [{"command": f"c{number}", "description": "x"} for number in range(101)]
    assert await telegram.refusal("setMyCommands", commands=many) == "Bad Request: BOT_COMMANDS_TOO_MUCH"
    answer = await telegram.refusal("setMyCommands", commands=[HELP], scope={"type": "chat", "chat_id": 1})
    assert answer == "Bad Request: chat not found"


async def test_the_menu_button_of_a_chat_goes_before_the_usual_one(telegram, anna):
    await telegram.ok("setChatMenuButton", menu_button={"type": "commands"})
    assert (await anna.screen())["menu_button"] == {"type": "commands"}
    await telegram.ok("setChatMenuButton", chat_id=anna.id, menu_button={"type": "default"})
    assert await telegram.ok("getChatMenuButton", chat_id=anna.id) == {"type": "default"}


async def test_the_bot_describes_itself_in_languages(telegram):
    await telegram.ok("setMyDescription", description="Наставники")
    await telegram.ok("setMyDescription", description="Mentors", language_code="en")
    assert await telegram.ok("getMyDescription", language_code="en") == {"description": "Mentors"}
    assert await telegram.ok("getMyDescription", language_code="de") == {"description": "Наставники"}
    assert "too long" in await telegram.refusal("setMyShortDescription", short_description="x" * 121)


async def test_a_private_chat_is_known_and_never_left(telegram, anna):
    assert (await telegram.ok("getChat", chat_id=anna.id))["first_name"] == "Анна"
    answer = await telegram.refusal("leaveChat", chat_id=anna.id)
    assert answer == "Bad Request: chat member status can't be changed in private chats"


async def test_a_reaction_is_one_known_emoji(telegram, anna):
    number = (await anna.does("text", text="спасибо"))["message_id"]
    where = {"chat_id": anna.id, "message_id": number}
    await telegram.ok("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert (await anna.screen())["messages"][-1]["reactions"] == ["👍"]
    answer = await telegram.refusal("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "x"}])
    assert answer == "Bad Request: REACTION_INVALID"
