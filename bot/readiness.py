"""Whether the service is ready: whatever must be well for people to be served, each thing by its name (ux § 11)."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy.orm import Session

import db.journal
import db.lease
from bot import disks
from bot.application import Application
from bot.clock import machine_time
from bot.settings import Settings

HEARD = 120
"""Seconds; when Telegram's last good word is older, something is between us."""
WAITS = timedelta(seconds=60)
"""An update that is older and unprocessed shows that nobody works."""
PATIENCE = 5
"""Seconds that the database gets for one small write."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. The detail tells nothing about anybody."""

    name: str
    well: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the database tells: whether the newest holder was heard lately, its number, the oldest update that waits."""

    live: bool
    number: int | None
    oldest: datetime | None


async def look(application: Application, settings: Settings) -> list[Finding]:
    """All findings. Behind a webhook a process that stands by is ready too, whoever works and however well: a proxy
    must not shut its door because of another.
    """
    service = _service(application)
    if application.stage == "migrating":
        return [service]
    return [service, *await _database(application), _telegram(application), _disk(settings)]


def _service(application: Application) -> Finding:
    return Finding("service", application.stage == "serving" or _only_keeps(application), application.stage)


def _only_keeps(application: Application) -> bool:
    """Whether it takes what comes and leaves the work to another process."""
    return application.stage == "standing by" and application.webhook is not None


async def _database(application: Application) -> list[Finding]:
    now = application.clock.now()
    try:
        async with asyncio.timeout(PATIENCE), application.database.transaction() as transaction:
            seen: Seen = await transaction.finish(_see)
    except Exception as error:
        return [Finding("database", False, f"takes no write ({type(error).__name__})")]
    return [Finding("database", True, "takes writes"), _lease(application, seen), _journal(application, seen, now)]


def _see(session: Session) -> Seen:
    db.lease.touch(session)
    live, number = db.lease.is_live(session, machine_time()), db.lease.number(session)
    return Seen(live, number, db.journal.oldest_new(session))


def _lease(application: Application, seen: Seen) -> Finding:
    own = application.database.fencing_number
    if not seen.live:
        return Finding("lease", _only_keeps(application), "nobody who lives holds it")
    if own is not None and own == seen.number:
        return Finding("lease", True, "held")
    return Finding("lease", _only_keeps(application), "another process holds it")


def _journal(application: Application, seen: Seen, now: datetime) -> Finding:
    if seen.oldest is None:
        return Finding("journal", True, "nothing waits")
    age = now - seen.oldest
    well = age < WAITS or _only_keeps(application)
    return Finding("journal", well, f"the oldest update has waited for {age.total_seconds():.0f} s")


def _telegram(application: Application) -> Finding:
    if application.stage == "standing by":
        return Finding("telegram", True, "is asked by the process that holds the lease")
    heard_at = application.telegram.heard_at
    if heard_at is None:
        return Finding("telegram", False, "has not been heard yet")
    silence = monotonic() - heard_at
    return Finding("telegram", silence < HEARD, f"heard {silence:.0f} s ago")


def _disk(settings: Settings) -> Finding:
    used = disks.fullest(settings)
    return Finding("disk", used < disks.FULL, f"{used:.0%} full")
