"""Before anything is served: a file that is whole, and the newest schema, after a copy of what was there."""

import sqlite3
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from bot import backup
from bot.clock import machine_time
from bot.database import Database
from bot.refusals import Refused
from bot.settings import Settings
from bot.sqlite import SQLite
from db import schema

log = structlog.get_logger()


async def migrate(database: Database, settings: Settings) -> tuple[str | None, str]:
    """Upgrades the schema; a SQLite file that has data is copied first. Returns the versions before and after.

    Raises `schema.NewerSchema` when the database was written by a newer program, `Refused` when a file is damaged.
    """
    if isinstance(database, SQLite):
        await _refuse_damage(database, settings)
    before = await database.connected(schema.current)
    if before is not None and before != schema.newest() and isinstance(database, SQLite):
        await database.backup(copy_name(Path(database.path), machine_time()))
    versions = await database.connected(schema.upgrade)
    if versions[0] != versions[1]:
        log.info("schema upgraded", before=versions[0], after=versions[1])
    return versions


async def _refuse_damage(database: SQLite, settings: Settings) -> None:
    """Nothing more is written into a damaged file; the way out is named (reliability row 53)."""
    try:
        if await database.connected(lambda connection: connection.scalar(text("PRAGMA quick_check(1)"))) == "ok":
            return
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
    newest = next(iter(backup.all_in(backup.folder_of(settings))), "BACKUP")
    raise Refused(f"{database.path} is damaged: move it away, then `mentor-bot restore {newest}`.")


def copy_name(path: Path, now: datetime) -> Path:
    """Where the copy before an upgrade goes: beside the file, with the moment in its name."""
    return path.with_name(f"{path.stem}.before-upgrade-{now:%Y%m%d-%H%M%S}{path.suffix}")
