"""The emulated Telegram itself: people, bots, and the chats between them."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import count
from typing import Any

from emulator.calls import Calls, Upload
from emulator.clock import Clock
from emulator.events import Events
from emulator.faults import Faults
from emulator.files import Files
from emulator.groups import Group
from emulator.parameters import Params
from emulator.rates import Rates
from emulator.rooms import Chat, Message, Person, Query, Room
from emulator.updates import Updates
from emulator.webhooks import Webhook

__all__ = ["QUERY_LIFE", "Bot", "Chat", "Group", "Message", "Missing", "Person", "Query", "Room", "World"]

QUERY_LIFE = timedelta(seconds=150)
"""How long Telegram waits for the answer to a pressed button (telegram-bot-api server)."""
FIRST_PERSON = 7_000_000_001
"""Above 32 bits, as new accounts have been for years."""
FIRST_BOT = 5_100_000_001
FIRST_GROUP = 4_000_000_001
"""Counted down below zero; a supergroup has -100 before its own number (Bot API)."""
SUPERGROUPS = -1_000_000_000_000


TOKEN = re.compile(r"[0-9]{1,18}:[A-Za-z0-9_-]+")
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
OnReply = Callable[["Bot", str, Params, dict[str, Upload]], Awaitable[None]]
"""Performs the method that a bot named in its answer to a webhook."""


class Missing(LookupError):
    """There is no such bot, person, group or file."""


class Bot:
    """A bot account: its token, its chats, its queue of updates and what it told Telegram about itself."""

    def __init__(self, token: str, username: str, name: str, clock: Clock, rates: Rates | None) -> None:
        self.id = int(token.partition(":")[0])
        self.token = token
        self.username = username
        self.name = name
        self.user = {"id": self.id, "is_bot": True, "first_name": name, "username": username}
        self.chats: dict[int, Chat] = {}
        self.groups: dict[int, Group] = {}
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
        self.on_reply: OnReply
        self._person_ids = count(FIRST_PERSON)
        self._bot_ids = count(FIRST_BOT)
        self._group_ids = count(FIRST_GROUP)
        self._query_ids = count(4_000_000_000_000_000_001)

    def add_bot(self, username: str, name: str, token: str | None = None) -> Bot:
        """A new bot; without a token it gets one. ValueError when something is malformed or taken."""
        token = token or f"{next(self._bot_ids)}:{secrets.token_urlsafe(26)}"
        if not TOKEN.fullmatch(token):
            raise ValueError("a token is a number, a colon and a secret of A-Za-z0-9_-")
        if not USERNAME.fullmatch(username):
            raise ValueError("a user name is up to 32 of A-Za-z0-9_ and begins with a letter")
        if not name.strip():
            raise ValueError("a bot has a name")
        bot = Bot(token, username, name, self.clock, Rates() if self.limits else None)
        for other in self.bots.values():
            if other.id == bot.id or other.username.lower() == username.lower():
                raise ValueError("this token's number or this user name is taken")
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

    def person(self, identifier: int) -> Person:
        """A person by identifier. Missing when there is none."""
        if identifier not in self.people:
            raise Missing(f"there is no person {identifier}")
        return self.people[identifier]

    def chat(self, bot: Bot, person: Person) -> Chat:
        """The chat of a bot and a person, opened or not."""
        if person.id not in bot.chats:
            bot.chats[person.id] = Chat(bot, person)
        return bot.chats[person.id]

    def add_group(self, bot: Bot, title: str, *, supergroup: bool) -> Group:
        """A new group that this bot may come to know; a supergroup counts its own messages."""
        number = next(self._group_ids)
        ids = count(1) if supergroup else bot.message_ids
        group = Group(bot, SUPERGROUPS - number if supergroup else -number, title, supergroup, ids)
        bot.groups[group.id] = group
        return group

    def group(self, identifier: int) -> Group:
        """A group by identifier. Missing when there is none."""
        for bot in self.bots.values():
            if identifier in bot.groups:
                return bot.groups[identifier]
        raise Missing(f"there is no group {identifier}")

    def now(self) -> int:
        """The emulated moment in Unix seconds."""
        return int(self.clock.now().timestamp())

    def post(self, room: Room, by_person: bool, kind: str, content: dict[str, Any], **fields: Any) -> Message:
        """Put a new message into a chat; a person writes into the own chat or seat."""
        author = room if by_person and isinstance(room, Chat) else None
        where = author.room if author is not None else room
        message = Message(next(where.message_ids), by_person, self.now(), kind, content, author=author, **fields)
        where.messages[message.id] = message
        self.changed(where)
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

    def changed(self, room: Room) -> None:
        """Tell whoever looks that the screens which show this chat are different now."""
        if self.events.readers:
            self.tell(room, "screen")

    def tell(self, room: Room, kind: str, **fields: Any) -> None:
        """Publish an event to everybody who reads this chat."""
        for reader in room.readers():
            where = {} if reader.room is reader else {"group": reader.room.id}
            self.events.publish(kind, person_id=reader.person.id, bot=room.bot.username, **where, **fields)
