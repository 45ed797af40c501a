"""The pace of sending: as many messages a second as Telegram allows, and never one more."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

OVERALL = 30
"""Messages a second over all chats (Telegram's limit)."""
AHEAD = 5
"""Letters that are ready and wait for room, so that a slow database does not slow the sending."""
SPACING = 1.0
"""Seconds between two unasked messages in one chat (Telegram's limit)."""


class Pace:
    """A sliding window: a message counts from the moment it may have arrived until one second after its answer.

    Answers to a person go at once and only count; letters wait for room. A 429 rests one chat, or everything when
    several chats are told to wait.
    """

    def __init__(
        self, overall: int = OVERALL, spacing: float = SPACING, clock: Callable[[], float] = monotonic
    ) -> None:
        self.overall, self.spacing, self.clock = overall, spacing, clock
        self._flying = self._queue = 0
        self._gone = asyncio.Event()
        self._landed: deque[float] = deque()
        self._chats: dict[str, float] = {}
        self._rest_until = 0.0
        self._scolded: dict[str, float] = {}

    def _busy(self) -> int:
        edge = self.clock() - 1.0
        while self._landed and self._landed[0] <= edge:
            self._landed.popleft()
        return self._flying + len(self._landed)

    def rest(self, chat: str) -> float:
        """Seconds for which nothing may go to this chat."""
        return max(self._rest_until, self._chats.get(chat, 0.0)) - self.clock()

    @property
    def rests(self) -> bool:
        """Whether nothing may go to anybody."""
        return self._rest_until > self.clock()

    def _full(self) -> float:
        """Seconds until there may be room for one more message."""
        if self._busy() < self.overall:
            return 0.0
        return max(self._landed[0] + 1.0 - self.clock(), 0.001) if self._landed else 0.005

    async def wanted(self) -> int:
        """Returns when few letters wait for room: how many more should be got ready, several with one commit."""
        while self._queue > AHEAD // 2:
            self._gone.clear()
            await self._gone.wait()
        return AHEAD - self._queue

    @asynccontextmanager
    async def letter(self, chat: str) -> AsyncIterator[None]:
        """Waits until one more unasked message may go to this chat, and counts it."""
        await self._room()
        while (wait := self.rest(chat)) > 0:
            await asyncio.sleep(wait)
            await self._room()
        async with self.reply(chat):
            yield

    async def _room(self) -> None:
        self._queue += 1
        try:
            while (wait := self._full()) > 0:  # noqa: ASYNC110 - time passes by itself, nobody could set an event
                await asyncio.sleep(wait)
        finally:
            self._queue -= 1
            self._gone.set()

    @asynccontextmanager
    async def reply(self, chat: str) -> AsyncIterator[None]:
        """Counts a message that goes at once."""
        self._flying += 1
        try:
            yield
        finally:
            self._flying -= 1
            now = self.clock()
            self._landed.append(now)
            self._chats[chat] = max(now + self.spacing, self._chats.get(chat, 0.0))  # a 429 may have come meanwhile
            if len(self._chats) > 10_000:
                self._chats = {key: until for key, until in self._chats.items() if until > now}

    def scolded(self, chat: str, retry_after: float) -> None:
        """Telegram said 429: this chat rests; a second chat within the same time means that everything rests."""
        now = self.clock()
        self._chats[chat] = now + retry_after
        self._scolded = {key: until for key, until in self._scolded.items() if until > now}
        self._scolded[chat] = now + retry_after
        if len(self._scolded) > 1:
            self._rest_until = max(self._rest_until, now + retry_after)
