"""The demo opens on a moment where something is waiting on every phone."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo import ZONE, Demo, opening
from emulator.world import Chat


def buttons(chat: Chat) -> list[str]:
    return [button["text"] for message in chat.messages.values() for row in message.buttons for button in row]


@pytest.mark.parametrize("day", range(0, 400, 13))
def test_the_demo_opens_on_a_school_day_when_everybody_may_be_written_to(day):
    now = datetime(2026, 11, 20, 3, tzinfo=UTC) + timedelta(days=day)
    local = opening(now).astimezone(ZONE)
    assert now < opening(now) < now + timedelta(days=40)
    assert local.weekday() < 5
    assert (local.hour, local.minute) == (16, 30)


async def test_something_waits_on_every_phone_and_time_brings_more():
    demo = Demo(0, limits=False)
    async with demo.playing(asyncio.Event()):
        screens = {who: demo.world.chat(demo.bot, person) for who, person in demo.phones.items()}
        assert list(demo.world.people.values())[:4] == list(demo.phones.values()), "the page shows the first four"
        assert "Скопировать ссылку" in buttons(screens["pupil"])
        assert "Да, я законный представитель" in buttons(screens["parent"])
        assert "Отметить встречу" in buttons(screens["mentor"])
        assert any(label.startswith("Разобрать") for label in buttons(screens["curator"]))
        assert demo.world.calls.violations() == []
        said = len(screens["mentor"].messages)
        await demo.emulator.clock.advance(timedelta(days=7))
        assert len(screens["mentor"].messages) > said
        assert demo.world.calls.violations() == []
