"""The page of numbers in Prometheus' words: what this process did, and what waits, as the database tells when asked."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from time import monotonic

import structlog
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.orm import Session

import db.journal
import db.letters
import db.runs
from bot import backup, disks
from bot.application import Application
from bot.clock import machine_time
from bot.refusals import Refused
from bot.settings import Settings
from bot.tallies import REGISTRY

log = structlog.get_logger()

PATIENCE = 5
"""Seconds that the database gets to count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the database holds."""

    journal: dict[str, int]
    oldest: datetime | None
    letters: dict[tuple[str, str], int]
    overdue: datetime | None
    runs: int


async def numbers(application: Application, settings: Settings) -> bytes:
    """The whole page. What cannot be told now is left out; `mentor_bot_database_up` says so of the database."""
    page = CollectorRegistry()
    now = application.clock.now()
    _gauge(page, "info", "The program that runs; always 1.", ["version"]).labels(version("mentor-bot")).set(1)
    _gauge(page, "serving", "Whether this process holds the lease and works.").set(application.stage == "serving")
    _gauge(page, "disk_used_ratio", "How full the fullest disk is.").set(disks.fullest(settings))
    if (heard_at := application.telegram.heard_at) is not None:
        _gauge(page, "telegram_heard_seconds", "Since a call to Telegram went well.").set(monotonic() - heard_at)
    if application.tick.went_at is not None:
        _age(page, "clock_seconds", "Since due work was looked for.", application.tick.went_at, now)
    made_at = await asyncio.to_thread(_backed_up, settings)
    if made_at is not None:
        _age(page, "backup_seconds", "Since the newest backup was made.", made_at, machine_time())
    counted = await _ask(application, now)
    _gauge(page, "database_up", "Whether the database could be asked.").set(counted is not None)
    if counted is not None:
        _tell(page, counted, now)
    return bytes(generate_latest(REGISTRY) + generate_latest(page))


async def _ask(application: Application, now: datetime) -> Counted | None:
    if application.stage == "migrating":
        return None
    try:
        async with asyncio.timeout(PATIENCE), application.database.transaction(aside=True) as transaction:
            counted: Counted = await transaction.do(_count, now)
            return counted
    except Exception as error:
        log.warning("the database cannot be counted", error=type(error).__name__)
        return None


def _count(session: Session, now: datetime) -> Counted:
    return Counted(
        db.journal.counted(session),
        db.journal.oldest_new(session),
        db.letters.counted(session),
        db.letters.oldest_overdue(session, now),
        db.runs.count_open(session),
    )


def _tell(page: CollectorRegistry, counted: Counted, now: datetime) -> None:
    rows = _gauge(page, "journal_rows", "Updates that are not over.", ["state"])
    for state, count in counted.journal.items():
        rows.labels(state).set(count)
    letters = _gauge(page, "letters", "Letters that are kept.", ["kind", "state"])
    for labels, count in counted.letters.items():
        letters.labels(*labels).set(count)
    _gauge(page, "runs_open", "Questionnaires that are being filled in.").set(counted.runs)
    _age(page, "journal_oldest_seconds", "How long the oldest update has waited.", counted.oldest or now, now)
    _age(page, "letters_overdue_seconds", "How long past its time a letter waits.", counted.overdue or now, now)


def _backed_up(settings: Settings) -> datetime | None:
    for newest in backup.all_in(backup.folder_of(settings))[:1]:
        with suppress(Refused, OSError):
            return datetime.fromisoformat(backup.read_manifest(newest).created_at)
    return None


def _gauge(page: CollectorRegistry, name: str, meaning: str, labels: list[str] | None = None) -> Gauge:
    return Gauge(f"mentor_bot_{name}", meaning, labels or [], registry=page)


def _age(page: CollectorRegistry, name: str, meaning: str, since: datetime, now: datetime) -> None:
    _gauge(page, name, meaning).set((now - since).total_seconds())
