"""Whatever goes wrong, no log tells a name, an answer, a chat or the token (security § 7, reliability row 98)."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot import logs
from bot.attachments import Attachments
from emulator import people
from emulator.faults import Fault
from keyboards.consents import CopyConsent
from programme import letters
from tests import cast
from tests.cast import Actor
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
NAME, ANSWER = "Канарейкина Жёлтая", "канарейка-тайна-77"


def fail_in_sql(session: Session, *_: Any, **__: Any) -> Any:
    session.execute(text("SELECT :secret FROM nowhere"), {"secret": ANSWER})


def fail_in_words(*_: Any, **__: Any) -> Any:
    try:
        raise KeyError(NAME)
    except KeyError as cause:
        raise ValueError(f"{NAME} said {ANSWER}") from cause


async def fail_aside(*_: Any, **__: Any) -> Any:
    fail_in_words()


async def trouble(service: Service, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that we can make go wrong around one person."""
    chat = service.world.chat(service.bot, actor.user)
    person = await service.do(cast.person_of, actor)
    for kind in ("500", "502_html", "undecodable_200", "429"):
        service.world.faults.plan(Fault(kind, "sendMessage"))
        people.write(service.world, chat, ANSWER)
        await service.idle()
    for failure in (fail_in_sql, fail_in_words):
        with monkeypatch.context() as patch:
            patch.setattr("programme.standing.awaited", failure)
            people.write(service.world, chat, ANSWER)
            await service.idle()
        with monkeypatch.context() as patch:
            patch.setattr("jobs.tick.SCHEDULE", (failure,))
            await service.application.tick.once()
    await service.do(letters.write, person.id, "letters.no_such_text", kind="notice", once="a", now=NOON, who=NAME)
    await service.do(letters.write, person.id, "letters.unlinked", kind="notice", once="b", now=NOON, day={"day": NAME})
    service.application.outbox.wake()
    await service.idle()
    for fault, kind in (("undecodable_200", "reminder"), ("403", "alert")):
        service.world.faults.plan(Fault(fault, "sendMessage"))
        await service.do(letters.write, person.id, "start.apology", kind=kind, once=fault, now=NOON, who=NAME)
        service.application.outbox.wake()
        await service.idle()
    with monkeypatch.context() as patch:
        patch.setattr(Attachments, "build", fail_aside)
        people.forge(service.world, chat, max(chat.messages), CopyConsent(consent=1).pack())
        await service.idle()
    broken = {"message": {"from": {"id": actor.user.id, "first_name": NAME}, "text": ANSWER}}
    await service.application.receiver.keep([{"update_id": 900_000, **broken}])
    await service.idle()


async def test_troubles_are_logged_without_what_people_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    handlers, level = logging.root.handlers[:], logging.root.level
    monkeypatch.setattr("bot.speak.PATIENCE", (0.01,))
    async with Service(tmp_path, NOON) as service:
        logs.start("json")
        structlog.configure(cache_logger_on_first_use=False)
        actor = Actor("Жёлтая", NAME, service.world.add_person("Жёлтая", language_code="ru"), "mentor")
        service.world.chat(service.bot, actor.user).started = True
        await service.do(cast.join, await service.do(cast.found_school, "Лицей", NOON), actor, None, "ru", NOON)
        await trouble(service, actor, monkeypatch)
        await service.emulator.stop()
        await asyncio.sleep(0.2)
        token = service.bot.token.partition(":")[2]
        address = actor.address
        await service.emulator.start()
    logging.root.handlers[:], logging.root.level = handlers, level
    said = "".join(capfd.readouterr())
    for happened in (
        "update failed", "scheduled work failed", "a letter cannot be made", "a reply could not be made",
        "reply uncertain", "letter uncertain", "letter failed",
    ):  # fmt: skip
        assert happened in said
    assert [secret for secret in ("Канарейкин", "Жёлтая", ANSWER, token, address) if secret in said] == [], said
