"""The rig of the broadcast bench: a strict Telegram with a crowd in it, the bot as a process, people who press."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy.orm import Session

from bench import processes
from bot.migrate import migrate
from bot.settings import Settings
from bot.work import opened
from emulator import Emulator, people
from emulator.world import Chat
from keyboards.menu import Open
from tests import crowd

PAUSE = 0.6
"""Seconds between two presses of a person, at most; half of it on average."""
PATIENCE = 3
"""By how many times a broadcast may take longer than it must before we give up."""
STUCK = 60.0
"""Seconds in which a broadcast of any size may take longer."""
SCREENS = ("help", "home")


class Rig:
    """`async with Rig(folder, recipients, others) as rig`: everybody is there, the bot runs, the letters wait."""

    def __init__(self, folder: Path, recipients: int, others: int, punishment: float = 0.0) -> None:
        self.path = folder / "bot.db"
        self.emulator = Emulator()
        self.world = self.emulator.world
        self.bot = self.world.add_bot("school_bot", "Bot")
        assert self.bot.rates
        self.bot.rates.punishment = punishment
        chats = [self._chat(number) for number in range(recipients + others)]
        self.recipients, self.others = chats[:recipients], chats[recipients:]

    def _chat(self, number: int) -> Chat:
        chat = self.world.chat(self.bot, self.world.add_person(f"Person {number}"))
        chat.started = True
        return chat

    async def __aenter__(self) -> "Rig":
        await self.emulator.start()
        await self._found()
        self.live()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.running.end()
        await self.emulator.stop()

    async def _found(self) -> None:
        settings, now = Settings(database_url=f"sqlite+aiosqlite:///{self.path}"), datetime.now(UTC)

        def found(session: Session) -> None:
            everybody = [chat.person.id for chat in (*self.recipients, *self.others)]
            ids = crowd.gather(session, everybody, now)
            crowd.announce(session, ids[: len(self.recipients)], now, now + timedelta(days=1))

        async with opened(settings) as database:
            await migrate(database, settings)
            async with database.transaction() as transaction:
                await transaction.finish(found)

    def live(self) -> None:
        """Starts the bot."""
        self.running = processes.start(
            [sys.executable, "-m", "bot", "run"],
            BOT_TOKEN=self.bot.token, TELEGRAM_API_BASE=self.emulator.url, LOG_FORMAT="json",
            DATABASE_URL=f"sqlite+aiosqlite:///{self.path}",
        )  # fmt: skip

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Asks the file, or changes it, from outside."""
        with sqlite3.connect(self.path, timeout=30) as connection:
            return connection.execute(statement, values).fetchall()

    def let_go(self) -> None:
        """The letters may go now."""
        self.rows("UPDATE letters SET not_before = ?", datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))

    async def sent(self, letters: int) -> None:
        """Until so many have arrived. TimeoutError when that takes far longer than it must."""
        async with asyncio.timeout(PATIENCE * letters / 30 + STUCK):
            while sum(bool(chat.messages) for chat in self.recipients) < letters:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.2)

    @asynccontextmanager
    async def pressing(self, seconds: list[float]) -> AsyncIterator[None]:
        """The others press buttons meanwhile, each one after the answer to the last; how long each answer took."""
        over = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for number, chat in enumerate(self.others):
                group.create_task(self._press(chat, Random(number), seconds, over))
            try:
                yield
            finally:
                over.set()

    async def _press(self, chat: Chat, random: Random, seconds: list[float], over: asyncio.Event) -> None:
        if not chat.messages:
            people.write(self.world, chat, "/menu")
        while not over.is_set():
            card = next((message for message in chat.messages.values() if not message.by_person), None)
            if card is not None:
                for screen in SCREENS:
                    before, pressed = card.content, perf_counter()
                    query = people.forge(self.world, chat, card.id, Open(screen=screen).pack())["callback_id"]
                    while card.content is before or not chat.queries[query].answered:  # noqa: ASYNC110 - no event tells
                        await asyncio.sleep(0.001)
                    seconds.append(perf_counter() - pressed)
                    await asyncio.sleep(random.uniform(0, PAUSE))
            else:
                await asyncio.sleep(0.05)
