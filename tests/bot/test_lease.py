"""The lease of a running service: kept while it starts, whatever that waits for."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import db.lease
from bot import lease
from bot.clock import machine_time
from bot.database import Postgres
from bot.sqlite import SQLite
from db import schema
from emulator import people
from emulator.faults import Fault
from locales import texts_in
from tests import story
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


@pytest.mark.fault(69)
async def test_a_start_that_waits_for_telegram_keeps_the_lease(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "HEARTBEAT", 0.05)
    async with Service(tmp_path, NOON) as service:
        await service.stop()
        service.world.faults.plan(Fault("500", "getMe", count=10_000))
        starting = asyncio.ensure_future(service.start())
        beats = set()
        async with asyncio.timeout(10):
            while len(beats) < 5:
                await asyncio.sleep(0.05)
                beats |= set(service.rows("SELECT heartbeat_at FROM lease WHERE holder != ''"))
        assert not service.application.ready.is_set()
        service.world.faults.clear()
        await starting


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SQLite]:
    database = await SQLite(str(tmp_path / "bot.db")).open()
    await database.connected(schema.upgrade)
    yield database
    await database.close()


async def held_elsewhere(database: SQLite, now: datetime) -> None:
    """A process of another machine holds the lease."""
    async with database.transaction() as transaction:
        await transaction.finish(db.lease.take, "elsewhere:1:abc", now)


@pytest.mark.fault(65, 69)
async def test_a_heartbeat_from_the_future_is_waited_for_no_longer_than_any_other(
    database: SQLite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine died, and came up with a clock that is an hour behind."""
    monkeypatch.setattr(lease, "STANDBY", 0.01)
    monkeypatch.setattr(lease, "machine_count", lambda: time.monotonic() * 1000)
    await held_elsewhere(database, machine_time() + timedelta(hours=1))
    async with asyncio.timeout(5):
        assert await lease.take(database, "here:2:def", asyncio.Event())


@pytest.mark.fault(65, 69)
async def test_a_clock_that_leaps_takes_the_lease_from_nobody_who_beats(
    database: SQLite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "STANDBY", 0.01)
    await held_elsewhere(database, machine_time())
    taking = asyncio.ensure_future(lease.take(database, "here:2:def", asyncio.Event()))
    await asyncio.sleep(0.1)
    monkeypatch.setattr(lease, "machine_time", lambda: machine_time() + timedelta(days=365))
    await asyncio.sleep(0.2)
    assert not taking.done()
    async with database.transaction() as transaction:
        await transaction.finish(db.lease.release, 1)
    async with asyncio.timeout(5):
        assert await taking


@pytest.mark.fault(69)
async def test_two_containers_of_one_name_do_not_take_each_other_for_dead(
    database: SQLite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each counts its processes from 1, and replicas on one host may share its name."""
    monkeypatch.setattr(lease, "STANDBY", 0.01)
    with monkeypatch.context() as there:
        there.setattr(lease, "COUNTED_IN", str(tmp_path))
        await take_now(database, lease.own_name())
    taking = asyncio.ensure_future(lease.take(database, lease.own_name(), stop := asyncio.Event()))
    await asyncio.sleep(0.2)
    assert not taking.done()
    stop.set()
    assert not await taking


async def test_a_process_that_is_gone_is_not_waited_for(database: SQLite) -> None:
    await take_now(database, lease.own_name())  # a process before us with our number
    assert await lease.take(database, lease.own_name(), asyncio.Event())
    await take_now(database, lease.own_name().replace(f":{os.getpid()}:", f":{2**22 + 1}:"))  # beyond every number
    assert await lease.take(database, lease.own_name(), asyncio.Event())


async def take_now(database: SQLite, name: str) -> None:
    """A process takes the lease."""
    database.fencing_number = None
    async with database.transaction() as transaction:
        await transaction.finish(db.lease.take, name, machine_time(), holder_is_dead=True)


@pytest.mark.fault(71)
async def test_a_service_that_has_lost_the_lease_writes_nothing_more_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was frozen, another took over, it wakes up in the middle of a dialog."""
    service = Service(tmp_path, NOON, limits=False)
    await service.__aenter__()
    try:
        respondent = await story.begin(service)
        await respondent.finish(steps=1)
        await service.idle()
        kept = service.rows("SELECT * FROM answers")
        with closing(sqlite3.connect(service.path)) as other, other:
            other.execute("UPDATE lease SET holder = 'elsewhere:1:abc', fencing_number = fencing_number + 1")
        people.write(service.world, respondent.chat, "/menu")
        with pytest.raises(ExceptionGroup) as ended:
            await asyncio.wait_for(service._running, 20)
        assert ended.group_contains(db.lease.Fenced)
        assert service.rows("SELECT * FROM answers") == kept
        assert service.rows("SELECT holder FROM lease") == [("elsewhere:1:abc",)]
        assert service.bot.updates.pending(), "Telegram keeps it for whoever took over"
    finally:
        await service.database.close()
        await service._end()


@pytest.mark.fault(71)
async def test_the_clock_of_a_service_that_has_lost_the_lease_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    monkeypatch.setattr("jobs.tick.EVERY", 0.02)
    monkeypatch.setattr("jobs.tick.SCHEDULE", (lambda _session, now: done.append(now),))
    service = Service(tmp_path, NOON, limits=False)
    await service.__aenter__()
    try:
        respondent = await story.begin(service)
        async with asyncio.timeout(20):
            while len(done) < 3:  # noqa: ASYNC110 - the schedule tells nobody
                await asyncio.sleep(0.02)
        with closing(sqlite3.connect(service.path)) as other, other:
            other.execute("UPDATE lease SET holder = 'elsewhere:1:abc', fencing_number = fencing_number + 1")
        people.write(service.world, respondent.chat, "/menu")
        with pytest.raises(ExceptionGroup):
            await asyncio.wait_for(service._running, 20)
        before = len(done)
        await asyncio.sleep(0.3)
        assert len(done) == before
    finally:
        await service.database.close()
        await service._end()


@pytest.mark.fault(71)
async def test_whoever_wakes_up_in_the_middle_of_an_answer_does_not_excuse_itself(tmp_path: Path) -> None:
    """What it was about to write down is another's now, and so is the person."""
    service = Service(tmp_path, NOON, limits=False)
    await service.__aenter__()
    try:
        respondent = await story.begin(service)
        await respondent.finish(steps=1)
        await service.idle()
        before = service.world.calls.count
        service.world.faults.plan(Fault("slow", "sendMessage", seconds=0.5))
        people.write(service.world, respondent.chat, "ничего из этого")
        while not service.world.calls.since(before, "sendMessage"):  # noqa: ASYNC110 - the emulator tells nobody
            await asyncio.sleep(0.01)
        with closing(sqlite3.connect(service.path)) as other, other:
            other.execute("UPDATE lease SET holder = 'elsewhere:1:abc', fencing_number = fencing_number + 1")
        with pytest.raises(ExceptionGroup):
            await asyncio.wait_for(service._running, 20)
        apology = texts_in("ru")("start.apology")
        assert [call.params["text"] for call in service.world.calls.since(before, "sendMessage")].count(apology) == 0
    finally:
        await service.database.close()
        await service._end()


@pytest.mark.fault(69)
async def test_of_two_that_start_at_once_on_an_empty_server_one_stands_by(fresh: str) -> None:
    first, second = Postgres(fresh), Postgres(fresh)
    try:
        await first.connected(schema.upgrade)
        async with first.transaction() as ours:
            assert await ours.do(_taken, "here:1:abc") == 1
            async with second.transaction() as theirs:
                taking = asyncio.ensure_future(theirs.finish(_taken, "there:1:def"))
                await asyncio.sleep(0.3)
                await ours.finish(db.lease.holder)
                assert await taking is None
    finally:
        await first.close()
        await second.close()


def _taken(session: Session, name: str) -> int | None:
    number = db.lease.take(session, name, NOON)
    session.flush()
    return number
