"""What people do: write, share, forward, press, edit, delete, block. Each deed becomes an update for the bot."""

import re
from collections.abc import Iterator
from typing import Any

from emulator.deeds import Impossible, reach, send, shown, tell, worded
from emulator.entities import units
from emulator.keyboards import Rows
from emulator.methods.messages import TEXT_UNITS
from emulator.world import Chat, Message, Person, World

__all__ = ["Impossible"]

LINK = re.compile(r"(?:https?://)?t\.me/(\w+)(?:\?start=([A-Za-z0-9_-]{1,64}))?")
OLD_SCREEN = "old"
FILE_KINDS = ("photo", "document", "voice", "sticker", "video", "audio", "location")


def write(
    world: World, chat: Chat, text: str, reply_to: int | None = None, via_bot: dict[str, Any] | None = None
) -> Message:
    """Send a text; `/start` opens the chat. A text too long for one message goes out as several; returns the last.

    `reply_to` names a message of this chat; `via_bot` is the bot whose inline mode made the text.
    """
    if not text.strip():
        raise Impossible("an empty message cannot be sent")
    if text.split()[0] == "/start":
        _open(world, chat)
    while units(text) > TEXT_UNITS:
        cut = TEXT_UNITS
        while units(text[:cut]) > TEXT_UNITS:
            cut -= 1
        _say(world, chat, text[:cut])
        text = text[cut:]
    return _say(world, chat, text, reply_to, via_bot)


def open_link(world: World, person: Person, link: str) -> Message:
    """Open a bot's deep link and press START."""
    match = LINK.fullmatch(link.strip())
    if match is None:
        raise Impossible("a link looks like https://t.me/<bot>?start=<payload>; the payload is 1-64 of A-Za-z0-9_-")
    chat = world.chat(world.bot(match.group(1)), person)
    return write(world, chat, f"/start {match.group(2)}" if match.group(2) else "/start")


def share_contact(world: World, chat: Chat, phone: str | None = None, user_id: int | None = None) -> Message:
    """Share the own contact, or with `phone` or `user_id` somebody else's."""
    own = phone is None and user_id is None
    owner = chat.person if own else world.people.get(user_id or 0)
    number = phone or (owner.phone if owner else None)
    if not number:
        raise Impossible("there is no phone number to share")
    contact: dict[str, Any] = {"phone_number": number, "first_name": owner.first_name if owner else number}
    if owner is not None and owner.last_name:
        contact["last_name"] = owner.last_name
    if own or user_id:
        contact["user_id"] = chat.person.id if own else user_id
    return send(world, chat, "contact", {"contact": contact})


def send_file(
    world: World, chat: Chat, kind: str, name: str | None = None, size: int | None = None, content: bytes = b""
) -> Message:
    """Send something that is not text; `size` declares more bytes than are kept."""
    if kind not in FILE_KINDS:
        raise Impossible(f"kind is one of {', '.join(FILE_KINDS)}")
    if kind == "location":
        return send(world, chat, kind, {"location": {"latitude": 55.7558, "longitude": 37.6173}})
    file = world.files.add(content, name or kind, None, size, kind)
    return send(world, chat, kind, shown(kind, file), file)


def forward(world: World, chat: Chat, source: Chat, message_id: int, *, hidden: bool = False) -> Message:
    """Forward a message of the chat `source` to the bot; `hidden`: its author lets nobody see the account.

    What was forwarded before keeps its first author.
    """
    original = source.visible(message_id)
    if original is None or original.protected:
        raise Impossible(f"message {message_id} cannot be forwarded")
    sender = source.sender(original)
    origin: dict[str, Any] = {"type": "user", "sender_user": sender, "date": original.date}
    if hidden:
        origin = {"type": "hidden_user", "sender_user_name": sender["first_name"], "date": original.date}
    content = original.content | {"forward_origin": original.content.get("forward_origin", origin)}
    return send(world, chat, original.kind, content, original.file)


def look(chat: Chat, device: str) -> None:
    """Let a device load the screen; until it looks again, presses on it hit what it shows now."""
    if device == OLD_SCREEN:
        raise Impossible(f"{OLD_SCREEN!r} is the screen that never looks again")
    visible = (message for message in chat.messages.values() if not message.deleted)
    chat.devices[device] = {message.id: message.buttons for message in visible}


def press(world: World, chat: Chat, label: str, *, stale: bool = False, device: str | None = None) -> dict[str, Any]:
    """Press the newest button with this label, inline ones first; `stale`: as a screen shows it that missed edits."""
    for message_id, rows in _keyboards(chat, OLD_SCREEN if stale else device):
        for button in (button for row in rows for button in row):
            if button["text"] == label:
                return _press(world, chat, message_id, button)
    for button in (button for row in (chat.reply_keyboard or {}).get("keyboard", []) for button in row):
        if button["text"] == label:
            shares = button.get("request_contact")
            message = share_contact(world, chat) if shares else _say(world, chat, label)
            return {"message_id": message.id}
    raise Impossible(f"there is no button {label!r} on the screen")


def press_at(
    world: World, chat: Chat, message_id: int, row: int, column: int, *, stale: bool = False, device: str | None = None
) -> dict[str, Any]:
    """Press a button by its place, counted from 0."""
    for identifier, rows in _keyboards(chat, OLD_SCREEN if stale else device):
        if identifier == message_id and 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            return _press(world, chat, message_id, rows[row][column])
    raise Impossible(f"message {message_id} has no button in row {row}, column {column}")


def forge(world: World, chat: Chat, message_id: int, data: str) -> dict[str, Any]:
    """Send a callback as a modified application could: any data, under any message."""
    return _press(world, chat, message_id, {"text": "", "callback_data": data})


def edit(world: World, chat: Chat, message_id: int, text: str) -> Message:
    """Edit an own message."""
    message = chat.visible(message_id)
    if message is None or message.author is not chat or message.kind != "text" or not text.strip():
        raise Impossible(f"message {message_id} is no text of this person's")
    reach(chat)
    message.content = worded(text)
    message.edit_date = world.now()
    if chat.room.hears(message):
        tell(chat, "edited_message", chat.as_telegram(message))
    world.changed(chat.room)
    return message


def delete(world: World, chat: Chat, message_id: int) -> None:
    """Delete a message on both sides; Telegram tells the bot nothing."""
    message = chat.visible(message_id)
    if message is None or (chat.room is not chat and message.author is not chat):
        raise Impossible(f"there is no message {message_id} that this person may delete")
    message.deleted = True
    world.changed(chat.room)


def block(world: World, chat: Chat) -> None:
    """Block the bot."""
    if chat.started and not chat.blocked:
        chat.blocked = True
        _membership(world, chat, "member", "kicked")


def unblock(world: World, chat: Chat) -> None:
    """Let the bot in again."""
    if chat.blocked:
        chat.blocked = False
        _membership(world, chat, "kicked", "member")


def deactivate(world: World, person: Person) -> None:
    """Delete the account."""
    person.deactivated = True
    world.events.publish("person", person_id=person.id)


def _open(world: World, chat: Chat) -> None:
    if chat.blocked:
        unblock(world, chat)
    chat.started = True


def _say(
    world: World, chat: Chat, text: str, reply_to: int | None = None, via_bot: dict[str, Any] | None = None
) -> Message:
    content = worded(text) | ({"via_bot": via_bot} if via_bot else {})
    return send(world, chat, "text", content, reply_to=reply_to)


def _press(world: World, chat: Chat, message_id: int, button: dict[str, Any]) -> dict[str, Any]:
    reach(chat)
    if "callback_data" not in button:
        link = button.get("url") or button.get("web_app", {}).get("url")
        copied = button.get("copy_text", {}).get("text")
        return {"message_id": message_id} | ({"url": link} if link else {}) | ({"copied": copied} if copied else {})
    message = chat.visible(message_id)
    query = world.ask(chat)
    shown = chat.as_telegram(message) if message else {"chat": chat.fields, "message_id": message_id, "date": 0}
    pressed = {"id": query.id, "from": chat.user, "message": shown, "data": button["callback_data"]}
    chat.bot.updates.add("callback_query", f"press {chat.person.id}", pressed | {"chat_instance": str(chat.id)})
    world.changed(chat.room)
    return {"callback_id": query.id, "message_id": message_id}


def _keyboards(chat: Chat, device: str | None) -> Iterator[tuple[int, Rows]]:
    """What a screen may show under the messages, newest first: now, on a device, or on one that missed every edit."""
    if device is None:
        yield from (
            (message.id, message.buttons) for message in reversed(chat.messages.values()) if not message.deleted
        )
    elif device == OLD_SCREEN:
        for message in reversed(chat.messages.values()):
            yield from ((message.id, rows) for rows in (*reversed(message.earlier), message.buttons))
    elif device in chat.devices:
        yield from reversed(chat.devices[device].items())
    else:
        raise Impossible(f"the device {device!r} has not looked at the chat yet")


def _membership(world: World, chat: Chat, before: str, after: str) -> None:
    change = {"chat": chat.fields, "from": chat.user, "date": world.now()}
    change |= {"old_chat_member": _member(chat, before), "new_chat_member": _member(chat, after)}
    tell(chat, "my_chat_member", change)
    world.changed(chat)


def _member(chat: Chat, status: str) -> dict[str, Any]:
    member = {"user": chat.bot.user, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member
