"""What people and a bot see of each other: chats, the messages in them, and the person who sits in front."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from emulator.files import File
from emulator.keyboards import Rows
from emulator.refusals import Refusal, blocked, deactivated

if TYPE_CHECKING:
    from emulator.world import Bot

EARLIER_KEYBOARDS = 50
TOASTS = 50


@dataclass(slots=True)
class Message:
    """One message; `content` holds the fields that Telegram shows for its kind.

    `author` is the person who wrote it; `reactions` are the bot's, `reactions_of` and `votes` those of people, by their
    numbers. `fixed` tells that it came with a keyboard other than an inline one, so that Telegram lets nobody edit it.
    """

    id: int
    by_person: bool
    date: int
    kind: str
    content: dict[str, Any]
    buttons: Rows = field(default_factory=list)
    file: File | None = None
    reply_to: int | None = None
    edit_date: int | None = None
    protected: bool = False
    silent: bool = False
    deleted: bool = False
    fixed: bool = False
    author: "Chat | None" = None
    reactions: list[dict[str, Any]] = field(default_factory=list)
    reactions_of: dict[int, str] = field(default_factory=dict)
    votes: dict[int, list[int]] = field(default_factory=dict)
    earlier: deque[Rows] = field(default_factory=lambda: deque(maxlen=EARLIER_KEYBOARDS))


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account; `label` is a caption for the page."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    label: str | None = None
    deactivated: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the control API shows a person."""
        names = ("id", "first_name", "last_name", "username", "language_code", "phone", "label")
        return {name: getattr(self, name) for name in names}

    def as_user(self) -> dict[str, Any]:
        """Telegram's `User`."""
        return {"id": self.id, "is_bot": False, **self._names(), **_given(language_code=self.language_code)}

    def as_chat(self) -> dict[str, Any]:
        """Telegram's private `Chat`."""
        return {"id": self.id, "type": "private", **self._names()}

    def _names(self) -> dict[str, Any]:
        return {"first_name": self.first_name, **_given(last_name=self.last_name, username=self.username)}


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    id: str
    at: datetime
    answered: bool = False


class Room:
    """A chat as the bot sees it: its address, its messages, and who reads along."""

    def __init__(self, bot: "Bot", identifier: int, fields: dict[str, Any], message_ids: "count[int]") -> None:
        self.bot = bot
        self.id = identifier
        self.fields = fields
        self.message_ids = message_ids
        self.messages: dict[int, Message] = {}
        self.pinned: list[int] = []
        self.started = False

    def readers(self) -> "list[Chat]":
        """Whose screens show it."""
        return []

    def refusal(self) -> Refusal | None:
        """Why the bot cannot write here; None when it can."""
        return None

    def hears(self, _message: Message) -> bool:
        """Whether the bot is told of what a person writes here."""
        return True

    def visible(self, message_id: int) -> Message | None:
        """A message that was not deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def sender(self, message: Message) -> dict[str, Any]:
        """Telegram's `User` who wrote a message."""
        return self.bot.user if message.author is None else message.author.user

    def as_telegram(self, message: Message) -> dict[str, Any]:
        """Telegram's `Message`."""
        shown: dict[str, Any] = {
            "message_id": message.id,
            "from": self.bot.user if message.author is None else message.author.user,
            "chat": self.fields,
            "date": message.date,
            **message.content,
        }
        if message.edit_date is not None:
            shown["edit_date"] = message.edit_date
        if message.buttons:
            shown["reply_markup"] = {"inline_keyboard": message.buttons}
        if message.protected:
            shown["has_protected_content"] = True
        original = self.visible(message.reply_to) if message.reply_to else None
        if original is not None:
            shown["reply_to_message"] = {
                "message_id": original.id,
                "from": self.sender(original),
                "chat": self.fields,
                "date": original.date,
                **original.content,
            }
        return shown


class Chat(Room):
    """What one person and one bot see of each other; `devices` remember what stale screens still show."""

    def __init__(self, bot: "Bot", person: Person) -> None:
        super().__init__(bot, person.id, person.as_chat(), bot.message_ids)
        self.room: Room = self
        self.person = person
        self.user = person.as_user()
        self.blocked = False
        self.reply_keyboard: dict[str, Any] | None = None
        self.input_placeholder: str | None = None
        self.toasts: deque[dict[str, Any]] = deque(maxlen=TOASTS)
        self.queries: dict[str, Query] = {}
        self.devices: dict[str, dict[int, Rows]] = {}

    def readers(self) -> "list[Chat]":
        """The one person."""
        return [self]

    def refusal(self) -> Refusal | None:
        """Because the person deleted the account or blocked the bot."""
        if self.person.deactivated:
            return deactivated()
        return blocked() if self.blocked else None


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
