"""A small story that any fault can be thrown into: a mentor has joined, a questionnaire waits, its letter has come."""

import asyncio
import json
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.runs import Run
from programme import forms, letters
from programme.runs import open_run
from tests import cast
from tests.cast import Actor
from tests.crash.respondent import Respondent
from tests.service import Service

FORM = "mentee_request"
BROKEN = ("update failed", "a letter cannot be made", "a reply could not be made")


async def begin(service: Service) -> Respondent:
    """The mentor's hands: `finish(steps)` answers what the screen asks for. A reminder is due in half an hour."""
    now = service.clock.now()
    anna = Actor("Анна", "Кузнецова Анна Сергеевна", service.world.add_person("Анна", language_code="ru"), "mentor")
    chat = service.world.chat(service.bot, anna.user)
    chat.started = True
    school = await service.do(cast.found_school, "Лицей № 2", now)
    await service.do(cast.join, school, anna, None, "ru", now)
    person = await service.do(cast.person_of, anna)
    run = await service.do(open_run, person, FORM, now=now)
    await tell(service, run.id, "begin")
    await tell(service, run.id, "later", kind="reminder", not_before=now + timedelta(minutes=30))
    await service.idle()
    return Respondent(service.world, chat, forms.builtin(FORM), "adult", run.id, Random(1))


async def tell(service: Service, run_id: int, once: str, **given: Any) -> None:
    """A letter about the questionnaire."""
    await service.do(_write, run_id, once, service.clock.now(), **given)
    service.application.outbox.wake()


def _write(session: Session, run_id: int, once: str, now: datetime, kind: str = "notice", **given: Any) -> None:
    title = {"label": dict(forms.builtin(FORM).title)}
    person = session.get_one(Run, run_id).person_id
    letters.write(
        session, person, "letters.run_waits", kind=kind, once=once, now=now, run_id=run_id, run=run_id, title=title,
        **given,
    )  # fmt: skip


async def faults(service: Service, respondent: Respondent) -> list[str]:
    """What was lost, doubled, or left undone; nothing when everything that was confirmed is kept."""
    stored = await service.do(_answers, respondent.run_id)
    for _ in range(100):
        if not (unsaid := await service.do(_unsaid)):
            break
        await asyncio.sleep(0.02)  # rows are settled many at a time, a moment later
    broken = [str(entry) for entry in service.log.entries if entry["event"] in BROKEN]
    lost = [name for name, value in respondent.confirmed.items() if stored.get(name) != value]
    return [
        *(f"{name}: {respondent.confirmed[name]!r} was confirmed, {stored.get(name)!r} is kept" for name in lost),
        *(f"update {number} is {state}" for number, state in unsaid),
        *(f"{call.method}: {call.violations}" for call in service.world.calls.violations()),
        *broken,
    ]


def _answers(session: Session, run_id: int) -> dict[str, str]:
    rows = session.execute(
        text("SELECT question, number, text, choices FROM answers WHERE run_id = :run"), {"run": run_id}
    )
    return {name: _plain(number, words, choices) for name, number, words, choices in rows}


def _plain(number: float | None, words: str | None, choices: Any) -> str:
    """A stored value as the word that the screen knew it by; SQLite gives JSON as text."""
    picked = json.loads(choices) if isinstance(choices, str) else choices
    if picked is not None:
        return " ".join(picked)
    return words if words is not None else f"{number:g}" if number is not None else ""


def _unsaid(session: Session) -> list[Any]:
    return list(
        session.execute(text("SELECT update_id, state FROM updates WHERE state != 'done' OR replies IS NOT NULL"))
    )


def kept(session: Session) -> list[Any]:
    """Every answer that is stored."""
    return [tuple(row) for row in session.execute(text("SELECT id, question, answered_at FROM answers ORDER BY id"))]


def states(session: Session) -> dict[str, str]:
    """What became of each letter."""
    return {row.once_key: row.state for row in session.execute(text("SELECT once_key, state FROM letters"))}
