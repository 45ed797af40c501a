"""A letter to everybody: a kill in its middle sends it to nobody twice."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.migrate import migrate
from bot.pace import AHEAD, OVERALL
from bot.settings import Settings
from bot.work import opened
from emulator import Emulator
from tests import crowd
from tests.crash.nursery import Nursery, kill

RECIPIENTS = 120
UNSETTLED = "SELECT 1 FROM letters WHERE state IN ('waiting', 'sending') LIMIT 1"


@pytest.mark.fault(6)
async def test_a_kill_in_the_middle_of_a_broadcast_sends_to_nobody_twice(tmp_path: Path) -> None:
    async with Nursery() as nursery, Emulator() as emulator:
        world = emulator.world
        bot = world.add_bot("school_bot", "Bot")
        chats = [world.chat(bot, world.add_person(f"Person {number}")) for number in range(RECIPIENTS)]
        for chat in chats:
            chat.started = True
        url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
        await _write(url, [chat.person.id for chat in chats])
        environment = {"BOT_TOKEN": bot.token, "TELEGRAM_API_BASE": emulator.url, "DATABASE_URL": url}
        first = await nursery.born(tmp_path, **environment)
        await _until(lambda: sum(bool(chat.messages) for chat in chats) >= 2 * RECIPIENTS // 3)
        kill(first)
        await nursery.gone()
        second = await nursery.born(tmp_path, **environment)
        await _until(lambda: not _rows(tmp_path, UNSETTLED))
        kill(second)
        await nursery.gone()
    states = dict(_rows(tmp_path, "SELECT state, count(*) FROM letters GROUP BY state"))
    received = [len(chat.messages) for chat in chats]
    assert max(received) == 1
    assert states.keys() <= {"sent", "uncertain"}
    assert states.get("uncertain", 0) <= OVERALL + AHEAD
    assert received.count(0) <= states.get("uncertain", 0)


async def _write(url: str, addresses: list[int]) -> None:
    settings, now = Settings(database_url=url), datetime.now(UTC)

    def write(session: Session) -> None:
        crowd.announce(session, crowd.gather(session, addresses, now), now, now)

    async with opened(settings) as database:
        await migrate(database, settings)
        async with database.transaction() as transaction:
            await transaction.finish(write)


async def _until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not happened():  # noqa: ASYNC110 - the bot is another process
            await asyncio.sleep(0.05)


def _rows(folder: Path, question: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{folder / 'bot.db'}?mode=ro", uri=True) as connection:
        return connection.execute(question).fetchall()
