"""Waiting: for a database that is away for a moment (locked, full, disconnected), or until it is time to stop."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import structlog

from bot.database import is_passing

T = TypeVar("T")

log = structlog.get_logger()


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Does the work, again and again while the trouble is one that passes; any other trouble is raised."""
    while True:
        try:
            return await work()
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("the database is away, work waits", error=type(error).__name__)
            await asyncio.sleep(1)


async def stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Waits so long at most; True as soon as we are told to stop."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
    return stop.is_set()
