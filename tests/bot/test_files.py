"""The files that the bot makes: nobody else's to read, and nothing of them in the way of a stop."""

import sqlite3
import subprocess
import sys
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
