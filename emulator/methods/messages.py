"""Methods that put something new into a chat."""

from typing import Any

from emulator import entities, keyboards
from emulator.calls import Call
from emulator.methods import chats, uploads
from emulator.parameters import Params, flag, structure, text
from emulator.refusals import bad_request
from emulator.world import Message, Room, World

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
MEDIA_GROUP = range(2, 11)


def read_text(params: Params) -> dict[str, Any]:
    """The text of a message, checked."""
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


def send_photo(world: World, call: Call) -> dict[str, Any]:
    """sendPhoto."""
    return _send_file(world, call, "photo")


def send_document(world: World, call: Call) -> dict[str, Any]:
    """sendDocument."""
    return _send_file(world, call, "document")


def send_media_group(world: World, call: Call) -> list[dict[str, Any]]:
    """sendMediaGroup: two to ten files of the kinds that may stand together."""
    chat = chats.writable(call)
    media = structure(call.params, "media")
    if not isinstance(media, list) or len(media) not in MEDIA_GROUP:
        raise bad_request("wrong number of media: an album has 2-10 items")
    parts = [uploads.media(world, call, item) for item in media]
    options = chats.options(call, chat)
    chats.spend(call, chat, len(parts))
    album = {"media_group_id": str(call.number)}
    sent = [
        world.post(chat, False, kind, uploads.content(kind, file) | read_caption(item) | album, file=file, **options)
        for item, (kind, file) in zip(media, parts, strict=True)
    ]
    return [chat.as_telegram(message) for message in sent]


def copy_message(world: World, call: Call) -> dict[str, int]:
    """copyMessage: the same content as the bot's own message, with another caption if one is given."""
    original = _original(call, "copied", "copy")
    content = dict(original.content)
    if "caption" in call.params:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= read_caption(call.params)
    sent = post(world, call, chats.writable(call), original.kind, content, original)
    return {"message_id": sent["message_id"]}


def forward_message(world: World, call: Call) -> dict[str, Any]:
    """forwardMessage."""
    original = _original(call, "forwarded", "forward")
    source = chats.of(call, "from_chat_id")
    origin = {"type": "user", "sender_user": source.sender(original), "date": original.date}
    content = original.content | {"forward_origin": origin}
    return post(world, call, chats.writable(call), original.kind, content, original)


def _original(call: Call, done: str, verb: str) -> Message:
    found = chats.message(call, chats.of(call, "from_chat_id"), f"message to {verb} not found")
    if found.protected:
        raise bad_request(f"message can't be {done}")
    return found


def _send_file(world: World, call: Call, kind: str) -> dict[str, Any]:
    chat = chats.writable(call)
    file = uploads.take(world, call, kind, text(call.params, kind))
    content = uploads.content(kind, file) | read_caption(call.params)
    if flag(call.params, "has_spoiler"):
        content["has_media_spoiler"] = True
    message = post(world, call, chat, kind, content)
    chat.messages[message["message_id"]].file = file
    return message


def post(
    world: World, call: Call, chat: Room, kind: str, content: dict[str, Any], original: Message | None = None
) -> dict[str, Any]:
    """Send a message of any kind with the markup and the options of a call; `original` lends its file."""
    markup = keyboards.read(call.params)
    options = chats.options(call, chat)
    chats.spend(call, chat)
    buttons = chats.show_markup(chat, markup)
    fixed = markup is not None and "inline_keyboard" not in markup
    file = original.file if original else None
    return chat.as_telegram(world.post(chat, False, kind, content, buttons=buttons, file=file, fixed=fixed, **options))
