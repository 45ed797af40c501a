"""How a transaction reaches the driver: one place, two engines.

The verbs are plain functions over a `Session`. On SQLite (`bot.sqlite`) a verb runs where it is asked for, a long one
on aiosqlite's own thread; on PostgreSQL it runs through `AsyncSession.run_sync` on asyncpg.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, NullPool
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoRoomInPool
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from bot.sqlite import SQLite, check_fence, nothing
from db.sealed import NO_KEYS, Ring

if TYPE_CHECKING:
    from handlers.surround import Do

P = ParamSpec("P")
T = TypeVar("T")


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
    info: dict[str, Any]
    """What every session is told: `ring`, the keys of sealed columns, and `names`, the setting CHAT_NAMES."""

    def transaction(self, *, aside: bool = False) -> Any: ...

    async def connected(self, work: Callable[[Connection], T]) -> T: ...

    async def close(self) -> None: ...


SQLITE_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
}
POSTGRES_PASSING = ("08", "25006", "40", "53", "55P03", "57", "58")
"""How SQLSTATE begins: connection lost, read-only after a failover, conflict, no room, locked, shut down, disk."""
CONNECT_TIMEOUT = 10
"""Seconds for a new connection to a server."""
COMMAND_TIMEOUT = 30
"""Seconds for one statement of a transaction: a server that went silent is noticed."""


class Away(ConnectionError):
    """The database server cannot be reached."""


def is_passing(error: BaseException) -> bool:
    """Whether the database may be well again in a moment, so that nothing that was asked of it is wrong."""
    if isinstance(error, ConnectionError | TimeoutError | NoRoomInPool):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        undone = "no transaction is active" in str(cause)  # by SQLite itself, for the trouble of another in the commit
        return undone or getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in SQLITE_PASSING
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated or str(getattr(cause, "sqlstate", None)).startswith(POSTGRES_PASSING)
    )


class _PostgresTransaction:
    def __init__(self, session: AsyncSession, database: "Postgres") -> None:
        self.session, self.database, self.open = session, database, True

    async def do(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.session.run_sync(verb, *args, **kwargs)

    async def finish(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        result = await self.session.run_sync(verb, *args, **kwargs)
        await self.session.run_sync(check_fence, self.database.fencing_number)
        await self.session.commit()
        self.open = False
        return result


class Postgres:
    """A server and a pool; read committed, rows locked where verbs say so.

    A connection that met a passing trouble is not trusted again: after a failover it may lead to a reading copy.
    """

    def __init__(self, url: str, ring: Ring = NO_KEYS, names: str = "first") -> None:
        self.url = url
        self.info: dict[str, Any] = {"ring": ring, "names": names}
        self.engine = create_async_engine(
            url,
            hide_parameters=True,
            pool_size=10,
            max_overflow=10,
            pool_pre_ping=True,
            connect_args={
                "timeout": CONNECT_TIMEOUT,
                "command_timeout": COMMAND_TIMEOUT,
                "server_settings": {"datestyle": "ISO"},  # however the server writes days (`db.summary`)
            },
        )
        self.fencing_number: int | None = None

    @asynccontextmanager
    async def transaction(self, *, aside: bool = False) -> AsyncIterator[_PostgresTransaction]:
        async with AsyncSession(self.engine, expire_on_commit=False, info=self.info) as session:
            try:
                _ = await session.connection()
            except (OSError, TimeoutError) as error:
                raise Away(type(error).__name__) from error
            transaction = _PostgresTransaction(session, self)
            try:
                yield transaction
                if transaction.open:
                    await transaction.finish(nothing)
            except Exception as error:
                if is_passing(error):
                    await session.invalidate()
                raise

    async def connected(self, work: Callable[[Connection], T]) -> T:
        engine = create_async_engine(
            self.url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": CONNECT_TIMEOUT}
        )
        async with engine.begin() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        await self.engine.dispose()


async def connect(url: str, ring: Ring = NO_KEYS, names: str = "first") -> SQLite | Postgres:
    """Opens the database of a `DATABASE_URL`; `ring` holds the keys of its sealed columns, `names` is CHAT_NAMES."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return await SQLite(parsed.database or ":memory:", ring, names).open()
    return Postgres(url, ring, names)
