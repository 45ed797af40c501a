"""What a disk can do to a running bot on SQLite: nothing that was confirmed is lost, and nobody is told of an error."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot import backup, restore
from bot.database import connect
from bot.migrate import migrate
from bot.refusals import Refused, in_one_line
from bot.settings import Settings
from db import schema
from emulator import people
from locales import texts_in
from tests import story
from tests.bot.test_command_line import ROOT, TOKEN, refused, run
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with Service(tmp_path, NOON, limits=False) as service:
        yield service


def hold_lock(path: Path, seconds: float) -> threading.Thread:
    """Another program writes for so long; returns when it holds the lock."""
    held = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            time.sleep(seconds)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(30)
    return thread


@pytest.mark.parametrize(("seconds", "patience"), [(1.5, 0.1), pytest.param(30, 5, marks=pytest.mark.faults)])
@pytest.mark.fault(51)
async def test_an_answer_waits_while_another_program_writes(
    service: Service, monkeypatch: pytest.MonkeyPatch, seconds: float, patience: float
) -> None:
    """Reliability row 51; the short form waits as many time-outs as the long one. The loop goes on meanwhile."""
    respondent = await story.begin(service)
    await respondent.finish(steps=1)
    await service.idle()
    monkeypatch.setattr("bot.sqlite.LOCK_PATIENCE", patience)
    monkeypatch.setattr("bot.keeping.SOON", patience)
    said = len(respondent.chat.messages)
    thread = await asyncio.to_thread(hold_lock, service.path, seconds)
    began = time.monotonic()
    await respondent.finish(steps=1)
    assert time.monotonic() - began > seconds / 2
    thread.join()
    await respondent.finish()
    await service.idle()
    assert len(respondent.chat.messages) <= said + 1, "at most the end of the questionnaire; no word of an error"
    assert [toast["text"] for toast in respondent.chat.toasts].count(texts_in("ru")("start.one_moment")) == 1
    assert await story.faults(service, respondent) == []


@pytest.mark.fault(51, 52)
async def test_whoever_writes_while_nothing_can_be_kept_is_told_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sqlite.LOCK_PATIENCE", 0.1)
    monkeypatch.setattr("bot.keeping.SOON", 0.3)
    respondent = await story.begin(service)
    chat, word = respondent.chat, texts_in("ru")("start.one_moment")
    thread = await asyncio.to_thread(hold_lock, service.path, 1.5)
    for said in ("/menu", "/help", "/menu"):
        people.write(service.world, chat, said)
    await asyncio.to_thread(thread.join)
    await service.idle()
    heard = [str(message.content.get("text")) for message in chat.messages.values() if not message.by_person]
    assert heard.count(word) == 1
    assert heard[-1] != word, "the answer follows"


@pytest.mark.fault(52)
async def test_on_a_full_disk_nothing_is_acknowledged_and_nothing_is_lost(service: Service) -> None:
    """Reliability row 52: SQLite itself refuses to grow; Telegram keeps the updates until there is room."""
    respondent = await story.begin(service)
    await respondent.finish(steps=1)
    await service.idle()
    before = await service.do(story.kept)
    raw = service.database.shared
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    assert raw.execute(f"PRAGMA max_page_count={pages}").fetchone()[0] == pages
    for number in range(20):
        people.write(service.world, respondent.chat, f"{number} " + "ж" * 4000)
    async with asyncio.timeout(10):
        while not refusals(service):  # noqa: ASYNC110 - the log tells nobody
            await asyncio.sleep(0.02)
    assert service.bot.updates.pending(), "what cannot be kept is not acknowledged"
    assert not service._running.done()
    assert service.rows("SELECT count(*) FROM answers") == [(len(before),)], "reading goes on"
    raw.execute(f"PRAGMA max_page_count={pages * 100}")
    await service.idle()
    assert not service.bot.updates.pending()
    await respondent.finish()
    await service.idle()
    assert await story.faults(service, respondent) == []
    assert service.rows("SELECT count(*) FROM updates WHERE state = 'done'") == service.rows(
        "SELECT count(*) FROM updates"
    )


def refusals(service: Service) -> list[str]:
    words = "the journal cannot be written, nothing is acknowledged"
    return [entry["event"] for entry in service.log.entries if entry["event"] == words]


@pytest.mark.fault(56)
async def test_a_backup_made_while_people_answer_is_one_moment(service: Service, tmp_path: Path) -> None:
    """Reliability row 56."""
    respondent = await story.begin(service)
    answering = asyncio.ensure_future(respondent.finish())
    for second in range(3):
        moment = NOON.replace(second=second)
        saved = await asyncio.to_thread(backup.create, service.settings, tmp_path / "backups", moment)
        copy = tmp_path / f"copy{second}.db"
        await asyncio.to_thread(restore.restore, service.settings, saved, f"sqlite+aiosqlite:///{copy}", moment)
        with closing(sqlite3.connect(copy)) as file:
            assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    await answering
    await service.idle()
    assert await story.faults(service, respondent) == []


def damage(path: Path) -> None:
    """One page in the middle is overwritten with noise."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'letters'").fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))


@pytest.mark.fault(53)
async def test_a_damaged_file_is_not_served_and_the_way_out_is_named(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    database = await connect(settings.database_url)
    await migrate(database, settings)
    await database.close()
    saved = await asyncio.to_thread(backup.create, settings, tmp_path / "backups", NOON)
    damage(tmp_path / "bot.db")
    database = await connect(settings.database_url)
    with pytest.raises(Refused, match=f"restore {saved}"):
        await migrate(database, settings)
    await database.close()


@pytest.mark.fault(53)
async def test_damage_that_comes_later_ends_the_service_within_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing more is written, and the line that the operator gets names the way out."""
    monkeypatch.setattr("bot.soundness.DAY", 0.2)
    service = Service(tmp_path, NOON, limits=False)
    await service.__aenter__()
    try:
        await asyncio.sleep(0.5)
        assert not service._running.done(), "a whole file is served on"
        damage(service.path)
        with pytest.raises(ExceptionGroup) as ended:
            await asyncio.wait_for(service._running, 20)
        assert "is damaged: move it away, then `mentor-bot restore" in in_one_line(ended.value)
        assert "the database is damaged, nothing more is written" in [entry["event"] for entry in service.log.entries]
    finally:
        with suppress(sqlite3.Error):
            await service.database.close()
        await service._end()


AS_NOBODY = """
import concurrent.futures.thread, os, sys
from bot import cli, logs, service  # while we may still read our own code
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
cli.main(["run"])
"""
"""Root may write anywhere, so the bot becomes somebody who owns nothing."""


@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
@pytest.mark.fault(54)
def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path, folder: int, file: int) -> None:
    """Reliability row 54: a read-only folder, a file of another owner."""
    run(tmp_path, "migrate")
    with TemporaryDirectory() as shown:
        place = shutil.copy(tmp_path / "mentor-bot.db", shown)
        os.chmod(place, file)
        os.chmod(shown, folder)
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "BOT_TOKEN": TOKEN, "TMPDIR": shown}
        env["HEALTH_LISTEN"] = ""
        command = [sys.executable, "-c", AS_NOBODY]
        line = refused(subprocess.run(command, cwd=shown, env=env, capture_output=True, text=True, timeout=60))
        os.chmod(shown, 0o755)
    assert "read-only" in line or "cannot be opened" in line


@pytest.mark.fault(63)
def test_a_newer_database_is_not_served(tmp_path: Path) -> None:
    """Reliability row 63."""
    run(tmp_path, "migrate")
    with closing(sqlite3.connect(tmp_path / "mentor-bot.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "9999" in refused(run(tmp_path, "run", BOT_TOKEN=TOKEN))


KILLED_AT = """
import asyncio, os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from bot.settings import load
from bot.work import migrated

left = int(sys.argv[1])

@event.listens_for(Engine, "after_cursor_execute")
def count(connection, cursor, statement, *rest):
    global left
    left -= statement.lstrip().upper().startswith(("CREATE", "INSERT"))
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(migrated(load()))
"""
"""A migration that dies like under kill -9 after its n-th change."""


NUMBERS = [1, 20, pytest.param(40, marks=pytest.mark.faults)]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.fault(8)
async def test_a_migration_that_is_killed_is_as_if_it_had_not_begun(tmp_path: Path, number: int) -> None:
    """Reliability row 8."""
    await _killed(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", number)


@pytest.mark.parametrize("number", NUMBERS)
async def test_nor_is_one_of_a_server(tmp_path: Path, fresh: str, number: int) -> None:
    await _killed(tmp_path, fresh, number)


async def _killed(folder: Path, url: str, number: int) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": url}
    command = [sys.executable, "-c", KILLED_AT, str(number)]
    done = await asyncio.to_thread(subprocess.run, command, cwd=folder, env=env, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    database = await connect(url)
    assert await database.connected(schema.current) is None
    assert (await migrate(database, Settings(_env_file=None, database_url=url)))[1] == schema.newest()
    await database.close()
