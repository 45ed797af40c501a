"""The bot as a process whose clock is told: a line with a moment makes it tick and send, a line of JSON says done.

From what it was told on the time runs as usual: who presses two cards one after the other shall have done so.
"""

import asyncio
import json
import sys
from datetime import datetime, timedelta
from time import perf_counter

import psutil

from bot import logs
from bot.application import Application
from bot.clock import Clock
from bot.database import connect
from bot.settings import load

UNHURRIED = 1_000
"""Letters a second: emulated days are long, so nobody's patience ends, and what we see is how fast we could send."""


class ToldTime:
    """The moment last told, and what has passed since."""

    def __init__(self, line: str) -> None:
        self.tell(line)

    def tell(self, line: str) -> None:
        self.told, self.at = datetime.fromisoformat(line), perf_counter()

    def now(self) -> datetime:
        return self.told + timedelta(seconds=perf_counter() - self.at)


async def main() -> None:
    """Serves until the lines end."""
    logs.start("json")
    settings = load()
    time = ToldTime(sys.stdin.readline().strip())
    database = await connect(settings.database_url, settings.ring)
    application = Application(settings, database, Clock(time.now))
    application.pace.overall, application.pace.spacing = UNHURRIED, 0.0
    application.flood.clock = lambda: time.now().timestamp()  # a year of days in minutes is no flood
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
            time.tell(line)
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
