"""The pace of sending: as many messages a second as Telegram allows, and never one more."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

OVERALL = 30
"""Messages a second over all chats (Telegram's limit)."""
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
        self._flying = 0
        self._landed: deque[float] = deque()
        self._chats: dict[str, float] = {}
        self._rest_until = 0.0
        self._scolded: dict[str, float] = {}

    def _busy(self) -> int:
        edge = self.clock() - 1.0
        while self._landed and self._landed[0] <= edge:
            self._landed.popleft()
        return self._flying + len(self._landed)

    def _wait(self, chat: str) -> float:
        wait = self.rest(chat)
        if wait <= 0 and self._busy() >= self.overall:
            wait = max(self._landed[0] + 1.0 - self.clock(), 0.001) if self._landed else 0.005
        return wait

    def rest(self, chat: str) -> float:
        """Seconds for which nothing may go to this chat."""
        return max(self._rest_until, self._chats.get(chat, 0.0)) - self.clock()

    @asynccontextmanager
    async def letter(self, chat: str) -> AsyncIterator[None]:
        """Waits until one more unasked message may go to this chat, and counts it."""
        while (wait := self._wait(chat)) > 0:  # noqa: ASYNC110 - time passes by itself, nobody could set an event
            await asyncio.sleep(wait)
        async with self.reply(chat):
            yield

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
            self._chats[chat] = now + self.spacing
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
