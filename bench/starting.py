"""Starting and idling: seconds until the bot asks for updates and until its first answer, and memory at rest."""

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import processes, school, steps
from bench.report import Target, table
from bench.telegram import Bot, Telegram
from bench.wire import listen

ROUNDS = 5
SETTLING = 1.0
"""Seconds after which memory is read."""
IMPORTS = "import aiogram, sqlalchemy"


def main() -> list[Target]:
    """Measures, prints the table, returns the targets."""
    processes.pin(0, 0)
    with tempfile.TemporaryDirectory() as folder:
        runs = school.found(Path(folder, "ours.db"), 1, 1, ROUNDS)
        return asyncio.run(_measured(Path(folder), runs))


async def _measured(folder: Path, runs: list[list[int]]) -> list[Target]:
    telegram = Telegram()
    server, base = await listen(telegram.handle)
    imports, ready, answered = [], [], []
    resident: dict[str, list[float]] = {steps.OURS: [], steps.BARE: []}
    for number in range(ROUNDS):
        imports.append(_import())
        for name in resident:
            bot = telegram.add(Bot(steps.TOKENS[name], 1, steps.openers(name, [runs[0][number:]]), number))
            bot.start(1)
            bot.stop()
            command, environment = steps.command(name, folder, base)
            running = processes.start(command, **environment)
            try:
                await bot.polled()
                polled = perf_counter() - running.started_at
                await bot.rest()
                if name == steps.OURS:
                    ready.append(polled)
                    answered.append(perf_counter() - running.started_at)
                await asyncio.sleep(SETTLING)
                resident[name].append(running.resident)
            finally:
                running.end()
    server.close()
    ours, bare = median(resident[steps.OURS]), median(resident[steps.BARE])
    rows = [
        [f"{steps.OURS}: asks for updates after", f"{median(ready):.2f} s"],
        [f"{steps.OURS}: first press answered after", f"{median(answered):.2f} s"],
        [f"{steps.OURS}: idle", f"{ours:.0f} MiB"],
        [f"{steps.BARE}: idle", f"{bare:.0f} MiB"],
        [f"python: {IMPORTS}", f"{median(imports):.2f} s"],
    ]
    table("Starting and idling", ["", "median"], rows)
    start = median(one / other for one, other in zip(ready, imports, strict=True))
    return [
        Target("P14 resident memory idle ÷ bare aiogram idle", ours / bare, 1.4, at_least=False),
        Target(f"P14 start to ready ÷ {IMPORTS}", start, 1.5, at_least=False),
        Target("P14 seconds from start to the first answer", median(answered), 3, at_least=False),
    ]


def _import() -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True, preexec_fn=lambda: processes.pin(0, -1))
    return perf_counter() - began
