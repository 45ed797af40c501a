"""Random kills: respondents fill in questionnaires while their bot dies again and again; nothing may be lost."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.report import Target
from bot.crash import POINTS
from tests.crash.experiment import DIALOGS, Experiment, Outcome
from tests.crash.nursery import Nursery

KILLS = 200
SIDE_BY_SIDE = 2
"""Experiments at a time: while one bot is born, another one dies."""
AT_MOST = 8
"""Kills in one dialog."""


def main() -> list[Target]:
    """Kills until it is enough, prints what was seen."""
    seen = asyncio.run(_measured())
    kills, answers = sum(outcome.kills for outcome in seen), sum(outcome.answers for outcome in seen)
    faults = [fault for outcome in seen for fault in outcome.faults]
    repeats = sum(outcome.repeats for outcome in seen)
    print(f"\nRandom kills: {kills} in {len(seen)} dialogs; {answers} answers confirmed on the screen;")
    print(f"  taps that had to be or were repeated: {repeats}; broken promises: {len(faults)}")
    print("\n".join(f"  {fault}" for fault in faults), flush=True)
    return [
        Target("kills  broken promises in random kills", len(faults), 0, at_least=False),
        Target("kills  kills", kills, KILLS),
    ]


async def _measured() -> list[Outcome]:
    seen: list[Outcome] = []
    async with asyncio.TaskGroup() as group:
        for number in range(SIDE_BY_SIDE):
            group.create_task(_killing(Random(number), seen))
    return seen


async def _killing(random: Random, seen: list[Outcome]) -> None:
    async with Nursery() as nursery:
        while sum(outcome.kills for outcome in seen) < KILLS:
            with tempfile.TemporaryDirectory() as folder:
                dialog, nervous = random.choice(DIALOGS), random.random() < 0.5
                experiment = Experiment(
                    Path(folder), dialog, deaths(random), nervous=nervous, seed=random.getrandbits(32)
                )
                seen.append(await experiment.run(nursery))


def deaths(random: Random) -> Iterator[str | float | None]:
    """Some lives end at a named point, some at any moment, the last one does not end."""
    for _ in range(random.randint(1, AT_MOST)):
        yield f"{random.choice(POINTS)}:{random.randint(1, 4)}" if random.random() < 0.6 else random.uniform(0.1, 1.0)
    while True:
        yield None
