"""Which troubles of a database pass, so that work waits, and which are mistakes, so that it is set aside."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot import database as module
from bot.database import Postgres, connect, is_passing
from db import schema


async def trouble(database: module.Database, statement: str) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one it is, is the question
        async with database.transaction() as transaction:
            await transaction.do(lambda session: session.execute(text(statement)))
    return caught.value


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Postgres]:
    database = await connect(postgres_url)
    assert isinstance(database, Postgres)
    yield database
    await database.close()


@pytest.mark.parametrize("statement", ["SELECT * FROM no_such_table", "SELECT no_such_function()", "SELEC"])
async def test_a_mistaken_statement_is_no_passing_trouble(tmp_path: Path, postgres: Postgres, statement: str) -> None:
    sqlite = await connect(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}")
    for database in (sqlite, postgres):
        assert not is_passing(await trouble(database, statement))
    await sqlite.close()


async def test_a_full_disk_passes_and_leaves_no_half_writes(tmp_path: Path) -> None:
    sqlite = await connect(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}")
    await sqlite.connected(schema.upgrade)
    async with sqlite.transaction() as transaction:
        pages = await transaction.do(lambda session: session.scalar(text("PRAGMA page_count")))
        await transaction.do(lambda session: session.execute(text(f"PRAGMA max_page_count={pages}")))
    filling = "INSERT INTO due (kind, subject, period, done_at) VALUES ('a', 'b', hex(zeroblob(100000)), '2026-11-20')"
    assert is_passing(await trouble(sqlite, filling))
    async with sqlite.transaction() as transaction:
        assert await transaction.do(lambda session: session.scalar(text("SELECT count(*) FROM due"))) == 0
        await transaction.do(lambda session: session.execute(text("PRAGMA max_page_count=1000000")))
    async with sqlite.transaction() as transaction:
        await transaction.do(lambda session: session.execute(text(filling)))
    await sqlite.close()


async def test_a_server_that_is_not_there_is_a_passing_trouble() -> None:
    away = Postgres("postgresql+asyncpg://nobody:nothing@127.0.0.1:9/none")
    assert is_passing(await trouble(away, "SELECT 1"))
    await away.close()


async def test_a_connection_that_is_cut_is_a_passing_trouble(postgres: Postgres) -> None:
    async def cut() -> None:
        async with postgres.transaction() as transaction:
            number = await transaction.do(lambda session: session.scalar(text("SELECT pg_backend_pid()")))
            async with postgres.transaction() as other:
                await other.do(lambda session: session.execute(text(f"SELECT pg_terminate_backend({number})")))
            await asyncio.sleep(0.1)
            await transaction.do(lambda session: session.execute(text("SELECT 1")))

    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one it is, is the question
        await cut()
    assert is_passing(caught.value)
    async with postgres.transaction() as transaction:
        assert await transaction.do(lambda session: session.scalar(text("SELECT 1"))) == 1


async def test_everybody_waits_their_turn_when_all_connections_are_taken(postgres: Postgres) -> None:
    postgres.engine.pool._timeout = 0.1  # type: ignore[attr-defined]  # 30 seconds in the product
    held = [await postgres.engine.connect() for _ in range(20)]
    assert is_passing(await trouble(postgres, "SELECT 1"))
    for connection in held:
        await connection.close()


async def test_a_read_only_server_is_a_passing_trouble(postgres: Postgres) -> None:
    def write(session: Session) -> None:
        session.execute(text("SET TRANSACTION READ ONLY"))
        session.execute(text("CREATE TABLE nowhere (id integer)"))

    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one it is, is the question
        async with postgres.transaction() as transaction:
            await transaction.do(write)
    assert is_passing(caught.value)


async def test_whoever_shares_a_commit_with_a_full_disk_may_try_again(tmp_path: Path) -> None:
    sqlite = await connect(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}")
    await sqlite.connected(schema.upgrade)
    async with sqlite.transaction() as transaction:
        pages = await transaction.do(lambda session: session.scalar(text("PRAGMA page_count")))
        await transaction.do(lambda session: session.execute(text(f"PRAGMA max_page_count={pages}")))

    async def write(statement: str) -> BaseException | None:
        try:
            async with sqlite.transaction() as transaction:
                await transaction.do(lambda session: session.execute(text(statement)))
        except Exception as error:
            return error
        return None

    due = "INSERT INTO due (kind, subject, period, done_at) VALUES ('{}', 'b', {}, '2026-11-20')"
    small, large = due.format("small", "'c'"), due.format("large", "hex(zeroblob(9000000))")
    ends = await asyncio.gather(write(small), write(large), write(small.replace("'b'", "'d'")))
    assert [repr(end) for end in ends if end is not None and not is_passing(end)] == []
    assert ends[1] is not None
    async with sqlite.transaction() as transaction:
        kept = await transaction.do(lambda session: session.scalar(text("SELECT count(*) FROM due")))
    assert kept == sum(end is None for end in ends)
    await sqlite.close()
