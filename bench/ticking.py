"""The clock's tick over many pairs when nothing is due, beside one indexed count of the pairs."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import create_engine, func, insert, select
from sqlalchemy.orm import Session

from bench.report import Target, table
from db import schema
from db.meetings import Meeting
from db.organisations import Organisation
from db.pairs import Member, Pair
from db.people import Person
from jobs.schedule import SCHEDULE

PAIRS, SCHOOLS, ROUNDS = 100_000, 200, 15
NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
"""A Thursday between the summary of one month and the poll of the next."""


def main() -> list[Target]:
    """Founds the schools, ticks, prints what each verb takes."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder, 'bot.db')}")
        with engine.begin() as connection:
            schema.upgrade(connection)
        with Session(engine) as session:
            for of, rows in _everybody():
                session.execute(insert(of), list(rows))
            session.commit()
            for verb in SCHEDULE:
                verb(session, NOW)
            session.commit()
            count = _seconds(session, lambda session, _: session.scalar(ACTIVE))
            taken = {verb.__module__.split(".")[1] + "." + verb.__name__: _seconds(session, verb) for verb in SCHEDULE}
        engine.dispose()
    tick = sum(taken.values())
    lines = [[name, f"{seconds * 1000:.2f}"] for name, seconds in (*taken.items(), ("all", tick), ("count", count))]
    table(f"A tick over {PAIRS:,} working pairs of {SCHOOLS} schools, nothing due", ["verb", "ms"], lines)
    return [Target("P12 a tick with nothing due ÷ one indexed count", tick / count, 3, at_least=False)]


ACTIVE = select(func.count()).select_from(Pair).where(Pair.organisation_id > 0, Pair.state == "active")
"""Answered from the index on organisation and state."""


def _seconds(session: Session, verb: Callable[[Session, datetime], Any]) -> float:
    """The median of some runs, each in its own transaction."""
    seconds = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        verb(session, NOW)
        seconds.append(perf_counter() - begun)
        session.rollback()
    return median(seconds)


def _everybody() -> Iterator[tuple[type[Any], Iterator[dict[str, Any]]]]:
    """Rows by table: schools, a mentor and a mentee for each pair, a meeting planned for the day after tomorrow."""
    pairs = range(1, PAIRS + 1)
    yield Organisation, (
        {"id": n, "code": f"s{n}", "name": f"School {n}", "path": f"/{n}/", "zone": "Europe/Moscow", "settings": {},
         "created_at": NOW}
        for n in range(1, SCHOOLS + 1)
    )  # fmt: skip
    yield Person, (
        {"id": n, "organisation_id": n % SCHOOLS + 1, "name": f"Person {n}", "search_key": f"person {n}",
         "tone": "adult", "language": "ru", "state": "active", "created_at": NOW, "joined_at": NOW}
        for n in range(1, 2 * PAIRS + 1)
    )  # fmt: skip
    begun = NOW - timedelta(days=40)
    yield Pair, (
        {"id": n, "organisation_id": n % SCHOOLS + 1, "number": n, "kind": "pair", "state": "active", "revision": 1,
         "created_at": begun, "created_by": 1, "started_on": begun.date()}
        for n in pairs
    )  # fmt: skip
    yield (
        Member,
        (
            {"pair_id": n, "person_id": n + PAIRS * (role == "mentee"), "role": role, "accepted_at": begun}
            for n in pairs
            for role in ("mentor", "mentee")
        ),
    )
    yield (
        Meeting,
        (
            {"pair_id": n, "state": state, "planned_at": NOW + timedelta(days=days), "held_on": None}
            for n in pairs
            for state, days in (("held", -12), ("planned", 2))
        ),
    )
