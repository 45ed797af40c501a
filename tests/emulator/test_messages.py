"""What Telegram lets a bot write, and in which words it refuses the rest."""

import asyncio
import json

import aiohttp
import pytest


async def test_a_person_sees_what_the_bot_wrote(telegram, anna, buttons):
    sent = await telegram.ok("sendMessage", chat_id=anna.id, text="Привет!", reply_markup=buttons("Да", "Нет"))
    screen = await anna.screen()
    message = screen["messages"][-1]
    assert sent["message_id"] == message["message_id"]
    assert (message["text"], message["from"], message["kind"]) == ("Привет!", "bot", "text")
    assert message["buttons"] == [[{"text": "Да", "kind": "callback"}], [{"text": "Нет", "kind": "callback"}]]


async def test_nobody_is_written_to_before_pressing_start(telegram):
    stranger = await telegram.person(started=False)
    assert await telegram.refusal("sendMessage", chat_id=stranger.id, text="?") == "Bad Request: chat not found"
    assert await telegram.refusal("sendMessage", chat_id=1, text="?") == "Bad Request: chat not found"
    assert await telegram.refusal("sendMessage", text="?") == "Bad Request: chat_id is empty"


async def test_a_person_who_blocked_or_left_is_out_of_reach_and_it_is_no_violation(telegram, anna):
    await anna.does("block")
    assert await telegram.refusal("sendMessage", chat_id=anna.id, text="?") == "Forbidden: bot was blocked by the user"
    await anna.does("unblock")
    await telegram.ok("sendMessage", chat_id=anna.id, text="!")
    await anna.does("deactivate")
    assert await telegram.refusal("sendMessage", chat_id=anna.id, text="?") == "Forbidden: user is deactivated"
    assert await telegram.violations() == []
    kinds = [next(iter(update.keys() - {"update_id"})) for update in await telegram.updates()]
    assert kinds == ["my_chat_member", "my_chat_member"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", "message text is empty"), (" \n ", "text must be non-empty"), ("<b></b>", "text must be non-empty")],
)
async def test_an_empty_text_is_refused(telegram, anna, text, refusal):
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert answer == f"Bad Request: {refusal}"


async def test_length_is_counted_in_utf16_units_after_parsing(telegram, anna):
    await telegram.ok("sendMessage", chat_id=anna.id, text=f"<b>{'я' * 4096}</b>", parse_mode="HTML")
    await telegram.ok("sendMessage", chat_id=anna.id, text="😀" * 2048)
    too_long = "Bad Request: message is too long"
    assert await telegram.refusal("sendMessage", chat_id=anna.id, text="я" * 4097) == too_long
    assert await telegram.refusal("sendMessage", chat_id=anna.id, text="😀" * 2049) == too_long
    assert await telegram.violations() == [too_long, too_long]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("GET", {"chat_id": "{id}", "text": "query"}),
        ("FORM", {"chat_id": "{id}", "text": "form"}),
        ("JSON", {"chat_id": "{id}", "text": "json", "disable_notification": True}),
        ("MULTIPART", {"chat_id": "{id}", "text": "multipart"}),
    ],
)
async def test_all_encodings_of_a_call_are_understood(telegram, anna, method, params):
    params = {**params, "chat_id": str(anna.id)}
    url = f"{telegram.base}/sendmessage"
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in params.items():
        form.add_field(name, str(value))
    send = {
        "GET": lambda: telegram.client.get(url, params=params),
        "FORM": lambda: telegram.client.post(url, data=params),
        "JSON": lambda: telegram.client.post(url, json=params),
        "MULTIPART": lambda: telegram.client.post(url, data=form),
    }[method]
    async with send() as response:
        assert (await response.json())["ok"]
    assert (await anna.sees())[-1] == method.lower().replace("get", "query")


async def test_an_unknown_token_or_method_is_refused(telegram, anna):
    async def get(path):
        async with telegram.client.get(f"{telegram.emulator.url}{path}") as response:
            return response.status, (await response.json())["description"]

    assert await get("/bot1:wrong/getMe") == (401, "Unauthorized")
    assert await get("/botwrong/getMe") == (404, "Not Found")
    assert await telegram.refusal("sendTelepathy") == "Not Found: method not found"


async def test_a_known_method_that_is_not_emulated_is_checked_and_refused(telegram, anna):
    answer = await telegram.refusal("sendGame", chat_id=anna.id, game_short_name="chess")
    assert answer == "Bad Request: method sendGame is not emulated"
    assert "not emulated" in await telegram.violations()
    broken = {"game_short_name": "chess", "reply_parameters": {"message_id": "x"}}
    answer = await telegram.refusal("sendGame", chat_id=anna.id, **broken)
    assert answer.startswith('Bad Request: wrong parameter "reply_parameters')


async def test_a_reply_names_a_message_that_is_there(telegram, anna):
    first = await telegram.ok("sendMessage", chat_id=anna.id, text="1")
    reply = {"message_id": first["message_id"]}
    sent = await telegram.ok("sendMessage", chat_id=anna.id, text="2", reply_parameters=reply)
    assert sent["reply_to_message"]["text"] == "1"
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="2", reply_parameters={"message_id": 999})
    assert answer == "Bad Request: message to be replied not found"


async def test_protected_content_cannot_be_copied_or_forwarded(telegram, anna):
    boris = await telegram.person("Борис")
    open_one = await telegram.ok("sendMessage", chat_id=anna.id, text="всем")
    secret = await telegram.ok("sendMessage", chat_id=anna.id, text="тайна", protect_content=True)
    where = {"chat_id": boris.id, "from_chat_id": anna.id}
    assert set(await telegram.ok("copyMessage", **where, message_id=open_one["message_id"])) == {"message_id"}
    forwarded = await telegram.ok("forwardMessage", **where, message_id=open_one["message_id"])
    assert forwarded["forward_origin"]["sender_user"]["id"] == telegram.bot.id
    answer = await telegram.refusal("copyMessage", **where, message_id=secret["message_id"])
    assert answer == "Bad Request: the message can't be copied"
    answer = await telegram.refusal("forwardMessages", **where, message_ids=[secret["message_id"]])
    assert answer == "Bad Request: messages can't be forwarded"
    assert await boris.sees() == ["/start", "всем", "всем"]


async def test_message_ids_grow_through_all_chats_of_a_bot(telegram, anna):
    boris = await telegram.person("Борис")
    sent = [await telegram.ok("sendMessage", chat_id=one.id, text="?") for one in (anna, boris, anna)]
    numbers = [message["message_id"] for message in sent]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]


async def test_too_many_messages_in_a_chat_are_refused_with_the_time_to_wait(strict_telegram):
    anna = await strict_telegram.person()
    sends = (strict_telegram.call("sendMessage", chat_id=anna.id, text=str(one)) for one in range(10))
    answers = await asyncio.gather(*sends)
    refused = [answer for answer in answers if not answer["ok"]]
    assert sum(answer["ok"] for answer in answers) >= 3
    assert refused[0]["parameters"] == {"retry_after": 1}
    assert refused[0]["description"] == "Too Many Requests: retry after 1"
    assert len(await anna.sees()) == 1 + len(answers) - len(refused)
    assert set(await strict_telegram.violations()) == {"Too Many Requests: retry after 1"}
    await asyncio.sleep(1.1)
    await strict_telegram.ok("sendMessage", chat_id=anna.id, text="подождали")


async def test_the_bot_as_a_whole_may_send_about_thirty_a_second(strict_telegram):
    people = [await strict_telegram.person(str(number)) for number in range(80)]
    answers = await asyncio.gather(*(strict_telegram.call("sendMessage", chat_id=one.id, text="!") for one in people))
    assert 30 <= sum(answer["ok"] for answer in answers) < 80


@pytest.mark.parametrize("body", [rb'{"chat_id": 1, "text": "\ud83d"}', b'{"chat_id": 1, "text": "\xff"}', b"[]", b"{"])
async def test_broken_text_is_refused_and_breaks_nothing(telegram, anna, body):
    url, headers = f"{telegram.base}/sendMessage", {"Content-Type": "application/json"}
    async with telegram.client.post(url, data=body, headers=headers) as response:
        assert response.status == 400
    markup = '{"inline_keyboard": [[{"text": "\\ud83d", "callback_data": "x"}]]}'
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    assert answer == "Bad Request: strings must be encoded in UTF-8"
    status, _ = await telegram.control("POST", f"people/{anna.id}/text", {"text": "\ud83d"})
    assert status == 400


async def test_who_is_known_is_mentioned_and_a_stranger_is_not(telegram, anna):
    boris = await telegram.person("Борис")
    stranger = await telegram.person("Вера", started=False)
    link = '<a href="tg://user?id={}">он</a>'

    async def mentioned(**params):
        sent = await telegram.ok("sendMessage", chat_id=anna.id, **params)
        return [(entity["type"], entity["user"]["first_name"]) for entity in sent.get("entities", [])]

    assert await mentioned(text=link.format(boris.id), parse_mode="HTML") == [("text_mention", "Борис")]
    assert await mentioned(text=f"[он](tg://user?id={boris.id})", parse_mode="MarkdownV2") == [
        ("text_mention", "Борис")
    ]
    assert await mentioned(text=f"[он](tg://user?id={boris.id})", parse_mode="Markdown") == [("text_mention", "Борис")]
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": {"id": boris.id}}
    assert await mentioned(text="он", entities=[entity]) == [("text_mention", "Борис")]
    assert await mentioned(text=link.format(stranger.id), parse_mode="HTML") == []


async def test_what_stands_in_a_json_body_is_read_as_telegram_reads_it(telegram, anna):
    async def post(body, **headers):
        headers = {"Content-Type": "application/json", **headers}
        async with telegram.client.post(f"{telegram.base}/sendMessage", data=body, headers=headers) as response:
            return await response.json()

    assert (await post(json.dumps({"chat_id": anna.id, "text": 12.5})))["result"]["text"] == "12.5"
    assert (await post(json.dumps({"chat_id": anna.id, "text": True})))["result"]["text"] == "true"
    assert (await post("[1]"))["description"] == "Bad Request: JSON object expected"
    for broken in ('{"text": NaN}', '{"text": ' + "[" * 100_000):
        assert (await post(broken))["description"] == "Bad Request: can't parse the request body"


async def test_a_part_with_a_type_but_no_file_name_is_a_parameter(telegram, anna):
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("chat_id", str(anna.id))
    form.add_field("text", "Да?")
    form.add_field("reply_markup", '{"inline_keyboard": [[{"text": "Да", "callback_data": "x"}]]}',
                   content_type="application/json")  # fmt: skip
    async with telegram.client.post(f"{telegram.base}/sendMessage", data=form) as response:
        assert (await response.json())["ok"]
    assert (await anna.screen())["messages"][-1]["buttons"][0][0]["text"] == "Да"


async def test_the_longest_text_fits_into_an_address(telegram, anna):
    text = "я" * 4096
    async with telegram.client.get(
        f"{telegram.base}/sendMessage", params={"chat_id": anna.id, "text": text}
    ) as response:
        assert (await response.json())["result"]["text"] == text


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
async def test_a_broken_form_is_refused(telegram, kind):
    headers = {"Content-Type": kind}
    async with telegram.client.post(f"{telegram.base}/getMe", data=b"\xff\x00abc", headers=headers) as response:
        answer = await response.json()
    assert answer["description"] == "Bad Request: boundary not found"


async def test_what_is_forwarded_keeps_its_first_author_and_a_copy_has_none(telegram, anna):
    theirs = (await anna.does("text", text="моё"))["message_id"]
    where = {"chat_id": anna.id, "from_chat_id": anna.id}
    first = await telegram.ok("forwardMessage", **where, message_id=theirs)
    again = await telegram.ok("forwardMessage", **where, message_id=first["message_id"])
    assert again["forward_origin"]["sender_user"]["id"] == anna.id
    await telegram.ok("copyMessage", **where, message_id=again["message_id"])
    assert "forward_origin" not in (await anna.screen())["messages"][-1]
    await anna.does("forward", message_id=first["message_id"])
    assert (await telegram.updates())[-1]["message"]["forward_origin"]["sender_user"]["id"] == anna.id


async def test_many_copies_at_once_go_together_or_not_at_all(strict_telegram):
    anna = await strict_telegram.person()
    media = [{"type": "document", "media": "attach://a"}, {"type": "document", "media": "attach://b"}]
    form = aiohttp.FormData({"chat_id": str(anna.id), "media": json.dumps(media)})
    for name in ("a", "b"):
        form.add_field(name, b"x", filename=name)
    async with strict_telegram.client.post(f"{strict_telegram.base}/sendMediaGroup", data=form) as response:
        numbers = [message["message_id"] for message in (await response.json())["result"]]
    where = {"chat_id": anna.id, "from_chat_id": anna.id}
    answers = [await strict_telegram.call("copyMessages", **where, message_ids=numbers) for _ in range(3)]
    assert [answer["ok"] for answer in answers] == [False, False, False]
    messages = (await anna.screen())["messages"]
    assert len(messages) == 3


async def test_a_copied_album_is_an_album_again(telegram, anna):
    media = [{"type": "document", "media": "attach://a"}, {"type": "document", "media": "attach://b"}]
    form = aiohttp.FormData({"chat_id": str(anna.id), "media": json.dumps(media)})
    for name in ("a", "b"):
        form.add_field(name, b"x", filename=name)
    async with telegram.client.post(f"{telegram.base}/sendMediaGroup", data=form) as response:
        numbers = [message["message_id"] for message in (await response.json())["result"]]
    where = {"chat_id": anna.id, "from_chat_id": anna.id}
    for method in ("copyMessages", "forwardMessages"):
        await telegram.ok(method, **where, message_ids=numbers)
    await telegram.ok("copyMessage", **where, message_id=numbers[0])
    albums = [message.get("media_group_id") for message in (await anna.screen())["messages"][1:]]
    assert albums[0] == albums[1] != albums[2] == albums[3] != albums[4] == albums[5]
    assert albums[6] is None
