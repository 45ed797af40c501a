"""Methods of the Bot API that the emulator knows by name only: checked, then refused."""

import asyncio
import json
from functools import cache
from typing import Any

from emulator.calls import Call
from emulator.parameters import integer, text
from emulator.refusals import Refusal, bad_request
from emulator.world import World

MISSING = {
    "chat_id": "chat_id is empty",
    "user_id": "invalid user_id specified",
    "business_connection_id": "business connection not found",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "permissions": "can't parse permissions JSON object",
    "options": "can't parse options JSON object",
    "results": "can't parse inline query results JSON object",
    "errors": "can't parse errors JSON object",
    "question": "text must be non-empty",
    "rich_message": "message text is empty",
    "sticker": "sticker is not specified",
    "inline_query_id": "query is too old and response timeout expired or query ID is invalid",
}
"""What Telegram says when a required parameter is left out (`tests/emulator/test_methods.py` tells which are known)."""
FILES = frozenset({"live_photo", "photo"})

OLD_NAMES = {
    "getchatmemberscount": "getchatmembercount",
    "kickchatmember": "banchatmember",
    "setstickersetthumb": "setstickersetthumbnail",
}
"""Names from before, which Telegram's server still takes."""


def current_name(name: str) -> str:
    """The name of a method in lower case, as it is called today."""
    return OLD_NAMES.get(name.lower(), name.lower())


@cache
def known() -> dict[str, Any]:
    """aiogram's method classes by lower-case name; imported only here, for they take a second to load."""
    from aiogram import methods

    classes = (getattr(methods, name) for name in methods.__all__)
    return {one.__api_method__.lower(): one for one in classes if isinstance(getattr(one, "__api_method__", None), str)}


async def refuse(_world: World, call: Call) -> None:
    """404 for a name that Telegram does not have; 400 for bad parameters, and for good ones as well."""
    method = (await asyncio.to_thread(known)).get(current_name(call.method))
    if method is None:
        raise Refusal(404, "Not Found: method not found")
    from aiogram.types import BufferedInputFile
    from pydantic import ValidationError

    for name, field in method.model_fields.items():
        if field.is_required() and not text(call.params, name) and name not in call.files:
            raise bad_request(missing(name))
    _check_chat(call)
    try:
        files = {name: BufferedInputFile(upload.content, upload.name) for name, upload in call.files.items()}
        method.model_validate(_decoded(call.params) | files)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise bad_request(f'wrong parameter "{field}" in request: {first["msg"]}') from None
    call.violations.append("not emulated")
    raise bad_request(f"method {call.method} is not emulated")


def missing(name: str) -> str:
    """Telegram's words for a required parameter that is not there."""
    if name in FILES:
        return f"there is no {name.replace('_', ' ')} in the request"
    return MISSING.get(name, f'parameter "{name}" is required')


def _check_chat(call: Call) -> None:
    """400 for a chat that the bot does not know."""
    identifier = integer(call.params, "chat_id")
    if "chat_id" in call.params and identifier not in call.bot.chats and identifier not in call.bot.groups:
        raise bad_request("chat not found")


def _decoded(params: dict[str, Any]) -> dict[str, Any]:
    return {name: _json(value) if isinstance(value, str) else value for name, value in params.items()}


def _json(value: str) -> Any:
    try:
        return json.loads(value) if value[:1] in ("{", "[") else value
    except ValueError:
        return value
