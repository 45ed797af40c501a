"""Files with personal data are taken out of the chats a day after they came; what is due lies in the database."""

import asyncio
from datetime import timedelta
from functools import partial

import structlog

import db.chat_files
from bot.clock import Clock
from bot.database import Database
from bot.outcomes import Kind
from bot.packing import Call
from bot.patience import patiently
from bot.speak import Speaker
from db.chat_files import Due

log = structlog.get_logger()

STAYS = timedelta(hours=24)
"""So long a file may lie in a chat (security § 11.5)."""
TOO_LATE = timedelta(hours=48)
"""After that Telegram lets no bot delete its message."""
AT_ONCE = 20
"""Files looked at in one go."""
NOBODY_THERE = ("away", "unauthorised")
"""Outcomes after which no other call would fare better."""
NOT_YET = ("later", "uncertain", *NOBODY_THERE)
"""Outcomes after which a message may still be there: deleting it once more harms nothing."""


class Sweeper:
    """Deletes while the process holds the lease; the tick wakes it."""

    def __init__(self, database: Database, speaker: Speaker, clock: Clock) -> None:
        self.database, self.speaker, self.clock = database, speaker, clock
        self._woken = asyncio.Event()
        self._sweeps = False

    def wake(self) -> None:
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Nothing is being deleted and nobody has asked to look."""
        return not (self._sweeps or self._woken.is_set())

    async def run(self, stop: asyncio.Event) -> None:
        """Works until told to stop, and woken."""
        while not stop.is_set():
            await self._woken.wait()
            self._sweeps = True
            self._woken.clear()
            while not stop.is_set() and await self._sweep():
                pass
            self._sweeps = False

    async def _sweep(self) -> bool:
        """Deletes what is due; False when there is nothing more to delete now."""
        if not self.clock.is_trusted():
            return False
        due, gone = await patiently(self._due), []
        for file in due:
            outcome = await self._delete(file)
            if outcome in NOBODY_THERE:
                break
            if outcome not in NOT_YET:
                gone.append(file.id)
        if gone:
            await patiently(partial(self._forget, gone))
        return len(gone) == AT_ONCE

    async def _delete(self, file: Due) -> Kind:
        """What became of the call; one that comes too late is not made."""
        if self.clock.now() - file.sent_at > TOO_LATE:
            log.warning("a file stays in its chat: the bot was not there to delete it")
            return "refused"
        message = {"chat_id": int(file.address), "message_id": file.message_id}
        return (await self.speaker.once(file.address, Call("deleteMessage", message))).kind

    async def _due(self) -> list[Due]:
        async with self.database.transaction() as transaction:
            found: list[Due] = await transaction.do(db.chat_files.due, self.clock.now() - STAYS, AT_ONCE)
            return found

    async def _forget(self, ids: list[int]) -> None:
        async with self.database.transaction() as transaction:
            await transaction.finish(db.chat_files.forget, ids)
