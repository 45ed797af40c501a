"""Faults on demand: they strike the calls they are meant for, once, and tell truly whether the call was done."""

import time
from datetime import timedelta

import aiohttp
import pytest


async def plan(telegram, **fault):
    status, answer = await telegram.control("POST", "faults", fault)
    assert status == 200, answer


async def test_429_and_403_come_once_and_are_no_violations(telegram, anna):
    await plan(telegram, kind="429", method="sendMessage", retry_after=7)
    answer = await telegram.call("sendMessage", chat_id=anna.id, text="1")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 7})
    await plan(telegram, kind="403", chat_id=anna.id, count=2)
    for _ in range(2):
        assert (await telegram.call("sendMessage", chat_id=anna.id, text="1"))["error_code"] == 403
    await telegram.ok("sendMessage", chat_id=anna.id, text="1")
    assert await telegram.violations() == []


async def test_faults_strike_only_their_method_and_chat(telegram, anna):
    boris = await telegram.person("Борис")
    await plan(telegram, kind="500", method="sendMessage", chat_id=boris.id)
    await telegram.ok("sendMessage", chat_id=anna.id, text="1")
    await telegram.ok("sendChatAction", chat_id=boris.id, action="typing")
    assert (await telegram.call("sendMessage", chat_id=boris.id, text="1"))["error_code"] == 500
    await plan(telegram, kind="500")
    await telegram.control("DELETE", "faults")
    await telegram.ok("getMe")


async def test_a_gateway_answers_html_and_a_cut_answer_hides_a_sent_message(telegram, anna):
    await plan(telegram, kind="502_html")
    async with telegram.client.get(f"{telegram.base}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")
    await plan(telegram, kind="undecodable_200")
    params = {"chat_id": str(anna.id), "text": "дошло"}
    async with telegram.client.get(f"{telegram.base}/sendMessage", params=params) as response:
        assert response.status == 200
        with pytest.raises(ValueError, match="Expecting value"):
            await response.json()
    assert await anna.sees() == ["/start", "дошло"]


@pytest.mark.parametrize(("kind", "seen"), [("timeout_before", ["/start"]), ("timeout_after", ["/start", "?"])])
async def test_a_time_out_may_hide_a_sent_message(telegram, anna, kind, seen):
    await plan(telegram, kind=kind, method="sendMessage", seconds=0.1)
    with pytest.raises(aiohttp.ClientError):
        await telegram.call("sendMessage", chat_id=anna.id, text="?")
    assert await anna.sees() == seen
    _, calls = await telegram.control("GET", "calls?method=sendMessage")
    assert [(call["fault"], call["status"]) for call in calls] == [(kind, 0)]


async def test_a_slow_call_takes_its_time(telegram):
    await plan(telegram, kind="slow", seconds=0.3)
    begun = time.monotonic()
    await telegram.ok("getMe")
    assert time.monotonic() - begun >= 0.3


async def test_an_update_comes_twice_when_planned(telegram, anna):
    await plan(telegram, kind="duplicate_update")
    await anna.does("text", text="раз")
    first = await telegram.ok("getUpdates")
    confirming = first[-1]["update_id"] + 1
    assert await telegram.ok("getUpdates", offset=confirming) == first
    assert await telegram.ok("getUpdates", offset=confirming) == []


async def test_malformed_and_unknown_updates_come_in_between(telegram, anna):
    await anna.does("text", text="раз")
    await plan(telegram, kind="malformed_update")
    await plan(telegram, kind="unknown_update")
    await anna.does("text", text="два")
    updates = await telegram.ok("getUpdates")
    assert len(updates) == 4
    assert updates[1]["message"]["message_id"] == "not a number"
    assert "telepathy" in updates[2]
    assert [update["update_id"] for update in updates] == sorted(update["update_id"] for update in updates)


async def test_an_update_may_carry_fields_that_nobody_knows(telegram, anna):
    await plan(telegram, kind="unknown_fields")
    await anna.does("text", text="раз")
    await anna.does("text", text="два")
    first, second = await telegram.ok("getUpdates")
    assert (first["message"]["text"], first["message"]["mood_ids"]) == ("раз", [1, 2])
    assert "telepathy" in first
    assert "telepathy" not in second


async def test_update_ids_restart_when_planned(telegram, anna):
    await plan(telegram, kind="restarted_ids")
    await anna.does("text", text="раз")
    first = (await telegram.ok("getUpdates"))[0]["update_id"]
    await anna.does("text", text="два")
    assert (await telegram.ok("getUpdates"))[1]["update_id"] == first + 1
    assert first < 730_000_001


async def test_a_storm_of_429_lasts_as_long_as_planned_on_the_emulated_clock(telegram, anna):
    boris = await telegram.person("Борис")
    await plan(telegram, kind="429", chat_id=anna.id, for_seconds=600, retry_after=30)
    for _ in range(5):
        assert (await telegram.call("sendMessage", chat_id=anna.id, text="1"))["parameters"] == {"retry_after": 30}
        await telegram.ok("sendMessage", chat_id=boris.id, text="1")
        await telegram.clock.advance(timedelta(minutes=2))
    await telegram.ok("sendMessage", chat_id=anna.id, text="1")
    await plan(telegram, kind="429", for_seconds=60)
    for one in (anna, boris):
        assert (await telegram.call("sendMessage", chat_id=one.id, text="1"))["error_code"] == 429
    await telegram.clock.advance(timedelta(minutes=1))
    await telegram.ok("sendMessage", chat_id=anna.id, text="1")
    assert await telegram.violations() == []


async def test_a_token_may_be_revoked_and_a_server_broken(telegram, anna):
    await plan(telegram, kind="401")
    assert await telegram.refusal("getMe") == "Unauthorized"
    await plan(telegram, kind="500")
    assert await telegram.refusal("getMe") == "Internal Server Error"
    await telegram.ok("getMe")


async def test_a_fault_that_does_not_exist_is_refused(telegram):
    status, answer = await telegram.control("POST", "faults", {"kind": "earthquake"})
    assert status == 400
    assert "429" in answer["error"]
