"""Getting updates: nothing is lost, nothing waits longer than it must."""

import asyncio
import time
from datetime import timedelta

import aiohttp
from aiohttp import web


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


class Receiver:
    """A bot's own web address that refuses the first `refusals` posts."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.got: list[tuple[str, dict]] = []
        self.news = asyncio.Event()

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=500)
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.json()))
        self.news.set()
        return web.Response()

    async def wait(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.got) < count:
                self.news.clear()
                await self.news.wait()


async def _listen(receiver: Receiver) -> tuple[web.ServerRunner, str]:
    runner = web.ServerRunner(web.Server(receiver))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"


async def test_a_webhook_gets_updates_with_the_secret_and_again_after_an_error(telegram, anna):
    receiver = Receiver(refusals=1)
    runner, url = await _listen(receiver)
    await telegram.ok("setWebhook", url=url, secret_token="s3cret")
    await anna.does("text", text="раз")
    await anna.does("text", text="два")
    await receiver.wait(2)
    assert [(secret, update["message"]["text"]) for secret, update in receiver.got] == [
        ("s3cret", "раз"),
        ("s3cret", "два"),
    ]
    info = await telegram.ok("getWebhookInfo")
    assert "500" in info["last_error_message"]
    assert await telegram.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await runner.cleanup()


async def test_what_a_webhook_did_not_accept_is_pending_for_polling(telegram, anna):
    runner, url = await _listen(Receiver(refusals=10))
    await telegram.ok("setWebhook", url=url)
    await anna.does("text", text="раз")
    await telegram.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates")] == ["раз"]
    await runner.cleanup()


async def test_a_webhook_needs_https_and_a_clean_secret(telegram):
    answer = await telegram.refusal("setWebhook", url="http://example.org/")
    assert answer == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    answer = await telegram.refusal("setWebhook", url="https://example.org/", secret_token="тайна")
    assert answer == "Bad Request: secret token contains unallowed characters"


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
