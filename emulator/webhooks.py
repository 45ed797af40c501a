"""Delivery of updates to a bot's own address, repeated until it says yes (rules of the telegram-bot-api server)."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from emulator.clock import Clock
from emulator.updates import LIFE, Update, Updates

ANSWER_SECONDS = 60
FIRST_PAUSE, LONGEST_PAUSE = 1.0, (60.0, 120.0)
LONGEST_RETRY_AFTER = 3600.0
GONE_FOR = timedelta(hours=23)
"""A bot that answers nothing but 410 for so long does not want its webhook any more."""
ACCEPTED = range(200, 300)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """One bot's webhook: updates of one lane go in order, lanes side by side.

    `on_answer` gets every response that accepts an update, `on_gone` is told after 23 hours of 410.
    Pauses between attempts end after so much real time, or sooner when the emulated clock jumps over their end.
    """

    def __init__(
        self, url: str, secret: str, max_connections: int, updates: Updates, clock: Clock,
        on_answer: Callable[[aiohttp.ClientResponse], Awaitable[None]], on_gone: Callable[[], None],
    ) -> None:  # fmt: skip
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error: tuple[int, str] | None = None
        self._updates = updates
        self._clock = clock
        self._on_answer = on_answer
        self._on_gone = on_gone
        self._gone_since: datetime | None = None
        self._lanes: dict[str, deque[Update]] = {}
        self._taken: set[int] = set()
        self._jumped = asyncio.Event()
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
        deaf = self._clock.listen(self._notice_jump)
        try:
            async with aiohttp.ClientSession(connector=limit, timeout=timeout) as client, asyncio.TaskGroup() as lanes:
                await self._sort(client, lanes)
        finally:
            deaf()

    async def _sort(self, client: aiohttp.ClientSession, lanes: asyncio.TaskGroup) -> None:
        while True:
            for update in self._updates.pending():
                if update.id in self._taken:
                    continue
                self._taken.add(update.id)
                lane = self._lanes.setdefault(update.lane, deque())
                lane.append(update)
                if len(lane) == 1:
                    lanes.create_task(self._work(client, lane))
            await self._updates.arrival()

    async def _work(self, client: aiohttp.ClientSession, lane: deque[Update]) -> None:
        while lane:
            update = lane[0]
            await self._insist(client, update)
            self._updates.settle(update)
            self._taken.discard(update.id)
            lane.popleft()

    async def _insist(self, client: aiohttp.ClientSession, update: Update) -> None:
        """Offer an update until it is accepted or would be older than a day before the next attempt."""
        pause, failures = FIRST_PAUSE, 0
        while (asked := await self._post(client, update)) is not None:
            if failures and not asked:
                pause = min(pause * 2, random.uniform(*LONGEST_PAUSE))
            wait = asked or (pause if failures else 0.0)
            failures += 1
            if self._clock.now() + timedelta(seconds=wait) > update.at + LIFE:
                return
            await self._pause(wait)

    async def _pause(self, seconds: float) -> None:
        until = self._clock.now() + timedelta(seconds=seconds)
        try:
            async with asyncio.timeout(seconds):
                while self._clock.now() < until:
                    self._jumped.clear()
                    await self._jumped.wait()
        except TimeoutError:
            return

    async def _notice_jump(self, _now: datetime) -> None:
        self._jumped.set()

    async def _post(self, client: aiohttp.ClientSession, update: Update) -> float | None:
        """None when the bot accepted; else the seconds it asked to wait, 0 when it asked nothing."""
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        times = 2 if self._updates.repeat else 1
        self._updates.repeat -= times - 1
        error, retry_after, gone = "", 0.0, False
        for _ in range(times):
            try:
                async with client.post(self.url, json=update.body, headers=headers, allow_redirects=False) as response:
                    if response.status in ACCEPTED:
                        await self._on_answer(response)
                        continue
                    gone = response.status == 410
                    error = f"Wrong response from the webhook: {response.status} {response.reason}"
                    asked = response.headers.get("Retry-After", "")
                    retry_after = min(float(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0.0
            except (aiohttp.ClientError, TimeoutError) as broken:
                error = f"Connection failed: {type(broken).__name__}"
        self._watch_gone(gone)
        if not error:
            return None
        self.last_error = (int(self._clock.now().timestamp()), error)
        return retry_after

    def _watch_gone(self, gone: bool) -> None:
        now = self._clock.now()
        self._gone_since = (self._gone_since or now) if gone else None
        if self._gone_since is not None and now > self._gone_since + GONE_FOR:
            self._on_gone()

    def as_telegram(self) -> dict[str, Any]:
        """Telegram's `WebhookInfo` without what the bot knows."""
        shown: dict[str, Any] = {"url": self.url, "max_connections": self.max_connections}
        if self.last_error is not None:
            shown |= {"last_error_date": self.last_error[0], "last_error_message": self.last_error[1]}
        return shown
