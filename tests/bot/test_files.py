"""The files that the bot makes: nobody else's to read, and nothing of them in the way of a stop."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.test_command_line import ROOT, run


def test_what_a_verb_writes_is_for_nobody_else_to_read(tmp_path: Path) -> None:
    """Names of children are in the database, and in what is made of it."""
    run(tmp_path, "migrate")
    run(tmp_path, "organisation", "add", "school", "Лицей № 2")
    run(tmp_path, "backup", "create")
    run(tmp_path, "export", "summary", "--out", "summary.xlsx")
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in made} >= {".db", ".tar", ".xlsx"}
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


KILLED_WITH_A_CLEAR_COPY = """
import os, signal, sys
from bot import backup, backup_copy, cli

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def die_after(verb):
    return lambda *given: (verb(*given), die())

backup_copy.make, backup_copy.check = die_after(backup_copy.make), die_after(backup_copy.check)
cli.main(sys.argv[1:])
"""
"""A verb that dies like under kill -9 while the whole database lies there in clear."""


@pytest.mark.fault(7, 99)
def test_what_a_killed_backup_or_restore_left_behind_is_gone_after_the_next(tmp_path: Path) -> None:
    """Otherwise names of children would lie unsealed where backups are copied from."""
    key = {"DATA_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}
    run(tmp_path, "migrate")
    killed(tmp_path, "backup", "create", **key)
    folder = tmp_path / "backups"
    a_day_ago(folder)
    run(tmp_path, "backup", "create", **key)
    [saved] = folder.iterdir()
    restoring = ("restore", str(saved), "--to", "sqlite+aiosqlite:///there/new.db")
    (tmp_path / "there").mkdir()
    killed(tmp_path, *restoring, **key)
    a_day_ago(tmp_path / "there")
    assert run(tmp_path, *restoring, **key).returncode == 0
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["new.db"]


@pytest.mark.fault(7, 99)
def test_what_a_killed_check_left_in_clear_goes_with_the_next_backup(
    tmp_path: Path,
) -> None:
    given = {"TMPDIR": str(tmp_path / "passing"), "DATA_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}
    (tmp_path / "passing").mkdir()
    run(tmp_path, "migrate")
    run(tmp_path, "backup", "create", **given)
    killed(tmp_path, "backup", "verify", **given)
    a_day_ago(tmp_path / "passing")
    run(tmp_path, "backup", "create", **given)
    assert list((tmp_path / "passing").iterdir()) == []


def test_a_backup_deletes_no_folder_that_is_somebody_elses(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    for name in (".mentor-bot-settings", ".making-of"):
        (tmp_path / "backups" / name).mkdir(parents=True)
        os.utime(tmp_path / "backups" / name, (time.time() - 86400,) * 2)
    run(tmp_path, "backup", "create")
    assert {".mentor-bot-settings", ".making-of"} < {path.name for path in (tmp_path / "backups").iterdir()}


def a_day_ago(folder: Path) -> None:
    """Whoever was killed in the folder was so yesterday."""
    [left] = folder.iterdir()
    assert list(left.iterdir())
    os.utime(left, (time.time() - 86400,) * 2)


def killed(folder: Path, *words: str, **settings: str) -> None:
    """A verb of the command line that dies."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | settings
    command = [sys.executable, "-c", KILLED_WITH_A_CLEAR_COPY, *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


STOPPED_WHEN_FULL = """
import asyncio, resource, sys
from pathlib import Path
from sqlalchemy import text
from bot.database import connect

async def work(path):
    database = await connect(f"sqlite+aiosqlite:///{path}")
    async with database.transaction() as transaction:
        await transaction.finish(lambda session: session.execute(text("CREATE TABLE kept AS SELECT randomblob(99999)")))
    size = Path(path).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    await database.close()

asyncio.run(work(sys.argv[1]))
"""
"""A program that stops when its file cannot grow any more, so that its log cannot be written into it."""


@pytest.mark.fault(52)
def test_a_stop_on_a_full_disk_ends_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    command = [sys.executable, "-c", STOPPED_WHEN_FULL, str(path)]
    done = subprocess.run(command, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM kept").fetchone() == (1,)
