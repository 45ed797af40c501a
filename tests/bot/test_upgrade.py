"""An upgrade begins with a copy of what was there; one that fails leaves the database as it was."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from alembic.config import Config
from sqlalchemy import Connection

from bot import migrate as module
from bot.clock import machine_time
from bot.database import connect
from bot.migrate import migrate
from bot.settings import Settings
from db import schema
from tests.bot.test_command_line import run

MIGRATIONS = Path(schema.__file__).parent / "migrations"
LATER = """
from alembic import op

revision, down_revision = "later", "{before}"


def upgrade():
    op.execute("UPDATE organisations SET name = 'Школа № 8'")
    {then}
"""

Release = Callable[[str], None]


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """From then on the program is that of a later release, with one migration more that ends with this statement."""

    def appears(then: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder)
        code = LATER.format(before=schema.newest(), then=then)
        (folder / "versions" / "later.py").write_text(code, encoding="utf-8")
        config = schema._config

        def later(connection: Connection | None = None) -> Config:
            made = config(connection)
            made.set_main_option("script_location", str(folder))
            return made

        monkeypatch.setattr(schema, "_config", later)

    return appears


async def upgraded(file: Path) -> tuple[str | None, str]:
    """The start of a service: the file at the newest schema; the versions before and after."""
    url = f"sqlite+aiosqlite:///{file}"
    database = await connect(url)
    try:
        return await migrate(database, Settings(_env_file=None, database_url=url))  # type: ignore[call-arg]
    finally:
        await database.close()


async def school(file: Path) -> None:
    """A database at work."""
    await upgraded(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO organisations (code, name, path, zone, settings, created_at)"
            " VALUES ('school', 'Школа № 7', '/1/', 'Europe/Moscow', '{}', '2026-11-20 13:30:00')"
        )


def name_in(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT name FROM organisations").fetchone()[0])


def copies(file: Path) -> list[Path]:
    return sorted(file.parent.glob("bot.before-upgrade-*.db"))


@pytest.mark.fault(8, 62)
async def test_what_was_there_before_an_upgrade_is_kept_beside_it(tmp_path: Path, release: Release) -> None:
    file = tmp_path / "bot.db"
    await school(file)
    assert copies(file) == [], "an empty file needs no copy"
    before = schema.newest()
    release("pass")
    assert await upgraded(file) == (before, "later")
    (copy,) = copies(file)
    assert (name_in(copy), name_in(file)) == ("Школа № 7", "Школа № 8")
    await upgraded(file)
    assert copies(file) == [copy], "a start without an upgrade needs none"


@pytest.mark.fault(8)
async def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, release: Release) -> None:
    file = tmp_path / "bot.db"
    await school(file)
    release("raise NotImplementedError")
    with pytest.raises(NotImplementedError):
        await upgraded(file)
    assert name_in(file) == "Школа № 7"
    assert len(copies(file)) == 1


async def test_a_service_that_starts_again_and_again_into_a_failing_upgrade_does_not_fill_the_disk(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count()
    monkeypatch.setattr(module, "machine_time", lambda: datetime.now(UTC) + timedelta(seconds=next(seconds)))
    file = tmp_path / "bot.db"
    await school(file)
    release("raise NotImplementedError")
    for _ in range(3):
        with pytest.raises(NotImplementedError):
            await upgraded(file)
    assert len(copies(file)) == 1
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE organisations SET name = 'Гимназия'")
    with pytest.raises(NotImplementedError):
        await upgraded(file)
    assert name_in(copies(file)[-1]) == "Гимназия", "what was written since has a copy of its own"


def test_copies_go_with_the_backups_that_hold_the_erased(tmp_path: Path) -> None:
    """An erased person is in no copy that is older than 35 days (security § 11.5)."""
    run(tmp_path, "migrate")
    old, young = (
        module.copy_name(tmp_path / "mentor-bot.db", machine_time() - timedelta(days=days)) for days in (36, 34)
    )
    for copy in (old, young):
        copy.touch()
    assert old.name in run(tmp_path, "backup", "prune").stdout
    assert not old.exists()
    assert young.exists()
