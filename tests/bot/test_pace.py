"""The pace: as fast as Telegram allows, and never one more."""

import asyncio
from collections.abc import Callable
from itertools import pairwise

import pytest

from bot import pace as module
from bot.pace import Pace


class Time:
    """A clock that jumps when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    clock, pause = Time(), asyncio.sleep

    async def sleep(seconds: float) -> None:
        clock.now += seconds
        await pause(0)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    return clock


async def sent_at(pace: Pace, chats: list[str], clock: Callable[[], float]) -> list[float]:
    moments = []
    for chat in chats:
        async with pace.letter(chat):
            moments.append(clock())
    return moments


async def test_no_second_sees_more_than_thirty(time: Time) -> None:
    moments = await sent_at(Pace(clock=time), [str(number) for number in range(300)], time)
    assert all(sum(start <= moment < start + 1 for moment in moments) <= 30 for start in moments)
    assert moments[-1] <= 300 / 30 + 0.5


async def test_one_chat_gets_one_letter_a_second(time: Time) -> None:
    moments = await sent_at(Pace(clock=time), ["7"] * 5, time)
    assert all(later - earlier >= 1 for earlier, later in pairwise(moments))


async def test_an_answer_goes_at_once(time: Time) -> None:
    pace = Pace(clock=time)
    await sent_at(pace, [str(number) for number in range(30)], time)
    before = time.now
    async with pace.reply("7"):
        assert time.now == before


@pytest.mark.fault(36)
async def test_one_scolded_chat_rests_alone_and_two_stop_everything(time: Time) -> None:
    pace = Pace(clock=time)
    pace.scolded("1", 20)
    assert await sent_at(pace, ["2"], time) == [0]
    pace.scolded("3", 10)
    assert (await sent_at(pace, ["4"], time))[0] >= 10


@pytest.mark.fault(36)
async def test_a_chat_that_is_scolded_for_the_letter_under_way_rests_as_long_as_it_was_told(time: Time) -> None:
    pace = Pace(clock=time)
    async with pace.letter("1"):
        pace.scolded("1", 20)
    assert (await sent_at(pace, ["1"], time))[0] >= 20
