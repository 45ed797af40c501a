"""A transaction is all or nothing, on both engines, whoever writes at the same time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import db.due
import db.lease
from bot.database import Postgres, SQLite, connect, is_passing
from db import schema
from tests.conftest import NOW


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[SQLite]:
    database = await connect(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}")
    assert isinstance(database, SQLite)
    await database.connected(schema.upgrade)
    yield database
    await database.close()


def count(session: Session) -> int:
    return session.scalar(text("SELECT count(*) FROM due")) or 0


def mark(session: Session, period: str) -> bool:
    return db.due.claim(session, "test", "x", period, NOW)


async def mark_and_fail(database: SQLite | Postgres) -> None:
    async with database.transaction() as transaction:
        await transaction.do(mark, "2026-11")
        raise KeyError


async def test_the_file_is_opened_as_reliability_demands(sqlite: SQLite) -> None:
    async with sqlite.transaction() as transaction:
        found = [
            await transaction.do(lambda session, name=name: session.scalar(text(f"PRAGMA {name}")))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]


async def test_an_exception_takes_everything_back(sqlite: SQLite) -> None:
    with pytest.raises(KeyError):
        await mark_and_fail(sqlite)
    async with sqlite.transaction() as transaction:
        assert await transaction.do(count) == 0


async def test_many_writers_lose_nothing(sqlite: SQLite) -> None:
    def add(session: Session) -> None:
        number = count(session)
        mark(session, str(number))

    async def write() -> None:
        async with sqlite.transaction() as transaction:
            await transaction.finish(add)

    async with asyncio.TaskGroup() as group:
        for _ in range(160):
            group.create_task(write())
    async with sqlite.transaction() as transaction:
        assert await transaction.do(count) == 160


async def test_a_cancelled_transaction_leaves_the_door_open(sqlite: SQLite) -> None:
    async def hang() -> None:
        async with sqlite.transaction() as transaction:
            await transaction.do(mark, "2026-11")
            await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await hang()
    async with sqlite.transaction() as transaction:
        assert await transaction.finish(mark, "2026-11")


async def test_a_process_that_lost_the_lease_writes_nothing(sqlite: SQLite) -> None:
    async with sqlite.transaction() as transaction:
        sqlite.fencing_number = await transaction.do(db.lease.take, "first", NOW)
    async with sqlite.transaction() as transaction:
        await transaction.do(db.lease.take, "second", NOW, holder_is_dead=True)
        sqlite.fencing_number = 2
    sqlite.fencing_number = 1
    with pytest.raises(db.lease.Fenced):
        async with sqlite.transaction() as transaction:
            await transaction.do(mark, "2026-11")
    sqlite.fencing_number = None
    async with sqlite.transaction() as transaction:
        assert await transaction.do(count) == 0


async def test_a_locked_file_is_a_passing_trouble(
    sqlite: SQLite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sqlite.LOCK_PATIENCE", 0.05)
    other = await SQLite(str(tmp_path / "test.db")).open()
    async with sqlite.transaction() as transaction:
        await transaction.do(mark, "2026-11")
        with pytest.raises(sqlite3.OperationalError) as caught:
            async with other.transaction() as late:
                await late.do(mark, "2026-12")
        assert is_passing(caught.value)
    await other.close()


async def test_postgresql_keeps_the_same_promises(postgres_url: str) -> None:
    database = await connect(postgres_url)
    assert isinstance(database, Postgres)
    try:
        await database.connected(schema.upgrade)
        with pytest.raises(KeyError):
            await mark_and_fail(database)
        async with database.transaction() as transaction:
            assert await transaction.finish(mark, "2026-11")
        async with database.transaction() as transaction:
            assert not await transaction.finish(mark, "2026-11")

    finally:
        await database.connected(lambda connection: connection.execute(text("DELETE FROM due WHERE kind = 'test'")))
        await database.close()
