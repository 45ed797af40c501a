"""How a deed of a person leaves: into the chat, and as an update to the bot."""

from typing import Any

from emulator.entities import with_automatic
from emulator.files import File
from emulator.groups import Group
from emulator.methods import uploads
from emulator.world import Chat, Message, World

USUAL_PICTURE = 640


class Impossible(ValueError):
    """Telegram's own application would not let a person do this."""


def reach(chat: Chat) -> None:
    """Impossible when this person cannot write into this chat."""
    if chat.person.deactivated:
        raise Impossible("this account is deleted")
    if chat.blocked:
        raise Impossible("this person has blocked the bot")
    if not chat.started:
        raise Impossible("the chat is not open: send /start or open a link first")
    if isinstance(chat.room, Group) and chat.room.migrated_to is not None:
        raise Impossible(f"this group is now the supergroup {chat.room.migrated_to}")


def send(
    world: World, chat: Chat, kind: str, content: dict[str, Any], file: File | None = None, reply_to: int | None = None
) -> Message:
    """Put a person's message into the chat and tell the bot, if it may hear it."""
    reach(chat)
    if reply_to is not None and chat.visible(reply_to) is None:
        raise Impossible(f"there is no message {reply_to} to reply to")
    if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
    message = world.post(chat, True, kind, content, file=file, reply_to=reply_to)
    if chat.room.hears(message):
        tell(chat, "message", chat.as_telegram(message))
    return message


def tell(chat: Chat, kind: str, content: dict[str, Any]) -> None:
    """Queue an update; those of one chat stay in order."""
    chat.bot.updates.add(kind, f"chat {chat.id}", content)


def worded(text: str) -> dict[str, Any]:
    """The content of a text as a person's application sends it."""
    text = text.strip()
    found = with_automatic(text, [])
    return {"text": text, "entities": found} if found else {"text": text}


def shown(kind: str, file: File) -> dict[str, Any]:
    """The content of a file as a person's application sends it."""
    if kind == "photo":
        measures = {"width": file.width or USUAL_PICTURE, "height": file.height or USUAL_PICTURE}
        return {"photo": [file.as_telegram() | measures]}
    return uploads.content(kind, file)
