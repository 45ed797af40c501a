"""The bench's own school: people who are admitted, each with many runs of a long questionnaire."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bench.rivals.wording import OPTIONS, QUESTIONS
from bench.telegram import FIRST_PERSON
from bot.migrate import migrate
from bot.settings import Settings
from bot.work import opened
from db.accounts import Account
from db.organisations import Organisation
from db.people import Grant, Person
from db.runs import Run
from keyboards.runs import OpenRun
from programme import forms, runs

SETTINGS = """
| settings |
| | form_id | form_title | heading::Русский (ru) | minutes | role |
| | bench | Bench | Анкета для замера | 1 | mentee |
"""
QUESTION = "| | select_one options | q{0} | Вопрос номер {1}: что тебе подходит больше? | yes | shared_with_mentor |\n"


def form() -> bytes:
    """A questionnaire of single choices, as XLSForm."""
    questions = "".join(QUESTION.format(number, number + 1) for number in range(QUESTIONS))
    options = "".join(f"| | options | {index} | Вариант {index + 1} |\n" for index in range(OPTIONS))
    return (
        f"{SETTINGS}\n| survey |\n| | type | name | label::Русский (ru) | required | bind::seen_by |\n{questions}\n"
        f"| choices |\n| | list_name | name | label::Русский (ru) |\n{options}"
    ).encode()


def _people(session: Session, count: int, runs_each: int, runs_of_first: int, now: datetime) -> list[list[int]]:
    school = Organisation(code="bench", name="Bench", path="", zone="Europe/Moscow", settings={}, created_at=now)
    session.add(school)
    session.flush()
    school.path = f"/{school.id}/"
    forms.publish(session, forms.parse(form(), ".md"), now)
    opened_runs = []
    for index in range(count):
        person = Person(
            organisation_id=school.id,
            name=f"Человек {index}",
            search_key=f"человек {index}",
            tone="child",
            language="ru",
            state="active",
            created_at=now,
            joined_at=now,
        )
        session.add(person)
        session.flush()
        session.add(Account(channel="telegram", address=str(FIRST_PERSON + index), person_id=person.id, since=now))
        session.add(Grant(person_id=person.id, role="mentee", organisation_id=school.id, since=now))
        first: Run = runs.open_run(session, person, "bench", now=now)
        ids = [first.id]
        for _ in range((runs_each if index else runs_of_first) - 1):
            ids.append(runs.open_run(session, person, "bench", now=now).id)
        opened_runs.append(ids)
    return opened_runs


def found(database: Path, people: int, runs_each: int, runs_of_first: int) -> list[list[int]]:
    """Makes the database; returns the ids of each person's runs."""
    settings = Settings(database_url=f"sqlite+aiosqlite:///{database}")

    async def make() -> list[list[int]]:
        async with opened(settings) as connected:
            await migrate(connected, settings)
            async with connected.transaction() as transaction:
                made: list[list[int]] = await transaction.finish(
                    _people, people, runs_each, runs_of_first, datetime.now(UTC)
                )
                return made

    return asyncio.run(make())


def openers(ids: list[int]) -> Iterator[str]:
    """The buttons that open a person's runs one after another."""
    return (OpenRun(run=run_id).pack() for run_id in ids)
