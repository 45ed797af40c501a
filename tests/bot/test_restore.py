"""Restoring: into a new place only, whole or not at all; afterwards people are asked only for what is missing."""

import sqlite3
from base64 import b64encode
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

import db.lease
from bot import backup
from bot.database import connect
from bot.migrate import migrate
from bot.refusals import Refused
from bot.restore import restore
from bot.settings import Settings
from db import schema
from programme import forms, letters, organisations
from programme.runs import open_run
from tests import cast
from tests.bot.test_command_line import run
from tests.cast import Actor
from tests.crash.respondent import Respondent
from tests.service import Service

NOW = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
KEY = b64encode(bytes(range(32))).decode()
OTHER_KEY = b64encode(bytes(32)).decode()


def settings_for(url: str, key: str | None = None) -> Settings:
    return Settings(_env_file=None, database_url=url, data_key=key)


def file_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def founded(url: str) -> Settings:
    """A database with one school in it."""
    settings = settings_for(url)
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
    import asyncio

    return await asyncio.to_thread(verb, *arguments)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return list(file.iterdump())


@pytest.mark.parametrize("key", [None, KEY])
def test_what_was_saved_is_what_is_restored(original: Path, tmp_path: Path, key: str | None) -> None:
    settings = settings_for(file_url(original), key)
    saved = backup.create(settings, tmp_path / "backups", NOW)
    made = restore(settings, saved, file_url(tmp_path / "new.db"), NOW + timedelta(hours=3))
    assert dump(tmp_path / "new.db") == dump(original)
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


async def test_after_an_older_backup_people_are_asked_only_for_what_is_missing(tmp_path: Path) -> None:
    """Reliability row 57: answers given since are lost, so are the ids of their updates and the keys of letters."""
    async with Service(tmp_path, NOW, limits=False) as service:
        anna = Actor("Анна", "Кузнецова Анна Сергеевна", service.world.add_person("Анна", language_code="ru"), "mentor")
        chat = service.world.chat(service.bot, anna.user)
        chat.started = True
        school = await service.do(cast.found_school, "Лицей № 2", NOW)
        await service.do(cast.join, school, anna, None, "ru", NOW)
        person = await service.do(cast.person_of, anna)
        about = await service.do(open_run, person, "mentee_request", now=NOW)
        title = {"label": dict(forms.builtin("mentee_request").title)}
        await service.do(
            letters.write, person.id, "letters.run_waits", kind="notice", once="begin", now=NOW, run_id=about.id,
            run=about.id, title=title,
        )  # fmt: skip
        await service.do(
            letters.write, person.id, "letters.run_waits", kind="reminder", once="old", now=NOW, run_id=about.id,
            not_before=NOW + timedelta(minutes=30), run=about.id, title=title,
        )  # fmt: skip
        service.application.outbox.wake()
        await service.idle()
        respondent = Respondent(service.world, chat, forms.builtin("mentee_request"), "adult", about.id, Random(1))
        await respondent.finish(steps=4)
        await service.idle()
        kept = await service.do(answered)
        saved = await threaded(backup.create, service.settings, tmp_path / "backups", NOW)
        await respondent.finish(steps=3)
        await service.idle()
        assert len(await service.do(answered)) > len(kept)
        await service.stop()

        service.path.rename(tmp_path / "damaged.db")
        await threaded(restore, service.settings, saved, service.settings.database_url, NOW + timedelta(hours=1))
        await service.start()
        assert await service.do(answered) == kept
        await service.clock.advance(timedelta(hours=2))
        assert service.rows("SELECT state FROM letters WHERE once_key = 'old'") == [("uncertain",)]
        await respondent.finish()
        await service.idle()
        assert service.rows("SELECT state FROM runs") == [("done",)]
        questions = [name for (name,) in service.rows("SELECT question FROM answers")]
        assert sorted(questions) == sorted(set(questions))
        assert set(respondent.confirmed) <= set(questions)
        await service.stop()
        assert service.troubles() == []
        await service.start()


def answered(session: Any) -> list[Any]:
    return [tuple(row) for row in session.execute(text("SELECT id, question, answered_at FROM answers ORDER BY id"))]
