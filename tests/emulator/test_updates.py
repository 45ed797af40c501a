"""Getting updates: nothing is lost, nothing waits longer than it must."""

import asyncio
import time
from datetime import timedelta

import aiohttp


async def test_an_update_comes_again_until_it_is_confirmed(telegram, anna):
    await anna.does("text", text="раз")
    first = await telegram.ok("getUpdates")
    assert await telegram.ok("getUpdates") == first
    assert await telegram.ok("getUpdates", offset=first[0]["update_id"] + 1) == []
    assert await telegram.ok("getUpdates") == []


async def test_a_waiting_poll_returns_as_soon_as_something_happens(telegram, anna):
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(telegram.ok("getUpdates", timeout=30))
        await asyncio.sleep(0.2)
        begun = time.monotonic()
        await anna.does("text", text="я здесь")
        updates = await poll
    assert time.monotonic() - begun < 1
    assert [update["message"]["text"] for update in updates] == ["я здесь"]


async def test_a_poll_without_news_ends_empty_handed(telegram):
    begun = time.monotonic()
    assert await telegram.ok("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - begun < 3


async def test_a_poll_whose_client_went_away_loses_nothing(telegram, anna):
    impatient = aiohttp.ClientTimeout(total=0.3)
    try:
        async with telegram.client.get(f"{telegram.base}/getUpdates?timeout=30", timeout=impatient):
            raise AssertionError("nothing had happened yet")
    except TimeoutError:
        pass
    await anna.does("text", text="после обрыва")
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates", timeout=5)] == ["после обрыва"]


async def test_a_second_poller_ends_the_first_with_a_conflict(telegram):
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(telegram.refusal("getUpdates", timeout=30))
        await asyncio.sleep(0.2)
        await telegram.ok("getUpdates", timeout=0)
        assert await first == (
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )


async def test_an_update_lives_a_day(telegram, anna):
    await anna.does("text", text="старое")
    await telegram.clock.advance(timedelta(hours=23))
    await anna.does("text", text="новое")
    await telegram.clock.advance(timedelta(hours=2))
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates")] == ["новое"]


async def test_only_wanted_kinds_come(telegram, anna, buttons):
    await telegram.ok("getUpdates", allowed_updates=["callback_query"])
    await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=buttons("Да"))
    await anna.does("text", text="не нужно")
    await anna.does("press", label="Да")
    assert ["callback_query" in update for update in await telegram.ok("getUpdates")] == [True]


async def test_a_negative_offset_keeps_the_newest(telegram, anna):
    for text in ("раз", "два", "три"):
        await anna.does("text", text=text)
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates", offset=-1)] == ["три"]


async def test_a_poll_brings_at_most_a_hundred(telegram, anna):
    for number in range(120):
        await anna.does("text", text=str(number))
    first = await telegram.ok("getUpdates", limit=500)
    assert len(first) == 100
    assert len(await telegram.ok("getUpdates", offset=first[-1]["update_id"] + 1)) == 20
    assert len(await telegram.ok("getUpdates", limit=0)) == 1


async def test_the_kinds_that_are_wanted_are_remembered(telegram, anna):
    await telegram.ok("getUpdates", allowed_updates=["callback_query"])
    await anna.does("text", text="не нужно")
    assert await telegram.ok("getUpdates") == []
    assert (await telegram.ok("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await telegram.ok("getUpdates", allowed_updates=[])
    await anna.does("text", text="нужно")
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates")] == ["нужно"]


async def test_after_a_quiet_week_numbers_go_on_from_a_random_one_and_an_old_offset_loses_nothing(telegram, anna):
    await anna.does("text", text="до")
    offset = (await telegram.ok("getUpdates"))[0]["update_id"] + 1
    assert await telegram.ok("getUpdates", offset=offset) == []
    await telegram.clock.advance(timedelta(days=8))
    await anna.does("text", text="после")
    (update,) = await telegram.ok("getUpdates", offset=offset)
    assert update["message"]["text"] == "после"
    assert update["update_id"] < offset
    assert await telegram.ok("getUpdates", offset=update["update_id"] + 1) == []


async def test_however_often_polls_break_off_every_update_arrives_in_order(telegram, anna):
    sent = [str(number) for number in range(60)]
    got: list[str] = []

    async def write() -> None:
        for text in sent:
            await anna.does("text", text=text)
            await asyncio.sleep(0.003)

    async def read() -> None:
        offset, attempt = 0, 0
        while len(got) < len(sent):
            attempt += 1
            patience = aiohttp.ClientTimeout(total=0.002 * (attempt % 7) + 0.002)
            url = f"{telegram.base}/getUpdates?timeout=5&limit=3&offset={offset}"
            try:
                async with telegram.client.get(url, timeout=patience) as response:
                    updates = (await response.json())["result"]
            except TimeoutError:
                continue
            for update in updates:
                got.append(update["message"]["text"])
                offset = update["update_id"] + 1

    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        tasks.create_task(write())
        tasks.create_task(read())
    assert got == sent
