"""What the page is told while it happens: changed screens, toasts, typing, the clock."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

BACKLOG = 1000
"""Events kept for a reader that does not read; the oldest give way."""


class Events:
    """Hands every published event to all readers; without readers publishing costs nothing."""

    def __init__(self) -> None:
        self.readers: set[_Reader] = set()
        self.closed = False

    def publish(self, kind: str, **fields: Any) -> None:
        """Tell all readers; a screen that changed several times before it was read is told once."""
        for reader in self.readers:
            reader.put({"kind": kind, **fields})

    def close(self) -> None:
        """End all reading."""
        self.closed = True
        for reader in self.readers:
            reader.woken.set()

    async def read(self, idle: float) -> AsyncIterator[dict[str, Any] | None]:
        """Yield events as they come, and None after `idle` seconds of silence, until the events are closed."""
        reader = _Reader()
        self.readers.add(reader)
        try:
            while not self.closed:
                yield await reader.next(idle)
        finally:
            self.readers.discard(reader)


class _Reader:
    def __init__(self) -> None:
        self.woken = asyncio.Event()
        self._waiting: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._numbers = count()

    def put(self, event: dict[str, Any]) -> None:
        once = event["kind"] == "screen"
        key = ("screen", event["person_id"], event["bot"], event.get("group")) if once else (next(self._numbers),)
        self._waiting[key] = event
        if len(self._waiting) > BACKLOG:
            del self._waiting[next(iter(self._waiting))]
        self.woken.set()

    async def next(self, idle: float) -> dict[str, Any] | None:
        if not self._waiting:
            self.woken.clear()
            try:
                await asyncio.wait_for(self.woken.wait(), idle)
            except TimeoutError:
                return None
        return self._waiting.pop(next(iter(self._waiting))) if self._waiting else None
