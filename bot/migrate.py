"""Before anything is served: a file that is whole, and the newest schema, after a copy of what was there."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import structlog

from bot.clock import machine_time
from bot.database import Database
from bot.settings import Settings
from bot.soundness import refuse_damage
from bot.sqlite import SQLite
from db import schema

log = structlog.get_logger()

MARK, STAMP = ".before-upgrade-", "%Y%m%d-%H%M%S"


async def migrate(database: Database, settings: Settings) -> tuple[str | None, str]:
    """Upgrades the schema; a SQLite file that has data is copied first. Returns the versions before and after.

    Raises `schema.NewerSchema` when the database was written by a newer program, `Refused` when a file is damaged.
    """
    if isinstance(database, SQLite):
        await asyncio.to_thread(refuse_damage, database, settings)
    before = await database.connected(schema.current)
    if before is not None and before != schema.newest() and isinstance(database, SQLite):
        await _copied(database, Path(database.path))
    versions = await database.connected(schema.upgrade)
    if versions[0] != versions[1]:
        log.info("schema upgraded", before=versions[0], after=versions[1])
    return versions


async def _copied(database: SQLite, path: Path) -> None:
    """Keeps what is there, unless the newest copy holds it: a service may start again and again into an upgrade that
    fails.
    """
    ahead = path.with_name(f"{path.name}-wal")
    written = max(file.stat().st_mtime for file in (path, ahead) if file.exists() and file.stat().st_size)
    if not any(copy.stat().st_mtime >= written for copy in copies(path)[-1:]):
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        await database.backup(part)
        part.replace(copy_name(path, machine_time()))


def copy_name(path: Path, now: datetime) -> Path:
    """Where the copy before an upgrade goes: beside the file, with the moment in its name."""
    return path.with_name(f"{path.stem}{MARK}{now:{STAMP}}{path.suffix}")


def copies(path: Path) -> list[Path]:
    """The copies of a file before upgrades, oldest first."""
    return sorted(each for each in path.parent.iterdir() if _copied_at(path, each) is not None)


def prune(path: Path, before: datetime) -> list[Path]:
    """Deletes the copies of a file from before a moment; returns which. They hold whoever was erased since."""
    gone = [copy for copy in copies(path) if (moment := _copied_at(path, copy)) is not None and moment < before]
    for copy in gone:
        copy.unlink()
    return gone


def _copied_at(path: Path, copy: Path) -> datetime | None:
    stamp = copy.name.removeprefix(path.stem + MARK).removesuffix(path.suffix)
    try:
        moment = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if copy == copy_name(path, moment) else None
