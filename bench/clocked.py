"""The bot as a process whose clock is told: a line with a moment makes it tick and send, a line of JSON says done."""

import asyncio
import json
import sys
from datetime import datetime
from time import perf_counter

import psutil

from bot import logs
from bot.application import Application
from bot.clock import Clock
from bot.database import connect
from bot.settings import load

UNHURRIED = 1_000
"""Letters a second: emulated days are long, so nobody's patience ends, and what we see is how fast we could send."""


async def main() -> None:
    """Serves until the lines end."""
    logs.start("json")
    settings = load()
    now = datetime.fromisoformat(sys.stdin.readline().strip())
    database = await connect(settings.database_url, settings.ring)
    application = Application(settings, database, Clock(lambda: now))
    application.pace.overall, application.pace.spacing = UNHURRIED, 0.0
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(application.run(stop))
        await application.ready.wait()
        while True:
            begun = perf_counter()
            await application.tick.once()
            ticked = perf_counter()
            await _calm(application)
            seen = {"tick": ticked - begun, "sending": perf_counter() - ticked, "resident": _resident()}
            print(json.dumps(seen), flush=True)
            if not (line := (await asyncio.to_thread(sys.stdin.readline)).strip()):
                break
            await _calm(application)
            now = datetime.fromisoformat(line)
        stop.set()
    await database.close()


async def _calm(application: Application) -> None:
    calm = 0
    while calm < 3:
        await asyncio.sleep(0.002)
        calm = calm + 1 if application.idle else 0


def _resident() -> float:
    """Resident memory in MiB."""
    return float(psutil.Process().memory_info().rss) / 2**20


if __name__ == "__main__":
    asyncio.run(main())
