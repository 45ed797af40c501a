"""On PostgreSQL people and the clock work side by side: whoever comes second sees what the first one did."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session

import db.letters
import db.runs
from bot.database import Postgres
from db import schema
from db.letters import Letter
from db.people import Person
from db.polls import Poll
from db.runs import Run
from programme import forms, letters, polls, runs
from programme.letters import Parcel
from tests.conftest import NOW, make_school


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Postgres]:
    """A database of its own on the server, with a small school in it."""
    server = create_async_engine(postgres_url, isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text("DROP DATABASE IF EXISTS side_by_side"))
        await connection.execute(text("CREATE DATABASE side_by_side"))
    await server.dispose()
    database = Postgres(make_url(postgres_url).set(database="side_by_side").render_as_string(hide_password=False))
    await database.connected(schema.upgrade)
    async with database.transaction() as transaction:
        await transaction.finish(make_school)
    yield database
    await database.close()


def mentor(session: Session) -> Person:
    return session.query(Person).filter(Person.search_key.contains("кузнецова")).one()


async def test_a_letter_that_is_being_cancelled_is_not_sent(postgres: Postgres) -> None:
    def write(session: Session) -> None:
        letters.write(session, mentor(session).id, "letters.unlinked", kind="notice", once="a", now=NOW)

    async with postgres.transaction() as transaction:
        await transaction.finish(write)

    async def claim() -> list[Parcel] | None:
        async with postgres.transaction() as transaction:
            found: list[Parcel] | None = await transaction.finish(letters.claim, NOW)
            return found

    async with postgres.transaction() as first:
        await first.do(lambda session: db.letters.cancel(session, person_id=mentor(session).id))
        claiming = asyncio.create_task(claim())
        await asyncio.sleep(0.5)
    assert not await claiming
    async with postgres.transaction() as transaction:
        assert await transaction.do(lambda session: session.query(Letter.state).scalar()) == "cancelled"


async def test_who_finishes_while_the_poll_closes_has_answered(postgres: Postgres) -> None:
    def ask(session: Session) -> int:
        forms.publish_builtin(session, NOW)
        person = mentor(session)
        poll = Poll(organisation_id=person.organisation_id, period="2026-11", opened_at=NOW, closes_at=NOW)
        session.add(poll)
        session.flush()
        return runs.open_run(session, person, "pulse_mentor", now=NOW, poll_id=poll.id).id

    def finish(session: Session) -> None:
        found = db.runs.one(session, mentor(session).id, run)
        assert found is not None
        found[0].state, found[0].finished_at = "done", NOW
        session.flush()

    async with postgres.transaction() as transaction:
        run = await transaction.finish(ask)

    async def close() -> None:
        async with postgres.transaction() as transaction:
            await transaction.finish(polls.close_due, NOW + timedelta(minutes=1))

    async with postgres.transaction() as first:
        await first.do(finish)
        closing = asyncio.create_task(close())
        await asyncio.sleep(0.5)
    await closing
    async with postgres.transaction() as transaction:
        assert await transaction.do(lambda session: session.get_one(Run, run).state) == "done"
        assert await transaction.do(lambda session: session.query(Poll.closed_at).scalar()) is not None
