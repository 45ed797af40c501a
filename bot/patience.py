"""Waiting for a database that is away for a moment: locked, full, disconnected."""

import asyncio
from collections.abc import Awaitable, Callable
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
