"""What the campaign needs: an empty database on a real server for each test."""

import asyncpg
import pytest

from tests.campaign import tally


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if lines := tally.table():
        terminalreporter.section("faults")
        terminalreporter.write("\n".join([*lines, ""]))


@pytest.fixture
async def fresh_postgres(postgres_url: str) -> str:
    """The URL of the test server's campaign database, emptied."""
    server = postgres_url.replace("postgresql+asyncpg://", "postgresql://", 1)
    connection = await asyncpg.connect(server)
    try:
        await connection.execute("DROP DATABASE IF EXISTS campaign WITH (FORCE)")
        await connection.execute("CREATE DATABASE campaign")
    finally:
        await connection.close()
    return postgres_url.replace("/postgres?", "/campaign?", 1)
