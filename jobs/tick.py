"""The tick: APScheduler wakes it every half minute, and it goes through the table of due work."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs.schedule import SCHEDULE, URGENT

log = structlog.get_logger()

EVERY = 30
"""Seconds between two ticks (reliability § 4.6)."""


class Database(Protocol):
    """What the tick needs of a database."""

    def transaction(self, *, aside: bool = False) -> Any: ...


class Tick:
    """Runs each verb of the schedule in a transaction of its own; one that fails does not stop the others."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        changed: Callable[[], None],
        is_trusted: Callable[[], bool],
    ) -> None:
        self.database, self.now, self.changed, self.is_trusted = database, now, changed, is_trusted
        self._turn = asyncio.Lock()
        self._due = asyncio.Event()
        self.went_at: datetime | None = None
        """When the schedule was gone through last."""

    @property
    def idle(self) -> bool:
        """Nothing of the schedule is being done, or is about to be."""
        return not (self._turn.locked() or self._due.is_set())

    def wake(self) -> None:
        self._due.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Goes through the schedule whenever woken, until told to stop: whoever loses the lease loses this task too."""
        while not stop.is_set():
            await self._due.wait()
            self._due.clear()
            if not stop.is_set():
                await self.once()

    async def once(self) -> None:
        """Goes through the schedule once; a clock that has leapt makes nothing due but calls for help (row 65)."""
        trusted = self.is_trusted()
        async with self._turn:
            for verb in SCHEDULE if trusted else URGENT:
                try:
                    async with self.database.transaction(aside=True) as transaction:
                        await transaction.finish(verb, self.now())
                except Exception as error:
                    log.error("scheduled work failed", work=verb.__name__, error=type(error).__name__)
            if trusted:
                self.went_at = self.now()
            self.changed()

    def scheduler(self) -> AsyncIOScheduler:
        """The clock that drives it: late is not too late, and never two at once."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(self._struck, "interval", seconds=EVERY, misfire_grace_time=None, coalesce=True)
        return scheduler

    async def _struck(self) -> None:
        self.wake()
