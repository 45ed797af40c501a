"""Several transactions share one commit on SQLite, and nobody goes on before it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import db.due
from bot.sqlite import SQLite
from db import schema
from tests.conftest import NOW


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SQLite]:
    database = await SQLite(str(tmp_path / "test.db")).open()
    await database.connected(schema.upgrade)
    yield database
    await database.close()


def mark(session: Session, period: str) -> bool:
    return db.due.claim(session, "test", "x", period, NOW)


def undo_everything(session: Session) -> None:
    """What SQLite does by itself when a disk fails."""
    session.connection().exec_driver_sql("ROLLBACK")


def kept(database: SQLite) -> set[str]:
    """What somebody else sees in the file."""
    with sqlite3.connect(database.path) as other:
        found = {period for (period,) in other.execute("SELECT period FROM due")}
    other.close()
    return found


async def written(database: SQLite, period: str, *, fails: bool = False, aside: bool = False) -> set[str]:
    """Marks a period; returns what is in the file when the transaction is over."""
    async with database.transaction(aside=aside) as transaction:
        await transaction.do(mark, period)
        if fails:
            raise KeyError(period)
    return kept(database)


async def test_whoever_goes_on_finds_it_in_the_file(database: SQLite) -> None:
    assert await written(database, "alone") == {"alone"}
    seen = await asyncio.gather(*(written(database, f"{number}") for number in range(20)))
    assert all(f"{number}" in each for number, each in enumerate(seen))


async def test_those_of_the_same_moment_share_one_commit(database: SQLite) -> None:
    statements: list[str] = []
    database.shared.set_trace_callback(statements.append)
    await asyncio.gather(*(written(database, f"{number}") for number in range(20)))
    assert statements.count("COMMIT") == 1


async def test_one_that_fails_takes_nobody_with_it(database: SQLite) -> None:
    results = await asyncio.gather(
        written(database, "before"), written(database, "failing", fails=True), written(database, "after"),
        return_exceptions=True,
    )  # fmt: skip
    assert isinstance(results[1], KeyError)
    assert kept(database) == {"before", "after"}


async def test_one_that_fails_alone_leaves_the_file_free(database: SQLite) -> None:
    with pytest.raises(KeyError):
        await written(database, "failing", fails=True)
    with sqlite3.connect(database.path, timeout=0) as other:
        other.execute("BEGIN IMMEDIATE")
    other.close()


async def test_nobody_is_told_that_it_is_kept_when_it_is_not(database: SQLite) -> None:
    async def disturb() -> None:
        async with database.transaction() as transaction:
            await transaction.do(undo_everything)
            raise KeyError

    results = await asyncio.gather(
        written(database, "lost"), disturb(), written(database, "after"), return_exceptions=True
    )
    assert isinstance(results[0], OperationalError)
    assert isinstance(results[1], KeyError)
    assert kept(database) == {"after"}


async def test_long_work_aside_keeps_nobody_waiting_who_is_done(database: SQLite) -> None:
    results = await asyncio.gather(
        written(database, "first"), written(database, "long", aside=True), written(database, "last")
    )
    assert "long" not in results[0]
    assert kept(database) == {"first", "long", "last"}
