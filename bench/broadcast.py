"""A letter to everybody at Telegram's limit: how near the sender comes, who else waits, and what a kill leaves."""

import asyncio
import os
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter

from bench import processes
from bench.broadcasting import Rig
from bench.report import Target, table
from bot.pace import AHEAD, OVERALL

RECIPIENTS = int(os.environ.get("RECIPIENTS", "600"))
"""The size of performance § 3 is `RECIPIENTS=3000 python -m bench broadcast`: six minutes."""
OTHERS = 10
"""People who press buttons meanwhile."""
QUIET = 10.0
"""Seconds of presses without a broadcast, before it and after."""
PUNISHMENT = 10.0
"""Seconds that each overrun costs where overruns are punished."""


@dataclass(slots=True)
class Seen:
    """One broadcast: share of 30 a second (the mean over the thirty of a second: it does not matter how they bunch),
    429s, seconds of others' replies, what became of the letters.
    """

    name: str
    share: float = 0.0
    refused: int = 0
    quiet: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    cpu: float = 0.0
    resident: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    twice: int = 0


def main() -> list[Target]:
    """Broadcasts to people who wait for it, to a Telegram that punishes, and through a kill; prints what was seen."""
    processes.pin(0, 0)
    plain = asyncio.run(_broadcast("at the limit"))
    punished = asyncio.run(_broadcast("overruns punished", PUNISHMENT))
    killed = asyncio.run(_killed())
    _print([plain, punished, killed])
    doubtful = killed.outcomes["uncertain"]
    return [
        Target("P7  broadcast: share of 30 a second", plain.share, 0.95),
        Target("P7  broadcast: 429s", plain.refused, 1, at_least=False),
        Target("P7  broadcast: share where overruns are punished", punished.share, 0.93),
        Target(
            "P8  p95 of a reply to others during a broadcast ÷ without", _delay([plain, punished]), 1.3, at_least=False
        ),
        Target("    killed in the middle: people who got it twice", killed.twice, 0, at_least=False),
        Target(
            "    killed in the middle: letters marked uncertain",
            doubtful,
            OVERALL + AHEAD,
            at_least=False,
        ),
    ]


async def _broadcast(name: str, punishment: float = 0.0) -> Seen:
    seen = Seen(name)
    with tempfile.TemporaryDirectory() as folder:
        async with Rig(Path(folder), RECIPIENTS, OTHERS, punishment) as rig:
            async with rig.pressing(seen.quiet):
                await asyncio.sleep(QUIET)
            cpu, begun = rig.running.cpu, perf_counter()
            async with rig.pressing(seen.during):
                rig.let_go()
                await rig.sent(RECIPIENTS)
            seen.cpu = (rig.running.cpu - cpu) / (perf_counter() - begun)
            async with rig.pressing(seen.quiet):
                await asyncio.sleep(QUIET)
            _look(rig, seen)
    return seen


async def _killed() -> Seen:
    """SIGKILL when half of the letters have arrived, and the bot is started again."""
    seen = Seen("killed in the middle")
    with tempfile.TemporaryDirectory() as folder:
        async with Rig(Path(folder), RECIPIENTS, 0) as rig:
            rig.let_go()
            await rig.sent(RECIPIENTS // 2)
            rig.running.end()
            rig.live()
            while rig.rows("SELECT 1 FROM letters WHERE state IN ('waiting', 'sending') LIMIT 1"):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.5)
            _look(rig, seen)
    return seen


def _look(rig: Rig, seen: Seen) -> None:
    sends = [call for call in rig.world.calls.since(0, "sendMessage") if call.status == 200]
    to = {chat.person.id for chat in rig.recipients}
    moments = [call.at for call in sends if int(call.params["chat_id"]) in to]
    rounds = len(moments) // OVERALL - 1
    spans = [(moments[first + OVERALL * rounds] - moments[first]).total_seconds() for first in range(OVERALL)]
    seen.share = rounds / mean(spans)
    seen.refused = sum(call.error_code == 429 for call in rig.world.calls.since())
    seen.resident = rig.running.resident
    seen.outcomes.update(dict(rig.rows("SELECT state, count(*) FROM letters GROUP BY state")))
    seen.twice = sum(len(chat.messages) > 1 for chat in rig.recipients)


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000 if len(seconds) > 1 else 0.0


def _delay(broadcasts: list[Seen]) -> float:
    during, quiet = ([one for seen in broadcasts for one in getattr(seen, when)] for when in ("during", "quiet"))
    return _p95(during) / _p95(quiet)


def _print(all_seen: list[Seen]) -> None:
    rows = []
    for seen in all_seen:
        letters = ", ".join(f"{count} {state}" for state, count in seen.outcomes.items())
        rows.append([
            seen.name, f"{seen.share:.3f}", f"{seen.refused}", f"{_p95(seen.quiet):.1f}", f"{_p95(seen.during):.1f}",
            f"{seen.cpu:.0%}", f"{seen.resident:.0f}", f"{seen.twice}", letters,
        ])  # fmt: skip
    columns = ["broadcast", "share", "429s", "p95 ms", "during", "CPU", "MiB", "twice", "letters"]
    table(f"{RECIPIENTS} letters at 30 a second, while {OTHERS} people press buttons", columns, rows)
