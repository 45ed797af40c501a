"""What is new on the phones since the last look, in the words of a transcript."""

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from emulator import screen
from emulator.world import Chat, Message, World
from tests.cast import Actor
from tests.service import Service
from tests.vocabulary import Words

AWAKE = {"child": (time(8), time(20)), "adult": (time(8), time(21))}
"""Outside these hours nobody is written to unasked (ux § 3)."""
SECRET = re.compile(r"start=[\w-]{16,}")
BEGINNING = 40


class News:
    """Looks at all phones; keeps count of new messages, and of what no screen should be."""

    def __init__(self, service: Service, actors: dict[str, Actor], words: Words, zone: ZoneInfo) -> None:
        self.service, self.actors, self.words, self.zone = service, actors, words, zone
        self.messages: dict[str, int] = {}
        self.complaints: list[str] = []
        self._seen: dict[str, dict[Any, Any]] = {}

    def look(self, acting: Actor | None = None) -> list[str]:
        """One text for each thing that is new; whoever acted comes first. Nobody acted: time passed."""
        ordered = sorted(self.actors.values(), key=lambda actor: actor is not acting)
        return [line for actor in ordered for line in self._of(actor, acting)]

    def _of(self, actor: Actor, acting: Actor | None) -> list[str]:
        chat = self.service.world.chat(self.service.bot, actor.user)
        before, now = self._seen.get(actor.name), _screen(self.service.world, chat)
        self._seen[actor.name] = now
        toasts = [
            f"({self.words.alert if each['alert'] else self.words.toast}: {each['text']})" for each in chat.toasts
        ]
        chat.toasts.clear()
        if before is None:
            return []
        to = "" if actor is acting else f" → {actor.name}"
        changed = [key for key, shown in now.items() if before.get(key) != shown]
        for key in changed:
            if isinstance(key, int) and key not in before:
                self._count(actor, chat.messages[key], unasked=acting is None)
        self._dead_end(actor, chat)
        return [*toasts, *(self._worded(chat, key, before, now, to) for key in changed)]

    def _worded(self, chat: Chat, key: Any, before: dict[Any, Any], now: dict[Any, Any], to: str) -> str:
        words, shown = self.words, now[key]
        if key == "commands":
            return f"({words.commands}{to}: {' '.join(shown)})"
        if key == "keyboard":
            return f"({words.keyboard}{to}: {' '.join(shown)})" if shown else f"({words.no_keyboard}{to})"
        if key in before and before[key][:2] == shown[:2] and not shown[2]:
            return f"({words.no_buttons}{to}: {shown[0].splitlines()[0][:BEGINNING]})"
        return self._message(chat.messages[key], to, key in before)

    def _message(self, message: Message, to: str, rewritten: bool) -> str:
        words = self.words
        here = f" ({words.in_place})" if rewritten else ""
        parts = [line for line in SECRET.sub("start=…", _text(message)).splitlines() if line.strip()]
        if message.file:
            parts.insert(0, f"({words.picture if message.kind == 'photo' else words.document}: {message.file.name})")
        parts += [" ".join(f"[{button['text']}]" for button in row) for row in message.buttons]
        return f"{words.bot}{here}{to}: " + "\n       ".join(parts)

    def _count(self, actor: Actor, message: Message, unasked: bool) -> None:
        self.messages[actor.name] = self.messages.get(actor.name, 0) + 1
        moment = datetime.fromtimestamp(message.date, self.zone)
        opens, closes = AWAKE["child" if actor.role == "mentee" else "adult"]
        if unasked and not opens <= moment.time() <= closes:
            self.complaints.append(f"{actor.name} was written to at {moment:%H:%M}: {_text(message)}")

    def _dead_end(self, actor: Actor, chat: Chat) -> None:
        """Every screen has a way on: buttons under one of the newest three messages, or below (ux § 8)."""
        mine = [message for message in chat.messages.values() if not message.by_person and not message.deleted]
        if mine and not chat.reply_keyboard and not any(message.buttons for message in mine[-3:]):
            self.complaints.append(f"{actor.name} has nothing to press after: {_text(mine[-1])}")


def _text(message: Message) -> str:
    return message.content.get("text") or message.content.get("caption") or ""


def _screen(world: World, chat: Chat) -> dict[Any, Any]:
    """What can change: the bot's messages by id (text, kind, buttons), the reply keyboard, the commands."""
    shown: dict[Any, Any] = {
        message.id: (_text(message), message.kind, message.buttons)
        for message in chat.messages.values()
        if not message.by_person and not message.deleted
    }
    keyboard = (chat.reply_keyboard or {}).get("keyboard", [])
    shown["keyboard"] = [f"[{button['text']}]" for row in keyboard for button in row]
    shown["commands"] = [f"/{command['command']}" for command in screen.of(world, chat, 1)["commands"]]
    return shown
