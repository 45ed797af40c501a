"""Presses without a right leave a few rows in the audit; buttons that have had their day leave none."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emulator import people
from tests.service import Service
from tests.two_schools import School, found

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
pytestmark = pytest.mark.fault(86)


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with Service(tmp_path, NOON) as service:
        yield await found(service)


async def denied(school: School, name: str, *pressed: str) -> list[tuple[str, str]]:
    """What the audit holds of refused presses after somebody forged these buttons."""
    chat = school.chat(name)
    people.write(school.service.world, chat, "/menu")
    await school.service.idle()
    newest = max(message.id for message in chat.messages.values() if not message.by_person)
    for data in pressed:
        people.forge(school.service.world, chat, newest, data)
        await school.service.idle()
    rows = school.service.rows("SELECT object, result FROM audit WHERE action = 'press.denied' ORDER BY id")
    return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize("name", ["mentee", "mentor", "parent"])
async def test_a_press_that_the_matrix_denies_is_kept_without_what_stood_in_it(school: School, name: str) -> None:
    assert await denied(school, name, "cs2:1", "fi1:7") == [("button:cs2", "denied"), ("button:fi1", "denied")]


async def test_a_button_that_has_had_its_day_leaves_no_row(school: School) -> None:
    assert await denied(school, "mentee", "zzz", "o1:1:-1:yes", "r1:999999", "", "m1:home") == []
    assert await denied(school, "curator", "fi1:999999", "pr1:1", "su1:2020-01") == []


async def test_a_strangers_press_of_somebodys_button_is_kept_once_a_day(school: School) -> None:
    assert await denied(school, "stranger", "m1:home", "zzz") == []
    assert await denied(school, "stranger", "cs2:1", "fi1:7") == [("button:cs2", "denied")]
    await school.service.clock.advance(timedelta(hours=25))
    assert await denied(school, "stranger", "fi1:7") == [("button:cs2", "denied"), ("button:fi1", "denied")]
    assert school.there["stranger"].address not in str(school.service.rows("SELECT * FROM audit"))


async def test_many_presses_leave_five_rows_an_hour(school: School) -> None:
    assert len(await denied(school, "mentee", *["cs2:1"] * 9)) == 5
    await school.service.clock.advance(timedelta(minutes=61))
    assert len(await denied(school, "mentee", "cs2:1")) == 6
