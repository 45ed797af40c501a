"""How a transaction reaches the driver: one place, two engines.

The verbs are plain functions over a `Session`. On SQLite a verb runs where it is asked for, long ones on aiosqlite's
own thread (`docs/decisions/0002`); on PostgreSQL it runs through `AsyncSession.run_sync` on asyncpg.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiosqlite
from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

import db.lease

if TYPE_CHECKING:
    from handlers.surround import Do

P = ParamSpec("P")
T = TypeVar("T")

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for the lock before the update goes back to its queue (reliability row 51)."""


class Transaction(Protocol):
    """One transaction. `finish` does a last verb and commits in one go; leaving the block without it commits, an
    exception rolls back.
    """

    @property
    def do(self) -> "Do": ...

    async def finish(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T: ...


class Database(Protocol):
    """A database that is open: transactions, and a bare connection for migrations and backups.

    A transaction that may take long is done `aside`, so that the others' messages go on meanwhile.
    """

    fencing_number: int | None

    def transaction(self, *, aside: bool = False) -> Any: ...

    async def connected(self, work: Callable[[Connection], T]) -> T: ...

    async def close(self) -> None: ...


def is_passing(error: BaseException) -> bool:
    """Whether the database may be well again in a moment: locked, disconnected, serialisation or deadlock."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated or getattr(error.orig, "sqlstate", None) in ("40001", "40P01", "25006", "57P01")
    )


class _SQLiteTransaction:
    def __init__(self, database: "SQLite", aside: bool) -> None:
        self.database = database
        self.job = database.aside if aside else database.at_once
        self.session = Session(database.connection, expire_on_commit=False, autoflush=True)
        self.open = True

    async def do(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.job(verb, self.session, *args, **kwargs)

    async def finish(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        result = await self.job(self._last, partial(verb, self.session, *args, **kwargs))
        self.open = False
        return result

    def _last(self, verb: Callable[[], T]) -> T:
        result = verb()
        _check_fence(self.session, self.database.fencing_number)
        self.session.commit()
        self.session.close()
        return result

    def _end(self) -> None:
        self.session.rollback()
        self.session.close()


def _check_fence(session: Session, number: int | None) -> None:
    if number is not None:
        db.lease.check(session, number)


def _nothing(session: Session) -> None:
    """The last verb of a transaction that has nothing more to do."""


class SQLite:
    """One file, one writing connection, one transaction at a time; WAL, FULL, IMMEDIATE (reliability § 4.3)."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.fencing_number: int | None = None
        self.turn = asyncio.Lock()

    async def open(self) -> "SQLite":
        """Opens the file; raises `sqlite3.Error` or `OSError` when it cannot be used."""
        self.raw = await aiosqlite.connect(
            self.path,
            isolation_level=None,
            cached_statements=512,
            timeout=BUSY_TIMEOUT_MS / 1000,
            check_same_thread=False,  # `turn` lets only one of them in
        )
        try:
            await self.aside(self._prepare)
        except BaseException:
            await self.raw.close()
            raise
        return self

    def _prepare(self) -> None:
        raw = self.raw._conn
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        self.connection = engine.connect()

    async def at_once(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a plain function here and now: a short verb takes less time than the way to a thread and back."""
        return work(*args, **kwargs)

    async def aside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a plain function on the connection's own thread: for what may take long."""
        return await self.raw._execute(work, *args, **kwargs)  # type: ignore[no-untyped-call, no-any-return]

    @asynccontextmanager
    async def transaction(self, *, aside: bool = False) -> AsyncIterator[_SQLiteTransaction]:
        async with self.turn:
            transaction = _SQLiteTransaction(self, aside)
            try:
                yield transaction
                if transaction.open:
                    await transaction.finish(_nothing)
            except BaseException:
                await transaction.job(transaction._end)
                raise

    async def connected(self, work: Callable[[Connection], T]) -> T:
        async with self.turn:
            return await self.aside(self._connected, work)

    def _connected(self, work: Callable[[Connection], T]) -> T:
        with self.connection.begin():
            return work(self.connection)

    async def backup(self, target: Path) -> None:
        """A consistent copy of the live file by SQLite's online backup."""
        async with self.turn:
            await self.aside(self._backup, target)

    def _backup(self, target: Path) -> None:
        copy = sqlite3.connect(target)
        try:
            self.raw._conn.backup(copy)
        finally:
            copy.close()

    async def close(self) -> None:
        async with self.turn:
            await self.aside(self.connection.close)
            await self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            await self.raw.close()


class _PostgresTransaction:
    def __init__(self, session: AsyncSession, database: "Postgres") -> None:
        self.session, self.database, self.open = session, database, True

    async def do(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.session.run_sync(verb, *args, **kwargs)

    async def finish(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        result = await self.session.run_sync(verb, *args, **kwargs)
        await self.session.run_sync(_check_fence, self.database.fencing_number)
        await self.session.commit()
        self.open = False
        return result


class Postgres:
    """A server and a pool; read committed, rows locked where verbs say so."""

    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url, hide_parameters=True, pool_size=10, max_overflow=10, pool_pre_ping=True)
        self.fencing_number: int | None = None

    @asynccontextmanager
    async def transaction(self, *, aside: bool = False) -> AsyncIterator[_PostgresTransaction]:
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            transaction = _PostgresTransaction(session, self)
            yield transaction
            if transaction.open:
                await transaction.finish(_nothing)

    async def connected(self, work: Callable[[Connection], T]) -> T:
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        await self.engine.dispose()


async def connect(url: str) -> SQLite | Postgres:
    """Opens the database of a `DATABASE_URL`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return await SQLite(parsed.database or ":memory:").open()
    return Postgres(url)
