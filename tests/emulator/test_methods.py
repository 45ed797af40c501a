"""All methods of the Bot API: what is missing is asked for, what is whole is done or refused as not emulated."""

import json
import types
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import aiohttp
import pytest
from aiogram.types import InputFile
from pydantic import BaseModel

from emulator.methods import METHODS
from emulator.methods.unemulated import known, missing

ALL = sorted(method.__api_method__ for method in known().values())
EMPTY_IS_NOTHING = {"setMyCommands", "setWebhook"}
"""Without commands the list becomes empty, without an address the webhook goes (source of Telegram's server)."""
OBSERVED = {
    "chat_id is empty", "invalid user_id specified", "business connection not found", "file_id not specified",
    "can't parse options JSON object", "text must be non-empty", "message text is empty",
    "there is no photo in the request", "there is no live photo in the request", "sticker is not specified",
}  # fmt: skip
"""What Telegram was seen to answer or its server's source has; the other texts are our best knowledge of it."""


def required(name: str) -> list[str]:
    """The parameters that a method cannot do without."""
    return [field for field, about in known()[name.lower()].model_fields.items() if about.is_required()]


def value(kind: Any, depth: int = 0) -> Any:
    """The plainest value of a type in aiogram's models."""
    origin = get_origin(kind)
    if origin is Annotated:
        return value(get_args(kind)[0], depth)
    if origin in (Union, types.UnionType):
        kinds = [one for one in get_args(kind) if one is not type(None)]
        return value(next((one for one in kinds if one in (int, str)), kinds[0]), depth)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is list:
        return [value(get_args(kind)[0], depth + 1)]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        fixed = {name: about.default.value for name, about in fields if isinstance(about.default, Enum)}
        fixed |= {
            name: about.default
            for name, about in fields
            if name in ("type", "source") and isinstance(about.default, str) and name not in fixed
        }
        return fixed | {name: value(about.annotation, depth + 1) for name, about in fields if about.is_required()}
    return {int: 1, float: 1.0, bool: True, str: "x"}.get(kind, "x")


def form(name: str, chat_id: int) -> aiohttp.FormData:
    """Parameters that a method accepts by its types; what must be a file is one."""
    fields, body = known()[name.lower()].model_fields, aiohttp.FormData(quote_fields=False)
    for field in required(name):
        given = chat_id if field.endswith("chat_id") else value(fields[field].annotation)
        if fields[field].annotation is InputFile:
            body.add_field(field, b"bytes", filename="file.bin")
        else:
            body.add_field(field, given if isinstance(given, str) else json.dumps(given))
    return body


def test_there_are_as_many_methods_as_in_bot_api_10_3():
    assert len(ALL) == 185
    assert set(METHODS) <= set(known())


@pytest.mark.parametrize("name", [name for name in ALL if required(name) and name not in EMPTY_IS_NOTHING])
async def test_a_missing_parameter_is_asked_for_in_words(telegram, anna, name):
    refusal = await telegram.refusal(name)
    assert refusal.startswith("Bad Request: ")
    if name.lower() in METHODS:
        return
    assert refusal == f"Bad Request: {missing(required(name)[0])}"
    assert "not emulated" not in await telegram.violations()


@pytest.mark.parametrize("name", [name for name in ALL if name.lower() not in METHODS])
async def test_a_whole_call_of_what_is_not_emulated_is_refused_and_noted(telegram, anna, name):
    async with telegram.client.post(f"{telegram.base}/{name}", data=form(name, anna.id)) as response:
        answer = await response.json()
    assert answer["description"] == f"Bad Request: method {name} is not emulated"
    assert await telegram.violations() == ["not emulated"]


def test_what_is_said_of_missing_parameters_is_mostly_known():
    said = [missing(required(name)[0]) for name in ALL if required(name)]
    assert sum(text in OBSERVED for text in said) > 0.7 * len(said)
