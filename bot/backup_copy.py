"""Consistent copies of a live database, and whether a copy is sound: SQLite's online backup, PostgreSQL's pg_dump."""

import asyncio
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

from bot.database import Postgres
from bot.refusals import Refused
from db import schema

Engine = Literal["sqlite", "postgresql"]
Census = tuple[str | None, dict[str, int]]


def make(database_url: str, copy: Path) -> tuple[Engine, str | None, dict[str, int]]:
    """Copies the database; returns its engine, schema version and the number of rows by table. The copy is checked."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        _copy_file(Path(url.database or ""), copy)
        return "sqlite", *_census_of(copy)
    return "postgresql", *asyncio.run(_dump(url, copy))


def check(engine: Engine, copy: Path, version: str | None, counts: dict[str, int], name: str) -> None:
    """Raises `Refused` unless the copy is sound and holds what is said.

    A PostgreSQL dump is read to its end, but its rows are not counted: that would need a server.
    """
    if engine == "postgresql":
        if not _readable(copy):
            raise Refused(f"{name}: pg_restore cannot read the dump.")
        return
    try:
        with closing(sqlite3.connect(copy)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if sound and _census_of(copy) == (version, counts):
            return
    except sqlite3.Error:
        sound = False
    raise Refused(f"{name}: {'the rows are not those of the manifest' if sound else 'the copy is damaged'}.")


def census(connection: Connection) -> Census:
    """The schema version and the number of rows by table."""
    quote = connection.dialect.identifier_preparer.quote
    tables = sorted(inspect(connection).get_table_names())
    counts = {table: connection.scalar(text(f"SELECT count(*) FROM {quote(table)}")) or 0 for table in tables}
    return schema.current(connection), counts


def _census_of(file: Path) -> Census:
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return census(connection)
    finally:
        engine.dispose()


def _copy_file(source: Path, copy: Path) -> None:
    """A page-wise copy that sees one moment, while others go on writing."""
    if not source.is_file():
        raise Refused(f"There is no database at {source}.")
    with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        if target.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Refused("The database is damaged: this backup is not kept. Restore an older one.")


async def _dump(url: URL, copy: Path) -> Census:
    """pg_dump of one snapshot, the rows counted in the same."""
    program = _client("pg_dump")

    def work(connection: Connection) -> Census:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        found = census(connection)
        _run(program, url, copy, "--format=custom", f"--file={copy}", f"--snapshot={snapshot}")
        return found

    database = Postgres(url.render_as_string(hide_password=False))
    try:
        return await database.connected(work)
    except (OSError, TimeoutError) as error:
        raise Refused(f"The database server of DATABASE_URL does not answer ({type(error).__name__}).") from error
    finally:
        await database.close()


def load(url: URL, copy: Path) -> None:
    """Puts a dump into an empty database of a server, wholly or not at all. Raises `Refused`."""
    _run(_client("pg_restore"), url, copy, "--single-transaction", "--no-owner", "--no-privileges", str(copy))


def _client(name: str) -> str:
    program = shutil.which(name)
    if program is None:
        raise Refused(f"{name} is not there: install PostgreSQL's client programs of the server's version.")
    return program


def _run(program: str, url: URL, copy: Path, *arguments: str) -> None:
    """Runs one of PostgreSQL's programs; the password stands in a file, not among the arguments that all can list."""
    password = copy.with_name("password")
    escaped = (url.password or "").replace("\\", "\\\\").replace(":", "\\:")
    password.touch(0o600)
    password.write_text(f"*:*:*:*:{escaped}\n", encoding="utf-8")
    try:
        command = [program, *arguments, f"--dbname={_address(url, password)}"]
        done = subprocess.run(command, capture_output=True, text=True)
    finally:
        password.unlink()
    if done.returncode:
        reason = next(iter(done.stderr.strip().splitlines()), "no reason given")
        raise Refused(f"{Path(program).name} failed: {reason.removeprefix(f'{Path(program).name}: ')}")


def _address(url: URL, password: Path) -> str:
    """A libpq connection string."""
    host = url.query.get("host") or url.host
    parts = {"host": host, "port": url.port, "user": url.username, "dbname": url.database, "passfile": password}
    return " ".join(f"{name}='{_quoted(value)}'" for name, value in parts.items() if value)


def _quoted(value: object) -> str:
    return str(value).replace("\\", "\\\\").replace("'", "\\'")


def _readable(dump: Path) -> bool:
    """Whether pg_restore can list the dump; without pg_restore the file's own mark has to do."""
    program = shutil.which("pg_restore")
    if program is None:
        with dump.open("rb") as source:
            return source.read(5) == b"PGDMP"
    return subprocess.run([program, "--list", dump], capture_output=True).returncode == 0
