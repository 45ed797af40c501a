"""Text messages, and how a message of any kind comes into a chat."""

from typing import Any

from emulator import entities, keyboards, mentions
from emulator.calls import Call
from emulator.files import File
from emulator.methods import chats
from emulator.parameters import Params, structure, text
from emulator.refusals import bad_request
from emulator.world import Room, World

TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def read_text(params: Params) -> dict[str, Any]:
    """The text of a message, checked."""
    preview = structure(params, "link_preview_options", "link preview options")
    if preview is not None and not isinstance(preview, dict):
        raise bad_request("object expected as link preview options")
    if not text(params, "text"):
        raise bad_request("message text is empty")
    string, found = entities.read(params, "text", "entities")
    if not string:
        raise bad_request("text must be non-empty")
    if entities.units(string) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": string, "entities": found} if found else {"text": string}


def read_caption(params: Params) -> dict[str, Any]:
    """The caption of a file, checked; nothing when there is none."""
    string, found = entities.read(params, "caption", "caption_entities")
    if entities.units(string) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    content: dict[str, Any] = {"caption": string} if string else {}
    return content | {"caption_entities": found} if found else content


def send_message(world: World, call: Call) -> dict[str, Any]:
    """sendMessage."""
    content = read_text(call.params)
    return post(world, call, chats.writable(call), "text", content)


def post(
    world: World, call: Call, chat: Room, kind: str, content: dict[str, Any], file: File | None = None
) -> dict[str, Any]:
    """Send a message of any kind with the markup and the options of a call; `file` is what it shows."""
    markup = keyboards.read(call.params)
    options = chats.options(call, chat)
    chats.spend(call, chat)
    buttons = chats.show_markup(chat, markup)
    fixed = markup is not None and "inline_keyboard" not in markup
    content = mentions.known(chat.bot, content)
    return chat.as_telegram(world.post(chat, False, kind, content, buttons=buttons, file=file, fixed=fixed, **options))
