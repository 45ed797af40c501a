"""A group that the bot was put into is no way to lose a person."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emulator import group_deeds, people
from programme import letters
from tests import cast
from tests.cast import Actor
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with Service(tmp_path, NOON) as service:
        yield service


@pytest.mark.fault(24, 94)
async def test_whoever_wrote_in_a_group_that_threw_the_bot_out_is_still_written_to(service: Service) -> None:
    world = service.world
    mentor = Actor("mentor", "Кузнецова Анна Сергеевна", world.add_person("Анна", language_code="ru"), "mentor")
    world.chat(service.bot, mentor.user).started = True
    school = await service.do(cast.found_school, "Лицей № 2", NOON)
    await service.do(cast.join, school, mentor, None, "ru", NOON)
    owner = world.add_person("Пётр")
    group = group_deeds.create(world, service.bot, "5Б", [owner, mentor.user])
    group_deeds.add_bot(world, group, owner)
    person = await service.do(cast.person_of, mentor)
    await service.do(
        letters.write, person.id, "start.apology", kind="notice", once="news", now=NOON, not_before=NOON + HOUR
    )
    await service.stop()
    people.write(world, group.seat(mentor.user), "/menu")
    group_deeds.remove_bot(world, group, owner)
    await service.start()
    assert service.rows("SELECT state FROM accounts") == [("active",)]
    await service.clock.advance(2 * HOUR)
    assert service.rows("SELECT state FROM letters") == [("sent",)]
