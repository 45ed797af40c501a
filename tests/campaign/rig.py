"""The bot in the hands of misfortune: killed without notice, in haste, with two schools of simulated people."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import asyncpg
from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import db.organisations
from db.base import Base
from db.runs import Run
from emulator.world import Chat
from programme import forms
from tests.people.attacker import Attacker
from tests.people.memory import Memory
from tests.people.somebody import Somebody
from tests.service import Service
from tests.two_schools import PASSING, School, found

START = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
"""A Friday, half past four in Moscow: everybody may be written to."""
HASTE = 0.004
"""Real seconds that the longest pause of the bot takes here."""
QUICK = 200
"""How much faster the pace of sending goes."""

Rows = dict[str, list[dict[str, Any]]]


class Rig(Service):
    """A service with people. `async with Rig(folder) as rig`: both schools are there, everybody has a phone."""

    memory: Memory
    school: School

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        super().__init__(folder, START, limits=False, database_url=database_url)
        self.kills = 0
        self.ambiguous = 0
        self.memory = Memory()

    async def people(self) -> None:
        """Founds the schools and gives everybody a mind of their own."""
        self.school = await found(self)
        await self.do(_keep_for_long)
        chats = {name: self.school.chat(name) for name in self.school.there}
        self.chats: dict[int, Chat] = {chat.person.id: chat for chat in chats.values()}
        self.somebody = [
            Somebody(name, self.world, chat, self.memory) for name, chat in chats.items() if name != "stranger"
        ]
        self.attackers = [
            Attacker(name, self.world, chats[name], [other for one, other in chats.items() if one != name])
            for name in ("stranger",)
        ]

    async def start(self) -> None:
        await super().start()
        self.application.pace.clock = lambda: monotonic() * QUICK

    async def kill(self) -> None:
        """As `kill -9`: nothing is drained, what is not on the disk is gone."""
        self.kills += 1
        sqlite = self.database_url.startswith("sqlite")
        if sqlite:
            while not self.application.tick.idle:  # noqa: ASYNC110 - its thread may be writing the file
                await asyncio.sleep(0)
            for suffix in ("", "-wal"):
                shutil.copy(f"{self.path}{suffix}", f"{self.path}{suffix}.dead")
        self._running.cancel()
        with suppress(asyncio.CancelledError, ExceptionGroup):
            await self._running
        with suppress(Exception):
            await self.database.close()
        if sqlite:
            for suffix in ("", "-wal"):
                shutil.move(f"{self.path}{suffix}.dead", f"{self.path}{suffix}")
            with suppress(FileNotFoundError):
                os.unlink(f"{self.path}-shm")
        await self.start()

    async def settle(self) -> None:
        """Everything is answered; everybody looks at their screens."""
        await self.idle()
        self.memory.settle(self.chats, await self.do(_forms))

    async def quiet(self) -> None:
        """No more misfortune: whatever waits is done."""
        self.world.faults.clear()
        self.bot.updates.repeat = self.bot.updates.decorate = 0
        await self.clock.advance(timedelta(minutes=10))
        self.breathe()
        self.application.outbox.wake()
        await self.settle()

    async def tables(self) -> Rows:
        """Everything that is kept."""
        return await self.do(_rows)

    async def essence(self) -> Rows:
        """The same without what changes by being spoken to at all."""
        return {name: rows for name, rows in (await self.tables()).items() if name not in PASSING}

    @contextmanager
    def failing_statement(self, number: int) -> Iterator[list[int]]:
        """The statement of that number, counted from now, fails as a disk or a connection does; yields the count."""
        counted, engine = [0], self.engine

        def fail(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
            counted[0] += 1
            if counted[0] == number:
                raise OperationalError(statement, None, self.trouble())

        event.listen(engine, "before_cursor_execute", fail)
        try:
            yield counted
        finally:
            event.remove(engine, "before_cursor_execute", fail)

    def trouble(self) -> Exception:
        """What a driver raises when the disk or the connection fails for a moment."""
        error: Any
        if self.database_url.startswith("sqlite"):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        else:
            error = asyncpg.CannotConnectNowError("the database system is shutting down")
        return error  # type: ignore[no-any-return]

    @property
    def engine(self) -> Engine:
        """The engine that the service speaks through."""
        database: Any = self.database
        return database.connection.engine if self.database_url.startswith("sqlite") else database.engine.sync_engine

    async def restored(self) -> list[str]:
        """I10: a copy made now holds what the database holds now, but for the lease, which is renewed meanwhile."""
        if not self.database_url.startswith("sqlite"):
            return []  # the copy of a server's database is tested with the backup
        copy = self.path.with_name("copy.db")
        copy.unlink(missing_ok=True)
        before = await self.tables()
        await self.database.backup(copy)
        with closing(create_engine(f"sqlite:///{copy}").connect()) as connection:
            kept = _rows(Session(connection))
        return [
            f"the copy differs in {name}" for name, rows in before.items() if name != "lease" and kept[name] != rows
        ]

    def violations(self) -> list[str]:
        """Broken rules of Telegram."""
        return [f"{call.method}: {text}" for call in self.world.calls.violations() for text in call.violations]


async def empty(url: str) -> None:
    """Makes the database of a server anew."""
    name = make_url(url).database
    connection = await asyncpg.connect(url.replace("+asyncpg", "").replace(f"/{name}?", "/postgres?"))
    try:
        await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()


@contextmanager
def hurried() -> Iterator[None]:
    """Every pause of the program takes no time to speak of."""
    patient = asyncio.sleep

    async def sleep(delay: float, result: Any = None) -> Any:
        return await patient(min(delay, HASTE), result)

    asyncio.sleep = sleep  # type: ignore[assignment]
    try:
        yield
    finally:
        asyncio.sleep = patient


def _rows(session: Session) -> Rows:
    return {
        table.name: [dict(row) for row in session.execute(table.select()).mappings()]
        for table in Base.metadata.sorted_tables
    }


def _forms(session: Session) -> dict[int, Any]:
    return {run.id: forms.form_of(session, run) for run in session.scalars(select(Run))}


def _keep_for_long(session: Session) -> None:
    """The invariants ask for every letter and answer, however long ago it was: retention leaves them alone here."""
    for organisation in db.organisations.tree(session):
        organisation.settings = {**organisation.settings, "retention": {"letters": 36_500, "drafts": 36_500}}
