"""Methods that change or remove what is already in a chat."""

from datetime import timedelta
from typing import Any

from emulator import keyboards, mentions
from emulator.calls import Call
from emulator.files import File
from emulator.methods import chats, copies, messages, uploads
from emulator.parameters import integer, structure, text
from emulator.refusals import bad_luck, bad_request
from emulator.world import Group, Message, Room, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETABLE = timedelta(hours=48)


def edit_message_text(world: World, call: Call) -> dict[str, Any]:
    """editMessageText."""
    chat, message = _own(call)
    content = messages.read_text(call.params)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _change(world, call, chat, message, content)


def edit_message_caption(world: World, call: Call) -> dict[str, Any]:
    """editMessageCaption."""
    chat, message = _own(call)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    bare = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    return _change(world, call, chat, message, bare | messages.read_caption(call.params))


def edit_message_reply_markup(world: World, call: Call) -> dict[str, Any]:
    """editMessageReplyMarkup."""
    chat, message = _own(call)
    return _change(world, call, chat, message, message.content)


def edit_message_media(world: World, call: Call) -> dict[str, Any]:
    """editMessageMedia: another file, with its own caption."""
    if not text(call.params, "media"):
        raise bad_request('parameter "media" is required')
    item = structure(call.params, "media", "input media")
    kind, file = uploads.media(world, call, item)
    caption = messages.read_caption(item)
    chat, message = _own(call)
    album = {name: value for name, value in message.content.items() if name == "media_group_id"}
    content = uploads.content(kind, file) | caption | album
    return _change(world, call, chat, message, content, kind=kind, file=file)


def delete_message(world: World, call: Call) -> bool:
    """deleteMessage."""
    if not text(call.params, "chat_id"):
        raise bad_request("chat identifier is not specified")
    if not integer(call.params, "message_id"):
        raise bad_request("message identifier is not specified")
    chat = chats.of(call)
    _delete(world, chat, chats.message(call, chat, "message to delete not found"))
    return True


def delete_messages(world: World, call: Call) -> bool:
    """deleteMessages: up to a hundred; those that are not there are passed over."""
    wanted, chat = copies.numbers(call), chats.of(call)
    for number in wanted:
        found = chat.visible(number)
        if found is not None:
            _delete(world, chat, found)
    return True


def _own(call: Call) -> tuple[Room, Message]:
    if not integer(call.params, "message_id"):
        raise bad_request("message identifier is not specified")
    chat = chats.writable(call)
    message = chats.message(call, chat, "message to edit not found")
    if message.by_person or message.fixed:
        raise bad_request("message can't be edited")
    return chat, message


def _change(
    world: World, call: Call, chat: Room, message: Message, content: dict[str, Any],
    kind: str | None = None, file: File | None = None,
) -> dict[str, Any]:  # fmt: skip
    buttons = keyboards.inline_only(keyboards.read(call.params))
    content = mentions.known(chat.bot, content)
    if content == message.content and buttons == message.buttons:
        raise bad_luck(NOT_MODIFIED)
    if message.buttons and buttons != message.buttons:
        message.earlier.append(message.buttons)
    message.content, message.buttons = content, buttons
    message.kind, message.file = kind or message.kind, file or message.file
    message.edit_date = world.now()
    world.changed(chat)
    return chat.as_telegram(message)


def _delete(world: World, chat: Room, message: Message) -> None:
    if world.now() - message.date > DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    if isinstance(chat, Group) and message.by_person and chat.status != "administrator":
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.changed(chat)
