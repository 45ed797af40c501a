"""The PIN before cases, closed answers and files with names, and the messages that cannot be passed on."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from emulator import people
from emulator.calls import Call
from tests.conversations import Play, same_codes
from tests.transcript import Transcript

HEAD = [
    "school: Лицей № 2",
    "curator: Орлова Ольга Викторовна",
    "psychologist: Светлова Елена Игоревна",
    "parent: Иванова Наталья Петровна",
    "mentee: Иванова Мария, 5Б, Наталья",
]
PIN, WRONG = "5091", "5092"
SECRET = "мне очень страшно"


class Stage(Play):
    """People who press and write, one after another."""

    def chat(self, name: str) -> Any:
        return self.service.world.chat(self.service.bot, self.actors[name].user)

    async def does(self, name: str, *deeds: str) -> list[Call]:
        """`[a button]` or words; the calls that followed."""
        before = self.service.world.calls.count
        for deed in deeds:
            self.service.breathe()
            if deed.startswith("["):
                people.press(self.service.world, self.chat(name), deed.strip("[]"))
            else:
                people.write(self.service.world, self.chat(name), deed)
            await self.service.idle()
        return self.service.world.calls.since(before)

    async def pins(self, name: str, digits: str) -> list[Call]:
        return await self.does(name, *(f"[{digit}]" for digit in digits), "[Готово]")

    async def passes(self, minutes: int) -> None:
        await self.service.clock.advance(timedelta(minutes=minutes))


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A girl has asked for help and written why; the psychologist has an alert."""
    made = Stage(Transcript(tmp_path / "proof.txt", HEAD, []), tmp_path)
    async with same_codes(), made.service:
        for name, value in made.transcript.settings():
            await made._prepare(name, value)
        await made.does("Елена", "/menu", "[Обращения]", "[Я на дежурстве]")
        await made.does("Мария", "/sos", "[Психологу]", SECRET)
        yield made
    assert made.service.troubles() == []


def holding(calls: list[Call], words: str) -> list[Call]:
    return [call for call in calls if words in str(call.params)]


@pytest.mark.fault(101, 103)
async def test_a_case_opens_after_the_pin_in_a_message_that_cannot_be_passed_on(stage: Stage) -> None:
    asked = await stage.does("Елена", "[Открыть]")
    assert holding(asked, "Придумайте пин-код")
    assert not holding(asked, SECRET)
    shown = await stage.pins("Елена", PIN)
    [card] = holding(shown, SECRET)
    chat = stage.chat("Елена")
    assert chat.messages[card.params["message_id"]].protected
    assert all(call.params.get("protect_content") for call in asked if call.method == "sendMessage")
    assert not [call for call in shown if PIN in call.params.get("text", "")], "the PIN stands in no message"


@pytest.mark.fault(43, 103)
async def test_a_case_whose_card_was_deleted_comes_anew_in_a_message_that_cannot_be_passed_on(stage: Stage) -> None:
    await stage.does("Елена", "[Открыть]", *(f"[{digit}]" for digit in PIN))
    chat, before = stage.chat("Елена"), stage.service.world.calls.count
    await stage.service.stop()
    people.press(stage.service.world, chat, "Готово")
    people.delete(stage.service.world, chat, max(chat.messages))
    await stage.service.start()
    [card] = [call for call in holding(stage.service.world.calls.since(before), SECRET) if call.status == 200]
    assert card.method == "sendMessage"
    assert card.params.get("protect_content")


@pytest.mark.fault(101)
async def test_the_pin_is_asked_again_after_a_quarter_of_an_hour_and_a_wrong_one_opens_nothing(stage: Stage) -> None:
    await stage.does("Елена", "[Открыть]")
    await stage.pins("Елена", PIN)
    await stage.passes(14)
    assert holding(await stage.does("Елена", "[‹ Обращения]", "[🔴 № 1 · просьба о помощи · ждёт · 14 мин]"), SECRET)
    await stage.passes(2)
    again = await stage.does("Елена", "[‹ Обращения]", "[🔴 № 1 · просьба о помощи · ждёт · 16 мин]")
    assert holding(again, "Наберите свой пин-код")
    assert not holding(again, SECRET)
    assert not holding(await stage.pins("Елена", WRONG), SECRET)
    assert holding(await stage.pins("Елена", PIN), SECRET)


@pytest.mark.fault(101)
async def test_taking_a_case_asks_for_no_pin_and_shows_nothing_of_it(stage: Stage) -> None:
    taken = await stage.does("Елена", "[Беру]")
    assert holding(taken, "Обращение у вас")
    assert not holding(taken, SECRET)
    assert holding(taken, "Тебя услышали"), "the girl is told at once"


@pytest.mark.fault(101)
async def test_five_wrong_pins_open_nothing_for_a_while(stage: Stage) -> None:
    await stage.does("Елена", "[Открыть]")
    await stage.pins("Елена", PIN)
    await stage.passes(16)
    await stage.does("Елена", "[‹ Обращения]", "[🔴 № 1 · просьба о помощи · ждёт · 16 мин]")
    for _ in range(5):
        last = await stage.pins("Елена", WRONG)
    assert holding(last, "Подождите 15 минут")
    await stage.does("Елена", "/menu", "[Обращения]", "[🔴 № 1 · просьба о помощи · ждёт · 16 мин]")
    assert not holding(await stage.pins("Елена", PIN), SECRET), "even the right one"


@pytest.mark.fault(103)
async def test_what_may_be_passed_on_is_not_protected(stage: Stage) -> None:
    asked = await stage.does("Ольга", "/summary", "[Таблица XLSX]")
    assert [call.method for call in asked if call.method == "sendDocument"] == ["sendDocument"], "to work with"
    both = [*asked, *await stage.does("Мария", "/menu")]
    assert not [call for call in both if call.params.get("protect_content")]


@pytest.mark.fault(101)
async def test_a_pad_forged_by_a_pupil_opens_nothing(stage: Stage) -> None:
    chat = stage.chat("Мария")
    await stage.does("Мария", "/menu")
    newest = max(message.id for message in chat.messages.values() if not message.by_person)
    for data in ("cs2:1", "ph3:first:cs2~1:5091", "ph3:open:cs2~1:5091"):
        before = stage.service.world.calls.count
        people.forge(stage.service.world, chat, newest, data)
        await stage.service.idle()
        assert not holding(stage.service.world.calls.since(before), SECRET)
