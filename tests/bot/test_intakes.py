"""A list sent in chat: fetched for a curator only, whatever it is called, and read once the answer is kept."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emulator import people
from emulator.faults import Fault
from tests import cast, questionnaires
from tests.bot.test_storage_faults import hold_lock
from tests.cast import Actor
from tests.service import Service
from tests.sheets import workbook

NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LIST = workbook("Фамилия, Имя, Роль, Класс; Петрова, Анна, ученик, 6А")


class School:
    """A bot at work, a curator and a mentor."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.there: dict[str, Actor] = {}

    async def open(self) -> None:
        now = self.service.clock.now()
        ours = await self.service.do(cast.found_school, "Школа", now)
        for number, role in enumerate(("curator", "mentor")):
            user = self.service.world.add_person(role, phone=f"+7916000000{number}", language_code="ru")
            actor = self.there[role] = Actor(role, f"Иванова {role}", user, role)
            self.service.world.chat(self.service.bot, user).started = True
            await self.service.do(cast.join, ours, actor, None, "ru", now)

    async def send(self, role: str, name: str = "people.xlsx", content: bytes = LIST, size: int | None = None) -> str:
        """Somebody sends a file; what the bot answered, in words."""
        chat = self.service.world.chat(self.service.bot, self.there[role].user)
        before = set(chat.messages)
        people.send_file(self.service.world, chat, "document", name, size, content)
        await self.service.idle()
        new = [message for number, message in chat.messages.items() if number not in before and not message.by_person]
        return "\n".join(str(message.content.get("text", "")) for message in new)

    @property
    def fetched(self) -> int:
        return sum(call.method == "getFile" for call in self.service.world.calls.since())


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with Service(tmp_path, NOON) as service:
        made = School(service)
        await made.open()
        yield made
    assert service.troubles() == []


@pytest.mark.fault(82)
async def test_a_curators_list_is_shown_and_nothing_is_written(school: School) -> None:
    assert "Новых: 1" in await school.send("curator")
    assert school.service.rows("SELECT count(*) FROM people WHERE name LIKE 'Петрова%'") == [(0,)]


async def test_a_moment_without_the_database_costs_no_list(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the list is read, another program writes for longer than one try waits."""
    monkeypatch.setattr("bot.sqlite.LOCK_PATIENCE", 0.1)
    service = school.service
    service.world.faults.plan(Fault("slow", "getFile", seconds=0.5))
    asked = asyncio.ensure_future(school.send("curator"))
    while not school.fetched:  # noqa: ASYNC110 - the emulator tells nobody
        await asyncio.sleep(0.01)
    thread = await asyncio.to_thread(hold_lock, service.path, 1.5)
    assert "Новых: 1" in await asked
    thread.join()


async def test_a_mentors_file_is_not_even_fetched(school: School) -> None:
    assert await school.send("mentor")
    assert school.fetched == 0


async def test_a_file_that_says_it_is_huge_is_not_even_fetched(school: School) -> None:
    assert "больше 2 МБ" in await school.send("curator", size=19 * 1024 * 1024)
    assert school.fetched == 0


async def test_a_file_that_lies_about_its_size_is_read_no_further(school: School) -> None:
    assert "больше 2 МБ" in await school.send("curator", content=LIST + b"\x00" * 3 * 1024 * 1024, size=100)


async def test_where_names_pass_no_chat_no_list_is_fetched(school: School) -> None:
    await school.service.begin_anew(chat_names="codes")
    assert "не передаются через Telegram" in await school.send("curator")
    assert school.fetched == 0


async def test_a_workbook_with_a_survey_is_a_questionnaire(school: School) -> None:
    assert "Проверено, ошибок нет" in await school.send("curator", "climate.xlsx", questionnaires.workbook())
    assert school.service.rows("SELECT count(*) FROM form_versions WHERE organisation_id IS NOT NULL") == [(0,)]


async def test_where_names_pass_no_chat_a_questionnaire_is_fetched_once_it_is_announced(school: School) -> None:
    await school.service.begin_anew(chat_names="codes")
    assert "не передаются через Telegram" in await school.send("curator", content=questionnaires.workbook())
    assert school.fetched == 0
    chat = school.service.world.chat(school.service.bot, school.there["curator"].user)
    people.press(school.service.world, chat, "Это анкета", stale=False)
    await school.service.idle()
    assert "Проверено, ошибок нет" in await school.send("curator", content=questionnaires.workbook())


@pytest.mark.parametrize("content", [LIST, b"", b"PK\x03\x04", b"\x89PNG\r\n"])
async def test_what_was_announced_as_a_questionnaire_and_is_none_is_refused(school: School, content: bytes) -> None:
    await school.send("curator", content=b"")
    chat = school.service.world.chat(school.service.bot, school.there["curator"].user)
    for label in ("В меню", "Ещё", "Каталог анкет", "Прислать свою"):
        people.press(school.service.world, chat, label, stale=False)
        await school.service.idle()
    answer = await school.send("curator", content=content)
    assert "не таблица Excel" in answer or "нет листа survey" in answer
    assert school.service.rows("SELECT count(*) FROM form_drafts WHERE definition IS NOT NULL") == [(0,)]
    assert "больше 2 МБ" in await school.send("curator", size=19 * 1024 * 1024)


@pytest.mark.fault(83)
@pytest.mark.parametrize(
    "name", ["../../etc/passwd.xlsx", "CON.xlsx", "я" * 300 + ".xlsx", "\u202exslx.exe.xlsx", "<b>&\"'%_.XLSX", ".xlsx"]
)
async def test_the_name_of_a_file_means_nothing(school: School, name: str) -> None:
    assert "Новых: 1" in await school.send("curator", name)


@pytest.mark.fault(81)
@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0" * 200, b"PK\x03\x04", b"<html>no list</html>"])
async def test_a_file_that_is_no_list_gets_one_line_that_says_what_to_do(school: School, content: bytes) -> None:
    answer = await school.send("curator", content=content)
    assert len(answer.splitlines()) == 1, answer
    assert answer


async def test_a_file_that_telegram_lost_is_asked_for_again(school: School) -> None:
    chat = school.service.world.chat(school.service.bot, school.there["curator"].user)
    people.send_file(school.service.world, chat, "document", "people.xlsx", None, LIST)
    school.service.world.files.by_path.clear()
    await school.service.idle()
    last = list(chat.messages.values())[-1]
    assert "Пришлите его ещё раз" in str(last.content.get("text"))
