"""SQLite as a database of transactions: one file, one connection, one commit for all who come in the same moment.

A transaction is a savepoint to SQLite. When everybody who was ready has had a turn, one commit makes all of it durable,
and only then do they go on: a disk takes as long for one as for sixty (`docs/decisions/0002`).
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite
import structlog
from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import db.lease
from db.sealed import NO_KEYS, Ring

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is overwritten in the file: an erasure leaves nothing in its free pages
    "busy_timeout=0",  # see `_lock`
)
LOCK_PATIENCE = 5.0
"""Seconds for which a writer waits while another program writes, before the update goes back to its queue (reliability
row 51).
"""
LOOK_AGAIN = 0.02
"""Seconds between two tries."""


def check_fence(session: Session, number: int | None) -> None:
    """Raises `Fenced` when the lease went to another process; without a lease there is nothing to check."""
    if number is not None:
        db.lease.check(session, number)


def nothing(session: Session) -> None:
    """The last verb of a transaction that has nothing more to do."""


class _Shared(sqlite3.Connection):
    """What SQLAlchemy takes for its transaction is a savepoint in one that several share."""

    def commit(self) -> None:
        self.execute("RELEASE own")

    def rollback(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK TO own")
            self.execute("RELEASE own")


class _SQLiteTransaction:
    def __init__(self, database: "SQLite", aside: bool) -> None:
        self.database = database
        self.job = database.aside if aside else database.at_once
        self.session = Session(database.connection, expire_on_commit=False, info=database.info)
        self.open = True

    async def do(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.job(verb, self.session, *args, **kwargs)

    async def finish(self, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        result = await self.job(self._last, partial(verb, self.session, *args, **kwargs))
        self.open = False
        return result

    def _last(self, verb: Callable[[], T]) -> T:
        result = verb()
        check_fence(self.session, self.database.fencing_number)
        self.session.commit()
        self.session.close()
        return result

    def _end(self) -> None:
        self.session.rollback()
        self.session.close()


class SQLite:
    """One file, one writing connection, one transaction at a time; WAL, FULL, IMMEDIATE (reliability § 4.3)."""

    def __init__(self, path: str, ring: Ring = NO_KEYS, names: str = "first") -> None:
        self.path = path
        self.info: dict[str, Any] = {"ring": ring, "names": names}
        self.fencing_number: int | None = None
        self.turn = asyncio.Lock()
        self._waiting: list[asyncio.Future[None]] = []

    async def open(self) -> "SQLite":
        """Opens the file; raises `sqlite3.Error` or `OSError` when it cannot be used."""
        self.raw = aiosqlite.connect(
            self.path,
            isolation_level=None,
            cached_statements=512,
            timeout=LOCK_PATIENCE,
            check_same_thread=False,  # `turn` lets only one of them in
            factory=_Shared,
        )
        try:
            _ = await self.raw
        except BaseException:
            await asyncio.to_thread(self.raw._thread.join)  # it has a last word for our loop
            raise
        try:
            await self.aside(self._prepare)
        except BaseException:
            await self.raw.close()
            raise
        return self

    def _prepare(self) -> None:
        self.shared = raw = self.raw._conn
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}").fetchall()
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)
        event.listen(engine, "begin", self._begin)
        self.connection = engine.connect()

    def _begin(self, _connection: Connection) -> None:
        self.shared.execute("SAVEPOINT own")

    async def _lock(self) -> None:
        """Takes the file for writing. While another program holds it, everything but the database goes on."""
        if self.shared.in_transaction:
            return
        self._commit()  # those who wait for one that SQLite has undone by itself are told
        loop = asyncio.get_running_loop()
        until = loop.time() + LOCK_PATIENCE
        while True:
            try:
                self.shared.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or loop.time() >= until:
                    raise
            await asyncio.sleep(LOOK_AGAIN)

    def _commit(self) -> None:
        """Makes durable what is done, and lets those go on who wait for it; they fail together when it cannot be."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            self.shared.execute("COMMIT")
        except sqlite3.Error as error:
            self._abandon()
            failure = OperationalError("COMMIT", None, error)
            for each in waiting:
                if not each.done():
                    each.set_exception(failure)
        else:
            for each in waiting:
                if not each.done():
                    each.set_result(None)

    def _commit_unless_busy(self) -> None:
        if not self.turn.locked():
            self._commit()

    def _abandon(self) -> None:
        if self.shared.in_transaction:
            self.shared.execute("ROLLBACK")

    async def _durable(self) -> None:
        """Returns when what is done is on the disk: after everybody who is ready now has had a turn."""
        loop = asyncio.get_running_loop()
        committed: asyncio.Future[None] = loop.create_future()
        self._waiting.append(committed)
        loop.call_soon(self._commit_unless_busy)
        await committed

    async def at_once(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a plain function here and now: a short verb takes less time than the way to a thread and back."""
        return work(*args, **kwargs)

    async def aside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a plain function on the connection's own thread: for what may take long."""
        return await self.raw._execute(work, *args, **kwargs)  # type: ignore[no-untyped-call, no-any-return]

    @asynccontextmanager
    async def transaction(self, *, aside: bool = False) -> AsyncIterator[_SQLiteTransaction]:
        async with self.turn:
            if aside:
                self._commit()  # nobody waits for the long work of another
            await self._lock()
            transaction = _SQLiteTransaction(self, aside)
            try:
                yield transaction
                if transaction.open:
                    await transaction.finish(nothing)
                if aside:
                    await self.aside(self.shared.execute, "COMMIT")
            except BaseException:
                await transaction.job(transaction._end)
                if self._waiting:
                    asyncio.get_running_loop().call_soon(self._commit_unless_busy)
                else:
                    await transaction.job(self._abandon)
                raise
        if not aside:
            await self._durable()

    async def connected(self, work: Callable[[Connection], T]) -> T:
        async with self.turn:
            self._commit()
            await self._lock()
            return await self.aside(self._connected, work)

    def _connected(self, work: Callable[[Connection], T]) -> T:
        try:
            with self.connection.begin():
                result = work(self.connection)
            self.shared.execute("COMMIT")
            return result
        finally:
            self._abandon()

    async def backup(self, target: Path) -> None:
        """A consistent copy of the live file by SQLite's online backup."""
        async with self.turn:
            self._commit()
            await self.aside(self._backup, target)

    def _backup(self, target: Path) -> None:
        copy = sqlite3.connect(target)
        try:
            self.shared.backup(copy)
        finally:
            copy.close()

    async def close(self) -> None:
        async with self.turn:
            self._commit()
            await self.aside(self.connection.close)
            try:
                await self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                log.warning("the log stays beside the file; nothing is lost", error=type(error).__name__)
            finally:
                await self.raw.close()  # its thread would keep the process alive for ever
