"""The whole bot for a test: over real HTTP against an emulated Telegram, on a file, by a clock that the test moves."""

import asyncio
import gc
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from structlog.testing import LogCapture

from bot.application import Application
from bot.clock import Clock
from bot.database import connect
from bot.settings import Settings
from db.journal import Update
from emulator import Emulator
from handlers import routers

PATIENCE = 60
"""Real seconds within which the bot must have answered everything."""
USERNAME = "school_bot"


class Service:
    """`async with Service(folder, start) as service`: the bot runs; at the end it is stopped as by SIGTERM."""

    def __init__(self, folder: Path, start: datetime, limits: bool = True, database_url: str | None = None) -> None:
        self.path = folder / "bot.db"
        self.database_url = database_url or f"sqlite+aiosqlite:///{self.path}"
        self.emulator = Emulator(limits=limits, start=start)
        self.world, self.clock = self.emulator.world, self.emulator.clock
        self.log = LogCapture()
        self.flood_limit = 10_000
        """The robots of the tests write faster than people may."""

    async def __aenter__(self) -> Self:
        self._logging = structlog.get_config()
        structlog.configure(processors=[self.log], cache_logger_on_first_use=False)
        await self.emulator.start()
        try:
            await self._begin()
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await self.stop()
        finally:
            await self._end()

    async def _end(self) -> None:
        await self.emulator.stop()
        gc.unfreeze()  # what the bot thought would stay for good is over
        structlog.configure(**self._logging)

    async def _begin(self) -> None:
        self.bot = self.world.add_bot(USERNAME, "Наставник")
        self.settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings reads it, its types do not show it
            bot_token=self.bot.token,
            telegram_api_base=self.emulator.url,
            database_url=self.database_url,
        )
        self.clock.listen(self._time_passed)
        await self.start()

    async def start(self) -> None:
        """Start the bot, and wait until it serves."""
        self.database = await connect(self.settings.database_url, self.settings.ring, self.settings.chat_names)
        for router in routers():
            router._parent_router = None  # aiogram gives a router to one dispatcher in the life of a process
        self.application = Application(self.settings, self.database, Clock(self.clock.now))
        self.application.flood.limit = self.flood_limit
        self._stop = asyncio.Event()
        self._running = asyncio.create_task(self.application.run(self._stop))
        ready = asyncio.create_task(self.application.ready.wait())
        await asyncio.wait({self._running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self._running.done():
            ready.cancel()
            await self.database.close()
            await self._running
        await self.idle()

    async def stop(self) -> None:
        """Stop the bot gracefully; nothing is left unsaid."""
        self._stop.set()
        await self._running
        self._unsettled = await self.do(_unsettled)
        await self.database.close()

    async def begin_anew(self, **settings: Any) -> None:
        """The operator changes settings and starts the bot anew."""
        await self.stop()
        self.settings = self.settings.model_copy(update=settings)
        await self.start()

    async def idle(self) -> None:
        """Wait until everything that people did is answered and every letter that may go is sent."""
        async with asyncio.timeout(PATIENCE):
            calm = 0
            while calm < 3:
                await asyncio.sleep(0.004)
                if self._running.done():
                    await self._running
                calm = calm + 1 if self.application.idle and not self.bot.updates.pending() else 0

    def breathe(self) -> None:
        """People take seconds between what they do, emulated hours are long: no chat is written to too fast."""
        if self.bot.rates:
            self.bot.rates._busy_until.clear()
        self.application.pace._chats.clear()

    async def do(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """A verb in a transaction of its own."""
        async with self.database.transaction() as transaction:
            return await transaction.finish(verb, *args, **kwargs)

    async def _time_passed(self, _now: datetime) -> None:
        self.breathe()
        await self.application.tick.once()
        await self.idle()

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the file says, read from outside."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return connection.execute(question).fetchall()
        finally:
            connection.close()

    def troubles(self) -> list[str]:
        """What must never be: broken rules of Telegram, errors in the log, updates set aside. Ask after `stop`."""
        broken = [f"{call.method}: {text}" for call in self.world.calls.violations() for text in call.violations]
        said = [str(entry) for entry in self.log.entries if entry["log_level"] in ("error", "critical")]
        return [
            *broken,
            *said,
            *(f"update {number} is {state}, or its replies are unsaid" for number, state in self._unsettled),
        ]


def _unsettled(session: Session) -> list[tuple[int, str]]:
    rows = session.execute(
        select(Update.update_id, Update.state).where(or_(Update.state != "done", Update.replies.is_not(None)))
    )
    return [(row[0], row[1]) for row in rows]
