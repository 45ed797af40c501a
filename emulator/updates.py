"""Updates waiting for a bot: kept until confirmed or a day old, handed to one long poll at a time."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from emulator.clock import Clock
from emulator.refusals import conflict

LIFE = timedelta(hours=24)
LARGEST_BATCH = 100
LONGEST_POLL = 50
ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that Telegram sends only to a bot that named them in `allowed_updates`."""
FIRST_ID = 730_000_001
QUIET = timedelta(days=7)
"""After so long without updates their numbers go on from a random one (Bot API, Update)."""
RANDOM_ID = (100_000_000, 700_000_000)
FUTURE = 10
"""An offset so far beyond the newest update comes from another count and confirms nothing (TQueue of Telegram)."""
STRANGE_FIELDS = {"telepathy": {"thought": "?"}, "mood_ids": [1, 2]}


@dataclass(slots=True, frozen=True)
class Update:
    """One update as Telegram sends it; updates of one lane are delivered in order."""

    id: int
    lane: str
    at: datetime
    body: dict[str, Any]


class Updates:
    """The queue of one bot."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_id = FIRST_ID
        self._pending: deque[Update] = deque()
        self._again: list[Update] = []
        self._poll: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()
        self.allowed: frozenset[str] | None = None
        self.repeat = 0
        self.decorate = 0
        self._newest: datetime | None = None
        self._restart = False

    def add(self, kind: str, lane: str, content: Any) -> int | None:
        """Queue an update and wake whoever waits for one; None when the bot does not want this kind."""
        if kind in ON_REQUEST_ONLY if self.allowed is None else kind not in self.allowed:
            return None
        now = self._clock.now()
        if not self._pending and (self._restart or (self._newest is not None and now - self._newest > QUIET)):
            self._next_id, self._restart = random.randint(*RANDOM_ID), False
        identifier, self._newest = self._next_id, now
        self._next_id += 1
        if self.decorate:
            self.decorate -= 1
            body = {"update_id": identifier, kind: {**content, **STRANGE_FIELDS}, **STRANGE_FIELDS}
        else:
            body = {"update_id": identifier, kind: content}
        self._pending.append(Update(identifier, lane, now, body))
        self._arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        return identifier

    def allow(self, kinds: list[str]) -> None:
        """Receive only these kinds from now on; an empty list means Telegram's usual ones."""
        self.allowed = frozenset(kinds) or None

    def restart_ids(self) -> None:
        """Count from a random number as soon as nothing is pending."""
        self._restart = True

    def pending(self) -> list[Update]:
        """Not confirmed and not too old, oldest first."""
        self._forget_old()
        return list(self._pending)

    def clear(self) -> None:
        """Forget what is pending (`drop_pending_updates`)."""
        self._pending.clear()
        self._again.clear()

    def confirm(self, offset: int) -> None:
        """Forget updates before `offset`; a negative offset leaves only so many of the newest."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        if offset > self._next_id + FUTURE:
            return
        while self._pending and self._pending[0].id < offset:
            self._pending.popleft()

    def settle(self, update: Update) -> None:
        """Forget one update that a webhook accepted."""
        if update in self._pending:
            self._pending.remove(update)

    async def arrival(self) -> None:
        """Return when an update was added since the last call."""
        await self._arrived.wait()
        self._arrived.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Long polling: what is pending at once, else wait up to so many seconds. Ends an older poll with 409.

        Nothing is forgotten by being handed out, so a poll whose client went away loses nothing.
        """
        self.abort("terminated by other getUpdates request; make sure that only one bot instance is running")
        self.confirm(offset)
        batch = self._batch(limit)
        if batch or seconds <= 0:
            return batch
        self._poll = mine = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(min(seconds, LONGEST_POLL)):
                await mine
        except TimeoutError:
            return []
        finally:
            if self._poll is mine:
                self._poll = None
        return self._batch(limit)

    def abort(self, reason: str) -> None:
        """End a waiting poll with 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    def release(self) -> None:
        """Let a waiting poll return empty-handed."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _batch(self, limit: int) -> list[dict[str, Any]]:
        self._forget_old()
        updates = list(islice(self._pending, max(1, min(limit, LARGEST_BATCH))))
        again, self._again = self._again, []
        if updates and self.repeat:
            self.repeat -= 1
            self._again = updates[:1]
        return [update.body for update in (*again, *updates)]

    def _forget_old(self) -> None:
        oldest = self._clock.now() - LIFE
        while self._pending and self._pending[0].at < oldest:
            self._pending.popleft()
