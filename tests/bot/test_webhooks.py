"""Webhooks: what Telegram brings is kept before it is told so, once, whoever else knocks and whoever dies."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy.orm import Session

import db.journal
from bot import doctor_network, door, keeping, lease, readiness
from bot.application import Application
from bot.clock import Clock, machine_time
from bot.database import Database
from bot.outcomes import Outcome
from bot.settings import Settings
from bot.work import opened
from db.lease import Lease
from emulator import Emulator, people
from emulator.faults import Fault
from emulator.world import Bot, Chat
from handlers import routers
from tests import story
from tests.bot.test_storage_faults import hold_lock
from tests.bot.test_survival import mentor
from tests.running import PATIENCE, free_port, running
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
SECRET = "k4H1-wP9zQ_7bT2xYc8Vd5Nf"
JSON = {"Content-Type": "application/json"}
TRUE = {**JSON, door.SECRET_HEADER: SECRET}
WORD = b'{"update_id": 900000, "message": {"from": {"id": 7}, "chat": {"id": 7}, "text": "x"}}'


async def by_webhook(service: Service) -> str:
    """The bot starts anew with a webhook; its address."""
    port = free_port()
    url, listen = f"http://127.0.0.1:{port}/hook", f"127.0.0.1:{port}"
    await service.begin_anew(webhook_url=url, webhook_secret=SecretStr(SECRET), webhook_listen=listen)
    await until(lambda: service.bot.webhook is not None)
    return url


@pytest.fixture
async def service(tmp_path: Path, database_url: str) -> AsyncIterator[Service]:
    async with Service(tmp_path, NOON, limits=False, database_url=database_url) as service:
        yield service


async def post(url: str, body: Any, headers: dict[str, str]) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status, await response.text()


def rows(service: Service) -> list[tuple[Any, ...]]:
    return service.rows("SELECT update_id FROM updates WHERE update_id >= 900000")


async def test_a_questionnaire_by_webhook_is_kept_whole(service: Service) -> None:
    await by_webhook(service)
    respondent = await story.begin(service)
    service.bot.updates.repeat = 3
    await respondent.finish()
    await service.idle()
    assert len(respondent.confirmed) >= 4
    assert respondent.repeats == 0
    assert await story.faults(service, respondent) == []
    assert service.bot.updates.allowed == frozenset(keeping.KINDS)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.fault(95)
async def test_whoever_is_not_telegram_gets_no_further_than_the_door(service: Service) -> None:
    url = await by_webhook(service)
    half = SECRET[:-1]
    for headers in (JSON, {**JSON, door.SECRET_HEADER: half}, {**JSON, door.SECRET_HEADER: "секрет"}, {}):
        assert await post(url, WORD, headers) == (401, "")
    assert await post(url, BytesIO(b"x" * (door.LARGEST + 1)), JSON) == (401, ""), "who may not write is not measured"
    assert (await post(url + "/x", WORD, TRUE))[0] == 404
    async with aiohttp.ClientSession() as session, session.get(url, headers=TRUE) as response:
        assert response.status == 405
    assert rows(service) == []


async def endless() -> AsyncIterator[bytes]:
    """A body without a length, three times too large."""
    for _ in range(3 * 16):
        yield b" " * (door.LARGEST // 16)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.fault(95)
async def test_what_is_no_update_is_refused_before_it_can_harm(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await by_webhook(service)
    monkeypatch.setattr(door, "_read", _parsed_too_early)
    assert await post(url, BytesIO(b"x" * (door.LARGEST + 1)), TRUE) == (413, "")
    assert await post(url, endless(), TRUE) == (413, "")
    assert await post(url, WORD, {**TRUE, "Content-Type": "text/plain"}) == (415, "")
    assert await post(url, b"update_id=900000", {**TRUE, "Content-Type": "application/x-www-form-urlencoded"}) == (
        415,
        "",
    )
    monkeypatch.undo()
    assert await raw(url, f"Transfer-Encoding: chunked\r\nContent-Length: {len(WORD)}", WORD) == b"400"
    for body in (b"", b"x", b"[]", b"{}", b'{"update_id": "1"}', b'{"update_id": -1}', b"[" * 100_000, b"\xff" * 9):
        assert await post(url, body, TRUE) == (400, ""), body[:20]
    assert rows(service) == []
    assert await post(url, b'{"update_id": 900001, "message": "\xff"}', TRUE) == (200, "")
    await service.idle()
    assert rows(service) == [(900_001,)], "what has a number is taken, whatever it is: Telegram need not bring it again"


async def raw(url: str, lengths: str, body: bytes) -> bytes:
    """The status of a call whose end is told in two ways."""
    reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{door.SECRET_HEADER}: {SECRET}\r\n"
    writer.write(f"{head}{lengths}\r\n\r\n".encode() + body)
    status = (await reader.readline()).split()[1]
    writer.close()
    await writer.wait_closed()
    return status


def _parsed_too_early(*_: Any, **__: Any) -> None:
    raise AssertionError("parsed before it was judged")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.fault(10, 51)
async def test_a_call_is_answered_when_its_update_is_kept_and_not_before(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await by_webhook(service)
    monkeypatch.setattr("bot.sqlite.LOCK_PATIENCE", 0.2)
    lock = hold_lock(service.path, 1.5)
    assert (await post(url, WORD, TRUE))[0] == 503
    lock.join()
    assert rows(service) == []
    for _ in range(3):
        assert await post(url, WORD, TRUE) == (200, "")
        assert rows(service) == [(900_000,)]
    await service.idle()
    assert len(service.world.calls.since(0, "sendMessage")) == 1, "three times the same update is one"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_waits_behind_another_answer_is_taken_up_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second word stays unprocessed while the answer to the first is tried again; the lookout looks meanwhile."""
    monkeypatch.setattr("bot.speak.PATIENCE", (1.2,) * 8)
    actor = await mentor(service)
    await by_webhook(service)
    service.world.faults.plan(Fault("500", "sendMessage"))
    for _ in range(2):
        people.write(service.world, service.world.chat(service.bot, actor.user), "/menu")
    await service.idle()
    assert heard(service.world.chat(service.bot, actor.user)) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.fault(70)
async def test_from_polling_to_a_webhook_and_back_nothing_is_lost(service: Service) -> None:
    """What came while nobody listened comes by whatever way is open next."""
    respondent = await story.begin(service)
    await respondent.finish(steps=1)
    await service.stop()
    people.write(service.world, respondent.chat, "/menu")
    await service.start()
    await by_webhook(service)
    await respondent.finish(steps=1)
    await service.stop()
    people.write(service.world, respondent.chat, "/menu")
    info = await doctor_network.checks(service.settings, delete_webhook=False)
    assert ["1 updates wait" in one.detail for one in info if one.name == "webhook"] == [True]
    service.settings = service.settings.model_copy(update={"webhook_url": None})
    (gone,) = [
        one for one in await doctor_network.checks(service.settings, delete_webhook=True) if one.name == "webhook"
    ]
    assert gone.well
    await service.start()
    await respondent.finish()
    await service.idle()
    menus = [message for message in respondent.chat.messages.values() if message.content.get("text") == "/menu"]
    assert len(menus) == 2
    assert respondent.repeats == 0
    assert await story.faults(service, respondent) == []
    ((count,),) = service.rows("SELECT count(*) FROM updates")
    assert count == len(service.rows("SELECT 1 FROM updates WHERE state = 'done'"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_webhook_that_somebody_takes_away_is_set_anew(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.webhook.ASK_EVERY", 0.1)
    url = await by_webhook(service)
    other: Outcome = await service.application.telegram.call("setWebhook", {"url": "https://other.example/"})
    assert other.kind == "sent"
    await until(lambda: service.bot.webhook is not None and service.bot.webhook.url == url)
    service.bot.webhook.last_error = (1, "Wrong response from the webhook: 502 Bad Gateway")
    await until(lambda: "a webhook call has failed" in events(service))
    assert "somebody has changed the webhook of this bot; it is set anew" in events(service)
    assert SECRET not in str(service.log.entries)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_word_about_the_webhook_that_says_nothing_stops_nobody(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gateway before Telegram answers for it."""
    monkeypatch.setattr("bot.webhook.ASK_EVERY", 0.05)
    await by_webhook(service)
    asked = service.application.telegram.call

    async def answered_for(method: str, *params: Any, **more: Any) -> Outcome:
        return Outcome("sent", True) if method == "getWebhookInfo" else await asked(method, *params, **more)

    monkeypatch.setattr(service.application.telegram, "call", answered_for)
    await until(lambda: "Telegram does not tell of the webhook" in events(service) or service._running.done())
    assert not service._running.done()
    assert "somebody has changed the webhook of this bot; it is set anew" not in events(service)


def events(service: Service) -> list[str]:
    return [entry["event"] for entry in service.log.entries]


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 - neither the emulator nor another process tells
            await asyncio.sleep(0.05)


async def test_a_webhook_that_telegram_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    async with Emulator(limits=False) as emulator:
        bot, file = emulator.world.add_bot("school_bot", "Бот"), f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
        given = environment(emulator, bot, file, "https://bot.example:8080/", free_port())
        async with running(tmp_path, **given) as one:
            assert await asyncio.wait_for(one.process.wait(), PATIENCE) == 1
            last = one.log().splitlines()[-1]
    assert last.startswith("Telegram refuses WEBHOOK_URL: bad webhook: Webhook can be set up only on ports")


def environment(emulator: Emulator, bot: Bot, database_url: str, url: str, port: int) -> dict[str, str]:
    return {
        "BOT_TOKEN": bot.token, "TELEGRAM_API_BASE": emulator.url, "DATABASE_URL": database_url,
        "WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET, "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }  # fmt: skip


async def answered(chats: list[Chat], times: int) -> None:
    """Until everybody was answered so often."""
    await until(lambda: min(heard(chat) for chat in chats) >= times)


def heard(chat: Chat) -> int:
    return sum(not message.by_person for message in chat.messages.values())


def crowd(emulator: Emulator, bot: Bot) -> list[Chat]:
    return [emulator.world.chat(bot, emulator.world.add_person(f"Гость {number}")) for number in range(8)]


@pytest.mark.fault(1, 2)
async def test_a_killed_service_answers_what_came_meanwhile_and_nothing_twice(
    tmp_path: Path, database_url: str
) -> None:
    async with Emulator(limits=False) as emulator:
        bot, port = emulator.world.add_bot("school_bot", "Бот"), free_port()
        chats = crowd(emulator, bot)
        given = environment(emulator, bot, database_url, f"http://127.0.0.1:{port}/hook", port)
        emulator.world.faults.plan(Fault("500", "setWebhook", count=2))
        async with running(tmp_path / "one", **given) as one:
            await one.until("/readyz", 200)
            for chat in chats:
                people.write(emulator.world, chat, "/start")
            await answered(chats, 1)
            await asyncio.sleep(0.3)  # what was said is noted
            await one.kill()
            for chat in chats:
                people.write(emulator.world, chat, "/start")
            await one.start()
            await one.until("/readyz", 200)
            await emulator.clock.advance(timedelta(minutes=2))  # Telegram tries again
            await answered(chats, 2)
            assert await one.stop() == 0
            assert one.events()[-1] == "stopped"
            log = one.log()
        assert [heard(chat) for chat in chats] == [2] * len(chats)
        assert emulator.world.calls.violations() == []
        assert [word for word in (SECRET, bot.token, "Гость", "/start") if word in log] == []


@pytest.mark.fault(69)
async def test_every_replica_keeps_what_comes_and_one_of_them_answers(tmp_path: Path, database_url: str) -> None:
    """Both start at once on an empty database; the one that works is killed, the other goes on where it stood."""
    async with Emulator(limits=False) as emulator:
        bot = emulator.world.add_bot("school_bot", "Бот")
        chats, ports = crowd(emulator, bot), [free_port(), free_port()]
        async with balancer(ports) as url:
            settings = [environment(emulator, bot, database_url, url, port) for port in ports]
            async with running(tmp_path / "a", **settings[0]) as a, running(tmp_path / "b", **settings[1]) as b:
                await a.until("/readyz", 200)
                await b.until("/readyz", 200)
                for chat in chats:
                    people.write(emulator.world, chat, "/start")
                await answered(chats, 1)
                await asyncio.sleep(0.3)
                leader, other = (a, b) if "serving" in a.events() else (b, a)
                assert "serving" not in other.events()
                assert (await other.ready())[1]["lease"]["detail"] == "another process holds it"
                own_door = f"http://127.0.0.1:{ports[0] if other is a else ports[1]}/hook"
                assert await post(own_door, started(chats[0]), TRUE) == (200, "")
                await answered(chats[:1], 2)
                await asyncio.sleep(0.3)
                await leader.kill()
                for chat in chats:
                    people.write(emulator.world, chat, "/start")
                await answered(chats, 2)
                await answered(chats[:1], 3)
                assert await other.stop() == 0
        assert [heard(chat) for chat in chats] == [3, *[2] * (len(chats) - 1)]
        assert emulator.world.calls.violations() == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.fault(69)
async def test_a_door_that_stands_by_stays_open_when_the_one_that_works_is_stuck(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a proxy would shut every door because of one process, and Telegram would find nobody who keeps."""
    monkeypatch.setattr(lease, "HEARTBEAT", 600)
    monkeypatch.setattr(lease, "is_dead", lambda _holder: False)  # both are one process here
    await by_webhook(service)
    listen = f"127.0.0.1:{free_port()}"
    settings = service.settings.model_copy(update={"webhook_listen": listen})
    async with opened(settings) as database:
        other, stop = beside(service, settings, database), asyncio.Event()
        waiting = asyncio.create_task(other.run(stop))
        await until(lambda: other.stage == "standing by")
        assert await unwell(service.application, settings) == await unwell(other, settings) == []
        await service.do(_stuck, timedelta(minutes=2))
        assert await unwell(service.application, settings) == ["lease", "journal"]
        assert await unwell(other, settings) == []
        stop.set()
        await waiting


def beside(service: Service, settings: Settings, database: Database) -> Application:
    """Another replica."""
    for router in routers():
        router._parent_router = None  # as in `tests.service`
    return Application(settings, database, Clock(service.clock.now))


async def unwell(application: Application, settings: Settings) -> list[str]:
    return [one.name for one in await readiness.look(application, settings) if not one.well]


def _stuck(session: Session, since: timedelta) -> None:
    """The lease is kept by nobody who beats, an update waits."""
    session.get_one(Lease, 1).heartbeat_at = machine_time() - since
    row = {"channel": "other", "update_id": 5, "person_key": "7", "received_at": NOON - since, "payload": "{}"}
    db.journal.keep(session, [row])


def started(chat: Chat) -> bytes:
    """What Telegram brings when somebody presses the start button."""
    person = {"id": chat.person.id, "is_bot": False, "first_name": chat.person.first_name}
    room = {"id": chat.person.id, "type": "private"}
    message = {"message_id": 99, "date": 1, "chat": room, "from": person, "text": "/start"}
    return json.dumps({"update_id": 900_000, "message": message}).encode()


class balancer:
    """Hands calls to several ports in turn, and to the next one when nobody answers there, as a proxy does."""

    def __init__(self, ports: list[int]) -> None:
        self.ports, self.turns = ports, cycle(range(len(ports)))

    async def __aenter__(self) -> str:
        self.client = aiohttp.ClientSession()
        self.runner = web.ServerRunner(web.Server(self._hand_on))
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()
        await self.client.close()

    async def _hand_on(self, request: web.BaseRequest) -> web.Response:
        body, first = await request.read(), next(self.turns)
        headers = {name: request.headers[name] for name in ("Content-Type", door.SECRET_HEADER)}
        for port in (self.ports[first], self.ports[1 - first]):
            try:
                async with self.client.post(f"http://127.0.0.1:{port}/hook", data=body, headers=headers) as answer:
                    return web.Response(status=answer.status)
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)
