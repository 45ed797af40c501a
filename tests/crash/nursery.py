"""Bots that are born quickly: a process that has imported everything forks one when asked, and tells how it ended.

Each bot is a process of its own, on its own file, and dies like any other under SIGKILL.
"""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
BIRTH = 60
"""Seconds until everything is imported, on a busy machine."""


class Nursery:
    """`async with Nursery() as nursery`: one bot at a time."""

    async def __aenter__(self) -> Self:
        command = [sys.executable, "-m", "tests.crash.nursery"]
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
        async with asyncio.timeout(BIRTH):
            assert await self._line() == "ready"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.kill()
        await self._process.wait()

    async def born(self, folder: Path, **environment: str) -> int:
        """Starts a bot in its folder; returns its process id."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"folder": str(folder), **environment}).encode() + b"\n")
        return int(await self._line())

    async def gone(self) -> int:
        """Waits until the bot has ended; returns its exit code, negative for a signal."""
        return int(await self._line())

    async def _line(self) -> str:
        assert self._process.stdout
        line = (await self._process.stdout.readline()).decode().strip()
        assert line, "the nursery is gone"
        return line


def main() -> None:
    """Forks a bot for each line of JSON, and waits for its end."""
    from bot import service  # noqa: F401 - everything is imported here, once

    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _live(json.loads(line))
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _live(given: dict[str, str]) -> None:
    from bot import logs, service
    from bot.settings import load

    folder = Path(given.pop("folder"))
    os.chdir(folder)
    os.environ.update({"HEALTH_LISTEN": "", **given})  # many live at once, and nobody asks how they are
    for stream, name, flags in ((0, os.devnull, os.O_RDONLY), (1, os.devnull, os.O_WRONLY), (2, "log", os.O_APPEND)):
        os.dup2(os.open(name, flags | os.O_CREAT | os.O_RDWR if name == "log" else flags), stream)
    code = 1
    try:
        logs.start("json")
        asyncio.run(service.serve(load()))
        code = 0
    finally:
        os._exit(code)


def kill(process: int) -> None:
    """`kill -9`, unless it was quicker."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
