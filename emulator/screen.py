"""What a person sees of a bot, as JSON for the page and for tests."""

from datetime import UTC, datetime
from typing import Any

from emulator.methods.commands import seen_by
from emulator.world import QUERY_LIFE, Chat, Group, Message, World

SHOWN = (
    "text", "caption", "contact", "poll", "location", "venue", "dice", "media_group_id", "forward_origin", "via_bot",
    "new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id",
)  # fmt: skip
"""What a screen takes over from a message as it is."""


def of(world: World, chat: Chat, last: int | None = None) -> dict[str, Any]:
    """The whole screen; with `last` only so many of the newest messages."""
    bot, person = chat.bot, chat.person
    shown = [message for message in chat.messages.values() if not message.deleted]
    answerable = world.clock.now() - QUERY_LIFE
    group = {"group": chat.room.as_json()} if isinstance(chat.room, Group) else {}
    return group | {
        "person": person.as_json(),
        "bot": {"id": bot.id, "username": bot.username, "name": bot.name},
        "started": chat.started,
        "blocked": chat.blocked,
        "commands": seen_by(chat),
        "menu_button": bot.menu_buttons.get(person.id) or bot.menu_buttons.get(0) or {"type": "default"},
        "messages": [_message(chat, message) for message in (shown[-last:] if last else shown)],
        "pinned": [number for number in chat.room.pinned if chat.visible(number) is not None],
        "reply_keyboard": _reply_keyboard(chat),
        "input_placeholder": chat.input_placeholder,
        "toasts": list(chat.toasts),
        "pending": sum(not query.answered and query.at >= answerable for query in chat.queries.values()),
    }


def _message(chat: Chat, message: Message) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "message_id": message.id,
        "from": "person" if message.by_person else "bot",
        "at": _moment(message.date),
        "edited_at": None if message.edit_date is None else _moment(message.edit_date),
        "kind": message.kind,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "protected": message.protected,
        "silent": message.silent,
    }
    content = message.content
    shown |= {name: content[name] for name in SHOWN if name in content}
    shown["entities"] = content.get("entities") or content.get("caption_entities") or []
    if message.file is not None:
        shown["file"] = message.file.as_json()
    if message.author is not None and message.author is not chat:
        shown |= {"from": "other", "author": message.author.person.first_name}
    if message.reply_to is not None:
        original = chat.visible(message.reply_to)
        quoted = {} if original is None else original.content
        shown |= {"reply_to": message.reply_to, "reply_text": quoted.get("text") or quoted.get("caption") or ""}
    reactions = [*(reaction["emoji"] for reaction in message.reactions), *message.reactions_of.values()]
    if reactions:
        shown["reactions"] = reactions
    return shown


def _button(button: dict[str, Any]) -> dict[str, Any]:
    shown = {"text": button["text"], "kind": _kind(button)}
    link = button.get("url") or (button.get("web_app") or {}).get("url")
    if link:
        shown["url"] = link
    if button.get("style"):
        shown["style"] = button["style"]
    return shown


def _kind(button: dict[str, Any]) -> str:
    if button.get("callback_data") is not None:
        return "callback"
    if button.get("copy_text") is not None:
        return "copy"
    return "switch" if any(name.startswith("switch_inline") for name in button) else "url"


def _reply_keyboard(chat: Chat) -> dict[str, Any] | None:
    keyboard = chat.reply_keyboard
    if keyboard is None:
        return None
    rows = [
        [{"text": button["text"], "kind": "contact" if button.get("request_contact") else "text"} for button in row]
        for row in keyboard["keyboard"]
    ]
    one_time, resize = keyboard.get("one_time_keyboard"), keyboard.get("resize_keyboard")
    return {"buttons": rows, "one_time": bool(one_time), "resize": bool(resize)}


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
