"""The emulated Telegram itself: people, bots, the chats between them and the messages in the chats."""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from emulator.calls import Calls
from emulator.clock import Clock
from emulator.events import Events
from emulator.faults import Faults
from emulator.files import File, Files
from emulator.keyboards import Rows
from emulator.rates import Rates
from emulator.updates import Updates
from emulator.webhooks import Webhook

QUERY_LIFE = timedelta(seconds=150)
"""How long Telegram waits for the answer to a pressed button (telegram-bot-api server)."""
EARLIER_KEYBOARDS = 50
TOASTS = 50
FIRST_PERSON = 7_000_000_001
"""Above 32 bits, as new accounts have been for years."""
FIRST_BOT = 5_100_000_001


class Missing(LookupError):
    """There is no such bot, person or file."""


@dataclass(slots=True)
class Message:
    """One message; `content` holds the fields that Telegram shows for its kind."""

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
    reactions: list[dict[str, Any]] = field(default_factory=list)
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


class Chat:
    """What one person and one bot see of each other."""

    def __init__(self, bot: "Bot", person: Person) -> None:
        self.bot = bot
        self.person = person
        self.user = person.as_user()
        self.fields = person.as_chat()
        self.started = False
        self.blocked = False
        self.messages: dict[int, Message] = {}
        self.reply_keyboard: dict[str, Any] | None = None
        self.input_placeholder: str | None = None
        self.toasts: deque[dict[str, Any]] = deque(maxlen=TOASTS)
        self.queries: dict[str, Query] = {}

    def visible(self, message_id: int) -> Message | None:
        """A message that was not deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def as_telegram(self, message: Message) -> dict[str, Any]:
        """Telegram's `Message`."""
        shown: dict[str, Any] = {
            "message_id": message.id,
            "from": self.user if message.by_person else self.bot.user,
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
                "from": self.user if original.by_person else self.bot.user,
                "chat": self.fields,
                "date": original.date,
                **original.content,
            }
        return shown


class Bot:
    """A bot account: its token, its chats, its queue of updates and what it told Telegram about itself."""

    def __init__(self, token: str, username: str, name: str, clock: Clock, rates: Rates | None) -> None:
        self.id = int(token.partition(":")[0])
        self.token = token
        self.username = username
        self.name = name
        self.user = {"id": self.id, "is_bot": True, "first_name": name, "username": username}
        self.chats: dict[int, Chat] = {}
        self.updates = Updates(clock)
        self.webhook: Webhook | None = None
        self.rates = rates
        self.queries: dict[str, tuple[Chat, Query]] = {}
        self.message_ids = count(1)
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.profile: dict[tuple[str, str], str] = {}

    def as_json(self) -> dict[str, Any]:
        """As the control API shows a bot."""
        return {"id": self.id, "token": self.token, "username": self.username, "name": self.name}


class World:
    """Everything that exists in one emulator."""

    def __init__(self, clock: Clock, limits: bool = True) -> None:
        self.clock = clock
        self.limits = limits
        self.events = Events()
        self.files = Files()
        self.faults = Faults()
        self.calls = Calls()
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.tasks: asyncio.TaskGroup
        self._person_ids = count(FIRST_PERSON)
        self._bot_ids = count(FIRST_BOT)
        self._query_ids = count(4_000_000_000_000_000_001)

    def add_bot(self, username: str, name: str, token: str | None = None) -> Bot:
        """A new bot; without a token it gets one. ValueError when the token is malformed or taken."""
        token = token or f"{next(self._bot_ids)}:{secrets.token_urlsafe(26)}"
        identifier, colon, secret = token.partition(":")
        if not (identifier.isdigit() and colon and secret):
            raise ValueError("a token is a number, a colon and a secret")
        if token in self.bots or any(bot.username == username for bot in self.bots.values()):
            raise ValueError("this token or user name is taken")
        bot = Bot(token, username, name, self.clock, Rates() if self.limits else None)
        self.bots[token] = bot
        return bot

    def bot(self, username: str | None = None) -> Bot:
        """A bot by user name, or the only one there is. Missing when it is not clear which."""
        bots = [bot for bot in self.bots.values() if username in (None, "", bot.username)]
        if len(bots) != 1:
            raise Missing("say which bot" if bots else "there is no such bot")
        return bots[0]

    def add_person(self, first_name: str, **fields: Any) -> Person:
        """A new person; the fields are those of `Person`."""
        person = Person(next(self._person_ids), first_name, **fields)
        self.people[person.id] = person
        self.events.publish("person", person_id=person.id)
        return person

    def chat(self, bot: Bot, person: Person) -> Chat:
        """The chat of a bot and a person, opened or not."""
        if person.id not in bot.chats:
            bot.chats[person.id] = Chat(bot, person)
        return bot.chats[person.id]

    def now(self) -> int:
        """The emulated moment in Unix seconds."""
        return int(self.clock.now().timestamp())

    def post(self, chat: Chat, by_person: bool, kind: str, content: dict[str, Any], **fields: Any) -> Message:
        """Put a new message into a chat; ids are counted through all chats of a bot."""
        message = Message(next(chat.bot.message_ids), by_person, self.now(), kind, content, **fields)
        chat.messages[message.id] = message
        self.changed(chat)
        return message

    def ask(self, chat: Chat) -> Query:
        """A new callback query of this chat; those that nobody can answer any more are forgotten."""
        now = self.clock.now()
        while chat.queries and (old := next(iter(chat.queries.values()))).at < now - QUERY_LIFE:
            del chat.queries[old.id], chat.bot.queries[old.id]
        query = Query(str(next(self._query_ids)), now)
        chat.queries[query.id] = query
        chat.bot.queries[query.id] = (chat, query)
        return query

    def changed(self, chat: Chat) -> None:
        """Tell whoever looks that this person's screen is different now."""
        self.events.publish("screen", person_id=chat.person.id, bot=chat.bot.username)


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
