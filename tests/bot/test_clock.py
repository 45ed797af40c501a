"""A clock that somebody set wrong makes nothing due."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from programme import letters
from tests import cast
from tests.cast import Actor
from tests.conftest import NOW
from tests.conversations import same_codes
from tests.handlers.test_proof import HEAD, Stage
from tests.service import Service
from tests.transcript import Transcript


class Hands:
    """A clock and the machine's own count, both set by the test."""

    def __init__(self) -> None:
        self.now, self.count = NOW, 0.0

    def go(self, shown: timedelta, really: timedelta) -> None:
        self.now += shown
        self.count += really.total_seconds()


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def clock(hands: Hands) -> Clock:
    return Clock(lambda: hands.now, lambda: hands.count)


@pytest.mark.fault(65)
def test_a_leap_of_a_year_is_held_until_the_clock_is_set_right(hands: Hands, clock: Clock) -> None:
    assert clock.is_trusted()
    hands.go(timedelta(days=365), timedelta(seconds=30))
    assert not clock.is_trusted()
    hands.go(timedelta(minutes=1), timedelta(minutes=1))
    assert not clock.is_trusted()
    hands.go(-timedelta(days=365), timedelta(seconds=30))
    assert clock.is_trusted()


@pytest.mark.fault(65)
def test_an_hour_back_and_a_week_asleep_are_no_leaps(hands: Hands, clock: Clock) -> None:
    assert clock.is_trusted()
    hands.go(-timedelta(hours=1), timedelta(seconds=30))
    assert clock.is_trusted()
    hands.go(timedelta(days=7), timedelta(days=7))
    assert clock.is_trusted()


@pytest.mark.fault(65)
async def test_while_the_clock_cannot_be_trusted_a_call_for_help_goes_all_the_same(tmp_path: Path) -> None:
    """Reminders are held; whoever has to look after a child is told."""
    async with Service(tmp_path, NOW) as service:
        curator = Actor("curator", "Орлова Ольга Викторовна", service.world.add_person("Ольга"), "curator")
        chat = service.world.chat(service.bot, curator.user)
        chat.started = True
        school = await service.do(cast.found_school, "Лицей № 2", NOW)
        await service.do(cast.join, school, curator, None, "ru", NOW)
        person = await service.do(cast.person_of, curator)
        service.clock._offset += timedelta(days=61)
        for kind in ("reminder", "alert", "digest"):
            now = service.clock.now()
            await service.do(letters.write, person.id, "start.apology", kind=kind, once=kind, now=now)
        service.application.outbox.wake()
        await service.idle()
        states = dict(service.rows("SELECT once_key, state FROM letters"))
        assert states == {"alert": "sent", "reminder": "waiting", "digest": "waiting"}


@pytest.mark.fault(65)
async def test_while_the_clock_cannot_be_trusted_a_call_for_help_still_climbs(tmp_path: Path) -> None:
    stage = Stage(Transcript(tmp_path / "help.txt", HEAD, []), tmp_path)
    async with same_codes(), stage.service as service:
        for name, value in stage.transcript.settings():
            await stage._prepare(name, value)
        service.clock._offset += timedelta(days=61)
        assert not service.application.clock.is_trusted()
        await stage.does("Мария", "/sos", "[Психологу]", "мне страшно")
        assert service.rows("SELECT state FROM letters WHERE text_key LIKE 'letters.case%'") == [("sent",)]
        before = service.rows("SELECT stage FROM cases")
        service.clock._offset += timedelta(days=3)
        await service.application.tick.once()
        await service.idle()
        assert service.rows("SELECT stage FROM cases") > before
        assert service.rows("SELECT count(*) FROM polls") == [(0,)], "nothing else is done"
