"""The kill experiment (reliability § 2.2): a respondent, a bot that is killed and started again, what must hold."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from bot.migrate import migrate
from bot.settings import Settings
from bot.work import opened
from db.accounts import Account
from db.organisations import Organisation
from db.pairs import Member, Pair
from db.people import Grant, Person
from db.polls import Poll
from domain.names import search_key
from domain.polls import period_of
from emulator import Emulator
from emulator.world import Chat
from programme import forms, letters
from programme.runs import open_run
from tests.crash.nursery import Nursery, kill
from tests.crash.respondent import Respondent
from tests.running import free_port

DIALOGS = ("mentee_request", "meeting_check_in", "pulse_mentee")
"""A questionnaire, a check-in and a poll."""
WAITING = {
    "mentee_request": "pulse_mentee",
    "meeting_check_in": "mentor_application",
    "pulse_mentee": "mentee_request",
}
"""What else waits for the respondent, and is only reminded of."""
BUSY = """
    SELECT 1 FROM updates WHERE state = 'new' OR replies IS NOT NULL
    UNION SELECT 1 FROM letters WHERE state = 'sending'
"""
MIGRATING = asyncio.Lock()
"""Alembic's context is one for the whole process; experiments may run side by side."""
SECRET = "Qm7-yT2_kW9zLr4Xb8NcV3sd"
QUIET = 20.0
"""Seconds within which the bot must have done everything."""


@dataclass
class Outcome:
    """What an experiment saw."""

    kills: int = 0
    answers: int = 0
    repeats: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seeded:
    """The runs that were opened: the one to finish, the one that only waits."""

    run: int
    waiting: int


class Experiment:
    """One dialog of one person, with kills: `schedule` yields for each life of the bot where it dies (`CRASH_AT`, or
    seconds until it is killed), and None for a life without end. `by_webhook`: Telegram brings what the person does.
    """

    def __init__(
        self, folder: Path, dialog: str, schedule: Iterator[str | float | None], *,
        nervous: bool, seed: int = 1, by_webhook: bool = False,
    ) -> None:  # fmt: skip
        self.folder, self.dialog, self.schedule = folder, dialog, schedule
        self.nervous, self.random = nervous, Random(seed)
        self.port = free_port() if by_webhook else None
        self.emulator = Emulator(limits=False)
        self.outcome = Outcome()
        self.over = asyncio.Event()
        self._armed = ""
        """Where the bot of this life dies, until it has."""

    async def run(self, nursery: Nursery) -> Outcome:
        """Plays it to the end and tells what was seen; `faults` lists every promise that was broken."""
        async with self.emulator:
            world = self.emulator.world
            self.bot = world.add_bot("school_bot", "Bot")
            self.chats = {role: self._chat(role) for role in ("mentee", "mentor")}
            self.settings = Settings(database_url=f"sqlite+aiosqlite:///{self.folder / 'bot.db'}")
            async with opened(self.settings) as database:
                async with MIGRATING:
                    await migrate(database, self.settings)
                async with database.transaction() as transaction:
                    seeded: Seeded = await transaction.finish(self._seed, datetime.now(UTC))
            form = forms.builtin(self.dialog)
            role = "mentor" if self.dialog == "meeting_check_in" else "mentee"
            tone = "child" if role == "mentee" else "adult"
            respondent = Respondent(world, self.chats[role], form, tone, seeded.run, self.random, self.nervous)
            async with asyncio.TaskGroup() as group:
                life = group.create_task(self._lives(nursery))
                await respondent.finish()
                await self._quiet()
                self.over.set()
                await life
            self.outcome.repeats = respondent.repeats
            self._judge(respondent, seeded)
        return self.outcome

    def _chat(self, role: str) -> Chat:
        world = self.emulator.world
        chat = world.chat(self.bot, world.add_person(role))
        chat.started = True
        return chat

    async def _lives(self, nursery: Nursery) -> None:
        """Starts the bot again whenever it has died."""
        environment = {
            "BOT_TOKEN": self.bot.token,
            "TELEGRAM_API_BASE": self.emulator.url,
            "DATABASE_URL": self.settings.database_url,
        }
        if self.port:
            here = f"127.0.0.1:{self.port}"
            environment |= {"WEBHOOK_URL": f"http://{here}/", "WEBHOOK_LISTEN": here, "WEBHOOK_SECRET": SECRET}
        for death in self.schedule:
            point = self._armed = death if isinstance(death, str) else ""
            process = await nursery.born(self.folder, **environment, CRASH_AT=point)
            ended, over = asyncio.ensure_future(nursery.gone()), asyncio.ensure_future(self.over.wait())
            seconds = death if isinstance(death, float) else None
            try:
                await asyncio.wait({ended, over}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            finally:
                over.cancel()
                if not ended.done():
                    kill(process)
                code = await ended
            if self.over.is_set():
                return
            if code != -9:
                raise AssertionError(f"the bot ended with {code}: {(self.folder / 'log').read_text()[-2000:]}")
            self.outcome.kills += 1

    async def _quiet(self) -> None:
        """Until the bot has died where it was to die, and the journal and the outbox have nothing to do."""
        async with asyncio.timeout(QUIET):
            while self._armed or self._rows(BUSY):  # noqa: ASYNC110 - the bot is another process, we have its file only
                await asyncio.sleep(0.05)

    def _judge(self, respondent: Respondent, seeded: Seeded) -> None:
        faults = self.outcome.faults
        stored: dict[str, list[str]] = {}
        for question, value in self._rows(
            "SELECT question, coalesce(text, (SELECT group_concat(value, ' ') FROM json_each(nullif(choices, 'null'))),"
            " number, '') FROM answers WHERE run_id = ?", seeded.run,
        ):  # fmt: skip
            stored.setdefault(question, []).append(_plain(value))
        self.outcome.answers = len(respondent.confirmed)
        for question, value in respondent.confirmed.items():
            if [_plain(value)] != stored.get(question):
                faults.append(f"{question}: confirmed {value!r}, stored {stored.get(question)}")
        if extra := stored.keys() - respondent.confirmed.keys():
            faults.append(f"stored, but never confirmed: {extra}")
        if self._rows("SELECT 1 FROM answer_edits"):
            faults.append("an answer was replaced")
        if self._rows("SELECT 1 FROM answers WHERE run_id != ?", seeded.run):
            faults.append("an answer lies in another run")
        if self._rows("SELECT 1 FROM updates WHERE state != 'done'"):
            faults.append("the journal holds rows that are not done")
        if self._rows("SELECT state FROM runs WHERE id = ?", seeded.run) != [("done",)]:
            faults.append("the run is not done")
        if any(call.violations for call in self.emulator.world.calls.violations()):
            faults.append(f"Telegram's rules: {self.emulator.world.calls.violations()}")
        self._judge_letters(respondent, seeded, faults)

    def _judge_letters(self, respondent: Respondent, seeded: Seeded, faults: list[str]) -> None:
        """A reminder arrives once at most, any other letter once more at most, when its sending was cut off."""
        counted = Counter(
            (call.params["chat_id"], call.params["text"])
            for call in self.emulator.world.calls.since(method="sendMessage")
            if call.status == 200
        )
        for (_, text), count in counted.items():
            if count > 2 or (count == 2 and not self.outcome.kills):
                faults.append(f"{count} times: {text!r}")
        others = Respondent(
            respondent.world, respondent.chat, respondent.form, respondent.tone, seeded.waiting, self.random
        )
        ((state,),) = self._rows("SELECT state FROM letters WHERE once_key = 'waits'")
        if len(others.cards()) > 1 or (state == "sent" and len(others.cards()) != 1):
            faults.append(f"the open run has {len(others.cards())} live cards, its reminder is {state}")

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.folder / "bot.db", timeout=10)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def _seed(self, session: Session, now: datetime) -> Seeded:
        forms.publish_builtin(session, now)
        afternoon = f"Etc/GMT{(now.hour - 16 + 12) % 24 - 12:+d}"
        school = Organisation(code="school", name="Школа", path="", zone=afternoon, settings={}, created_at=now)
        session.add(school)
        session.flush()
        school.path = f"/{school.id}/"
        mentee = self._person(session, school, "mentee", "Иванова Мария", "child", now)
        mentor = self._person(session, school, "mentor", "Кузнецова Анна Сергеевна", "adult", now)
        pair = Pair(organisation_id=school.id, number=1, state="active", created_at=now, created_by=mentor.id)
        session.add(pair)
        session.flush()
        for person, role in ((mentor, "mentor"), (mentee, "mentee")):
            session.add(Member(pair_id=pair.id, person_id=person.id, role=role, accepted_at=now))
        poll = Poll(
            organisation_id=school.id, period=period_of(now.date()), opened_at=now, closes_at=now + timedelta(days=7)
        )
        session.add(poll)
        session.flush()
        about = {
            "mentee_request": {},
            "meeting_check_in": {"pair_id": pair.id},
            "pulse_mentee": {"pair_id": pair.id, "poll_id": poll.id},
        }[self.dialog]
        person = mentor if self.dialog == "meeting_check_in" else mentee
        run = open_run(session, person, self.dialog, now=now, **about)
        waiting = open_run(session, person, WAITING[self.dialog], now=now)
        for each, kind, once in ((run, "notice", "begin"), (waiting, "reminder", "waits")):
            title = {"label": dict(forms.builtin(each.form_name).title)}
            letters.write(
                session, person.id, "letters.run_waits", kind=kind, once=once, now=now, run_id=each.id, run=each.id,
                title=title,
            )  # fmt: skip
        return Seeded(run.id, waiting.id)

    def _person(self, session: Session, school: Organisation, role: str, name: str, tone: str, now: datetime) -> Person:
        person = Person(
            organisation_id=school.id, name=name, search_key=search_key(name, None), tone=tone, language="ru",
            state="active", created_at=now, joined_at=now,
        )  # fmt: skip
        session.add(person)
        session.flush()
        address = str(self.chats[role].person.id)
        session.add(Account(channel="telegram", address=address, person_id=person.id, since=now, seen_at=now))
        session.add(Grant(person_id=person.id, role=role, organisation_id=school.id, since=now))
        return person


def _plain(value: object) -> str:
    """A stored or shown value as the same word: `45.0` is `45`."""
    return f"{value:g}" if isinstance(value, float) else str(value)
