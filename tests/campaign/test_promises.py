"""The checks of the campaign can fail: whoever breaks a promise by hand is found out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from db.audit import AuditRow
from db.letters import Letter
from db.runs import AnswerRow
from tests.campaign import misfortunes
from tests.campaign.days import Day
from tests.campaign.misfortunes import people_act
from tests.campaign.rig import START

_sent = update(Letter).where(Letter.state == "sent", Letter.kind == "reminder")


@pytest.fixture
async def day(tmp_path: Path) -> AsyncIterator[Day]:
    """A day on which somebody has answered something, and the poll's letters have gone out."""
    async with Day(tmp_path, Random(3)) as day:
        await day.rig.do(misfortunes._open_poll, day.rig, day.random)
        day.rig.application.outbox.wake()
        while not day.rig.memory.confirmed:
            await day.step(people_act)
        yield day


async def found_out(day: Day, promise: str) -> None:
    assert any(complaint.startswith(promise) for complaint in await day.verdict())


async def test_a_lost_answer_is_found_out(day: Day) -> None:
    await day.rig.do(lambda session: session.execute(delete(AnswerRow)))
    await found_out(day, "confirmed_answers_are_kept")


async def test_a_misfiled_answer_is_found_out(day: Day) -> None:
    def misfile(session: Session) -> Any:
        return session.execute(update(AnswerRow).values(question="elsewhere"))

    await day.rig.do(misfile)
    await found_out(day, "answers_lie_where_they_were_given")


async def test_a_reminder_that_comes_twice_is_found_out(day: Day) -> None:
    letters = (await day.rig.tables())["letters"]
    polls = {row["message_id"] for row in letters if row["text_key"] == "letters.poll_open" and row["state"] == "sent"}
    said = [
        call for call in day.rig.world.calls.since(method="sendMessage") if "прос месяца" in str(call.params["text"])
    ]
    assert polls
    assert said
    await day.rig.application.telegram.call("sendMessage", {name: said[0].params[name] for name in ("chat_id", "text")})
    await found_out(day, "reminders_come_once")


async def test_a_letter_that_counts_as_sent_and_never_came_is_found_out(day: Day) -> None:
    await day.rig.do(lambda session: session.execute(_sent.values(message_id=77_000)))
    await found_out(day, "what_counts_as_sent_has_come")


async def test_a_reminder_at_night_is_found_out(day: Day) -> None:
    night = START.replace(hour=22)
    await day.rig.do(lambda session: session.execute(_sent.values(settled_at=night)))
    await found_out(day, "the_unasked_is_rare_and_comes_by_day")


async def test_a_second_reminder_on_one_day_is_found_out(day: Day) -> None:
    def again(session: Session) -> Any:
        first = session.scalars(select(Letter).where(Letter.state == "sent", Letter.kind == "reminder")).first()
        assert first
        values = {name: getattr(first, name) for name in ("person_id", "text_key", "values", "kind", "message_id")}
        moments = {name: first.settled_at + timedelta(minutes=5) for name in ("written_at", "not_before", "settled_at")}
        session.add(Letter(once_key="again", state="sent", attempts=1, **values, **moments))

    await day.rig.do(again)
    await found_out(day, "the_unasked_is_rare_and_comes_by_day")


async def test_a_row_of_the_audit_that_was_changed_is_found_out(day: Day) -> None:
    def change(session: Session) -> Any:
        session.execute(text("DROP TRIGGER audit_UPDATE"))
        return session.execute(update(AuditRow).values(purpose="another"))

    await day.rig.do(change)
    await found_out(day, "the_audit_is_whole")
