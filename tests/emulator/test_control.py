"""The control API: people, screens, the clock, the log, the stream of events and the page."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from emulator.clock import Clock


async def test_a_deep_link_opens_the_chat(telegram):
    boris = await telegram.person("Борис", started=False)
    await boris.does("open", link="https://t.me/school_bot?start=mentor-12")
    message = (await telegram.updates())[-1]["message"]
    assert message["text"] == "/start mentor-12"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert "payload" in await boris.cannot("open", link="https://t.me/school_bot?start=не-то")
    assert "no such bot" in await boris.cannot("open", link="https://t.me/other_bot?start=x")


async def test_people_cannot_do_what_an_application_would_not_let_them(telegram, anna):
    stranger = await telegram.person(started=False)
    assert "not open" in await stranger.cannot("text", text="привет")
    assert "empty" in await anna.cannot("text", text="  ")
    assert "no button" in await anna.cannot("press", label="Нет такой")
    assert "people cannot fly" in await anna.cannot("fly")
    await anna.does("block")
    assert "blocked" in await anna.cannot("text", text="привет")
    await anna.does("text", text="/start")
    assert not (await anna.screen())["blocked"]


async def test_a_person_edits_and_deletes_own_messages(telegram, anna):
    number = (await anna.does("text", text="Ивонов"))["message_id"]
    await anna.does("edit", message_id=number, text="Иванов")
    edited = (await telegram.updates())[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (number, "Иванов")
    await anna.does("delete", message_id=number)
    assert await anna.sees() == ["/start"]
    assert await telegram.updates() == []


async def test_a_very_long_text_goes_out_in_pieces(telegram, anna):
    await anna.does("text", text="😀" * 3000)
    assert [len(update["message"]["text"]) for update in await telegram.updates()] == [2048, 952]


async def test_somebody_elses_contact_has_somebody_elses_id(telegram, anna):
    boris = await telegram.person("Борис", phone="+79990000002")
    await anna.does("contact")
    await anna.does("contact", user_id=boris.id)
    await anna.does("contact", own=False, phone="+79990000003")
    contacts = [update["message"]["contact"] for update in await telegram.updates()]
    assert [contact.get("user_id") for contact in contacts] == [anna.id, boris.id, None]
    assert contacts[1]["phone_number"] == "+79990000002"


async def test_a_forwarded_message_tells_where_it_comes_from(telegram, anna):
    boris = await telegram.person("Борис", phone="+79990000002")
    card = (await boris.does("contact"))["message_id"]
    await telegram.updates()
    await anna.does("forward", message_id=card, chat_of=boris.id)
    await anna.does("forward", message_id=card, chat_of=boris.id, hidden=True)
    first, second = [update["message"] for update in await telegram.updates()]
    assert (first["from"]["id"], first["contact"]["user_id"]) == (anna.id, boris.id)
    assert first["forward_origin"]["sender_user"]["id"] == boris.id
    assert second["forward_origin"]["sender_user_name"] == "Борис"
    secret = await telegram.ok("sendMessage", chat_id=boris.id, text="тайна", protect_content=True)
    assert "cannot be forwarded" in await anna.cannot("forward", message_id=secret["message_id"], chat_of=boris.id)


async def test_a_person_replies_and_writes_through_another_bot(telegram, anna):
    asked = await telegram.ok("sendMessage", chat_id=anna.id, text="Когда?")
    await anna.does("text", text="Завтра", reply_to=asked["message_id"])
    await anna.does("text", text="Картинка", via_bot="gif")
    first, second = [update["message"] for update in await telegram.updates()]
    assert first["reply_to_message"]["text"] == "Когда?"
    assert second["via_bot"]["username"] == "gif"
    assert (await anna.screen())["messages"][-2]["reply_text"] == "Когда?"
    assert "reply to" in await anna.cannot("text", text="?", reply_to=999)


async def test_with_several_bots_one_has_to_be_named(telegram, anna):
    await telegram.control("POST", "bots", {"username": "other_bot", "name": "Other"})
    assert "which bot" in await anna.cannot("text", text="привет")
    await anna.does("text", text="/start", bot="other_bot")
    status, screen = await telegram.control("GET", f"people/{anna.id}/screen?bot=other_bot")
    assert (status, len(screen["messages"]), screen["bot"]["username"]) == (200, 1, "other_bot")


async def test_wrong_requests_are_explained(telegram):
    for path, fields in [("bots", {"name": "x"}), ("people", {}), ("clock", {"step": "year"}), ("clock", {"to": "x"})]:
        status, answer = await telegram.control("POST", path, fields)
        assert (status, list(answer)) == (400, ["error"])
    assert (await telegram.control("GET", "people/1/screen"))[0] == 404
    assert (await telegram.control("GET", "nothing"))[0] == 404
    assert (await telegram.control("POST", "clock", {"advance_seconds": -1}))[0] == 400


@pytest.mark.parametrize(
    ("path", "fields", "sentence"),
    [
        ("bots", {"username": "a b", "name": "x"}, "a user name is up to 32 of A-Za-z0-9_ and begins with a letter"),
        ("bots", {"username": "x", "name": " "}, "a bot has a name"),
        ("bots", {"username": "x", "name": "x", "token": 5}, "token must be a text"),
        ("bots", {"username": "x", "name": "x", "token": "5"}, "a token is a number, a colon and a secret"),
        ("bots", {"username": "SCHOOL_BOT", "name": "x"}, "this token's number or this user name is taken"),
        ("people", {"first_name": " "}, "first_name must not be empty"),
        ("people", {"first_name": "A", "phone": 7999}, "phone must be a text"),
        ("people/$/text", {"text": 5}, "text must be a text"),
        ("people/$/text", {"text": "?", "reply_to": "1"}, "reply_to must be a whole number"),
        ("people/$/text", {"text": "?", "group": "x"}, "group must be a whole number"),
        ("people/$/text", {"text": "?", "bot": ["x"]}, "bot must be a text"),
        ("people/$/text", [], "the body must be a JSON object"),
        ("people/$/open", {}, "link is needed: a text"),
        ("people/$/contact", {"own": "no"}, "own must be true or false"),
        ("people/$/contact", {"own": False}, "somebody else's contact needs phone or user_id"),
        ("people/$/file", {"kind": "photo", "content_base64": "%"}, "content_base64 is no Base64"),
        ("people/$/file", {"kind": "photo", "size": -1}, "size must not be negative"),
        ("people/$/file", {"kind": "ghost"}, "kind is one of photo, document"),
        ("people/$/press", {"message_id": 1}, "row is needed: a whole number"),
        ("people/$/press", {"message_id": 1, "row": True, "column": 0}, "row must be a whole number"),
        ("groups", {"title": "x", "people": ["1"]}, "people must be a whole number"),
        ("clock", {"step": "year"}, "say advance_seconds, to, or step: day or month"),
        ("clock", {"to": "x"}, "'x' is no moment like 2026-11-20T10:00:00Z"),
        ("clock", {"to": "2101-01-01"}, "the clock goes up to 2100 only"),
        ("clock", {"advance_seconds": 1e300}, "the clock goes up to 2100 only"),
        ("clock", {"advance_seconds": -1}, "the clock moves forward only"),
        ("clock", {"step": "day", "zone": "Mars/North"}, "there is no time zone 'Mars/North'"),
        ("faults", {"kind": "429", "count": 0}, "count must be between 1 and 100000"),
        ("faults", {"kind": "429", "chat_id": "x"}, "chat_id must be a whole number"),
        ("faults", {"kind": "slow", "seconds": -1}, "seconds must be between 0 and 86400"),
        ("faults", {"kind": "malformed_update", "bot": "other"}, "there is no such bot"),
    ],
)
async def test_what_is_wrong_with_a_request_is_said_in_one_sentence(telegram, anna, path, fields, sentence):
    status, answer = await telegram.control("POST", path.replace("$", str(anna.id)), fields)
    assert status in (400, 404)
    assert answer["error"].startswith(sentence)


async def test_a_wrong_way_to_ask_is_explained_too(telegram, anna):
    address = f"{telegram.emulator.url}/emulator"
    for method, path, body, status in [
        ("POST", "people", b"{", 400), ("POST", "people", b'{"first_name": "\\ud800"}', 400),
        ("POST", "people", b"[" * 100_000, 400), ("POST", "clock", b'{"advance_seconds": NaN}', 400),
        ("GET", "calls?since=x", None, 400), ("GET", f"people/{anna.id}/screen?last=x", None, 400),
        ("GET", f"people/{anna.id}/screen?group=x", None, 400), ("DELETE", "clock", None, 405),
        ("GET", "files/nothing", None, 404), ("POST", "groups/x/join", b"{}", 404),
    ]:  # fmt: skip
        async with telegram.client.request(method, f"{address}/{path}", data=body) as response:
            assert response.status == status, path
            assert list(await response.json()) == ["error"]


async def test_every_call_is_in_the_log(telegram, anna):
    _, before = await telegram.control("GET", "calls")
    await telegram.ok("sendMessage", chat_id=anna.id, text="да")
    await telegram.refusal("sendMessage", chat_id=anna.id, text="")
    _, calls = await telegram.control("GET", f"calls?since={before[-1]['number']}")
    assert [call["status"] for call in calls] == [200, 400]
    assert calls[0]["params"] == {"chat_id": str(anna.id), "text": "да"}
    assert calls[1]["violations"] == ["Bad Request: message text is empty"]


async def test_the_clock_moves_in_steps_that_listeners_can_follow(telegram):
    seen = []

    async def note(now):
        await asyncio.sleep(0)
        seen.append(now)

    stop_listening = telegram.clock.listen(note)
    _, clock = await telegram.control("POST", "clock", {"step": "day"})
    assert datetime.fromisoformat(clock["now"]) == datetime(2026, 11, 21, 7, tzinfo=UTC)
    assert len(seen) == 8
    assert all(later - earlier <= timedelta(hours=3) for earlier, later in pairwise(seen))
    _, clock = await telegram.control("POST", "clock", {"step": "month", "zone": "Asia/Vladivostok"})
    assert datetime.fromisoformat(clock["now"]) == datetime(2026, 12, 1, 0, tzinfo=UTC)
    stop_listening()
    count = len(seen)
    await telegram.control("POST", "clock", {"advance_seconds": 60})
    assert len(seen) == count


async def test_an_unfrozen_clock_runs_along():
    clock = Clock()
    await clock.advance(timedelta(days=1))
    assert timedelta(0) <= clock.now() - datetime.now(UTC) - timedelta(days=1) + timedelta(seconds=5)
    assert clock.offset_seconds == 86_400


async def test_the_stream_tells_of_screens_toasts_typing_and_time(telegram, anna, buttons):
    async with telegram.client.get(f"{telegram.emulator.url}/emulator/events") as stream, asyncio.timeout(10):
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readline() == b": here\n"
        await telegram.ok("sendChatAction", chat_id=anna.id, action="typing")
        await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=buttons("Да"))
        query = (await anna.does("press", label="Да"))["callback_id"]
        await telegram.ok("answerCallbackQuery", callback_query_id=query, text="Готово")
        await telegram.control("POST", "clock", {"advance_seconds": 1})
        events = []
        while not events or events[-1]["kind"] != "clock":
            line = await stream.content.readline()
            if line.startswith(b"data: "):
                events.append(json.loads(line.removeprefix(b"data: ")))
    kinds = [event["kind"] for event in events]
    assert kinds[0] == "typing"
    assert {"screen", "toast"} <= set(kinds)
    toast = next(event for event in events if event["kind"] == "toast")
    assert (toast["person_id"], toast["bot"], toast["text"], toast["alert"]) == (anna.id, "school_bot", "Готово", False)


async def test_the_page_is_served_and_nothing_beside_it(telegram):
    async with telegram.client.get(f"{telegram.emulator.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    for path in ("/page/..%2Fserver.py", "/page/server.py", "/nothing"):
        async with telegram.client.get(telegram.emulator.url + path) as response:
            assert response.status == 404


async def test_pages_of_other_sites_are_turned_away(telegram):
    address = f"{telegram.emulator.url}/emulator/people"
    for origin, status in [("https://example.org", 403), (telegram.emulator.url, 200)]:
        async with telegram.client.post(address, json={"first_name": "A"}, headers={"Origin": origin}) as response:
            assert response.status == status
