"""`mentor-bot run` as the process that it is, in a folder of its own, told by its log and its health page."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds until something must have happened, on a busy machine."""


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    """One process; `health` is the address of its page."""

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.port = folder, free_port()
        self.health = f"http://127.0.0.1:{self.port}"
        self.settings = {"HEALTH_LISTEN": f"127.0.0.1:{self.port}", "LOG_FORMAT": "json", **settings}

    async def start(self) -> None:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | self.settings
        with (self.folder / "log").open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=environment, stderr=log
            )

    async def stop(self) -> int:
        """As by an operator; returns the exit code."""
        self.process.terminate()
        return await self.process.wait()

    async def kill(self) -> None:
        self.process.kill()
        await self.process.wait()

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def events(self) -> list[str]:
        return [json.loads(line)["event"] for line in self.log().splitlines()]

    async def ask(self, path: str) -> tuple[int, str]:
        """Status and words of the health page."""
        async with aiohttp.ClientSession() as session, session.get(self.health + path) as response:
            return response.status, await response.text()

    async def ready(self) -> tuple[int, dict[str, Any]]:
        """Status of /readyz and its checks."""
        status, words = await self.ask("/readyz")
        return status, json.loads(words)["checks"]

    async def until(self, path: str, status: int) -> None:
        """Until the health page answers so."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    if (await self.ask(path))[0] == status:
                        return
                except aiohttp.ClientError:
                    assert self.process.returncode is None, self.log()
                await asyncio.sleep(0.1)


@asynccontextmanager
async def running(folder: Path, **settings: str) -> AsyncIterator[Running]:
    """A process that is there until the block ends."""
    one = Running(folder, **settings)
    await one.start()
    try:
        yield one
    finally:
        if one.process.returncode is None:
            await one.kill()
