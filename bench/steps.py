"""The questionnaire step: a press until the card is edited and the press answered; ours beside three rivals."""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from bench import processes, school
from bench.processes import Running
from bench.report import Target, table
from bench.telegram import Bot, Telegram
from bench.wire import listen

LEVELS = (1, 64, 512)
ROUNDS = 5
SETTLING, COUNTED = 0.7, 2.0
"""Seconds: until the pace is steady, and counted."""
RUNS_EACH, RUNS_OF_FIRST = 12, 300
OURS, BARE, TEMPLATE, PTB = "mentor-bot run", "aiogram, bare", "aiogram + ORM template", "python-telegram-bot"
TOKENS = {
    name: f"{5_100_000_001 + index}:bench-bench-bench-bench" for index, name in enumerate((OURS, BARE, TEMPLATE, PTB))
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One round of one bot: steps a second, processor ms a step, percentiles in ms, the rig's share of its core."""

    rate: float
    cpu: float
    p50: float
    p99: float
    rig: float


Samples = dict[tuple[str, int], list[Sample]]


def main() -> list[Target]:
    """Measures, prints the tables, returns the targets."""
    processes.pin(0, 0)
    with tempfile.TemporaryDirectory() as folder:
        runs = school.found(Path(folder, "ours.db"), max(LEVELS), RUNS_EACH, RUNS_OF_FIRST)
        return asyncio.run(_measured(Path(folder), runs))


def command(name: str, folder: Path, base: str) -> tuple[list[str], dict[str, str]]:
    """How a bot is started: its command and environment."""
    token = TOKENS[name]
    if name == OURS:
        database = f"sqlite+aiosqlite:///{folder / 'ours.db'}"
        given = {"BOT_TOKEN": token, "TELEGRAM_API_BASE": base, "DATABASE_URL": database, "LOG_FORMAT": "json"}
        return [sys.executable, "-m", "bot", "run"], given
    module = {BARE: "bare_aiogram", TEMPLATE: "template_aiogram", PTB: "bare_ptb"}[name]
    return [sys.executable, "-m", f"bench.rivals.{module}", base, token, str(folder / "template.db")], {}


def openers(name: str, runs: list[list[int]]) -> Callable[[int], Iterator[str]]:
    """What each person presses first, and when a questionnaire is over."""
    return lambda index: school.openers(runs[index]) if name == OURS else repeat("step:0:0")


async def _measured(folder: Path, runs: list[list[int]]) -> list[Target]:
    telegram = Telegram()
    server, base = await listen(telegram.handle)
    bots = {name: telegram.add(Bot(TOKENS[name], max(LEVELS), openers(name, runs))) for name in TOKENS}
    running: dict[str, Running] = {}
    try:
        for name, bot in bots.items():
            arguments, environment = command(name, folder, base)
            running[name] = processes.start(arguments, **environment)
            await bot.polled()
        samples: Samples = {}
        for _ in range(ROUNDS):
            for people in LEVELS:
                for name, bot in bots.items():
                    samples.setdefault((name, people), []).append(await _round(bot, running[name], people))
        resident = {name: process.resident for name, process in running.items()}
    finally:
        for process in running.values():
            process.end()
        server.close()
    _print(samples, resident)
    return _targets(samples)


async def _round(bot: Bot, running: Running, people: int) -> Sample:
    bot.start(people)
    await bot.begun()
    await asyncio.sleep(SETTLING)
    bot.forget()
    cpu, rig, began = running.cpu, process_time(), perf_counter()
    await asyncio.sleep(COUNTED)
    seconds = list(bot.stop())
    took, cpu, rig = perf_counter() - began, running.cpu - cpu, process_time() - rig
    await bot.rest()
    cuts = quantiles(seconds, n=100)
    return Sample(len(seconds) / took, cpu / len(seconds) * 1000, cuts[49] * 1000, cuts[98] * 1000, rig / took)


def _middle(samples: Samples, name: str, people: int, what: str) -> float:
    return float(median(getattr(sample, what) for sample in samples[name, people]))


def _ratio(samples: Samples, rival: str, people: int) -> float:
    """Ours by the rival's, round by round, and of these the median: neighbours in time had the same machine."""
    pairs = zip(samples[OURS, people], samples[rival, people], strict=True)
    return median(ours.rate / theirs.rate for ours, theirs in pairs)


def _print(samples: Samples, resident: dict[str, float]) -> None:
    rows = []
    for name in TOKENS:
        for people in LEVELS:
            rate, cpu, p50, p99, rig = (
                _middle(samples, name, people, what) for what in ("rate", "cpu", "p50", "p99", "rig")
            )
            memory = f"{resident[name]:.0f}" if people == LEVELS[-1] else ""
            rows.append(
                [name, f"{people}", f"{rate:.0f}", f"{cpu:.2f}", f"{p50:.1f}", f"{p99:.1f}", f"{rig:.0%}", memory]
            )
    columns = ["questionnaire step", "people", "steps/s", "CPU ms", "p50 ms", "p99 ms", "rig CPU", "MiB after"]
    table("A tap until the card is edited and the tap answered; only ours stores it durably", columns, rows)


def _targets(samples: Samples) -> list[Target]:
    tail = median(sample.p99 / sample.p50 for sample in samples[OURS, 64])
    many = median(m.rate / f.rate for m, f in zip(samples[OURS, 512], samples[OURS, 64], strict=True))
    return [
        Target("P1  durable step ÷ bare aiogram that stores nothing, 64 people", _ratio(samples, BARE, 64), 0.5),
        Target("P2  the same ÷ the usual ORM template, which is not durable", _ratio(samples, TEMPLATE, 64), 1.5),
        Target("P3  the same ÷ python-telegram-bot that stores nothing", _ratio(samples, PTB, 64), 2),
        Target("P5  p99 ÷ p50 of a step at 64 people", tail, 2.5, at_least=False),
        Target("P6  steps a second at 512 people ÷ at 64", many, 0.7),
    ]
