"""Telegram says no to what we ask: a rival who polls, words that it takes for broken markup."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import db.journal
from emulator.faults import Fault
from emulator.refusals import Refusal
from tests import story
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with Service(tmp_path, NOON, limits=False) as service:
        yield service


def logged(service: Service, words: str) -> list[object]:
    return [entry for entry in service.log.entries if words in entry["event"]]


@pytest.mark.fault(69)
async def test_a_rival_with_our_token_is_named_and_takes_no_answer_away(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program polls with the token: Telegram sends one of the two away, now us, now them."""
    monkeypatch.setattr("bot.receive.RIVAL_PAUSE", 0.05)
    respondent = await story.begin(service)
    for _ in range(4):
        with suppress(Refusal):
            await service.bot.updates.poll(0, 1, 0.1)
        await respondent.finish(steps=1)
    assert logged(service, "another process polls this bot")
    await respondent.finish()
    await service.idle()
    broken = [each for each in await story.faults(service, respondent) if not each.startswith("getUpdates:")]
    assert broken == []


@pytest.mark.fault(13, 49)
async def test_after_ten_minutes_without_telegram_whoever_was_at_it_is_told_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot ran all the while, but what was pressed meanwhile is forgotten just the same."""
    seconds = 0.0
    monkeypatch.setattr("bot.receive.machine_count", lambda: seconds)
    respondent = await story.begin(service)
    await respondent.finish(steps=2)
    service.world.faults.plan(Fault("500", "getUpdates", count=10_000))
    service.bot.updates.release()
    await asyncio.sleep(0.1)
    seconds = 600
    service.world.faults.clear()
    await respondent.finish(steps=1)
    await service.idle()
    assert service.rows("SELECT state FROM letters WHERE once_key LIKE 'back:%'") == [("sent",)]
    await respondent.finish()
    await service.idle()
    assert service.rows("SELECT count(*) FROM letters WHERE once_key LIKE 'back:%'") == [(1,)]
    assert await story.faults(service, respondent) == []


@pytest.mark.fault(46)
async def test_words_whose_marks_are_refused_are_said_plainly(service: Service) -> None:
    """Such marks were made by a program of before and wait in the journal; the operator hears of it, without words."""
    respondent = await story.begin(service)
    chat = respondent.chat
    bold = {"type": "bold", "offset": -5, "length": 99}
    call = {"method": "sendMessage", "params": {"chat_id": chat.person.id, "text": "Мария ждёт", "entities": [bold]}}
    await service.do(_answered, str(chat.person.id), json.dumps([call]))
    await service.stop()
    await service.start()
    assert [message.content["text"] for message in chat.messages.values()][-1] == "Мария ждёт"
    [told] = logged(service, "markup refused")
    assert "Мария" not in str(told)


def _answered(session: Session, key: str, replies: str) -> None:
    """An update that was processed, with an answer that has not been sent."""
    row = {"channel": "telegram", "update_id": 900_000, "person_key": key, "received_at": NOON, "payload": "{}"}
    db.journal.keep(session, [row])
    assert db.journal.processed(session, "telegram", 900_000, replies)
