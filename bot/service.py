"""The service as a process: from settings to `Application.run`, stopped by SIGTERM or Ctrl-C."""

import asyncio
import signal
from contextlib import suppress
from pathlib import Path

import structlog
from dotenv import dotenv_values

from bot import crash, health
from bot.application import Application
from bot.clock import Clock
from bot.hook import hook_of
from bot.refusals import Refused
from bot.settings import SECRETS, Settings
from bot.work import opened

log = structlog.get_logger()


def in_file() -> set[str]:
    """The names that `.env` sets to something."""
    path = Path(".env")
    return {name.upper() for name, value in dotenv_values(path).items() if value} if path.is_file() else set()


def unknown() -> list[str]:
    """Names in `.env` that this release does not read."""
    known = {name.upper() for name in Settings.model_fields}
    return sorted(in_file() - known - {f"{name.upper()}_FILE" for name in SECRETS})


def warn_of_unknown() -> None:
    """A misspelt setting is not silent."""
    for name in unknown():
        log.warning("unknown setting in .env", name=name)


def stop_by_signal() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set; needs a running loop."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


async def serve(settings: Settings) -> None:
    """Runs the bot until it is told to stop; what could not be finished by then stays in the journal."""
    settings.token()
    hook_of(settings)
    if settings.chat_names == "codes" and not settings.ring.keys:
        raise Refused("CHAT_NAMES=codes keeps a book of names: set DATA_KEY (`mentor-bot keys new`) to seal it.")
    crash.arm(settings.crash_at)
    stop = stop_by_signal()
    async with health.served(settings) as page, opened(settings) as database:
        page.application = Application(settings, database, Clock())
        with suppress(asyncio.CancelledError):
            await page.application.run(stop)
