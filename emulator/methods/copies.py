"""Methods that copy and forward what is already in a chat."""

from collections import Counter
from itertools import pairwise
from typing import Any

from emulator.calls import Call
from emulator.groups import SERVICE
from emulator.methods import chats, messages
from emulator.parameters import flag, integer, structure, text
from emulator.refusals import bad_request
from emulator.world import Message, Room, World

MOST_AT_ONCE = 100
OF_ONE_PLACE = frozenset({"media_group_id", "forward_origin", "via_bot"})


def copy_message(world: World, call: Call) -> dict[str, int]:
    """copyMessage: the same content as the bot's own message, with another caption if one is given."""
    original = _original(call, "copied", "copy")
    caption = messages.read_caption(call.params) if "caption" in call.params else None
    content = _recaptioned(_bare(original), caption)
    sent = messages.post(world, call, chats.writable(call), original.kind, content, original.file)
    return {"message_id": sent["message_id"]}


def copy_messages(world: World, call: Call) -> list[dict[str, int]]:
    """copyMessages: what cannot be found or copied is passed over."""
    caption: dict[str, Any] | None = {} if flag(call.params, "remove_caption") else None
    originals = _originals(call)
    return _post_all(world, call, originals, [_recaptioned(_bare(original), caption) for original in originals])


def forward_message(world: World, call: Call) -> dict[str, Any]:
    """forwardMessage."""
    original = _original(call, "forwarded", "forward")
    content = _forwarded(_source(call), original)
    return messages.post(world, call, chats.writable(call), original.kind, content, original.file)


def forward_messages(world: World, call: Call) -> list[dict[str, int]]:
    """forwardMessages: what cannot be found or forwarded is passed over."""
    originals, source = _originals(call), _source(call)
    return _post_all(world, call, originals, [_forwarded(source, original) for original in originals])


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


def _bare(original: Message) -> dict[str, Any]:
    """The content without what belongs to its first place only."""
    return {name: value for name, value in original.content.items() if name not in OF_ONE_PLACE}


def _recaptioned(content: dict[str, Any], caption: dict[str, Any] | None) -> dict[str, Any]:
    if caption is None:
        return content
    return {name: value for name, value in content.items() if not name.startswith("caption")} | caption


def _forwarded(source: Room, original: Message) -> dict[str, Any]:
    """The content with its first author, however often it was forwarded."""
    origin = {"type": "user", "sender_user": source.sender(original), "date": original.date}
    return _bare(original) | {"forward_origin": original.content.get("forward_origin", origin)}


def _post_all(
    world: World, call: Call, originals: list[Message], contents: list[dict[str, Any]]
) -> list[dict[str, int]]:
    """Post all or, when there are too many at once, none; what was an album becomes one again."""
    chat = chats.writable(call)
    options = chats.options(call, chat)
    chats.spend(call, chat, len(originals))
    albums = Counter(original.content.get("media_group_id") for original in originals)
    sent = []
    for original, content in zip(originals, contents, strict=True):
        album = original.content.get("media_group_id")
        together = {"media_group_id": f"{call.number}{album}"} if album and albums[album] > 1 else {}
        sent.append(world.post(chat, False, original.kind, content | together, file=original.file, **options))
    return [{"message_id": message.id} for message in sent]


def _source(call: Call) -> Room:
    if not text(call.params, "from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    return chats.of(call, "from_chat_id")


def _original(call: Call, done: str, verb: str) -> Message:
    found = chats.message(call, _source(call), f"message to {verb} not found")
    if not _may_go(found):
        raise bad_request(f"the message can't be {done}")
    return found


def _originals(call: Call) -> list[Message]:
    wanted, source = numbers(call), _source(call)
    chats.writable(call)
    found = [message for message in map(source.visible, wanted) if message is not None]
    if not found:
        raise bad_request("there are no messages to forward")
    if any(later.id <= earlier.id for earlier, later in pairwise(found)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    originals = [message for message in found if _may_go(message)]
    if not originals:
        raise bad_request("messages can't be forwarded")
    return originals


def _may_go(message: Message) -> bool:
    """Neither protected content nor what Telegram itself wrote leaves its chat."""
    return not message.protected and message.kind != SERVICE
