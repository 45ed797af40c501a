"""Whole days of simulated people and misfortune: nothing that was confirmed is lost, doubled or misfiled (I1–I12)."""

from pathlib import Path
from random import Random

import pytest

from tests.campaign.days import Day

QUICK, LONG = range(4), range(100, 160)
QUICK_STEPS, LONG_STEPS = 50, 120


async def live(folder: Path, seed: int, steps: int, url: str | None) -> None:
    """One day, replayed by its number."""
    async with Day(folder, Random(seed), url) as day:
        for _ in range(steps):
            await day.step()
        assert await day.verdict() == [], "\n".join(day.story)


@pytest.mark.parametrize("seed", QUICK)
@pytest.mark.fault(10, 11, 16, 17, 18, 20, 24, 36, 38, 39, 40, 41, 86)
async def test_a_day_with_everything_going_wrong(tmp_path: Path, seed: int) -> None:
    await live(tmp_path, seed, QUICK_STEPS, None)


async def test_a_day_with_everything_going_wrong_on_a_server(tmp_path: Path, fresh_postgres: str) -> None:
    await live(tmp_path, 50, QUICK_STEPS, fresh_postgres)


@pytest.mark.faults
@pytest.mark.parametrize("seed", LONG)
async def test_many_days(tmp_path: Path, seed: int) -> None:
    await live(tmp_path, seed, LONG_STEPS, None)


@pytest.mark.faults
@pytest.mark.parametrize("seed", LONG[:20])
async def test_many_days_on_a_server(tmp_path: Path, seed: int, fresh_postgres: str) -> None:
    await live(tmp_path, seed, LONG_STEPS, fresh_postgres)
