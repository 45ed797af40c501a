"""Whatever is sent, the emulator answers as an HTTP API: no crash, no 500, always JSON."""

import json
from random import Random
from typing import Any

import pytest

from emulator.control_people import DEEDS
from emulator.methods import METHODS
from emulator.methods.unemulated import known

CALLS = 400
ODD: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**63, 10**30, 1.5, 1e308, "", " ", "x", "я" * 70, "😀", "\0", "<b>x</b>", "<b",
    "*x", "http://[x", "tg://user?id=1", "attach://f", "HTML", "MarkdownV2", "photo", "{", "[", "null", "١", "²", "1_0",
]  # fmt: skip
NAMES = (
    "type", "text", "offset", "length", "url", "user", "id", "inline_keyboard", "keyboard", "media", "caption", "emoji",
    "message_id", "command", "description", "chat_id", "callback_data", "web_app", "copy_text", "request_contact",
    "custom_emoji_id", "language", "unix_time", "remove_keyboard", "quote",
)  # fmt: skip
NEEDED = {
    "text": "x", "question": "?", "options": ["1", "2"], "parse_mode": "HTML", "message_ids": [1, 2, 3],
    "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}, "emoji": "🎲", "latitude": 1,
    "longitude": 1, "phone_number": "+1", "first_name": "x", "timeout": 0, "url": "", "action": "typing",
}  # fmt: skip
PERSON = ("chat_id", "from_chat_id", "user_id")
ALWAYS: dict[str, dict[str, Any]] = {"getupdates": {"timeout": 0}, "setwebhook": {"url": ""}}
"""Nobody waits for a poll here, and nothing is delivered anywhere."""
FIELDS = (
    "first_name", "username", "name", "token", "kind", "count", "zone", "step", "text", "message_id", "row", "column",
    "label", "people", "title", "group", "bot", "options", "emoji", "phone", "size", "reply_to", "device",
)  # fmt: skip


def nonsense(chance: Random, depth: int = 0) -> Any:
    """Any JSON."""
    kind = 0.0 if depth > 3 else chance.random()
    if kind < 0.6:
        return chance.choice(ODD)
    if kind < 0.8:
        return [nonsense(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(NAMES): nonsense(chance, depth + 1) for _ in range(chance.randrange(5))}


def parameters(chance: Random, name: str, person: int) -> dict[str, Any]:
    """Some parameters of a method, more than half of them in order."""
    given = {}
    for field in known()[name].model_fields:
        if field in NEEDED or field.endswith("_id") or chance.random() < 0.3:
            usual = person if field in PERSON else NEEDED.get(field, chance.randrange(40))
            given[field] = usual if chance.random() < 0.6 else nonsense(chance)
    return given | ALWAYS.get(name, {})


@pytest.mark.parametrize("seed", range(3))
async def test_the_bot_api_bears_every_call(telegram, anna, seed):
    chance = Random(seed)
    for _ in range(CALLS):
        name = chance.choice(list(METHODS) if chance.random() < 0.8 else list(known()))
        given = parameters(chance, name, anna.id)
        form = {field: value if isinstance(value, str) else json.dumps(value) for field, value in given.items()}
        body: dict[str, Any] = {"json": given} if chance.random() < 0.5 else {"data": form}
        async with telegram.client.post(f"{telegram.base}/{name}", **body) as response:
            assert response.status < 500, (name, given)
            assert (await response.json())["ok"] is (response.status == 200)


@pytest.mark.parametrize("seed", range(3))
async def test_the_control_api_bears_every_call(telegram, anna, seed):
    chance = Random(seed)
    paths = ["people", "bots", "faults", "clock", "groups", *(f"people/{anna.id}/{deed}" for deed in DEEDS)]
    for _ in range(CALLS):
        path, given = chance.choice(paths), {}
        for _ in range(chance.randrange(5)):
            given[chance.choice(FIELDS)] = nonsense(chance)
        status, answer = await telegram.control("POST", path, given)
        assert status in (200, 400, 404), (path, given)
        assert status == 200 or list(answer) == ["error"]
