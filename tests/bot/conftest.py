"""Databases for one test."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

NUMBERS = count(1)


async def ask(url: str, *questions: str) -> None:
    """Asks the server directly."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        for question in questions:
            await connection.execute(question)
    finally:
        await connection.close()


@pytest.fixture
async def fresh(postgres_url: str) -> AsyncIterator[str]:
    """An empty database of the server."""
    name = f"fresh{next(NUMBERS)}"
    await ask(postgres_url, f"CREATE DATABASE {name}")
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    await ask(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    return str(request.getfixturevalue("server_database"))
