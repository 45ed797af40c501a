"""Every released schema, in the middle of its work, is upgraded, and people go on where they were."""

import json
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.database import connect
from db import schema
from db.runs import AnswerRow, Run
from emulator.rooms import Chat
from programme import forms
from tests import cast
from tests.conversations import Play
from tests.crash.respondent import Respondent
from tests.migration.snapshot import FOLDER, put, story

SNAPSHOTS = sorted(FOLDER.glob("*.json"))
AFTER_SCHOOL = datetime.fromisoformat("2026-11-20T16:00:00+03:00")
NEW_PHONE = "message to edit not found"
"""The phones do not have the cards that the snapshot knows: cards are sent anew."""
RUNS = {"Анна": "pulse_mentor", "Мария": "pulse_mentee"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """An empty database; None: a file of the service's own."""
    return request.getfixturevalue("server_database") if request.param == "postgresql" else None


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda path: path.stem)
@pytest.mark.fault(62)
async def test_open_work_goes_on_after_an_upgrade(snapshot: Path, url: str | None, tmp_path: Path) -> None:
    play, kept = story(tmp_path, url), json.loads(snapshot.read_text(encoding="utf-8"))  # noqa: ASYNC240
    service = play.service
    database = await connect(service.database_url)
    await database.connected(lambda connection: put(connection, kept["schema"], kept["rows"]))
    await database.close()
    chats: dict[str, Chat] = {}
    start = service.start

    async def start_among_people() -> None:
        """The phones are there before the bot: what it had left unsaid is said at once, Анна's next question."""
        chats.update((cast.given_name(full), chat_of(play, full)) for full in everybody(play))
        service.bot.updates.restart_ids()
        await start()

    service.start = start_among_people  # type: ignore[method-assign]
    async with service:
        await service.clock.advance(AFTER_SCHOOL - service.clock.now())
        for name, form in RUNS.items():
            run = next(row for row in kept["rows"]["runs"] if row["form_name"] == form)
            tone = "child" if form == "pulse_mentee" else "adult"
            await Respondent(service.world, chats[name], forms.builtin(form), tone, run["id"], Random(1)).finish()
        await service.idle()
        finished, answers = await service.do(after)
    assert [each for each in service.troubles() if NEW_PHONE not in each] == []
    assert {form: finished[form] for form in RUNS.values()} == dict.fromkeys(RUNS.values(), "done")
    said = {(row["run_id"], row["question"], row["number"], row["text"]) for row in kept["rows"]["answers"]}
    assert said
    assert said <= answers


def test_the_newest_schema_is_among_the_snapshots() -> None:
    """When this fails after a change of an unreleased schema: `python -m tests.migration.snapshot`."""
    assert schema.newest() in {snapshot.stem for snapshot in SNAPSHOTS}


def everybody(play: Play) -> list[str]:
    """The people of the story in the order in which they came, so that their accounts are the same again."""
    return [value.split(",")[0] for name, value in play.transcript.settings() if name in cast.ROLES]


def chat_of(play: Play, full: str) -> Chat:
    world = play.service.world
    chat = world.chat(play.service.bot, world.add_person(cast.given_name(full), language_code="ru"))
    chat.started = True
    return chat


def after(session: Session) -> tuple[dict[str, str], set[tuple[Any, ...]]]:
    runs = session.execute(select(Run.form_name, Run.state))
    rows = session.execute(select(AnswerRow.run_id, AnswerRow.question, AnswerRow.number, AnswerRow.text))
    return {row[0]: row[1] for row in runs}, {tuple(row) for row in rows}
