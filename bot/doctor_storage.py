"""The database's health and its surroundings: writable, room, log, backups, who serves it, what went wrong lately."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

import db.due
import db.journal
import db.lease
import db.letters
import db.organisations
from bot import backup, disks, doctor_keys, doctor_names, soundness, work
from bot.checks import Check
from bot.refusals import in_one_line
from bot.settings import Settings
from db import schema

WAL_LIMIT = 256 * 1024 * 1024
"""Bytes of the write-ahead log (reliability row 55)."""
BACKUP_AGE = timedelta(hours=36)
"""A daily backup that is older was missed."""
LOCK_PATIENCE = 5
"""Seconds for another writer to finish."""
LATELY = timedelta(days=7)
WAITS = timedelta(minutes=1)
"""An update that is older and unprocessed shows that nobody works (ux § 11)."""


async def checks(settings: Settings, now: datetime) -> list[Check]:
    """Everything about where data are kept; what is not there yet is left out."""
    file = disks.file_of(settings)
    found = [disk(*disks.used(place), str(place)) for place in disks.places(settings)]
    if file and not file.exists():
        return found
    try:
        if file:
            found += file_checks(file)
        async with work.opened(settings) as database:
            if await database.connected(schema.current) != schema.newest():
                return found
            async with database.transaction() as transaction:
                if file is None:
                    found.append(await transaction.do(_server))
                began = await transaction.do(_began)
                found += [_backups(settings, began, now), *await transaction.do(_work, now)]
                found.append(await transaction.do(doctor_names.check, settings.chat_names))
                found.append(await transaction.do(doctor_keys.check, settings.ring))
    except Exception as error:
        found.append(Check("database", False, in_one_line(error)))
    return found


def disk(used: float, free: int, where: str) -> Check:
    """How full the disk is: `used` as a part of one, `free` in bytes."""
    state = f"{used:.0%} full, {free / 1024**3:.1f} GiB free at {where}"
    if used >= disks.FULL:
        return Check("disk", False, f"{state}: answers will soon be refused, make room now")
    if used >= disks.SOON_FULL:
        return Check("disk", False, f"{state}: make room soon")
    return Check("disk", True, state)


def file_checks(file: Path) -> list[Check]:
    """Whether SQLite's file can be written and is whole; how long its log is."""
    whole = soundness.is_whole(file)
    with closing(sqlite3.connect(file, timeout=LOCK_PATIENCE, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    advice = "damaged: stop the bot, move the file away and `mentor-bot restore` the newest backup"
    database = Check("database", whole, "whole and writable" if whole else advice)
    log = file.with_name(file.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    advice = ": something reads for too long, restart the bot" if size > WAL_LIMIT else ""
    return [database, Check("log", size <= WAL_LIMIT, f"{size / 1024**2:.0f} MiB of {log.name}{advice}")]


def _server(session: Session) -> Check:
    if session.scalar(text("SHOW transaction_read_only")) == "off":
        return Check("database", True, "writable")
    return Check("database", False, "the server only lets us read: has it failed over to a copy?")


def _began(session: Session) -> datetime | None:
    """Since when there has been something to keep."""
    return min((one.created_at for one in db.organisations.tree(session)), default=None)


def _backups(settings: Settings, began: datetime | None, now: datetime) -> Check:
    newest = next(iter(backup.all_in(backup.folder_of(settings))), None)
    if newest is None:
        young = began is None or now - began < BACKUP_AGE
        return Check(
            "backups", young, "none yet: `mentor-bot backup create` once a day" if began else "nothing to keep yet"
        )
    age = now - datetime.fromisoformat(backup.read_manifest(newest).created_at)
    late = "" if age < BACKUP_AGE else ": `mentor-bot backup create` once a day"
    return Check("backups", age < BACKUP_AGE, f"the newest is {_hours(age)} old ({newest.name}){late}")


def _work(session: Session, now: datetime) -> list[Check]:
    """Who serves, what waits, what was set aside, what may not have arrived."""
    uncertain, failed = (db.letters.settled_as(session, state, now - LATELY) for state in ("uncertain", "failed"))
    letters = Check("letters", True, f"in {LATELY.days} days {uncertain} may not have arrived, {failed} did not")
    return [_service(session, now), _journal(session, now), letters, _clock(session, now)]


def _service(session: Session, now: datetime) -> Check:
    lease = db.lease.holder(session)
    if lease is None or not lease.holder:
        return Check("service", True, "nobody serves this database now: `mentor-bot run`")
    heard = f"{lease.holder}, heard {_hours(now - lease.heartbeat_at)} ago"
    if db.lease.is_live(session, now):
        return Check("service", True, heard)
    return Check("service", False, f"{heard}: it has died, start `mentor-bot run`")


def _journal(session: Session, now: datetime) -> Check:
    dead, oldest = db.journal.dead_since(session, now - LATELY), db.journal.oldest_new(session)
    words = [f"{dead} updates set aside in {LATELY.days} days: the log has their numbers"] if dead else []
    if oldest is not None and now - oldest > WAITS:
        words.append(f"an update has been waiting for {_hours(now - oldest)}")
    return Check("journal", not words, "; ".join(words) or "everything is answered")


def _clock(session: Session, now: datetime) -> Check:
    failing = db.due.failures(session, now - timedelta(days=1))
    return Check("clock", not failing, f"its work failed for {failing}: the log names them" if failing else "all done")


def _hours(span: timedelta) -> str:
    seconds = span.total_seconds()
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 3600:.1f} h"
