"""A town of answers: one school of 2,000 people with its waves, pairs and meetings, and other schools just like it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from db.meetings import Confirmation, Meeting
from db.organisations import Organisation
from db.pairs import Member, Pair
from db.people import Person
from db.runs import AnswerRow, Run
from domain.forms import Form
from programme import forms

PEOPLE = 2_000
NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
BEFORE, AFTER = "pupil_pupil.before.mentee", "pupil_pupil.after.mentee"
HOLIDAYS = [["2026-10-26", "2026-11-03"], ["2026-12-28", "2027-01-08"]]
"""They stop the two-week clock; even so each tenth pair is late."""
APART = 1_000_000
"""How far the ids of one school are from those of the next."""


def found(session: Session, answers: int) -> int:
    """Founds schools until there are so many answers; returns how many there are."""
    waves = [forms.builtin(name) for name in (BEFORE, AFTER)]
    for form in waves:
        forms.publish(session, form, NOW)
    for of, rows in _school(waves):
        session.execute(insert(of), list(rows))
    each = session.scalar(text("SELECT count(*) FROM answers")) or 0
    others = max(0, -(-answers // each) - 1)
    if others:
        school = {"code": "", "name": "", "zone": "Europe/Moscow", "settings": {}, "created_at": NOW}
        rows = [school | {"id": n, "code": f"s{n}", "path": f"/{n}/"} for n in range(2, others + 2)]
        session.execute(insert(Organisation), rows)
        for table in ("people", "runs", "answers"):
            session.execute(text(_COPIES[table]))
    session.commit()
    return session.scalar(text("SELECT count(*) FROM answers")) or 0


_COPIES = {
    "people": f"""
        INSERT INTO people (id, code, organisation_id, name, search_key, tone, state, created_at)
        SELECT p.id + (o.id - 1) * {APART}, 'C' || (p.id + (o.id - 1) * {APART}), o.id, p.name, p.search_key, p.tone,
               p.state, p.created_at
        FROM people p CROSS JOIN organisations o WHERE o.id > 1 AND p.organisation_id = 1""",
    "runs": f"""
        INSERT INTO runs (id, person_id, organisation_id, form_version, form_name, channel, state, revision, card_below,
                          opened_at, paused, nudges, finished_at)
        SELECT r.id + (o.id - 1) * {APART}, r.person_id + (o.id - 1) * {APART}, o.id, r.form_version, r.form_name,
               r.channel, r.state, r.revision, r.card_below, r.opened_at, r.paused, r.nudges, r.finished_at
        FROM runs r CROSS JOIN organisations o WHERE o.id > 1 AND r.organisation_id = 1""",
    "answers": f"""
        INSERT INTO answers (id, run_id, question, number, text, choices, scale, answered_at)
        SELECT a.id + (o.id - 1) * {APART}, a.run_id + (o.id - 1) * {APART}, a.question, a.number, a.text, a.choices,
               a.scale, a.answered_at
        FROM answers a CROSS JOIN organisations o WHERE o.id > 1 AND a.id < {APART}""",
}
"""The other schools are copies of the first, made inside the database."""


def _school(waves: list[Form]) -> Iterator[tuple[type[Any], Iterator[dict[str, Any]]]]:
    random, people, pairs = Random(1), range(1, PEOPLE + 1), range(1, PEOPLE // 2 + 1)
    yield Organisation, iter(
        [{"id": 1, "code": "s1", "name": "School", "path": "/1/", "zone": "Europe/Moscow",
          "settings": {"pauses": HOLIDAYS}, "created_at": NOW}]
    )  # fmt: skip
    yield Person, (
        {"id": n, "code": f"C{n}", "organisation_id": 1, "name": f"Person {n}", "search_key": f"person {n}",
         "tone": "child", "state": "active", "created_at": NOW}
        for n in people
    )  # fmt: skip
    begun = NOW - timedelta(days=100)
    yield Pair, (
        {"id": n, "organisation_id": 1, "number": n, "state": "active", "created_at": begun, "created_by": 1,
         "started_on": begun.date()}
        for n in pairs
    )  # fmt: skip
    yield (
        Member,
        (
            {"pair_id": n, "person_id": 2 * n - place, "role": ("mentee", "mentor")[place]}
            for n in pairs
            for place in (0, 1)
        ),
    )
    days = [(NOW - timedelta(days=back)).date() for back in (4, 11, 18, 25, 32, 39)]
    yield Meeting, (
        {"id": n * 10 + place, "pair_id": n, "state": "held", "planned_at": NOW, "held_on": day}
        for n in pairs
        for place, day in enumerate(days)
        if n % 10 or place > 2
    )  # fmt: skip
    yield Confirmation, (
        {"meeting_id": n * 10, "person_id": 2 * n, "held": True, "asked_at": NOW, "answered_at": NOW}
        for n in pairs
        if n % 10
    )  # fmt: skip
    yield Run, (
        {"id": n + PEOPLE * place, "person_id": n, "organisation_id": 1, "form_version": form.version,
         "form_name": form.name, "state": "done", "opened_at": NOW, "finished_at": NOW}
        for place, form in enumerate(waves)
        for n in people
    )  # fmt: skip
    yield AnswerRow, (
        {"run_id": n + PEOPLE * place, "question": question.name, "answered_at": NOW, "scale": question.scale or None}
        | _given(question.kind, random)
        for place, form in enumerate(waves)
        for n in people
        for question in form.questions
        if question.kind in ("scale", "yes_no", "text")
    )  # fmt: skip


def _given(kind: str, random: Random) -> dict[str, Any]:
    match kind:
        case "scale":
            return {"number": random.randint(1, 10), "text": None, "choices": None}
        case "yes_no":
            answer = random.choice(("yes", "no"))
            return {"number": int(answer == "yes"), "text": None, "choices": [answer]}
        case _:
            return {"number": None, "text": "a sentence about how the work together went", "choices": None}
