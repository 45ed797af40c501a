"""The player of golden conversations: people do what a transcript says, and their screens are compared with it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from emulator import people
from emulator.methods.commands import seen_by
from emulator.world import Chat, Message
from tests import cast
from tests.cast import ROLES, Actor
from tests.service import USERNAME, Service
from tests.transcript import Step, Transcript, all_fit
from tests.vocabulary import WORDS, Words

ZONE = ZoneInfo("Europe/Moscow")
AWAKE = {"child": (time(8), time(20)), "adult": (time(8), time(21))}
"""Outside these hours nobody is written to (ux § 3)."""
SECRET = re.compile(r"start=[\w-]{16,}")


class Play:
    """One transcript on a running bot. `happened` is what the bot said, step by step."""

    def __init__(self, transcript: Transcript, folder: Path) -> None:
        self.transcript, self.folder = transcript, folder
        head = transcript.settings()
        self.language = dict(head).get("language", "ru")
        self.words: Words = WORDS[self.language]
        start = datetime.fromisoformat(dict(head).get("starts", "2026-11-20 12:00")).replace(tzinfo=ZONE)
        self.service = Service(folder, start.astimezone(UTC))
        self.actors: dict[str, Actor] = {}
        self.seen: dict[str, dict[int, Any]] = {}
        self.presses: dict[str, int] = {}
        self.messages: dict[str, int] = {}
        self.at_night: list[str] = []

    async def run(self, rewrite: bool) -> list[str]:
        """Plays it; what is not as written, or with `rewrite` nothing: the steps get what happened."""
        wrong = []
        async with self.service:
            for name, value in self.transcript.settings():
                await self._prepare(name, value)
            self._look()
            for step in self.transcript.steps:
                if not step.is_told:
                    continue
                happened = await self._step(step)
                if all_fit(step.expected, happened):
                    continue
                if rewrite:
                    step.expected = happened
                else:
                    wrong.append(self._difference(step, happened))
                    break
        return [*wrong, *self.service.troubles(), *self.at_night]

    async def _prepare(self, name: str, value: str) -> None:
        now, do, parts = self.service.clock.now(), self.service.do, [part.strip() for part in value.split(",")]
        words = name.split()
        if name == "school":
            self.school = await do(cast.found_school, value, now)
        elif words[-1] in (*ROLES, "stranger"):
            await self._add(words, parts, now)
        elif name == "pair":
            curator = next(actor for actor in self.actors.values() if actor.role == "curator")
            actors = [self.actors[part] for part in parts]
            await do(cast.pair, self.school, curator, actors[0], actors[1:], now)
        elif name == "meeting":
            moment = datetime.fromisoformat(parts[1]).replace(tzinfo=ZONE)
            await do(cast.plan, self.actors[parts[0]], moment, now)
        elif name == "form":
            await do(cast.open_form, self.actors[parts[0]], parts[1], now)

    async def _add(self, words: list[str], parts: list[str], now: datetime) -> None:
        name = cast.given_name(parts[0])
        phone = f"+7916000000{len(self.actors)}"
        user = self.service.world.add_person(name, phone=phone, language_code=self.language)
        role = words[-1] if words[-1] in ROLES else None
        actor = self.actors[name] = Actor(name, parts[0], user, role, facts=parts[1:])
        if "invited" in words:
            token = await self.service.do(cast.invite, self.school, actor, now)
            actor.link = f"https://t.me/{USERNAME}?start={token}"
        elif role not in (None, "parent"):
            self._chat(actor).started = True
            parent = self.actors[actor.facts[1]] if role == "mentee" else None
            if parent is not None:
                self._chat(parent).started = True
            await self.service.do(cast.join, self.school, actor, parent, self.language, now)

    def _chat(self, actor: Actor) -> Chat:
        return self.service.world.chat(self.service.bot, actor.user)

    async def _step(self, step: Step) -> list[str]:
        if step.line.startswith("--"):
            await self._time(step.line.removeprefix("--").strip())
            return self._look(None)
        name, _, deed = step.line.partition(":")
        assert name in self.actors, f"line {step.number}: nobody is called {name}"
        self._act(self.actors[name], deed.strip())
        await self.service.idle()
        return self._look(self.actors[name])

    async def _time(self, words: str) -> None:
        if words == self.words.restarted:
            await self.service.stop()
            await self.service.start()
            return
        now = self.service.clock.now().astimezone(ZONE)
        await self.service.clock.advance(self.words.moment(words, now) - now)

    def _act(self, actor: Actor, deed: str) -> None:
        world, chat, words = self.service.world, self._chat(actor), self.words
        if found := re.fullmatch(r"(?:(\S.*?) )?\[(.+)\]", deed):
            how, label = found[1] or "", found[2]
            for _ in range(2 if how == words.twice else 1):
                people.press(world, chat, label, stale=how == words.old_screen)
            self.presses[actor.name] = self.presses.get(actor.name, 0) + 1
        elif found := re.fullmatch(r"\{(.+)\}", deed):
            self._gesture(actor, found[1])
        else:
            people.write(world, chat, deed.replace("\\n", "\n"))

    def _gesture(self, actor: Actor, gesture: str) -> None:
        world, chat, words = self.service.world, self._chat(actor), self.words
        name, _, rest = (part.strip() for part in gesture.partition(":"))
        if name == words.link:
            people.open_link(world, actor.user, self._link(self.actors[rest]) if rest else actor.link or "")
        elif name == words.contact:
            people.share_contact(world, chat)
        elif name == words.other_contact:
            people.share_contact(world, chat, "+79991112233")
        elif name == words.edits:
            mine = [message for message in chat.messages.values() if message.by_person and message.kind == "text"]
            people.edit(world, chat, mine[-1].id, rest)
        elif name == words.blocks:
            people.block(world, chat)
        elif name == words.unblocks:
            people.unblock(world, chat)
        elif found := re.fullmatch(words.file, name):
            people.send_file(world, chat, "document", "файл.bin", int(found[1]) * 1024 * 1024)
        else:
            people.send_file(world, chat, words.things[name])

    def _link(self, actor: Actor) -> str:
        """The newest invitation that a person was shown: in words, or in a button that shares or copies."""
        if actor.link:
            return actor.link
        for message in reversed(self._chat(actor).messages.values()):
            held = f"{message.content} {message.buttons}".replace("%3D", "=").replace("%3F", "?")
            if found := re.search(r"start=([\w-]{16,})", held):
                return f"https://t.me/{USERNAME}?start={found[1]}"
        raise AssertionError(f"{actor.name} was shown no invitation")

    def _look(self, acting: Actor | None = None) -> list[str]:
        """What is new on every screen since the last look; whoever acted first."""
        actors = sorted(self.actors.values(), key=lambda actor: actor is not acting)
        return [line for actor in actors for line in self._news(actor, acting)]

    def _news(self, actor: Actor, acting: Actor | None) -> list[str]:
        chat, words, lines = self._chat(actor), self.words, []
        to = "" if actor is acting else f" → {actor.name}"
        before, now = self.seen.get(actor.name), _screen(chat)
        self.seen[actor.name] = now
        toasts = [f"({words.alert if toast['alert'] else words.toast}: {toast['text']})" for toast in chat.toasts]
        chat.toasts.clear()
        if before is None:
            return []
        for key, shown in now.items():
            if before.get(key) == shown:
                continue
            if isinstance(key, str):
                lines.append(self._around(key, shown, to))
            elif key in before and before[key][:2] == shown[:2]:
                lines.append(f"({words.no_buttons}{to}: {str(shown[0]).splitlines()[0][:40]})")
            else:
                lines.append(self._message(chat.messages[key], to, key in before))
                self._count(actor, chat.messages[key], acting, key in before)
        return [*toasts, *lines]

    def _around(self, key: str, shown: Any, to: str) -> str:
        if key == "commands":
            return f"({self.words.commands}{to}: {' '.join(shown)})"
        return f"({self.words.keyboard}{to}: {' '.join(shown)})" if shown else f"({self.words.no_keyboard}{to})"

    def _message(self, message: Message, to: str, rewritten: bool) -> str:
        words = self.words
        here = f" ({words.in_place})" if rewritten else ""
        text = message.content.get("text") or message.content.get("caption") or ""
        parts = [line for line in SECRET.sub("start=…", text).splitlines() if line.strip()]
        if message.file:
            parts.insert(0, f"({words.picture if message.kind == 'photo' else words.document}: {message.file.name})")
        parts += [" ".join(f"[{button['text']}]" for button in row) for row in message.buttons]
        return f"{words.bot}{here}{to}: " + "\n       ".join(parts)

    def _count(self, actor: Actor, message: Message, acting: Actor | None, rewritten: bool) -> None:
        if rewritten:
            return
        self.messages[actor.name] = self.messages.get(actor.name, 0) + 1
        moment = datetime.fromtimestamp(message.date, ZONE)
        opens, closes = AWAKE["child" if actor.role == "mentee" else "adult"]
        if acting is None and not opens <= moment.time() <= closes:
            self.at_night.append(f"{actor.name} was written to at {moment:%H:%M}: {message.content}")

    def _difference(self, step: Step, happened: list[str]) -> str:
        expected = "\n  ".join(step.expected) or "-"
        return (
            f"{self.transcript.path.name}:{step.number}: {step.line}\n expected:\n  {expected}\n"
            f" happened:\n  {chr(10).join(happened) or '-'}"
        )


def _screen(chat: Chat) -> dict[Any, Any]:
    """What can change on a screen: messages of the bot by id, the reply keyboard, the commands."""
    shown: dict[Any, Any] = {
        message.id: (message.content.get("text") or message.content.get("caption") or "", message.kind, message.buttons)
        for message in chat.messages.values()
        if not message.by_person and not message.deleted
    }
    keyboard = (chat.reply_keyboard or {}).get("keyboard", [])
    shown["keyboard"] = [f"[{button['text']}]" for row in keyboard for button in row]
    code = chat.person.language_code
    shown["commands"] = [f"/{command['command']}" for command in seen_by(chat.bot, chat.person.id, code)]
    return shown
