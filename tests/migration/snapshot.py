"""The rows of a database in the middle of its work, as JSON: taken from the real service, put into any engine.

`python -m tests.migration.snapshot` writes the newest schema's, once for each release (CONTRIBUTING.md).
"""

import asyncio
import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Session

from bot import process
from db import Base, schema
from emulator import people
from tests.conversations import Play
from tests.transcript import Transcript

FOLDER = Path(__file__).parent
HEAD = """
language: ru
starts: 2026-11-20 07:00
school: Лицей № 2
curator: Орлова Ольга Викторовна
mentor: Кузнецова Анна Сергеевна
parent: Иванова Наталья Петровна
mentee: Иванова Мария, 5Б, Наталья
pair: Анна, Мария
meeting: Анна, 2026-11-24 15:00
"""
"""The poll of the month opens on this day: the mentor is asked in the morning, the pupil after school."""
NOON = datetime.fromisoformat("2026-11-20T12:00:00+03:00")


def story(folder: Path, database_url: str | None = None) -> Play:
    """Who is there, on a service that is not started."""
    return Play(Transcript(folder, HEAD.strip().splitlines(), []), folder, database_url)


async def half_way(folder: Path) -> str:
    """Lives until the mentor has answered two questions of the poll and the pupil's letter waits; the rows."""
    play = story(folder)
    service = play.service
    async with service:
        for name, value in play.transcript.settings():
            await play._prepare(name, value)
        await service.clock.advance(NOON - service.clock.now())
        chat = service.world.chat(service.bot, play.actors["Анна"].user)
        for place in ((0, 0), (0, 0), (1, 0)):
            people.press_at(service.world, chat, max(chat.messages), *place)
            await service.idle()
        version, rows = await service.do(taken)
    return json.dumps({"schema": version, "rows": rows}, ensure_ascii=False, indent=1, default=_as_text)


def taken(session: Session) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    """Every row of every table; a questionnaire's definition is among them."""
    found = {
        table.name: [dict(row._mapping) for row in session.execute(select(table))]
        for table in Base.metadata.sorted_tables
    }
    found["lease"] = []
    return str(schema.current(session.connection())), {name: rows for name, rows in found.items() if rows}


def put(connection: Connection, version: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Makes the schema of that version and fills it."""
    command.upgrade(schema._config(connection), version)
    there = MetaData()
    there.reflect(connection)
    for table in there.sorted_tables:
        if own := rows.get(table.name):
            columns = table.columns
            connection.execute(
                insert(table), [{name: _value(columns[name], value) for name, value in row.items()} for row in own]
            )
        grows = "id" in table.columns and isinstance(table.columns["id"].type, Integer)
        if connection.dialect.name == "postgresql" and grows:
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.execute(text(f"SELECT setval({sequence}, coalesce(max(id), 1)) FROM {table.name}"))


def _as_text(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _value(column: Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, JSON):
        return value
    if isinstance(column.type, LargeBinary):
        return bytes.fromhex(value)
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return bool(value) if isinstance(column.type, Boolean) else value


def main() -> None:
    """Writes the snapshot of the newest schema; what was said last is not settled yet, however slow the machine is."""
    process.SETTLE_PAUSE = 5
    with TemporaryDirectory() as folder:
        rows = asyncio.run(half_way(Path(folder)))
    (FOLDER / f"{schema.newest()}.json").write_text(rows + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
