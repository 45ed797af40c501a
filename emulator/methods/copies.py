"""Methods that copy and forward what is already in a chat."""

from typing import Any

from emulator.calls import Call
from emulator.methods import chats, messages
from emulator.parameters import flag, integer, structure, text
from emulator.refusals import bad_request
from emulator.world import Message, Room, World

MOST_AT_ONCE = 100


def copy_message(world: World, call: Call) -> dict[str, int]:
    """copyMessage: the same content as the bot's own message, with another caption if one is given."""
    original = _original(call, "copied", "copy")
    caption = messages.read_caption(call.params) if "caption" in call.params else None
    return _copy(world, call, original, caption)


def copy_messages(world: World, call: Call) -> list[dict[str, int]]:
    """copyMessages: what cannot be found or copied is passed over."""
    caption: dict[str, Any] | None = {} if flag(call.params, "remove_caption") else None
    return [_copy(world, call, original, caption) for original in _originals(call)]


def forward_message(world: World, call: Call) -> dict[str, Any]:
    """forwardMessage."""
    return _forward(world, call, _original(call, "forwarded", "forward"))


def forward_messages(world: World, call: Call) -> list[dict[str, int]]:
    """forwardMessages: what cannot be found or forwarded is passed over."""
    sent = [_forward(world, call, original) for original in _originals(call)]
    return [{"message_id": message["message_id"]} for message in sent]


def numbers(call: Call) -> list[int]:
    """The `message_ids` of a call; 400 when there are none or more than a hundred."""
    given = structure(call.params, "message_ids")
    if not given:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    wanted = [integer({"id": one}, "id") for one in given]
    if any(number <= 0 for number in wanted):
        raise bad_request("invalid message identifier specified")
    return wanted


def _copy(world: World, call: Call, original: Message, caption: dict[str, Any] | None) -> dict[str, int]:
    content = {name: value for name, value in original.content.items() if name != "media_group_id"}
    if caption is not None:
        content = {name: value for name, value in content.items() if not name.startswith("caption")} | caption
    sent = messages.post(world, call, chats.writable(call), original.kind, content, original.file)
    return {"message_id": sent["message_id"]}


def _forward(world: World, call: Call, original: Message) -> dict[str, Any]:
    origin = {"type": "user", "sender_user": _source(call).sender(original), "date": original.date}
    content = original.content | {"forward_origin": origin}
    return messages.post(world, call, chats.writable(call), original.kind, content, original.file)


def _source(call: Call) -> Room:
    if not text(call.params, "from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    return chats.of(call, "from_chat_id")


def _original(call: Call, done: str, verb: str) -> Message:
    found = chats.message(call, _source(call), f"message to {verb} not found")
    if found.protected:
        raise bad_request(f"message can't be {done}")
    return found


def _originals(call: Call) -> list[Message]:
    wanted, source = numbers(call), _source(call)
    chats.writable(call)
    found = (source.visible(number) for number in wanted)
    originals = [message for message in found if message is not None and not message.protected]
    if not originals:
        raise bad_request("there are no messages to forward")
    return originals
