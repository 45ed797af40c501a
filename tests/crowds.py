"""A crowd that fills in questionnaires: people and finished runs in a few statements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.organisations import Organisation
from db.people import Person
from db.runs import AnswerRow, FormVersion, Run
from domain.forms import SCALES, Form
from programme import forms
from tests.conftest import NOW

Given = Mapping[str, Any]
"""Of one person, by question: a number, an option's name in a list, or words."""


def crowd(session: Session, organisation: Organisation, count: int, named: str = "Человек") -> list[int]:
    """People of the school; their ids."""
    known = session.scalars(select(Person.id).where(Person.search_key.startswith(named.casefold()))).all()
    rows = [
        {
            "organisation_id": organisation.id, "name": f"{named} {len(known) + number}",
            "search_key": f"{named.casefold()} {len(known) + number}", "tone": "child", "state": "active",
            "created_at": NOW,
        }
        for number in range(count)
    ]  # fmt: skip
    return list(session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), rows))


def answered(
    session: Session,
    organisation: Organisation,
    form: Form,
    people: Sequence[int],
    given: Sequence[Given],
    now: datetime = NOW,
    **of_run: Any,
) -> list[int]:
    """A finished run of the form for each of the people, with what each answered; the ids of the runs."""
    if session.scalar(select(FormVersion.id).where(FormVersion.version == form.version)) is None:
        forms.publish(session, form, now)
    rows = [
        {
            "person_id": person, "organisation_id": organisation.id, "form_version": form.version,
            "form_name": form.name, "state": "done", "opened_at": now, "finished_at": now, **of_run,
        }
        for person in people
    ]  # fmt: skip
    runs = list(session.scalars(insert(Run).returning(Run.id, sort_by_parameter_order=True), rows))
    answers = [
        {"run_id": run, "question": question, "answered_at": now, **_kept(form, question, value)}
        for run, each in zip(runs, given, strict=True)
        for question, value in each.items()
    ]
    session.execute(insert(AnswerRow), answers)
    return runs


def opinions(session: Session, organisation: Organisation, form_name: str, count: int, now: datetime) -> None:
    """So many people have filled in a built-in form, the same people in every form, the same answers every time."""
    form, random = forms.builtin(form_name), Random(form_name)
    missing = count - len(session.scalars(select(Person.id).where(Person.search_key.startswith("участник"))).all())
    if missing > 0:
        crowd(session, organisation, missing, "Участник")
    people = session.scalars(select(Person.id).where(Person.search_key.startswith("участник")).order_by(Person.id))
    mood = 1.5 if form.wave == "after" else 0.0
    given = [_opinion(form, random, mood) for _ in range(count)]
    answered(session, organisation, form, people.all()[:count], given, now)


def _opinion(form: Form, random: Random, mood: float) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for question in form.questions:
        if question.relevant:
            continue
        match question.kind:
            case "scale":
                most = SCALES[question.scale]
                given[question.name] = min(most, max(1, round(random.gauss(0.55 * most + mood, most / 6))))
            case "yes_no":
                given[question.name] = [random.choice(("yes", "yes", "no"))]
            case "text":
                given[question.name] = random.choice(SAID)
    return given


SAID = ("Разговоры по душам", "Помощь с математикой", "Общие встречи", "Больше времени вместе", "Поход в музей")


def _kept(form: Form, question: str, value: Any) -> dict[str, Any]:
    """As `programme.answering` keeps an answer."""
    known = form.question(question)
    assert known, question
    kept: dict[str, Any] = {"number": None, "text": None, "choices": None, "scale": known.scale or None}
    match value:
        case str():
            kept["text"] = value
        case [*names]:
            kept["choices"] = list(names)
            if known.kind == "yes_no":
                kept["number"] = int(names == ["yes"])
        case number:
            kept["number"] = number
    return kept
