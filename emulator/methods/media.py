"""Methods that send files, alone and in albums."""

from collections.abc import Callable
from typing import Any

from emulator import mentions
from emulator.calls import Call
from emulator.methods import chats, messages, uploads
from emulator.parameters import flag, structure, text
from emulator.refusals import bad_request
from emulator.world import World

KINDS = ("photo", "document", "audio", "video", "animation", "voice", "video_note", "sticker")
LARGEST_ALBUM = 10
ALONE = ("audio", "document")
"""Kinds that stand in an album only among themselves (Bot API, sendMediaGroup)."""
UNCAPTIONED = ("sticker", "video_note")


def sending(kind: str) -> Callable[[World, Call], dict[str, Any]]:
    """The method that sends files of one kind: sendPhoto, sendVoice …"""

    def send(world: World, call: Call) -> dict[str, Any]:
        file = uploads.take(world, call, kind, text(call.params, kind))
        content = uploads.content(kind, file)
        if kind not in UNCAPTIONED:
            content |= messages.read_caption(call.params)
        if flag(call.params, "has_spoiler"):
            content["has_media_spoiler"] = True
        return messages.post(world, call, chats.writable(call), kind, content, file)

    return send


def send_media_group(world: World, call: Call) -> list[dict[str, Any]]:
    """sendMediaGroup: up to ten files of kinds that may stand together; a single one becomes a plain message."""
    if not text(call.params, "media"):
        raise bad_request('parameter "media" is required')
    media = structure(call.params, "media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    parts = [(uploads.media(world, call, item, album=True), messages.read_caption(item)) for item in media]
    chat = chats.writable(call)
    _check_album([kind for (kind, _), _ in parts])
    options = chats.options(call, chat)
    chats.spend(call, chat, len(parts))
    album = {"media_group_id": str(call.number)} if len(parts) > 1 else {}
    contents = [(kind, file, uploads.content(kind, file) | caption | album) for (kind, file), caption in parts]
    sent = [
        world.post(chat, False, kind, mentions.known(call.bot, content), file=file, **options)
        for kind, file, content in contents
    ]
    return [chat.as_telegram(message) for message in sent]


def _check_album(kinds: list[str]) -> None:
    if not kinds:
        raise bad_request("there are no messages to send")
    if len(kinds) > LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    for kind in ALONE:
        if kind in kinds and set(kinds) != {kind}:
            raise bad_request(f"{kind} can't be mixed with other media types")
