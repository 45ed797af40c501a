"""The service on PostgreSQL: the same promises, whatever happens between it and its server."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import asyncpg
import pytest
from sqlalchemy import String, cast, literal, select
from sqlalchemy.engine import make_url

from bot import database
from tests import story
from tests.bot.conftest import ask
from tests.service import Service
from tests.wire import Wire

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


@pytest.fixture
async def wire(fresh: str) -> AsyncIterator[Wire]:
    async with Wire(fresh) as wire:
        yield wire


@pytest.fixture
async def service(wire: Wire, tmp_path: Path) -> AsyncIterator[Service]:
    async with Service(tmp_path, NOON, limits=False, database_url=wire.url) as service:
        yield service


async def test_the_whole_way_through(service: Service) -> None:
    respondent = await story.begin(service)
    await respondent.finish()
    await service.idle()
    assert len(respondent.confirmed) >= 4
    assert (await service.do(story.states))["begin"] == "sent"
    assert await story.faults(service, respondent) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [1, 2, pytest.param(3, marks=pytest.mark.faults)])
@pytest.mark.fault(58, 60)
async def test_a_connection_that_is_lost_at_a_commit_costs_nothing(
    service: Service, wire: Wire, when: Literal["before", "after"], number: int
) -> None:
    """Reliability rows 58 and 60: the n-th commit from the press on; `after`: it was done, but nobody was told."""
    respondent = await story.begin(service)
    await respondent.finish(steps=2)
    await service.idle()
    before = len(await service.do(story.kept))
    wire.cut_at_commit(when, number)
    await respondent.finish(steps=1)
    await service.idle()
    async with asyncio.timeout(10):
        while not wire.cuts:  # noqa: ASYNC110 - the third commit empties the journal a moment later
            await asyncio.sleep(0.05)
    assert len(await service.do(story.kept)) == before + 1
    await respondent.finish()
    await service.idle()
    assert respondent.repeats == 0
    assert await story.faults(service, respondent) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.fault(60)
async def test_a_letter_is_sent_once_whichever_commit_is_lost(
    service: Service, wire: Wire, fresh: str, when: Literal["before", "after"], number: int
) -> None:
    """Its claim, its outcome, and the look for more."""
    respondent = await story.begin(service)
    seen = len(respondent.chat.messages)
    await story.tell(service, respondent.run_id, "news")
    wire.cut_at_commit(when, number)
    async with asyncio.timeout(20):
        while not await told(fresh, "news"):  # noqa: ASYNC110 - asked of the server
            await asyncio.sleep(0.1)
    assert wire.cuts == 1
    assert len(respondent.chat.messages) == seen + 1


async def told(url: str, once: str) -> bool:
    """Asked of the server, not through the wire."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return bool(await connection.fetchval("SELECT state = 'sent' FROM letters WHERE once_key = $1", once))
    finally:
        await connection.close()


async def test_an_answer_waits_for_a_server_that_is_away(service: Service, wire: Wire) -> None:
    respondent = await story.begin(service)
    await respondent.finish(steps=1)
    wire.break_down()
    asyncio.get_running_loop().call_later(2, wire.mend)
    await respondent.finish()
    await service.idle()
    assert respondent.repeats == 0
    assert await story.faults(service, respondent) == []


@pytest.mark.parametrize("patience", [0.5, 30])
async def test_a_server_that_goes_silent_is_left_and_asked_anew(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    """Rows 58 and 60: what was under way may be done or not; a silence shorter than our patience is waited out."""
    monkeypatch.setattr(database, "COMMAND_TIMEOUT", patience)
    async with Service(tmp_path, NOON, limits=False, database_url=wire.url) as service:
        respondent = await story.begin(service)
        await respondent.finish(steps=1)
        wire.hold()
        asyncio.get_running_loop().call_later(2, wire.release)
        await respondent.finish()
        await service.idle()
        assert respondent.repeats == 0
        assert await story.faults(service, respondent) == []


@pytest.mark.fault(59)
async def test_a_server_that_only_lets_read_is_a_passing_trouble(service: Service, wire: Wire, fresh: str) -> None:
    """Reliability row 59: a failover leads to a copy for a moment, and its connections are not kept."""
    name = make_url(fresh).database
    respondent = await story.begin(service)
    await respondent.finish(steps=1)
    others = (
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid != pg_backend_pid()"
    )
    await ask(fresh, f"ALTER DATABASE {name} SET default_transaction_read_only = on", others)
    asking = asyncio.ensure_future(respondent.finish())
    await asyncio.sleep(2)
    assert not asking.done()
    writable = "SET default_transaction_read_only = off"
    await ask(fresh, writable, f"ALTER DATABASE {name} {writable}")
    await asking
    await service.idle()
    assert respondent.repeats == 0
    assert await story.faults(service, respondent) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("57P03", "the database system is starting up"),
        ("53300", "sorry, too many clients already"),
        ("57P01", "terminating connection due to administrator command"),
    ],
)
@pytest.mark.fault(58, 59)
async def test_a_server_that_sends_us_away_is_asked_again(service: Service, wire: Wire, code: str, words: str) -> None:
    """A server that comes up again after a crash answers, only it lets nobody in yet."""
    respondent = await story.begin(service)
    await respondent.finish(steps=1)
    wire.refuse(code, words)
    asyncio.get_running_loop().call_later(2, wire.mend)
    await respondent.finish()
    await service.idle()
    assert respondent.repeats == 0
    assert await story.faults(service, respondent) == []


async def test_days_are_read_right_however_the_server_writes_them(fresh: str) -> None:
    name, day = make_url(fresh).database, date(2026, 11, 9)
    await ask(fresh, f"ALTER DATABASE {name} SET datestyle = 'German, DMY'")
    opened = database.Postgres(fresh)
    async with opened.transaction() as transaction:
        said = await transaction.do(lambda session: session.scalar(select(cast(literal(day), String))))
    await opened.close()
    assert said == day.isoformat()
