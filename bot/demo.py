"""The demo: the real bot on a fresh SQLite file, an emulated Telegram, an invented school, four phones on a page."""

import asyncio
import tomllib
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.pairs
from bot import service
from bot.application import Application
from bot.clock import Clock
from bot.database import Database, connect
from bot.migrate import migrate
from bot.refusals import Refused
from bot.settings import Settings, load
from domain.names import shown
from emulator import Emulator, people
from emulator.server import NAME, USERNAME
from emulator.world import Bot, Chat, Person
from locales import texts_in
from programme import invitations, plans
from programme.invented import lists
from programme.seed import School, Size
from programme.seed import school as plant

ZONE = ZoneInfo("Europe/Moscow")
OPENS_AT = time(16, 30)
"""When pupils and adults may both be written to on a school day (ux § 3)."""
SINCE_THE_MEETING = timedelta(minutes=80)
"""The mentor's meeting is over for so long, so that the bot asks about it."""


def opening(now: datetime) -> datetime:
    """The next Tuesday, Wednesday or Thursday in the middle of a month: the poll and the summary are still ahead."""
    day = now.astimezone(ZONE).date() + timedelta(days=1)
    while not (11 <= day.day <= 17 and day.weekday() in (1, 2, 3)):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS_AT, ZONE).astimezone(UTC)


class Demo:
    """One demo; `limits=False` leaves out Telegram's rate limits."""

    def __init__(self, port: int, limits: bool = True) -> None:
        self.story: dict[str, Any] = tomllib.loads(files("bot").joinpath("demo.toml").read_text(encoding="utf-8"))
        self.emulator = Emulator(port, limits=limits)
        self.world = self.emulator.world
        self.phones: dict[str, Person] = {}
        self.invitation = ""

    async def run(self, *, browser: bool) -> None:
        """Serves the page until Ctrl-C. Raises `Refused` when the port is taken."""
        stop = service.stop_by_signal()
        async with self.playing(stop):
            print(f"The demo is at {self.emulator.url} (Ctrl-C ends it).", flush=True)
            if browser:
                await asyncio.to_thread(webbrowser.open, self.emulator.url)
            await stop.wait()

    @asynccontextmanager
    async def playing(self, stop: asyncio.Event) -> AsyncIterator[Application]:
        """The bot at work, the story told up to the moment at which the page opens."""
        try:
            await self.emulator.start()
        except OSError as error:
            raise Refused(f"The port is taken ({error.strerror}): mentor-bot demo --port 0 finds a free one.") from None
        try:
            await self.emulator.clock.advance(opening(self.emulator.clock.now()) - self.emulator.clock.now())
            self.bot = self.world.add_bot(USERNAME, NAME)
            with TemporaryDirectory(prefix="mentor-bot-demo-") as folder:
                async with self._bot_in(Path(folder), stop) as application:
                    yield application
        finally:
            await self.emulator.stop()

    @asynccontextmanager
    async def _bot_in(self, folder: Path, stop: asyncio.Event) -> AsyncIterator[Application]:
        settings = _settings(self.bot, self.emulator.url, folder)
        database = await connect(settings.database_url, settings.ring)
        try:
            await migrate(database, settings)
            await self._furnish(database)
            async with asyncio.TaskGroup() as group:
                application = Application(settings, database, Clock(self.emulator.clock.now))
                group.create_task(application.run(stop))
                await application.ready.wait()
                await self._tell(application)
                yield application
                stop.set()
        finally:
            await database.close()

    async def _furnish(self, database: Database) -> None:
        """The school with its history, an invitation for the pupil, a meeting of the mentor that has just ended."""
        for phone in self.story["phones"]:
            fields = {name: phone[name] for name in ("last_name", "phone", "label") if name in phone}
            self.phones[phone["who"]] = self.world.add_person(phone["first_name"], language_code="ru", **fields)
        now, story = self.emulator.clock.now(), self.story
        size = Size(story["pupils"], story["mentors"], story["weeks"])
        async with database.transaction(aside=True) as transaction:
            school = await transaction.do(plant, size, story["seed"], now, ZONE.key, self._chat_of)
            self.invitation = invitations.link(
                self.bot.username, await transaction.finish(self._unfinished, school, now)
            )

    def _unfinished(self, session: Session, school: School, now: datetime) -> str:
        mentor = school.mentors[0]
        pair = db.pairs.mine(session, mentor.id, "active")[0]
        plans.plan(session, pair, now - SINCE_THE_MEETING, mentor.id, now - timedelta(days=1))
        pupil, parent = self.story["phones"][0], self.phones["parent"]
        _, token = invitations.invite(
            session,
            school.organisation,
            "mentee",
            pupil["name"],
            now,
            group=pupil["group"],
            guardian_phone=parent.phone,
        )
        return token

    def _chat_of(self, name: str, role: str) -> str:
        """The chat of an invented person; two of them have phones of the story."""
        known = {lists()["mentor"]: "mentor", lists()["curator"]: "curator"}
        label = f"{shown(name)} · {texts_in('ru')(f'start.role_{role}')}"
        person = self.phones[known[name]] if name in known else self.world.add_person(shown(name), label=label)
        self.world.chat(self.bot, person).started = True
        return str(person.id)

    async def _tell(self, application: Application) -> None:
        """What people do before the page opens; afterwards, whenever the clock jumps, the bot catches up."""

        async def caught_up(_now: datetime) -> None:
            await application.tick.once()
            await self._calm(application)

        for step in self.story["steps"]:
            self._act(self.world.chat(self.bot, self.phones[step["who"]]), step)
            await self._calm(application)
        await caught_up(self.emulator.clock.now())
        self.emulator.clock.listen(caught_up)

    def _act(self, chat: Chat, step: dict[str, str]) -> None:
        match step:
            case {"open": "invitation"}:
                people.open_link(self.world, chat.person, self.invitation)
            case {"open": _}:
                pupil = self.world.chat(self.bot, self.phones["pupil"])
                people.open_link(self.world, chat.person, _link_on(pupil))
            case {"press": label}:
                people.press(self.world, chat, texts_in("ru", "child")(label))
            case {"write": words}:
                people.write(self.world, chat, words)

    async def _calm(self, application: Application) -> None:
        """Until everything that people did is answered, and every letter that may go is sent."""
        calm = 0
        while calm < 3:
            await asyncio.sleep(0.01)
            calm = calm + 1 if application.idle and not self.bot.updates.pending() else 0


def _link_on(chat: Chat) -> str:
    """The newest deep link on a person's screen."""
    for message in reversed(chat.messages.values()):
        found = people.LINK.search(message.content.get("text", ""))
        if found and found[2] and not message.by_person:
            return found[0]
    raise LookupError("there is no link on the screen")


def _settings(bot: Bot, url: str, folder: Path) -> Settings:
    return load(
        _env_file=None,
        bot_token=bot.token,
        telegram_api_base=url,
        database_url=f"sqlite+aiosqlite:///{folder / 'demo.db'}",
        proxy_url=None,
        webhook_url=None,
        chat_names="first",
        time_zone=ZONE.key,
        crash_at=None,
    )
