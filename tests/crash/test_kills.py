"""Whatever dies when, an answer that was confirmed on the screen is kept, once, under its own question."""

from collections.abc import AsyncIterator
from itertools import chain, repeat
from pathlib import Path

import pytest
import pytest_asyncio

from bot.crash import POINTS
from tests.crash.experiment import DIALOGS, Experiment
from tests.crash.nursery import Nursery

pytestmark = pytest.mark.asyncio(loop_scope="module")
AT = {"after_settle": 1, "after_letter_claim": 1, "after_letter_send": 1, "inside_tick": 1}
"""Which time a point is passed; elsewhere the third: in the middle of the dialog."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    async with Nursery() as nursery:
        yield nursery


@pytest.mark.parametrize("dialog", DIALOGS)
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.fault(1, 2, 3, 4, 5)
async def test_a_kill_loses_nothing(nursery: Nursery, tmp_path: Path, point: str, dialog: str) -> None:
    lives = chain([f"{point}:{AT.get(point, 3)}"], repeat(None))
    outcome = await Experiment(tmp_path, dialog, lives, nervous=point != "after_fetch").run(nursery)
    assert outcome.kills == 1
    assert outcome.answers >= 2
    assert outcome.faults == []


@pytest.mark.parametrize("point", ["after_journal_commit", "before_commit", "after_commit", "after_send"])
@pytest.mark.fault(1, 2, 3, 4, 5)
async def test_a_kill_behind_a_webhook_loses_nothing(nursery: Nursery, tmp_path: Path, point: str) -> None:
    """`after_journal_commit` is before the 200: Telegram brings the update again, and it is the same one."""
    lives = chain([f"{point}:3"], repeat(None))
    outcome = await Experiment(tmp_path, DIALOGS[0], lives, nervous=True, by_webhook=True).run(nursery)
    assert outcome.kills == 1
    assert outcome.answers >= 2
    assert outcome.faults == []
