"""Before anything is served: a file that is whole, and the newest schema, after a copy of what was there."""

import asyncio
from datetime import datetime
from pathlib import Path

import structlog

from bot.clock import machine_time
from bot.database import Database
from bot.settings import Settings
from bot.soundness import refuse_damage
from bot.sqlite import SQLite
from db import schema

log = structlog.get_logger()


async def migrate(database: Database, settings: Settings) -> tuple[str | None, str]:
    """Upgrades the schema; a SQLite file that has data is copied first. Returns the versions before and after.

    Raises `schema.NewerSchema` when the database was written by a newer program, `Refused` when a file is damaged.
    """
    if isinstance(database, SQLite):
        await asyncio.to_thread(refuse_damage, database, settings)
    before = await database.connected(schema.current)
    if before is not None and before != schema.newest() and isinstance(database, SQLite):
        await database.backup(copy_name(Path(database.path), machine_time()))
    versions = await database.connected(schema.upgrade)
    if versions[0] != versions[1]:
        log.info("schema upgraded", before=versions[0], after=versions[1])
    return versions


def copy_name(path: Path, now: datetime) -> Path:
    """Where the copy before an upgrade goes: beside the file, with the moment in its name."""
    return path.with_name(f"{path.stem}.before-upgrade-{now:%Y%m%d-%H%M%S}{path.suffix}")
