"""Restoring: a backup becomes a database in a new place, counted against its manifest, ready for the next start."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

import db.lease
from bot import backup, backup_copy
from bot.backup import Manifest
from bot.database import Postgres, connect
from bot.refusals import Refused
from bot.settings import Settings
from db import schema
from programme import outages


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: how old it is, how many rows, how many unasked letters of that time are not sent any more."""

    database_url: str
    created_at: datetime
    age: timedelta
    rows: int
    schema: str | None
    silenced: int


def restore(settings: Settings, file: Path, database_url: str, now: datetime) -> Restored:
    """Restores into a place where no database is.

    Raises `Refused`, `NewerSchema` and `OSError`; then the place is as it was.
    """
    url = make_url(database_url)
    into_file = url.get_backend_name() == "sqlite"
    target = Path(url.database or "").absolute()
    manifest = backup.read_manifest(file)
    _refuse_what_does_not_fit(manifest, url)
    if into_file:
        _refuse_files(target, now)
        backup.clear_away(target.parent, now)
    else:
        asyncio.run(_refuse_server(database_url, now))
    with backup.opened(settings, file, target.parent if into_file else None) as (manifest, copy):
        created_at = datetime.fromisoformat(manifest.created_at)
        if into_file:
            silenced = asyncio.run(_made_ready(f"sqlite+aiosqlite:///{copy}", now))
            _put(copy, target)
        else:
            backup_copy.load(url, copy)
            asyncio.run(_refuse_miscounted(database_url, manifest))
            silenced = asyncio.run(_made_ready(database_url, now))
    rows = sum(manifest.counts.values())
    return Restored(database_url, created_at, now - created_at, rows, manifest.schema, silenced)


def _refuse_what_does_not_fit(manifest: Manifest, url: URL) -> None:
    schema.refuse_newer(manifest.schema)
    if manifest.engine != url.get_backend_name():
        raise Refused(f"The backup is one of {manifest.engine}: restore it there, with --to or DATABASE_URL.")


def _refuse_files(target: Path, now: datetime) -> None:
    """A log left beside a lost file would be mixed into the restored one: it counts as a database, too."""
    names = (target, *(target.with_name(target.name + ending) for ending in ("-wal", "-shm", "-journal")))
    there = [path for path in names if path.exists() and (path != target or path.stat().st_size)]
    if not there:
        return
    if target in there and _file_is_served(target, now):
        raise Refused(f"A running mentor-bot serves {target}: nothing is overwritten. Stop it, or restore with --to.")
    listed = ", ".join(path.name for path in there)
    raise Refused(
        f"There is a database already, nothing is overwritten: move {listed} away from {target.parent}, "
        "or restore with --to sqlite+aiosqlite:///NEW_FILE and set DATABASE_URL."
    )


def _file_is_served(target: Path, now: datetime) -> bool:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(f"file:{target}?mode=ro", uri=True))
    try:
        with Session(engine) as session:
            return db.lease.is_live(session, now)
    except Exception:
        return False  # damaged, or no database of ours
    finally:
        engine.dispose()


async def _refuse_server(database_url: str, now: datetime) -> None:
    def look(connection: Connection) -> None:
        tables = inspect(connection).get_table_names()
        if "lease" in tables and db.lease.is_live(Session(connection), now):
            raise Refused("A running mentor-bot serves that database: nothing is overwritten.")
        if tables:
            raise Refused("That database is not empty, nothing is overwritten: make a new one and name it with --to.")

    await _connected(database_url, look)


async def _refuse_miscounted(database_url: str, manifest: Manifest) -> None:
    def look(connection: Connection) -> None:
        if backup_copy.census(connection) != (manifest.schema, manifest.counts):
            raise Refused("The restored rows are not those of the manifest: do not use this database.")

    await _connected(database_url, look)


async def _connected(database_url: str, look: Callable[[Connection], None]) -> None:
    database = Postgres(database_url)
    try:
        await database.connected(look)
    except (OSError, TimeoutError) as error:
        raise Refused(f"The database server does not answer ({type(error).__name__}).") from error
    finally:
        await database.close()


async def _made_ready(database_url: str, now: datetime) -> int:
    """Nobody holds the lease, and what people were told meanwhile is not told again (reliability row 57)."""
    database = await connect(database_url)
    try:
        async with database.transaction() as transaction:
            await transaction.do(db.lease.vacate)
            return await transaction.finish(outages.restored, now)
    finally:
        await database.close()


def _put(copy: Path, target: Path) -> None:
    """Onto the disk and into its place; whoever else was quicker is not overwritten."""
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Refused("The restored copy is damaged: try an older backup.")
    with copy.open("rb") as written:
        os.fsync(written.fileno())
    if not target.exists():
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.replace(copy, target)
    backup.sync(target.parent)
