"""What people do: write, share, press, edit, delete, block. Each deed becomes an update for the bot."""

import re
from typing import Any

from emulator.entities import units, with_automatic
from emulator.files import File
from emulator.keyboards import Rows
from emulator.methods import uploads
from emulator.methods.messages import TEXT_UNITS
from emulator.world import Chat, Message, Person, World

LINK = re.compile(r"(?:https?://)?t\.me/(\w+)(?:\?start=([A-Za-z0-9_-]{1,64}))?")
FILE_KINDS = ("photo", "document", "voice", "sticker", "video", "audio", "location")
USUAL_PICTURE = 640


class Impossible(ValueError):
    """Telegram's own application would not let a person do this."""


def write(world: World, chat: Chat, text: str) -> Message:
    """Send a text; `/start` opens the chat. A text too long for one message goes out as several; returns the last."""
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
    return _say(world, chat, text)


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
    return _send(world, chat, "contact", {"contact": contact})


def send_file(
    world: World, chat: Chat, kind: str, name: str | None = None, size: int | None = None, content: bytes = b""
) -> Message:
    """Send something that is not text; `size` declares more bytes than are kept."""
    if kind not in FILE_KINDS:
        raise Impossible(f"kind is one of {', '.join(FILE_KINDS)}")
    if kind == "location":
        return _send(world, chat, kind, {"location": {"latitude": 55.7558, "longitude": 37.6173}})
    file = world.files.add(content, name or kind, None, size)
    return _send(world, chat, kind, _content(kind, file), file)


def press(world: World, chat: Chat, label: str, *, stale: bool = False) -> dict[str, Any]:
    """Press the newest button with this label, inline ones first; `stale`: as a screen shows it that missed edits."""
    for message in reversed(chat.messages.values()):
        for rows in _keyboards(message, stale):
            for button in (button for row in rows for button in row):
                if button["text"] == label:
                    return _press(world, chat, message.id, button)
    for button in (button for row in (chat.reply_keyboard or {}).get("keyboard", []) for button in row):
        if button["text"] == label:
            shares = button.get("request_contact")
            message = share_contact(world, chat) if shares else _say(world, chat, label)
            return {"message_id": message.id}
    raise Impossible(f"there is no button {label!r} on the screen")


def press_at(
    world: World, chat: Chat, message_id: int, row: int, column: int, *, stale: bool = False
) -> dict[str, Any]:
    """Press a button by its place, counted from 0."""
    message = chat.messages.get(message_id)
    for rows in _keyboards(message, stale) if message else []:
        if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
            return _press(world, chat, message_id, rows[row][column])
    raise Impossible(f"message {message_id} has no button in row {row}, column {column}")


def forge(world: World, chat: Chat, message_id: int, data: str) -> dict[str, Any]:
    """Send a callback as a modified application could: any data, under any message."""
    return _press(world, chat, message_id, {"text": "", "callback_data": data})


def edit(world: World, chat: Chat, message_id: int, text: str) -> Message:
    """Edit an own message."""
    message = chat.visible(message_id)
    if message is None or not message.by_person or message.kind != "text" or not text.strip():
        raise Impossible(f"message {message_id} is no text of this person's")
    _reach(chat)
    message.content = _text(text)
    message.edit_date = world.now()
    _tell(chat, "edited_message", chat.as_telegram(message))
    world.changed(chat)
    return message


def delete(world: World, chat: Chat, message_id: int) -> None:
    """Delete a message on both sides; Telegram tells the bot nothing."""
    message = chat.visible(message_id)
    if message is None:
        raise Impossible(f"there is no message {message_id}")
    message.deleted = True
    world.changed(chat)


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


def _say(world: World, chat: Chat, text: str) -> Message:
    return _send(world, chat, "text", _text(text))


def _text(text: str) -> dict[str, Any]:
    text = text.strip()
    found = with_automatic(text, [])
    return {"text": text, "entities": found} if found else {"text": text}


def _send(world: World, chat: Chat, kind: str, content: dict[str, Any], file: File | None = None) -> Message:
    _reach(chat)
    if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
    message = world.post(chat, True, kind, content, file=file)
    _tell(chat, "message", chat.as_telegram(message))
    return message


def _press(world: World, chat: Chat, message_id: int, button: dict[str, Any]) -> dict[str, Any]:
    _reach(chat)
    if "callback_data" not in button:
        link = button.get("url") or button.get("web_app", {}).get("url")
        copied = button.get("copy_text", {}).get("text")
        return {"message_id": message_id} | ({"url": link} if link else {}) | ({"copied": copied} if copied else {})
    message = chat.visible(message_id)
    query = world.ask(chat)
    shown = chat.as_telegram(message) if message else {"chat": chat.fields, "message_id": message_id, "date": 0}
    pressed = {"id": query.id, "from": chat.user, "message": shown, "data": button["callback_data"]}
    chat.bot.updates.add("callback_query", f"press {chat.person.id}", pressed | {"chat_instance": str(chat.person.id)})
    world.changed(chat)
    return {"callback_id": query.id, "message_id": message_id}


def _keyboards(message: Message, stale: bool) -> list[Rows]:
    """What a screen may show under a message: the present keyboard, or on a stale screen earlier ones first."""
    if stale:
        return [*reversed(message.earlier), message.buttons]
    return [] if message.deleted else [message.buttons]


def _reach(chat: Chat) -> None:
    if chat.person.deactivated:
        raise Impossible("this account is deleted")
    if chat.blocked:
        raise Impossible("this person has blocked the bot")
    if not chat.started:
        raise Impossible("the chat is not open: send /start or open a link first")


def _membership(world: World, chat: Chat, before: str, after: str) -> None:
    change = {"chat": chat.fields, "from": chat.user, "date": world.now()}
    change |= {"old_chat_member": _member(chat, before), "new_chat_member": _member(chat, after)}
    _tell(chat, "my_chat_member", change)
    world.changed(chat)


def _member(chat: Chat, status: str) -> dict[str, Any]:
    member = {"user": chat.bot.user, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member


def _tell(chat: Chat, kind: str, content: dict[str, Any]) -> None:
    chat.bot.updates.add(kind, f"chat {chat.person.id}", content)


def _content(kind: str, file: File) -> dict[str, Any]:
    if kind == "photo":
        measures = {"width": file.width or USUAL_PICTURE, "height": file.height or USUAL_PICTURE}
        return {"photo": [file.as_telegram() | measures]}
    if kind == "sticker":
        look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": file.as_telegram() | look}
    return uploads.content(kind, file)
