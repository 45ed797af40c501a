"""The health page: alive from the first moment, ready when people are served, and never a word about anybody."""

import asyncio
import socket
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

import asyncpg
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.orm import Session

import db.journal
from bot import disks, health, metrics, readiness
from bot.outcomes import Kind
from bot.refusals import Refused
from bot.settings import Settings
from db.letters import URGENCY
from emulator import Emulator, people
from emulator.faults import Fault
from tests import cast
from tests.bot.test_command_line import refused, run
from tests.bot.test_leaks import ANSWER, NAME, trouble
from tests.bot.test_storage_faults import hold_lock
from tests.cast import Actor
from tests.running import PATIENCE, Running, running
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
LETTER_STATES = ("waiting", "sending", "sent", "uncertain", "cancelled", "expired", "failed")
CHECKS = ["service", "database", "lease", "journal", "telegram", "disk"]


async def found(service: Service) -> dict[str, bool]:
    """By name, whether it is well."""
    return {one.name: one.well for one in await readiness.look(service.application, service.settings)}


def given(emulator: Emulator, database_url: str) -> dict[str, str]:
    bot = emulator.world.add_bot("school_bot", "Бот")
    return {"BOT_TOKEN": bot.token, "TELEGRAM_API_BASE": emulator.url, "DATABASE_URL": database_url}


async def is_alive_and_not_ready(bot: Running) -> dict[str, Any]:
    """Again and again, for longer than many a watchdog waits; returns the last checks."""
    for _ in range(6):
        assert (await bot.ask("/livez"))[0] == 200
        status, checks = await bot.ready()
        assert status == 503
        await asyncio.sleep(0.25)
    return checks


@pytest.mark.fault(72)
async def test_a_start_that_takes_long_is_alive_and_not_ready(tmp_path: Path, database_url: str) -> None:
    """Reliability row 72: Telegram is away; a watchdog that asks for life kills nobody."""
    async with Emulator(limits=False) as emulator:
        emulator.world.faults.plan(Fault("500", "getMe", count=10_000))
        async with running(tmp_path, **given(emulator, database_url)) as bot:
            await bot.until("/livez", 200)
            async with asyncio.timeout(PATIENCE):
                while list((await bot.ready())[1]) != CHECKS:  # noqa: ASYNC110 - it opens its database
                    await asyncio.sleep(0.1)
            checks = await is_alive_and_not_ready(bot)
            assert checks["telegram"] == {"well": False, "detail": "has not been heard yet"}
            assert {name for name in CHECKS if not checks[name]["well"]} == {"service", "telegram"}
            emulator.world.faults.clear()
            await bot.until("/readyz", 200)
            assert list((await bot.ready())[1]) == CHECKS
            assert await bot.stop() == 0


@pytest.mark.fault(72)
async def test_a_migration_that_takes_long_is_alive_and_not_ready(fresh: str, tmp_path: Path) -> None:
    """Another replica migrates just now, and takes its time."""
    connection = await asyncpg.connect(fresh.replace("+asyncpg", ""))
    try:
        await connection.execute("SELECT pg_advisory_lock(hashtext('mentor-bot schema'))")
        async with Emulator(limits=False) as emulator, running(tmp_path, **given(emulator, fresh)) as bot:
            await bot.until("/livez", 200)
            checks = await is_alive_and_not_ready(bot)
            assert list(checks) == ["service"]
            assert "serving" not in bot.events()
            await connection.execute("SELECT pg_advisory_unlock_all()")
            await bot.until("/readyz", 200)
    finally:
        await connection.close()


async def test_whatever_is_not_well_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Service(tmp_path, NOON, limits=False) as service:
        assert await found(service) == dict.fromkeys(CHECKS, True)
        monkeypatch.setattr(disks, "fullest", lambda _settings: 0.96)
        assert not (await found(service))["disk"]
        monkeypatch.setattr(readiness, "HEARD", -1)
        assert not (await found(service))["telegram"]
        await service.do(_wait, NOON - timedelta(seconds=61))
        assert not (await found(service))["journal"]
        await service.do(_forget)
        monkeypatch.setattr(readiness, "PATIENCE", 0.2)
        lock = hold_lock(service.path, 1)
        assert not (await found(service))["database"]
        lock.join()
        with closing(sqlite3.connect(service.path, timeout=30)) as connection, connection:
            connection.execute("UPDATE lease SET heartbeat_at = '2020-01-01 00:00:00.000000'")
        assert not (await found(service))["lease"]


def _wait(session: Session, since: datetime) -> None:
    row = {"channel": "telegram", "update_id": 5, "person_key": "7", "received_at": since, "payload": "{}"}
    db.journal.keep(session, [row])


def _forget(session: Session) -> None:
    session.delete(session.get_one(db.journal.Update, ("telegram", 5)))


async def test_a_taken_address_is_told_where_it_was_chosen_and_no_reason_to_die_where_not(tmp_path: Path) -> None:
    """Several bots may live on one machine."""
    async with Emulator() as emulator:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            taken = f"127.0.0.1:{other.getsockname()[1]}"
            chosen = Settings(_env_file=None, health_listen=taken)  # type: ignore[call-arg]  # as in tests.service
            with pytest.raises(Refused, match="HEALTH_LISTEN"):
                async with health.served(chosen):
                    pass
            async with health.served(chosen.model_copy(update={"health_listen": ""})):
                pass
            usual = Settings.model_construct(**{**dict(chosen), "health_listen": taken}, _fields_set=set())
            async with health.served(usual) as page:
                assert page.application is None
            settings = {**given(emulator, f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"), "HEALTH_LISTEN": taken}
            line = refused(await asyncio.to_thread(run, tmp_path, "run", LOG_FORMAT="json", **settings))
            assert "HEALTH_LISTEN" in line


async def test_numbers_tell_what_happens_and_nothing_about_anybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gate canary 98: whatever went wrong around a person, no label holds a name, an answer, a chat, a token."""
    monkeypatch.setattr("bot.speak.PATIENCE", (0.01,))
    async with Service(tmp_path, NOON) as service:
        actor = Actor("Жёлтая", NAME, service.world.add_person("Жёлтая", language_code="ru"), "mentor")
        service.world.chat(service.bot, actor.user).started = True
        await service.do(cast.join, await service.do(cast.found_school, "Лицей", NOON), actor, None, "ru", NOON)
        await trouble(service, actor, monkeypatch)
        page = (await metrics.numbers(service.application, service.settings)).decode()
        checks = str(await readiness.look(service.application, service.settings))
    for secret in ("Канарейкин", "Жёлтая", ANSWER, service.bot.token.partition(":")[2], actor.address):
        assert secret not in page + checks
    families = {family.name: family for family in text_string_to_metric_families(page)}
    samples = [sample for family in families.values() for sample in family.samples]
    labels = {name: {sample.labels[name] for sample in samples if name in sample.labels} for name in LABELS}
    assert {name for sample in samples for name in sample.labels} == set(LABELS)
    assert {name: labels[name] - LABELS[name] for name in LABELS if labels[name] - LABELS[name]} == {}
    numbers = {" ".join((sample.name, *sample.labels.values())): sample.value for sample in samples}
    assert numbers["mentor_bot_letters notice failed"] >= 2
    assert numbers["mentor_bot_telegram_calls_total limited"] >= 1
    assert numbers["mentor_bot_update_seconds_count"] >= 5
    assert numbers["mentor_bot_serving"] == numbers["mentor_bot_database_up"] == 1


LABELS = {
    "outcome": {*get_args(Kind), "limited"},
    "kind": {*URGENCY},
    "state": {"new", "unsaid", "dead", *LETTER_STATES},
    "le": {"0.003", "0.01", "0.03", "0.1", "0.3", "1.0", "3.0", "10.0", "+Inf"},
    "version": {version("mentor-bot")},
}
"""Every label that there may be, with every value."""


async def test_while_numbers_are_counted_messages_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two months of letters take a moment to count."""

    def counted(*asked: Any) -> metrics.Counted:
        time.sleep(0.5)
        return count(*asked)

    count = metrics._count
    async with Service(tmp_path, NOON) as service:
        monkeypatch.setattr(metrics, "_count", counted)
        told, turns = asyncio.ensure_future(metrics.numbers(service.application, service.settings)), 0
        while not told.done():
            await asyncio.sleep(0.02)
            turns += 1
        assert b"mentor_bot_database_up 1.0" in told.result()
        assert turns > 5


@pytest.mark.fault(98)
async def test_a_process_tells_its_numbers_and_one_that_stands_by_is_not_ready(tmp_path: Path) -> None:
    async with Emulator(limits=False) as emulator:
        settings = given(emulator, f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
        async with running(tmp_path, **settings) as bot:
            await bot.until("/readyz", 200)
            chat = emulator.world.chat(next(iter(emulator.world.bots.values())), emulator.world.add_person(NAME))
            chat.started = True
            people.write(emulator.world, chat, ANSWER)
            async with asyncio.timeout(PATIENCE):
                while "mentor_bot_update_seconds_count 0.0" in (page := (await bot.ask("/metrics"))[1]):  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
            assert [one for one in (NAME, ANSWER, str(chat.person.id), chat.bot.token) if one in page] == []
            assert (await bot.ask("/"))[0] == 404
            async with running(tmp_path / "second", **settings) as second:
                await second.until("/livez", 200)
                async with asyncio.timeout(PATIENCE):
                    while len(checks := (await second.ready())[1]) < len(CHECKS):  # noqa: ASYNC110
                        await asyncio.sleep(0.1)
                assert [name for name in CHECKS if not checks[name]["well"]] == ["service", "lease"]
                assert (await bot.ask("/readyz"))[0] == 200
