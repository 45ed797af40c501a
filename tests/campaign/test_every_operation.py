"""Each single operation fails once: the n-th statement to the database, the n-th call to Telegram, for every n."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from emulator.faults import Fault, Faults
from emulator.parameters import Params
from tests.campaign import tally
from tests.campaign.rig import Rig, empty, hurried
from tests.campaign.story import judge, tell

KINDS = ("429", "403", "500", "502_html", "undecodable_200", "timeout_before", "timeout_after")
SOON = 0.02
QUICK_STATEMENTS, QUICK_CALLS = 17, 13
"""In the quick part only every so-manieth operation fails."""


class Nth(Faults):
    """Only the call of this number fails; `count` tells how many there were."""

    def __init__(self, number: int, kind: str) -> None:
        super().__init__()
        self.number, self.count = number, 0
        self.planned = [Fault(kind, seconds=SOON)]

    def take(self, method: str, params: Params, now: datetime) -> Fault | None:
        self.count += 1
        fault = self.planned[0] if self.planned else None
        return fault if fault and self.count == self.number and fault.strikes(method, params) else None


@asynccontextmanager
async def rig(url: str | None) -> AsyncIterator[Rig]:
    """The schools before the story."""
    if url:
        await empty(url)
    with TemporaryDirectory() as folder, hurried():
        async with Rig(Path(folder), url) as made:
            await made.people()
            yield made


async def statement_fails(number: int, url: str | None) -> int:
    """The story with that statement failing; returns how many statements there were."""
    async with rig(url) as made:
        with made.failing_statement(number) as counted:
            respondent = await tell(made)
        wrong = await judge(made, respondent)
        tally.count(made.engine.dialect.name, "a statement fails", losses=len(wrong))
        assert wrong == [], f"statement {number}"
        return counted[0]


async def call_fails(number: int, kind: str, url: str | None) -> int:
    """The story with that call failing; returns how many calls there were."""
    async with rig(url) as made:
        faults = made.world.faults = Nth(number, kind)
        wrong = await judge(made, await tell(made))
        tally.count(made.engine.dialect.name, f"Telegram: {kind}", losses=len(wrong))
        assert wrong == [], f"call {number}: {kind}"
        return faults.count


async def every_statement(step: int, url: str | None) -> None:
    """Every `step`-th, until the story has fewer."""
    number, most = 1, 1
    while number <= most:
        most = await statement_fails(number, url)
        number += step


async def every_call(kind: str, step: int, url: str | None) -> None:
    number, most = 1 + KINDS.index(kind) % step, step
    while number <= most:
        most = await call_fails(number, kind, url)
        number += step


@pytest.mark.fault(3, 58)
async def test_some_statements_fail() -> None:
    await every_statement(QUICK_STATEMENTS, None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.fault(38, 39, 40, 41)
async def test_some_calls_fail(kind: str) -> None:
    await every_call(kind, QUICK_CALLS, None)


@pytest.mark.faults
async def test_every_statement_fails() -> None:
    await every_statement(1, None)


@pytest.mark.faults
async def test_every_third_statement_fails_on_a_server(fresh_postgres: str) -> None:
    await every_statement(3, fresh_postgres)


@pytest.mark.faults
@pytest.mark.parametrize("kind", KINDS)
async def test_every_call_fails(kind: str) -> None:
    await every_call(kind, 1, None)
