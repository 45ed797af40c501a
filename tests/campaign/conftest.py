"""What the campaign needs: an empty database on a real server for each test."""

import pytest

from tests.campaign import tally
from tests.campaign.rig import empty


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if lines := tally.table():
        terminalreporter.section("faults")
        terminalreporter.write("\n".join([*lines, ""]))


@pytest.fixture
async def fresh_postgres(postgres_url: str) -> str:
    """The URL of the test server's campaign database, emptied."""
    url = postgres_url.replace("/postgres?", "/campaign?", 1)
    await empty(url)
    return url
