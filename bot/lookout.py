"""The lookout: rows that a webhook call of any replica wrote into the journal are taken up by who holds the lease."""

import asyncio
import json
from contextlib import suppress

import db.journal
from bot.database import Database
from bot.keeping import CHANNEL, person_key
from bot.patience import patiently
from bot.process import Processor

LOOK_EVERY = 0.5
"""Seconds between two looks when nothing woke us: what another replica wrote waits no longer."""
AT_HAND = 1000
"""Updates that are in work at most; the rest waits in the journal, not in memory."""


class Lookout:
    """`wake` after a commit of our own. What is in work is left out, so that nothing is taken up twice."""

    def __init__(self, database: Database, processor: Processor) -> None:
        self.database, self.processor = database, processor
        self._woken = asyncio.Event()
        self._looking = False

    def wake(self) -> None:
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Nobody has knocked since the last look."""
        return not (self._looking or self._woken.is_set())

    async def run(self, stop: asyncio.Event) -> None:
        """Looks until told to stop, and then once more."""
        last = False
        while not last:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._woken.wait()
            last, self._looking = stop.is_set(), True
            self._woken.clear()
            await patiently(self._look)
            self._looking = False

    async def _look(self) -> None:
        in_work = list(self.processor.in_work)
        if (room := AT_HAND - len(in_work)) <= 0:
            return
        async with self.database.transaction() as transaction:
            rows = await transaction.do(db.journal.waiting, CHANNEL, in_work, room)
        for row in rows:
            raw = json.loads(row.payload)
            self.processor.take(row.update_id, person_key(raw), raw)
