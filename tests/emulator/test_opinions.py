"""Reactions and votes of people, and what the bot hears of them."""

import pytest


async def ask(telegram, anna, **fields):
    """A poll in the chat; answers its message."""
    return await telegram.ok("sendPoll", chat_id=anna.id, question="Когда?", options=["1", "2", "3"], **fields)


async def test_a_bot_hears_of_reactions_only_when_it_asked(telegram, anna):
    card = (await telegram.ok("sendMessage", chat_id=anna.id, text="Да?"))["message_id"]
    await anna.does("react", message_id=card, emoji="👍")
    assert await telegram.updates() == []
    await telegram.ok("getUpdates", allowed_updates=["message_reaction"])
    await anna.does("react", message_id=card, emoji="🔥")
    await anna.does("react", message_id=card)
    changes = [update["message_reaction"] for update in await telegram.updates()]
    thumb, fire = [{"type": "emoji", "emoji": "👍"}], [{"type": "emoji", "emoji": "🔥"}]
    assert [(change["old_reaction"], change["new_reaction"]) for change in changes] == [(thumb, fire), (fire, [])]
    assert "no reaction" in await anna.cannot("react", message_id=card, emoji="x")
    assert "no message" in await anna.cannot("react", message_id=999, emoji="🔥")


async def test_reactions_of_both_are_seen(telegram, anna):
    card = (await telegram.ok("sendMessage", chat_id=anna.id, text="Да?"))["message_id"]
    await telegram.ok(
        "setMessageReaction", chat_id=anna.id, message_id=card, reaction=[{"type": "emoji", "emoji": "👍"}]
    )
    await anna.does("react", message_id=card, emoji="🔥")
    assert (await anna.screen())["messages"][-1]["reactions"] == ["👍", "🔥"]


async def test_an_open_vote_has_a_name_and_a_secret_one_has_none(telegram, anna):
    secret = (await ask(telegram, anna))["message_id"]
    named = await ask(telegram, anna, is_anonymous=False, allows_multiple_answers=True)
    await anna.does("vote", message_id=secret, options=[2])
    await anna.does("vote", message_id=named["message_id"], options=[1, 0])
    first, answer, second = await telegram.updates()
    assert [option["voter_count"] for option in first["poll"]["options"]] == [0, 0, 1]
    assert answer["poll_answer"]["user"]["id"] == anna.id
    assert (answer["poll_answer"]["poll_id"], answer["poll_answer"]["option_ids"]) == (named["poll"]["id"], [0, 1])
    assert second["poll"]["total_voter_count"] == 1
    stopped = await telegram.ok("stopPoll", chat_id=anna.id, message_id=secret)
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)


async def test_a_vote_is_taken_back_where_the_poll_allows_it(telegram, anna):
    poll = (await ask(telegram, anna))["message_id"]
    await anna.does("vote", message_id=poll, options=[0])
    await anna.does("vote", message_id=poll, options=[])
    assert (await telegram.updates())[-1]["poll"]["total_voter_count"] == 0
    quiz = (await ask(telegram, anna, type="quiz", correct_option_id=1))["message_id"]
    await anna.does("vote", message_id=quiz, options=[0])
    assert "final" in await anna.cannot("vote", message_id=quiz, options=[1])


@pytest.mark.parametrize(("options", "why"), [([3], "options 0 to 2"), ([0, 1], "one option"), (["x"], "whole number")])
async def test_people_vote_as_the_poll_allows(telegram, anna, options, why):
    poll = (await ask(telegram, anna))["message_id"]
    assert why in await anna.cannot("vote", message_id=poll, options=options)
    await telegram.ok("stopPoll", chat_id=anna.id, message_id=poll)
    assert "closed" in await anna.cannot("vote", message_id=poll, options=[0])
    assert "no poll" in await anna.cannot("vote", message_id=1, options=[0])
