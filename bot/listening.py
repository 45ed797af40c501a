"""Listening: a page of ours at an address, with limits, without a log of who called."""

import errno
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.refusals import Refused

LAST_CALLS = 5
"""Seconds that calls get to be answered when we stop."""
LINGER = 2
"""Seconds for which the rest of a refused call is read, so that the answer arrives."""
MUTE = logging.getLogger("bot.listening")
MUTE.addHandler(logging.NullHandler())
MUTE.propagate = False  # what callers send stays out of the log (security § 7)


@asynccontextmanager
async def listening(page: web.Application, address: tuple[str, int], setting: str) -> AsyncIterator[int]:
    """Serves the page while the block works; yields the port. Raises `Refused`, which names the setting, for an
    address that is taken or not ours.
    """
    host, port = address
    runner = web.AppRunner(
        page,
        access_log=None,
        logger=MUTE,
        lingering_time=LINGER,
        auto_decompress=False,
        shutdown_timeout=LAST_CALLS,
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refused(f"{setting}: {host}:{port} is taken by another program; choose another port.") from None
            reason = "no such host" if isinstance(error, socket.gaierror) else error.strerror or type(error).__name__
            raise Refused(f"{setting}: cannot listen at {host}:{port} ({reason}).") from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
