"""Single instance: one process holds the lease; a second one stands by (reliability § 4.7)."""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import structlog

import db.lease
from bot.clock import machine_count, machine_time
from bot.database import Database, is_passing
from bot.patience import stopped
from db.lease import Lease

log = structlog.get_logger()

HEARTBEAT = 10
"""Seconds between heartbeats."""
STANDBY = 2
"""Seconds between two tries of a process that stands by."""
COUNTED_IN = "/proc/self/ns/pid"
"""By which Linux tells apart containers: each counts its processes for itself, and several may have one name."""


def own_name() -> str:
    """Host, process, and a word that tells a new process from an old one with the same number."""
    return f"{_host()}:{os.getpid()}:{secrets.token_hex(4)}"


def _host() -> str:
    """Where a number of a process means the same process."""
    counted_in = Path(COUNTED_IN)
    return f"{socket.gethostname()}/{counted_in.stat().st_ino}" if counted_in.exists() else socket.gethostname()


def is_dead(holder: str) -> bool:
    """Whether the holder certainly died: a process of this host that is gone, or had our own number before us."""
    host, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    if host != _host() or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


class _Watch:
    """How long a holder's heartbeat has stood still, by our own count: clocks jump, and two machines have two."""

    def __init__(self) -> None:
        self._beat: tuple[int, datetime] | None = None
        self._since = 0.0

    def is_alive(self, lease: Lease) -> bool:
        """Whether the holder was heard lately. Only the first look has to believe the clocks."""
        beat, before = (lease.fencing_number, lease.heartbeat_at), self._beat
        if beat != before:
            self._beat, self._since = beat, machine_count()
        if before is None:
            return machine_time() - lease.heartbeat_at < db.lease.TTL
        return machine_count() - self._since < db.lease.TTL.total_seconds()


async def take(database: Database, name: str, stop: asyncio.Event) -> bool:
    """Waits for the lease; False when told to stop before it was free."""
    told, watch = False, _Watch()
    while not stop.is_set():
        try:
            number = await _try(database, name, watch)
        except Exception as error:
            if not (told and is_passing(error)):
                raise  # at the start a read-only or busy database is a reason to say so and end (row 54)
            log.warning("the database is away; standing by", error=type(error).__name__)
            await asyncio.sleep(STANDBY)
            continue
        if number is not None:
            database.fencing_number = number
            return True
        if not told:
            log.warning("another process serves this database; standing by")
            told = True
        await asyncio.sleep(STANDBY)
    return False


async def _try(database: Database, name: str, watch: _Watch) -> int | None:
    async with database.transaction() as transaction:
        lease = await transaction.do(db.lease.holder)
        free = lease is None or not lease.holder or is_dead(lease.holder) or not watch.is_alive(lease)
        if not free:
            return None
        number: int | None = await transaction.finish(db.lease.take, name, machine_time(), holder_is_dead=True)
        return number


@asynccontextmanager
async def held(database: Database) -> AsyncIterator[None]:
    """The lease that was taken is kept while the block works, however long it starts or stops, and then given back.

    Raises `Fenced`, in a group, when another process has taken over.
    """
    over = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(keep(database, over))
            yield
            over.set()
    finally:
        await release(database)


async def keep(database: Database, stop: asyncio.Event) -> None:
    """Beats until told to stop; raises `Fenced` when another process has taken over."""
    assert database.fencing_number is not None
    while not await stopped(stop, HEARTBEAT):
        try:
            async with database.transaction() as transaction:
                await transaction.finish(db.lease.beat, database.fencing_number, machine_time())
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("heartbeat missed", error=type(error).__name__)


async def release(database: Database) -> None:
    """Gives the lease back, so that the next process need not wait."""
    number, database.fencing_number = database.fencing_number, None
    if number is not None:
        async with database.transaction() as transaction:
            await transaction.finish(db.lease.release, number)
