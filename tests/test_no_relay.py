"""No words of a mentor ever reach the mentee through the bot, nor the other way round (security § 10.1)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emulator import people
from tests.service import Service
from tests.two_schools import School, found

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
MENTOR, MENTEE = "СЛОВАНАСТАВНИКА", "СЛОВАРЕБЕНКА"
DAYS = 10


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with Service(tmp_path, NOON, limits=False) as service:
        yield await found(service)


async def _write(school: School, name: str, words: str) -> None:
    people.write(school.service.world, school.chat(name), words)
    await school.service.idle()


async def _press(school: School, name: str, *labels: str) -> None:
    for label in labels:
        people.press(school.service.world, school.chat(name), label)
        await school.service.idle()


async def _fill(school: School, name: str, words: str) -> None:
    """Goes through whatever questionnaire is on the screen; types the words wherever words are wanted."""
    for _ in range(12):
        cards = [m for m in school.chat(name).messages.values() if not m.by_person and "Позже" in str(m.buttons)]
        if not cards:
            return
        newest = cards[-1]
        labels = [button["text"] for row in newest.buttons for button in row]
        if "Напишите ответ сообщением." in str(newest.content) or "Напиши ответ сообщением." in str(newest.content):
            await _write(school, name, words)
        elif labels[0].startswith("☐"):
            await _press(school, name, labels[0], "Готово (1)")
        else:
            await _press(school, name, labels[0])


async def test_no_word_of_one_side_is_ever_delivered_to_the_other(school: School):
    service = school.service
    # the mentor: a record with a worry, a report, the wish to end, the last talk, and words thrown in anywhere
    await _write(school, "mentor", f"{MENTOR} привет, Маша!")
    await _write(school, "mentor", "/meeting")
    await _press(school, "mentor", "Да ✅", "45", "Учёба", "Тревожно", "Сообщить о тревоге")
    await _fill(school, "mentor", MENTOR)
    await _write(school, "mentor", "/pair")
    await _press(school, "mentor", "Завершить пару", "Да, завершить", "Открыть")
    await _fill(school, "mentor", MENTOR)
    # the mentee: a call for help with words, the wish for another mentor, the last talk, words thrown in
    await _write(school, "mentee", f"{MENTEE} привет, Анна!")
    await _write(school, "mentee", "/sos")
    await _press(school, "mentee", "Взрослым школы")
    await _write(school, "mentee", MENTEE)
    await _write(school, "mentee", "/pair")
    await _press(school, "mentee", "Сменить наставника")
    await _press(school, "mentee", "Открыть")
    await _fill(school, "mentee", MENTEE)
    for _ in range(DAYS):
        await service.clock.advance(timedelta(days=1))
        await service.idle()
    typed = {
        name: [str(m.content) for m in school.chat(name).messages.values() if m.by_person]
        for name in ("mentor", "mentee")
    }
    assert sum(MENTOR in words for words in typed["mentor"]) >= 4, "the mentor has said something"
    assert sum(MENTEE in words for words in typed["mentee"]) >= 3, "the mentee has said something"
    assert MENTOR in str(school.kept()["answers"]), "it is kept for the curator"
    assert MENTOR not in str(school.says("mentee"))
    assert MENTEE not in str(school.says("mentor"))
