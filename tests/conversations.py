"""The player of golden conversations: people do what a transcript says, and their screens are compared with it."""

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch
from zoneinfo import ZoneInfo

from emulator.people import Impossible
from tests import cast, crowds, hands, screens
from tests.cast import ROLES, Actor
from tests.news import News
from tests.service import USERNAME, Service
from tests.transcript import Step, Transcript, all_fit
from tests.vocabulary import WORDS

ZONE = ZoneInfo("Europe/Moscow")


class Dice(Random):
    """Draws as `secrets` does, the same each time; how many links there are changes no code."""

    def __init__(self) -> None:
        super().__init__(7)
        self.links = Random(1)

    def token_urlsafe(self, size: int) -> str:
        return urlsafe_b64encode(self.links.randbytes(size)).decode().rstrip("=")


@asynccontextmanager
async def same_codes() -> AsyncIterator[None]:
    """Codes of people, classes and papers and tokens of links are drawn in the same order: a recorded one opens."""
    with patch("db.unguessable.secrets", Dice()):
        yield


class Play:
    """One transcript on a running bot.

    The head of a transcript (`name: value`) says `language`, when it `starts` (in Moscow), the `school`, who is there
    (`curator`, `mentor`, `mentee: name, class, parent`, `parent`, `stranger`; `invited mentor` has only a link),
    `pair: mentor, mentees…` (`new pair` when they begin today), `meeting: mentor, when`, `form: who, which`,
    `opinions: form, how many people` who have filled it in, and `at most: who, N presses, N messages`.
    `names: codes` starts the bot anew so, when everybody before that line is there; codes are the same every time.
    `latin` are words that Russian screens may show in it.
    """

    def __init__(self, transcript: Transcript, folder: Path, database_url: str | None = None) -> None:
        self.transcript = transcript
        self.head = dict(transcript.settings())
        self.language = self.head.get("language", "ru")
        self.words = WORDS[self.language]
        start = datetime.fromisoformat(self.head.get("starts", "2026-11-20 12:00")).replace(tzinfo=ZONE)
        self.service = Service(folder, start.astimezone(UTC), database_url=database_url)
        self.actors: dict[str, Actor] = {}
        self.news = News(self.service, self.actors, self.words, ZONE)
        self.presses: dict[str, int] = {}

    async def run(self, rewrite: bool) -> list[str]:
        """Plays it, and tells what is not as it should be; with `rewrite` the steps are given what happened."""
        wrong = []
        async with same_codes(), self.service:
            for name, value in self.transcript.settings():
                await self._prepare(name, value)
            self.news.look()
            for step in filter(lambda each: each.is_told, self.transcript.steps):
                try:
                    happened = await self._happen(step)
                except Impossible as why:
                    wrong = [f"{self.transcript.path.name}:{step.number}: {step.line}: {why}"]
                    break
                if rewrite and not all_fit(step.expected, happened):
                    step.expected = happened
                elif not all_fit(step.expected, happened):
                    wrong = [self._difference(step, happened)]
                    break
        return [*wrong, *self.service.troubles(), *self.news.complaints, *self._looks(), *self._over_budget()]

    async def _prepare(self, name: str, value: str) -> None:
        now, do, parts = self.service.clock.now(), self.service.do, [part.strip() for part in value.split(",")]
        words = name.split()
        if name == "school":
            self.school = await do(cast.found_school, value, now)
        elif words[-1] in (*ROLES, "stranger"):
            await self._add(words, parts, now)
        elif name in ("pair", "new pair"):
            curator = next(actor for actor in self.actors.values() if actor.role == "curator")
            mentor, *mentees = (self.actors[part] for part in parts)
            agreed = now if name == "new pair" else now - cast.BEFORE
            await do(cast.pair, self.school, curator, mentor, mentees, agreed)
        elif name == "meeting":
            moment = datetime.fromisoformat(parts[1]).replace(tzinfo=ZONE)
            await do(cast.plan, self.actors[parts[0]], moment, now)
        elif name == "names":
            await self.service.begin_anew(chat_names=value)
        elif name == "opinions":
            await do(crowds.opinions, self.school, parts[0], int(parts[1]), now)
        elif name == "form":
            await do(cast.open_form, self.actors[parts[0]], parts[1], now)

    async def _add(self, words: list[str], parts: list[str], now: datetime) -> None:
        name, phone = cast.given_name(parts[0]), f"+7916000000{len(self.actors)}"
        user = self.service.world.add_person(name, phone=phone, language_code=self.language)
        role = words[-1] if words[-1] in ROLES else None
        actor = self.actors[name] = Actor(name, parts[0], user, role, facts=parts[1:])
        if "invited" in words:
            token = await self.service.do(cast.invite, self.school, actor, now)
            actor.link = f"https://t.me/{USERNAME}?start={token}"
        elif role not in (None, "parent"):
            parent = self.actors[actor.facts[1]] if role == "mentee" else None
            for one in filter(None, (actor, parent)):
                self.service.world.chat(self.service.bot, one.user).started = True
            await self.service.do(cast.join, self.school, actor, parent, self.language, now)

    async def _happen(self, step: Step) -> list[str]:
        if step.line.startswith("--"):
            await self._pass_time(step.line.removeprefix("--").strip())
            return self.news.look()
        name, _, deed = step.line.partition(":")
        assert name in self.actors, f"line {step.number}: nobody is called {name}"
        actor = self.actors[name]
        for each in hands.one_by_one(deed, self.words):
            self.service.breathe()
            done = hands.act(self.service, self.actors, actor, each, self.words)
            self.presses[name] = self.presses.get(name, 0) + done
            await self.service.idle()
        return self.news.look(actor) or [f"({self.words.silence})"]

    async def _pass_time(self, words: str) -> None:
        if words == self.words.restarted:
            await self.service.stop()
            await self.service.start()
            return
        now = self.service.clock.now().astimezone(ZONE)
        await self.service.clock.advance(self.words.moment(words, now) - now)

    def _looks(self) -> list[str]:
        known = (
            *(actor.full for actor in self.actors.values()),
            *self.actors,
            *self.head.values(),
            *self.head.get("latin", "").split(", "),
        )
        typed = (step.line.partition(": ")[2] for step in self.transcript.steps if step.is_told)
        return screens.complaints(self.service.world.calls.since(), self.language, (*known, *filter(None, typed)))

    def _over_budget(self) -> list[str]:
        counts, over = {"presses": self.presses, "messages": self.news.messages}, []
        for name, value in self.transcript.settings():
            if name == "at most":
                who, *limits = (part.strip() for part in value.split(","))
                for limit, what in (each.split() for each in limits):
                    count = counts[what].get(who, 0)
                    if count > int(limit):
                        over.append(f"{who}: {count} {what}, at most {limit} are allowed")
        return over

    def _difference(self, step: Step, happened: list[str]) -> str:
        where = f"{self.transcript.path.name}:{step.number}: {step.line}"
        return "\n  ".join([where, "expected:", *step.expected, "happened:", *happened])
