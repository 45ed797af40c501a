"""Delivery of updates to a bot's own address, repeated until it says yes."""

import asyncio
import random
import time
from collections import deque
from typing import Any

import aiohttp

from emulator.updates import Update, Updates

ANSWER_SECONDS = 60
FIRST_PAUSE, LONGEST_PAUSE = 1.0, (60.0, 120.0)
LONGEST_RETRY_AFTER = 3600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """One bot's webhook: updates of one lane go in order, lanes side by side."""

    def __init__(self, url: str, secret: str, max_connections: int, updates: Updates) -> None:
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self._updates = updates
        self._lanes: dict[str, deque[Update]] = {}
        self._seen = 0
        self._delivery: asyncio.Task[None] | None = None

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Begin the delivery."""
        self._delivery = tasks.create_task(self._deliver())

    def stop(self) -> None:
        """End the delivery; what was not accepted stays pending."""
        if self._delivery is not None:
            self._delivery.cancel()

    async def _deliver(self) -> None:
        limit = aiohttp.TCPConnector(limit=self.max_connections)
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(connector=limit, timeout=timeout) as client, asyncio.TaskGroup() as lanes:
            await self._sort(client, lanes)

    async def _sort(self, client: aiohttp.ClientSession, lanes: asyncio.TaskGroup) -> None:
        while True:
            for update in self._updates.pending():
                if update.id <= self._seen:
                    continue
                self._seen = update.id
                lane = self._lanes.setdefault(update.lane, deque())
                lane.append(update)
                if len(lane) == 1:
                    lanes.create_task(self._work(client, lane))
            await self._updates.arrival()

    async def _work(self, client: aiohttp.ClientSession, lane: deque[Update]) -> None:
        pause = FIRST_PAUSE
        while lane:
            update = lane[0]
            wait = await self._post(client, update)
            if wait is None:
                pause = FIRST_PAUSE
                self._updates.settle(update)
                lane.popleft()
            else:
                await asyncio.sleep(wait or pause)
                pause = min(pause * 2, random.uniform(*LONGEST_PAUSE))

    async def _post(self, client: aiohttp.ClientSession, update: Update) -> float | None:
        """None when the bot accepted; else the seconds it asked to wait, 0 when it asked nothing."""
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        times = 2 if self._updates.repeat else 1
        self._updates.repeat -= times - 1
        error, retry_after = "", 0.0
        for _ in range(times):
            try:
                async with client.post(self.url, json=update.body, headers=headers) as response:
                    if response.ok:
                        continue
                    error = f"Wrong response from the webhook: {response.status} {response.reason}"
                    asked = response.headers.get("Retry-After", "")
                    retry_after = min(float(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0.0
            except (aiohttp.ClientError, TimeoutError) as broken:
                error = f"Connection failed: {type(broken).__name__}"
        if not error:
            return None
        self.last_error = (int(time.time()), error)
        return retry_after

    def as_telegram(self) -> dict[str, Any]:
        """Telegram's `WebhookInfo` without what the bot knows."""
        shown: dict[str, Any] = {"url": self.url, "max_connections": self.max_connections}
        if self.last_error is not None:
            shown |= {"last_error_date": self.last_error[0], "last_error_message": self.last_error[1]}
        return shown
