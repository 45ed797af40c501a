"""Webhooks: everything arrives, in order, with the secret, however often the bot says no."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web


class Receiver:
    """A bot's own web address: refuses the first `refusals` posts with `status` and `headers`, then gives `answers`."""

    def __init__(
        self, refusals: int = 0, status: int = 500, answers: list[web.Response] | None = None, **headers: str
    ) -> None:
        self.refusals, self.status, self.headers = refusals, status, headers
        self.answers = answers or []
        self.refused = 0
        self.refuses_only = ""
        self.got: list[tuple[str, dict]] = []
        self.news = asyncio.Event()

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        if self.refusals and (not self.refuses_only or self.refuses_only in update):
            self.refusals -= 1
            self.refused += 1
            self.news.set()
            return web.Response(status=self.status, headers=self.headers)
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), update))
        self.news.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def wait(self, got: int, refused: int = 0) -> None:
        async with asyncio.timeout(10):
            while len(self.got) < got or self.refused < refused:
                self.news.clear()
                await self.news.wait()
        await asyncio.sleep(0.05)  # lets the emulator read the answer and begin its pause


@pytest.fixture
async def listen() -> AsyncIterator[Callable[[Receiver], Awaitable[str]]]:
    """Puts a receiver on a free port and tells its address."""
    async with AsyncExitStack() as stack:

        async def listen(receiver: Receiver) -> str:
            runner = web.ServerRunner(web.Server(receiver))
            stack.push_async_callback(runner.cleanup)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            return f"http://127.0.0.1:{runner.addresses[0][1]}/hook"

        yield listen


async def test_a_webhook_gets_updates_with_the_secret_and_again_after_an_error(telegram, anna, listen):
    receiver = Receiver(refusals=1)
    url = await listen(receiver)
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


async def test_what_a_webhook_did_not_accept_is_pending_for_polling(telegram, anna, listen):
    url = await listen(Receiver(refusals=10))
    await telegram.ok("setWebhook", url=url)
    await anna.does("text", text="раз")
    await telegram.ok("deleteWebhook")
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates")] == ["раз"]


async def test_a_webhook_needs_https_and_a_clean_secret(telegram):
    answer = await telegram.refusal("setWebhook", url="http://example.org/")
    assert answer == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    answer = await telegram.refusal("setWebhook", url="https://example.org/", secret_token="тайна")
    assert answer == "Bad Request: secret token contains unallowed characters"


async def test_after_the_second_refusal_attempts_grow_apart(telegram, anna, listen):
    receiver = Receiver(refusals=3)
    url = await listen(receiver)
    await telegram.ok("setWebhook", url=url)
    await anna.does("text", text="раз")
    await receiver.wait(0, refused=2)
    await telegram.clock.advance(timedelta(seconds=2))
    await receiver.wait(0, refused=3)
    await telegram.clock.advance(timedelta(seconds=3))
    await asyncio.sleep(0.1)
    assert receiver.got == []
    await telegram.clock.advance(timedelta(seconds=1))
    await receiver.wait(1)


async def test_a_bot_may_say_when_to_come_again_within_an_hour(telegram, anna, listen):
    receiver = Receiver(1, 503, **{"Retry-After": "86000"})
    url = await listen(receiver)
    await telegram.ok("setWebhook", url=url)
    await anna.does("text", text="раз")
    await receiver.wait(0, refused=1)
    await telegram.clock.advance(timedelta(minutes=59))
    await asyncio.sleep(0.1)
    assert receiver.got == []
    await telegram.clock.advance(timedelta(minutes=1))
    await receiver.wait(1)


async def test_a_refused_text_holds_up_its_chat_but_no_press_and_nobody_else(telegram, anna, buttons, listen):
    receiver = Receiver(refusals=1, status=503, **{"Retry-After": "60"})
    receiver.refuses_only = "message"
    url = await listen(receiver)
    boris = await telegram.person("Борис")
    await telegram.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=buttons("Да"))
    await telegram.ok("setWebhook", url=url)
    await anna.does("text", text="первый")
    await receiver.wait(0, refused=1)
    await anna.does("text", text="второй")
    await anna.does("press", label="Да")
    await boris.does("text", text="мой")
    await receiver.wait(2)
    await telegram.clock.advance(timedelta(minutes=1))
    await receiver.wait(4)
    texts = [update["message"]["text"] for _, update in receiver.got if "message" in update]
    assert texts == ["мой", "первый", "второй"]
    assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 0


async def test_a_webhook_that_is_gone_for_23_hours_is_removed(telegram, anna, listen):
    receiver = Receiver(refusals=1000, status=410)
    url = await listen(receiver)
    await telegram.ok("setWebhook", url=url)
    await telegram.clock.advance(timedelta(hours=1))
    await anna.does("text", text="раз")
    await receiver.wait(0, refused=2)
    for hour in range(1, 8):
        await telegram.clock.advance(timedelta(hours=3))
        await receiver.wait(0, refused=2 + hour)
    assert (await telegram.ok("getWebhookInfo"))["url"] == url
    await anna.does("text", text="два")
    await telegram.clock.advance(timedelta(hours=2, minutes=30))
    await receiver.wait(0, refused=10)
    assert (await telegram.ok("getWebhookInfo"))["url"] == ""
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates")] == ["раз", "два"]


async def test_an_update_that_nobody_takes_for_a_day_is_dropped(telegram, anna, listen):
    receiver = Receiver(refusals=1000)
    url = await listen(receiver)
    await telegram.ok("setWebhook", url=url)
    await anna.does("text", text="старое")
    await receiver.wait(0, refused=2)
    await telegram.clock.advance(timedelta(hours=25))
    await anna.does("text", text="новое")
    receiver.refusals = 0
    await receiver.wait(1)
    assert [update["message"]["text"] for _, update in receiver.got] == ["новое"]


async def test_setting_a_webhook_ends_a_waiting_poll(telegram, listen):
    url = await listen(Receiver())
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(telegram.refusal("getUpdates", timeout=30))
        await asyncio.sleep(0.2)
        await telegram.ok("setWebhook", url=url, max_connections=500)
        assert await poll == "Conflict: terminated by setWebhook request"
    assert (await telegram.ok("getWebhookInfo"))["max_connections"] == 100
    await telegram.ok("deleteWebhook")


async def test_pending_updates_are_dropped_when_asked(telegram, anna, listen):
    url = await listen(Receiver())
    await anna.does("text", text="старое")
    await telegram.ok("setWebhook", url=url, drop_pending_updates=True)
    assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 0
    await telegram.ok("deleteWebhook")
    await anna.does("text", text="ещё")
    await telegram.ok("deleteWebhook", drop_pending_updates=True)
    assert await telegram.ok("getUpdates") == []


async def test_a_redirect_accepts_nothing(telegram, anna, listen):
    receiver = Receiver(refusals=1, status=302, Location="/elsewhere")
    await telegram.ok("setWebhook", url=await listen(receiver))
    await anna.does("text", text="раз")
    await receiver.wait(got=1, refused=1)
    assert (await telegram.ok("getWebhookInfo"))["last_error_message"].endswith("302 Found")


async def test_a_call_in_the_answer_to_a_webhook_is_done(telegram, anna, listen):
    photo = aiohttp.FormData({"method": "sendDocument", "chat_id": str(anna.id), "document": "attach://1"})
    photo.add_field("1", b"abc", filename="abc.txt")
    answers = [
        web.json_response({"method": "sendMessage", "chat_id": anna.id, "text": "первый"}),
        web.Response(text=f"method=sendmessage&chat_id={anna.id}&text=второй",
                     content_type="application/x-www-form-urlencoded"),
        web.Response(body=photo(), headers={"Content-Type": photo().content_type}),
        web.json_response({"method": "deleteWebhook"}),
        web.Response(body=b"\xff", content_type="application/json"),
        web.json_response({"method": "sendMessage", "chat_id": anna.id, "text": ""}),
    ]  # fmt: skip
    receiver = Receiver(answers=[*answers])
    url = await listen(receiver)
    await telegram.ok("setWebhook", url=url)
    for number in range(len(answers)):
        await anna.does("text", text=str(number))
    await receiver.wait(got=len(answers))
    messages = [message for message in (await anna.screen())["messages"] if message["from"] == "bot"]
    assert [message.get("text") or message["file"]["name"] for message in messages] == ["первый", "второй", "abc.txt"]
    assert (await telegram.ok("getWebhookInfo"))["url"] == url
    assert await telegram.violations() == ["Bad Request: message text is empty"]
