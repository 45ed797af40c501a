"""The doctor says in words what is wrong and what to do, and is silent about nothing."""

import asyncio
import json
import sqlite3
import ssl
import subprocess
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

import db.journal
import db.lease
from bot import backup, doctor_network, doctor_storage
from bot.checks import Check
from bot.database import connect
from bot.migrate import migrate
from bot.settings import Settings
from db.journal import Update
from emulator import Emulator
from programme import organisations
from tests.bot.test_command_line import TOKEN, run

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
async def telegram() -> AsyncIterator[Emulator]:
    async with Emulator(limits=False) as emulator:
        yield emulator


def about(found: list[Check], name: str) -> Check:
    (one,) = [each for each in found if each.name == name]
    return one


async def seen(base: str, token: str = TOKEN, delete: bool = False, **given: str) -> list[Check]:
    settings = Settings(_env_file=None, bot_token=token, telegram_api_base=base, **given)
    return await doctor_network.checks(settings, delete_webhook=delete)


async def test_a_good_connection_tells_the_bots_name(telegram: Emulator) -> None:
    bot = telegram.world.add_bot("school_bot", "Бот")
    found = await seen(telegram.url, bot.token)
    assert [one.well for one in found] == [True] * 4
    assert about(found, "token").detail == "@school_bot"


async def test_a_dead_token_is_told_from_a_dead_network(telegram: Emulator) -> None:
    found = await seen(telegram.url)
    assert about(found, "network").well
    assert "BotFather" in about(found, "token").detail


@pytest.mark.fault(70)
async def test_a_webhook_left_set_is_explained_and_removed_without_loss(telegram: Emulator) -> None:
    """Reliability row 70."""
    bot = telegram.world.add_bot("school_bot", "Бот")
    async with aiohttp.ClientSession() as session:
        hook = {"url": "https://old.example/secret-path"}
        await session.post(f"{telegram.url}/bot{bot.token}/setWebhook", json=hook)
    bot.updates.add("message", "a word", {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}})
    hook_found = about(await seen(telegram.url, bot.token), "webhook")
    assert not hook_found.well
    assert "--delete-webhook" in hook_found.detail
    assert "old.example" in hook_found.detail
    assert "secret-path" not in hook_found.detail
    assert about(await seen(telegram.url, bot.token, delete=True), "webhook").well
    again = about(await seen(telegram.url, bot.token), "webhook")
    assert again.well
    assert "1 updates wait" in again.detail


async def test_the_ways_a_network_fails_are_told_apart(tmp_path: Path) -> None:
    async def cut(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async def html(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b"<html>this page is blocked</html>"
        writer.write(b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(cut, "127.0.0.1", 0) as cutting:
        port = cutting.sockets[0].getsockname()[1]
        assert "cut" in (await seen(f"http://127.0.0.1:{port}"))[0].detail
    async with await asyncio.start_server(html, "127.0.0.1", 0) as blocked:
        port = blocked.sockets[0].getsockname()[1]
        assert "not as the Bot API does" in (await seen(f"http://127.0.0.1:{port}"))[0].detail
    async with await asyncio.start_server(cut, "127.0.0.1", 0, ssl=_certificate(tmp_path)) as false:
        port = false.sockets[0].getsockname()[1]
        assert "certificate" in (await seen(f"https://127.0.0.1:{port}"))[0].detail
    assert "refuses the connection" in (await seen("http://127.0.0.1:1"))[0].detail
    assert "DNS" in (await seen("http://nowhere.invalid"))[0].detail
    assert "proxy" in (await seen("http://127.0.0.1:2", proxy_url="socks5://127.0.0.1:1"))[0].detail


def _certificate(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for, as a filter on the way shows it."""
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1", *files]
    subprocess.run(words, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


async def test_silence_is_called_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        left.set()

    left = asyncio.Event()
    monkeypatch.setattr(doctor_network, "PATIENCE", 0.2)
    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert "blocked" in (await seen(f"http://127.0.0.1:{port}"))[0].detail
        await left.wait()


@pytest.mark.parametrize("wrong", [timedelta(minutes=-5), timedelta(minutes=5)])
async def test_a_wrong_clock_is_noticed(telegram: Emulator, monkeypatch: pytest.MonkeyPatch, wrong: timedelta) -> None:
    bot = telegram.world.add_bot("school_bot", "Бот")
    monkeypatch.setattr(doctor_network, "machine_time", lambda: datetime.now(UTC) + wrong)
    clock = about(await seen(telegram.url, bot.token), "clock")
    assert not clock.well
    assert "NTP" in clock.detail


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """A database with a school, three days old."""
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    database = await connect(settings.database_url)
    await migrate(database, settings)
    then = NOW - timedelta(days=3)
    async with database.transaction() as transaction:
        await transaction.finish(organisations.add, "school", "Лицей № 2", zone="Europe/Moscow", now=then)
    await database.close()
    return settings


@pytest.fixture
def live(tmp_path: Path, settings: Settings) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as connection:
        yield connection


async def test_missed_backups_are_noticed(settings: Settings, tmp_path: Path) -> None:
    assert not about(await doctor_storage.checks(settings, NOW), "backups").well
    await asyncio.to_thread(backup.create, settings, tmp_path / "backups", NOW)
    assert about(await doctor_storage.checks(settings, NOW + timedelta(hours=25)), "backups").well
    late = about(await doctor_storage.checks(settings, NOW + timedelta(days=3)), "backups")
    assert not late.well
    assert "72.0 h old" in late.detail


async def test_who_serves_and_who_died(settings: Settings) -> None:
    assert "nobody" in about(await doctor_storage.checks(settings, NOW), "service").detail
    database = await connect(settings.database_url)
    async with database.transaction() as transaction:
        await transaction.finish(db.lease.take, "school:1:abc", NOW)
    await database.close()
    assert about(await doctor_storage.checks(settings, NOW + timedelta(seconds=9)), "service").well
    dead = about(await doctor_storage.checks(settings, NOW + timedelta(hours=2)), "service")
    assert not dead.well
    assert "mentor-bot run" in dead.detail


async def test_what_was_set_aside_and_what_waits_is_told(settings: Settings) -> None:
    assert about(await doctor_storage.checks(settings, NOW), "journal").well
    database = await connect(settings.database_url)
    rows = [
        Update(channel="telegram", update_id=number, person_key="1", received_at=NOW, state=state, attempts=0)
        for number, state in enumerate(("dead", "new", "done"))
    ]
    async with database.transaction() as transaction:
        await transaction.finish(lambda session: session.add_all(rows))
    await database.close()
    journal = about(await doctor_storage.checks(settings, NOW + timedelta(hours=2)), "journal")
    assert not journal.well
    assert "1 updates set aside" in journal.detail
    assert "waiting for 2.0 h" in journal.detail
    next_month = about(await doctor_storage.checks(settings, NOW + timedelta(days=30)), "journal")
    assert "set aside" not in next_month.detail


async def test_a_busy_and_a_damaged_file_are_told_apart(
    settings: Settings, live: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_storage, "LOCK_PATIENCE", 0.1)
    live.execute("BEGIN IMMEDIATE")
    assert "busy" in about(await doctor_storage.checks(settings, NOW), "database").detail
    live.execute("ROLLBACK")
    live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    live.close()
    content = bytearray((tmp_path / "bot.db").read_bytes())
    content[5 * 4096 : 6 * 4096] = bytes(4096)
    (tmp_path / "bot.db").write_bytes(content)
    found = [one for one in await doctor_storage.checks(settings, NOW) if not one.well and one.name == "database"]
    assert "restore" in found[0].detail


@pytest.mark.parametrize(("used", "well"), [(0.84, True), (0.85, False), (0.95, False)])
def test_a_disk_that_fills_up_is_told_in_time(used: float, well: bool) -> None:
    found = doctor_storage.disk(used, 10 * 1024**3, "/data")
    assert found.well is well
    assert "10.0 GiB" in found.detail


@pytest.mark.fault(55)
async def test_a_log_that_never_ends_is_noticed(
    settings: Settings, live: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reliability row 55: while somebody reads, the log cannot be taken in."""
    monkeypatch.setattr(doctor_storage, "WAL_LIMIT", 100_000)
    assert about(doctor_storage.file_checks(tmp_path / "bot.db"), "log").well
    live.execute("BEGIN")
    live.execute("SELECT * FROM organisations").fetchall()
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as writer:
        writer.execute("CREATE TABLE large (content BLOB)")
        writer.execute("INSERT INTO large VALUES (randomblob(1000000))")
        assert not about(doctor_storage.file_checks(tmp_path / "bot.db"), "log").well


async def test_a_server_is_examined_too(postgres_url: str) -> None:
    settings = Settings(_env_file=None, database_url=postgres_url)
    database = await connect(postgres_url)
    await migrate(database, settings)
    await database.close()
    found = await doctor_storage.checks(settings, NOW)
    assert about(found, "database").detail == "writable"
    assert {one.name for one in found} >= {"disk", "backups", "service", "journal", "letters"}


def test_the_verdict_is_the_exit_code(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--json", BOT_TOKEN=TOKEN, TELEGRAM_API_BASE="http://127.0.0.1:1")
    assert done.returncode == 1
    found = {one["check"]: one for one in json.loads(done.stdout)}
    assert {name for name, one in found.items() if not one["well"]} == {"network"}
    assert {"settings", "questionnaires", "texts", "plain language", "schema", "disk", "network"} == set(found)
    assert TOKEN not in done.stdout + done.stderr


async def test_a_missing_key_and_what_an_older_one_keeps_are_told(settings: Settings) -> None:
    assert "keys new" in about(await doctor_storage.checks(settings, NOW), "keys").detail
    keys = [b64encode(bytes([number]) * 32).decode() for number in (1, 2)]
    old = settings.model_copy(update={"data_key": SecretStr(keys[0])})
    database = await connect(old.database_url, old.ring)
    row = {"channel": "telegram", "update_id": 1, "person_key": "1", "received_at": NOW, "payload": "{}"}
    async with database.transaction() as transaction:
        await transaction.finish(db.journal.keep, [row])
    await database.close()
    assert about(await doctor_storage.checks(old, NOW), "keys").well
    both = settings.model_copy(update={"data_key": SecretStr(",".join(reversed(keys)))})
    keys_now = about(await doctor_storage.checks(both, NOW), "keys")
    assert not keys_now.well
    assert "keys rotate" in keys_now.detail
