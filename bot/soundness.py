"""Whether SQLite's file is whole: asked before anything is served, and once a day (reliability row 53)."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import structlog

from bot import backup
from bot.patience import stopped
from bot.refusals import Refused
from bot.settings import Settings
from bot.sqlite import SQLite

log = structlog.get_logger()

DAY = 24 * 60 * 60.0
"""Seconds between two looks."""
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_whole(file: Path) -> bool:
    """Reads every page, on a connection of its own that writes nothing; people go on meanwhile."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE:
            return False
        raise


def refuse_damage(database: SQLite, settings: Settings) -> None:
    """Nothing more is written into a damaged file: raises `Refused`, which names the way out."""
    if not is_whole(Path(database.path)):
        newest = next(iter(backup.all_in(backup.folder_of(settings))), "BACKUP")
        raise Refused(f"{database.path} is damaged: move it away, then `mentor-bot restore {newest}`.")


async def watch(database: SQLite, settings: Settings, stop: asyncio.Event) -> None:
    """Looks once a day until told to stop. Damage ends the service: Telegram keeps what people write for a day."""
    while not await stopped(stop, DAY):
        try:
            await asyncio.to_thread(refuse_damage, database, settings)
        except Refused as damage:
            log.critical("the database is damaged, nothing more is written", advice=str(damage))
            raise
        except sqlite3.Error as error:
            log.warning("whether the database is whole could not be told", error=type(error).__name__)
