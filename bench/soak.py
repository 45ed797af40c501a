"""`make soak`: a virtual school year of 2,000 people in minutes: what it costs, and what must hold at its end."""

import asyncio
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench import processes, town
from bench.report import Target, table
from bench.townspeople import Townsperson
from bot.migrate import migrate
from bot.settings import Settings
from bot.work import opened
from emulator import Emulator
from programme import forms

SCHOOLS = int(os.environ.get("SCHOOLS", "4"))
DAYS = int(os.environ.get("DAYS", "270"))
"""From the first week of September to the end of May."""
BEGIN = datetime(2026, 9, 7, 5, tzinfo=UTC)
"""A Monday, eight in Moscow."""
LOOKS = (16, 19)
"""At these hours people look at their phones."""
LOOK = 0.5
"""How probable it is that somebody with news looks at one of these hours; a parent only reads."""
AT_ONCE = 32
"""People who press at the same time."""
KEPT = 12
"""Messages that a phone keeps, so that the phones' memory is not what is measured."""
UNQUIET = """
    SELECT count(*) FROM letters JOIN people ON people.id = letters.person_id
    WHERE letters.state IN ('sent', 'uncertain') AND letters.kind != 'alert' AND (
        time(settled_at, '+3 hours') < '08:00:00'
        OR time(settled_at, '+3 hours') >= CASE people.tone WHEN 'child' THEN '20:00:00' ELSE '21:00:00' END)
"""
"""Letters that came in quiet hours (ux § 3)."""
TOO_MANY = """
    SELECT count(*) FROM (
        SELECT 1 FROM letters WHERE state IN ('sent', 'uncertain') AND kind IN ('reminder', 'digest')
        GROUP BY person_id, date(settled_at, '+3 hours') HAVING count(DISTINCT message_id) > 1)
"""
"""Days on which somebody got more than one unasked message (ux § 3)."""


@dataclass
class Year:
    """What was seen: by month a line, over the year seconds of replies, of ticks, of sending."""

    lines: list[list[str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    ticks: list[float] = field(default_factory=list)
    sending: float = 0.0
    resident: list[float] = field(default_factory=list)


class Soak:
    """The town, the bot as a process, and the year."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bot.db"
        self.emulator = Emulator(limits=False, start=BEGIN)
        self.world = self.emulator.world
        self.world.calls.keep = False
        self.bot = self.world.add_bot("school_bot", "Bot")
        self.random, self.year = Random(1), Year()

    async def run(self) -> list[Target]:
        """Lives through the year; returns what must hold at its end."""
        async with self.emulator:
            await self._found()
            await self._start()
            try:
                self.emulator.clock.listen(self._time_passed)
                await self._time_passed(BEGIN)
                for day in range(DAYS):
                    await self._day(day)
                    if (day + 1) % 30 == 0 or day == DAYS - 1:
                        self._line(day + 1)
                await self.emulator.clock.advance(timedelta(hours=15))
            finally:
                await self._end()
        return self._judge()

    async def _found(self) -> None:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{self.path}")
        async with opened(settings) as database:
            await migrate(database, settings)
            async with database.transaction(aside=True) as transaction:
                await transaction.do(forms.publish_builtin, BEGIN)
                by_role = await transaction.finish(town.found, SCHOOLS, BEGIN, self._chat_of)
        chats = {role: [self.bot.chats[address] for address in addresses] for role, addresses in by_role.items()}
        self.curators = [self._person(chat, self.year.screens) for chat in chats["curator"]]
        self.people = [self._person(chat, self.year.seconds) for role in ("mentor", "mentee") for chat in chats[role]]

    def _chat_of(self, name: str) -> int:
        chat = self.world.chat(self.bot, self.world.add_person(name))
        chat.started = True
        return chat.person.id

    def _person(self, chat: Any, seconds: list[float]) -> Townsperson:
        return Townsperson(self.world, chat, Random(chat.person.id), seconds)

    async def _start(self) -> None:
        environment = {
            "BOT_TOKEN": self.bot.token, "TELEGRAM_API_BASE": self.emulator.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.path}",
        }  # fmt: skip
        pipe = asyncio.subprocess.PIPE
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.clocked", cwd=processes.ROOT, stdin=pipe, stdout=pipe,
            env={**os.environ, **environment}, preexec_fn=lambda: processes.pin(0, -1),
        )  # fmt: skip

    async def _end(self) -> None:
        if self.process.returncode is None:
            self._tell("")
            await self.process.wait()

    def _tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n".encode())

    async def _time_passed(self, now: datetime) -> None:
        """The bot's clock is set; it ticks and sends what may go."""
        assert self.process.stdout
        self._tell(now.isoformat())
        seen = json.loads(await self.process.stdout.readline())
        self.year.ticks.append(seen["tick"])
        self.year.sending += seen["sending"]
        self.year.resident.append(seen["resident"])

    async def _day(self, day: int) -> None:
        """From eight to eight; people look when school is over, curators on school days in the morning."""
        morning = BEGIN + timedelta(days=day)
        await self._until(morning.replace(hour=7))
        if morning.weekday() < 5:
            for curator in self.curators:
                await curator.ask("/today")
                if morning.weekday() == 0:
                    await curator.ask("/summary")
        for hour in LOOKS:
            await self._until(morning.replace(hour=hour - 3))
            await self._look()
        await self._until(morning + timedelta(days=1))
        for person in (*self.people, *self.curators):
            for number in list(person.chat.messages)[:-KEPT]:
                del person.chat.messages[number]

    async def _until(self, moment: datetime) -> None:
        await self.emulator.clock.advance(moment - self.emulator.clock.now())

    async def _look(self) -> None:
        waiting = iter([one for one in self.people if one.has_news and self.random.random() < LOOK])
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(_in_turn(waiting))

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the file says."""
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as connection:
            return connection.execute(question).fetchall()

    def _line(self, days: int) -> None:
        year = self.year
        size = sum(path.stat().st_size for path in self.path.parent.glob("bot.db*")) / 2**20
        ((sent,),) = self.rows("SELECT count(*) FROM letters WHERE state = 'sent'")
        ((answers,),) = self.rows("SELECT count(*) FROM answers")
        line = [
            f"day {days}", f"{len(year.seconds)}", f"{answers}", f"{sent}", f"{_p95(year.seconds):.0f}",
            f"{_p95(year.screens):.0f}", f"{_p95(year.ticks):.0f}", f"{year.resident[-1]:.0f}", f"{size:.1f}",
        ]  # fmt: skip
        year.lines.append(line)
        print("  ".join(line), flush=True)

    def _judge(self) -> list[Target]:
        year, minutes = self.year, (perf_counter() - STARTED) / 60
        columns = ["", "replies", "answers", "letters", "p95 ms", "screens", "tick ms", "MiB", "file MiB"]
        table(f"A school year of {501 * SCHOOLS} people in {minutes:.1f} minutes", columns, year.lines)
        outcomes = self.rows("SELECT state, count(*) FROM letters GROUP BY state ORDER BY 2 DESC")
        journal = dict(self.rows("SELECT state, count(*) FROM updates GROUP BY state"))
        ((sent,),) = self.rows("SELECT count(*) FROM letters WHERE state = 'sent'")
        print("Letters:", ", ".join(f"{count} {state}" for state, count in outcomes))
        print(f"Sent at {sent / year.sending:.0f} a second without Telegram's limit of 30")
        print("Journal:", ", ".join(f"{count} {state}" for state, count in journal.items()), flush=True)
        unsaid = self.rows("SELECT count(*) FROM updates WHERE state != 'done' OR replies IS NOT NULL")
        unanswered = [each for person in (*self.people, *self.curators) for each in person.unanswered]
        print("Waited in vain:", *(unanswered or ["nobody"]), sep="\n")
        broken = [f"{call.method}: {text}" for call in self.world.calls.violations() for text in call.violations]
        print("Rules broken:", *(broken or ["none"]), sep="\n")
        month = year.resident[len(year.resident) // 9]
        return [
            Target("p95 of a reply, ms", _p95(year.seconds), 300, at_least=False),
            Target("p95 of /today and /summary, ms", _p95(year.screens), 300, at_least=False),
            Target("memory at the end ÷ after the first month", year.resident[-1] / month, 1.3, at_least=False),
            Target("people who waited in vain", len(unanswered), 0, at_least=False),
            Target("updates not done, or with unsaid replies", unsaid[0][0], 0, at_least=False),
            Target("letters not sent at the first try", self._count("attempts > 1"), 0, at_least=False),
            Target("letters uncertain or failed", self._count("state IN ('uncertain', 'failed')"), 0, at_least=False),
            Target("letters in quiet hours", self.rows(UNQUIET)[0][0], 0, at_least=False),
            Target("days with two unasked messages", self.rows(TOO_MANY)[0][0], 0, at_least=False),
            Target("rules of Telegram broken", len(broken), 0, at_least=False),
        ]

    def _count(self, condition: str) -> int:
        ((count,),) = self.rows(f"SELECT count(*) FROM letters WHERE {condition}")
        return int(count)


async def _in_turn(waiting: Iterator[Townsperson]) -> None:
    for person in waiting:
        await person.look()


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000 if len(seconds) > 1 else 0.0


def main() -> int:
    """Prints the year; 0 when everything held."""
    processes.pin(0, 0)
    with tempfile.TemporaryDirectory() as folder:
        targets = asyncio.run(Soak(Path(folder)).run())
    print("\n".join(map(str, targets)))
    return 0 if all(target.met for target in targets) else 1


STARTED = perf_counter()

if __name__ == "__main__":
    sys.exit(main())
