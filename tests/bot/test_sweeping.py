"""A file with personal data does not stay in a chat: a day later it is gone, whatever happened in between."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from reports import LASTING, REPORTS
from tests.conversations import same_codes
from tests.handlers.test_proof import Stage
from tests.transcript import Transcript

HEAD = ["school: Лицей № 2", "curator: Орлова Ольга Викторовна", "mentor: Кузнецова Анна Сергеевна"]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A mentor has taken the own data along: two files."""
    made = Stage(Transcript(tmp_path / "sweeping.txt", HEAD, []), tmp_path)
    async with same_codes(), made.service:
        for name, value in made.transcript.settings():
            await made._prepare(name, value)
        await made.does("Анна", "/my_data", "[Скачать]")
        yield made
    assert made.service.troubles() == []


def files(stage: Stage) -> list[str]:
    """What lies in the mentor's chat."""
    messages = stage.chat("Анна").messages.values()
    return [message.file.name for message in messages if message.file and not message.deleted]


async def test_a_file_with_personal_data_leaves_the_chat_after_a_day(stage: Stage) -> None:
    assert len(files(stage)) == 2
    await stage.service.clock.advance(timedelta(hours=23))
    assert len(files(stage)) == 2
    await stage.service.clock.advance(timedelta(hours=2))
    assert files(stage) == []
    assert stage.service.rows("SELECT * FROM chat_files") == []


async def test_a_restart_forgets_no_file(stage: Stage) -> None:
    await stage.service.stop()
    await stage.service.start()
    await stage.service.clock.advance(timedelta(hours=25))
    assert files(stage) == []


async def test_what_telegram_deletes_no_more_is_not_asked_for(stage: Stage) -> None:
    before = stage.service.world.calls.count
    await stage.service.stop()
    stage.service.clock._offset += timedelta(hours=50)
    await stage.service.start()
    assert len(files(stage)) == 2, "Telegram deletes nothing after two days"
    assert stage.service.rows("SELECT * FROM chat_files") == []
    assert not [call for call in stage.service.world.calls.since(before) if call.method == "deleteMessage"]


def test_what_stays_in_a_chat_is_a_report() -> None:
    assert set(REPORTS) >= LASTING
