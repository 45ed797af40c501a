"""Replies as they are kept in the journal: what is kept is, to the letter, what is spoken."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from bot.wording import MESSAGE_LIMIT, entities, plain, split
from handlers.replies import Reply

WORDED = {"text": "entities", "caption": "caption_entities"}
PROTECTED = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
"""Calls that take `protect_content`; an edit keeps what its message was sent with."""
NO_PREVIEW = {"is_disabled": True}
"""Free text may hold links: they stay text (security § 2)."""


@dataclass(slots=True)
class Call:
    """One call to the Bot API that is to be made: method, parameters, whose live card it is, the file to build, what
    becomes of a file that comes, whether what is sent instead of an edit may not be passed on either.
    """

    method: str
    params: dict[str, Any]
    run_id: int | None = None
    report: str | None = None
    intake: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    protect: bool = False


KEPT = [each.name for each in fields(Call)]
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _clean(markup: dict[str, Any]) -> dict[str, Any]:
    for row in markup.get("inline_keyboard") or markup.get("keyboard") or ():
        for button in row:
            button["text"] = plain(button["text"])
    return markup


def calls(replies: Iterable[Reply]) -> list[Call]:
    """The calls that replies stand for; a text beyond Telegram's limit becomes several messages, buttons under the
    last.
    """
    made = []
    for reply in replies:
        params = reply.method.model_dump(mode="json", exclude_none=True, exclude_unset=True, warnings=False)
        method = reply.method.__api_method__
        if reply.protect and method in PROTECTED:
            params["protect_content"] = True
        if "reply_markup" in params:
            params["reply_markup"] = _clean(params["reply_markup"])
        if method == "answerCallbackQuery":
            made.append(Call(method, {k: plain(v) if k == "text" else v for k, v in params.items()}))
            continue
        text = params.get("text")
        if text is not None:
            params["link_preview_options"] = NO_PREVIEW
        if text is not None and len(text) * 2 > MESSAGE_LIMIT and len(parts := split(text)) > 1:
            made += _several(method, params, parts, reply)
            continue
        for name, marks in WORDED.items():
            if name in params:
                params[name], found = entities(params[name])
                if found:
                    params[marks] = found
        made.append(Call(method, params, reply.run_id, reply.report, reply.intake, reply.arguments, reply.protect))
    return made


def _several(method: str, params: dict[str, Any], parts: list[str], reply: Reply) -> list[Call]:
    made = []
    for number, part in enumerate(parts):
        text, found = entities(part)
        call = {"chat_id": params["chat_id"], "text": text, "entities": found, "link_preview_options": NO_PREVIEW}
        if number == 0 and method == "editMessageText":
            call["message_id"] = params["message_id"]
        if number == len(parts) - 1 and "reply_markup" in params:
            call["reply_markup"] = params["reply_markup"]
        name = method if number == 0 else "sendMessage"
        if reply.protect and name in PROTECTED:
            call["protect_content"] = True
        run_id = reply.run_id if number == len(parts) - 1 else None
        made.append(Call(name, call, run_id, protect=reply.protect))
    return made


def pack(made: list[Call]) -> str | None:
    """Calls as JSON for the journal; None when there is nothing to say."""
    return encode([{name: getattr(call, name) for name in KEPT} for call in made]) if made else None


def unpack(text: str) -> list[Call]:
    return [Call(**call) for call in json.loads(text)]
