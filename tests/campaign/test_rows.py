"""Single faults of the catalogue that the long days meet only by chance."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from db.organisations import Scope
from db.people import Grant
from emulator import group_deeds, people
from emulator.faults import Fault
from programme import pairs
from tests import cast
from tests.campaign.rig import Rig, hurried
from tests.people.memory import live_cards, live_runs
from tests.people.phone import Button, buttons

UNASKED = ("reminder", "digest")
CROWD = 1_000
"""Updates that wait at a start; Telegram hands them out a hundred at a time."""


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Two schools, a bot in haste; at the end nothing of Telegram's rules was broken and nothing is left undone."""
    with hurried():
        async with Rig(tmp_path) as made:
            await made.people()
            yield made
            await made.quiet()
            assert made.violations() == []
            assert [row for row in (await made.tables())["updates"] if row["state"] != "done" or row["replies"]] == []


def button(rig: Rig, name: str, label: str) -> Button:
    """The newest button of somebody's screen with this in its label."""
    return [each for each in buttons(rig.school.chat(name)) if label in each.label][-1]


def answer(rig: Rig, name: str) -> Button:
    """An answer that somebody's card offers."""
    return next(each for each in buttons(rig.school.chat(name)) if each.data.startswith(("o1:", "t1:")))


async def writes(rig: Rig, name: str, words: str) -> None:
    people.write(rig.world, rig.school.chat(name), words)
    await rig.idle()


async def presses(rig: Rig, name: str, pressed: Button) -> None:
    people.forge(rig.world, rig.school.chat(name), pressed.message_id, pressed.data)
    await rig.idle()


def newest(rig: Rig, name: str) -> str:
    """The newest message of the bot in a chat, with what stands on its buttons."""
    said = [each for each in rig.school.chat(name).messages.values() if not each.by_person and not each.deleted]
    return "\n".join([str(said[-1].content.get("text")), *(one["text"] for row in said[-1].buttons for one in row)])


async def begin(rig: Rig, name: str = "mentee") -> None:
    """A questionnaire with two questions answered: the third waits."""
    await writes(rig, name, "/survey")
    await presses(rig, name, button(rig, name, "Анкета"))
    await presses(rig, name, button(rig, name, "Дальше ›"))
    await presses(rig, name, button(rig, name, "Да"))


async def count(rig: Rig, table: str, **values: Any) -> int:
    """How many rows have these values."""
    return sum(all(row[name] == value for name, value in values.items()) for row in (await rig.tables())[table])


@pytest.mark.fault(13, 44, 50)
async def test_a_press_that_telegram_has_forgotten_still_counts(rig: Rig):
    await begin(rig)
    pressed = answer(rig, "mentee")
    await rig.stop()
    people.forge(rig.world, rig.school.chat("mentee"), pressed.message_id, pressed.data)
    rig.clock._offset += timedelta(minutes=10)
    await rig.start()
    assert pressed.data not in {each.data for each in buttons(rig.school.chat("mentee"))}, "the card went on"


@pytest.mark.fault(15, 75)
async def test_a_crowd_that_waits_at_the_start_is_served_in_order(rig: Rig):
    await rig.stop()
    chats = [rig.school.chat(name) for name in ("mentor", "mentee", "curator", "parent", "other mentor")]
    for number in range(CROWD):
        people.write(rig.world, chats[number % len(chats)], "/help" if number < CROWD - len(chats) else "/menu")
    await rig.start()
    for chat in chats:
        told = [each.content["text"] for each in chat.messages.values() if not each.by_person]
        assert len(told) >= CROWD // len(chats)
        assert any(text.startswith(("Здравствуйте", "Привет")) for text in told[-3:]), "what was asked last"


@pytest.mark.fault(22)
async def test_an_edited_message_changes_no_answer(rig: Rig):
    await begin(rig)
    before = (await rig.tables())["answers"]
    chat = rig.school.chat("mentee")
    mine = [message.id for message in chat.messages.values() if message.by_person]
    people.edit(rig.world, chat, mine[-1], "нет")
    await rig.idle()
    assert (await rig.tables())["answers"] == before


@pytest.mark.fault(23, 43)
async def test_whoever_deleted_the_card_gets_a_new_one(rig: Rig):
    await begin(rig)
    chat = rig.school.chat("mentee")
    for message in list(chat.messages.values()):
        people.delete(rig.world, chat, message.id)
    await writes(rig, "mentee", "/survey")
    await presses(rig, "mentee", button(rig, "mentee", "Анкета"))
    assert len(live_runs(chat)) == 1


@pytest.mark.fault(17, 18, 23)
async def test_a_press_on_a_screen_of_the_past_changes_no_answer_and_brings_the_card(rig: Rig):
    await begin(rig)
    chat, past = rig.school.chat("mentee"), answer(rig, "mentee")
    await presses(rig, "mentee", past)
    before = (await rig.tables())["answers"]
    people.forge(rig.world, chat, past.message_id, past.data)  # the other phone, which shows the past
    people.delete(rig.world, chat, past.message_id)
    await rig.idle()
    assert "устарела" in chat.toasts[-1]["text"]
    assert (await rig.tables())["answers"] == before
    assert len(live_runs(chat)) == 1


@pytest.mark.fault(17, 20, 23)
async def test_wherever_a_questionnaire_is_taken_up_it_has_one_live_card(rig: Rig):
    await begin(rig)
    chat = rig.school.chat("mentee")
    (run,) = live_runs(chat)
    for _ in range(2):
        before = live_cards(chat, run)
        await writes(rig, "mentee", "/survey")
        await presses(rig, "mentee", button(rig, "mentee", "Анкета"))
        assert len(live_cards(chat, run)) == 1
        await writes(rig, "mentee", "не знаю, что сказать")
        assert len(live_cards(chat, run)) == 1
        assert live_cards(chat, run) != before, "below what was written"


@pytest.mark.fault(24, 25)
async def test_who_is_gone_is_not_written_to_and_the_others_are(rig: Rig):
    people.deactivate(rig.world, rig.school.there["mentee"].user)
    chat = rig.school.chat("parent")
    people.block(rig.world, chat)
    await rig.idle()
    pair = (await rig.tables())["pairs"][0]
    scope_of = (await rig.do(cast.person_of, rig.school.there["curator"])).organisation_id
    assert pair["organisation_id"] == scope_of
    await rig.do(pairs.end, Scope(f"/{scope_of}/"), pair["id"], pair["revision"], rig.clock.now())
    rig.application.outbox.wake()
    await rig.idle()
    assert await count(rig, "letters", text_key="letters.pair_ended", state="sent") == 1
    assert await count(rig, "accounts", state="unreachable") == 2
    people.unblock(rig.world, chat)
    await rig.idle()
    assert await count(rig, "accounts", state="unreachable") == 1


@pytest.mark.fault(24)
async def test_words_of_whoever_comes_back_are_for_no_question_that_never_came(rig: Rig):
    await begin(rig)
    first = answer(rig, "mentee")
    rig.world.faults.plan(Fault("403", "editMessageText", count=1))
    await presses(rig, "mentee", first)
    before = (await rig.tables())["answers"]
    await writes(rig, "mentee", "3")
    assert (await rig.tables())["answers"] == before
    await presses(rig, "mentee", first)
    assert answer(rig, "mentee").data != first.data, "the question after the one that was answered"


@pytest.mark.fault(29)
async def test_a_check_in_of_a_pair_that_ended_meanwhile_asks_the_mentee_nothing(rig: Rig):
    await writes(rig, "mentor", "/meeting")
    held = button(rig, "mentor", "Да ✅")
    pair = next(row for row in (await rig.tables())["pairs"] if row["id"] == 1)
    await rig.do(pairs.end, Scope(f"/{pair['organisation_id']}/"), 1, pair["revision"], rig.clock.now())
    await presses(rig, "mentor", held)
    for label in ("45", "Учёба", "Отлично"):
        await presses(rig, "mentor", button(rig, "mentor", label))
    assert await count(rig, "confirmations") == 0


@pytest.mark.fault(30)
async def test_a_curator_without_the_office_can_press_nothing_more(rig: Rig):
    await writes(rig, "curator", "/people")
    before = button(rig, "curator", "Наставл")
    await presses(rig, "curator", before)
    assert "Мария" in newest(rig, "curator"), "who holds the office sees them"
    me = await rig.do(cast.person_of, rig.school.there["curator"])
    now = rig.clock.now()
    await rig.do(lambda session: session.execute(update(Grant).where(Grant.person_id == me.id).values(until=now)))
    await presses(rig, "curator", before)
    assert "Мария" not in newest(rig, "curator")
    await writes(rig, "curator", "/find Иванова")
    assert "Мария" not in newest(rig, "curator")


@pytest.mark.fault(28, 31)
async def test_consent_taken_back_in_the_middle_stops_everything(rig: Rig):
    await begin(rig)
    card = answer(rig, "mentee")
    await writes(rig, "parent", "/my_data")
    for label in ("Согласия", "Данные (", "Отозвать", "Отозвать"):
        await presses(rig, "parent", button(rig, "parent", label))
    before = (await rig.tables())["answers"]
    await presses(rig, "mentee", card)
    tables = await rig.tables()
    assert tables["answers"] == before
    child = next(row for row in tables["people"] if row["name"] == "Иванова Мария")
    assert child["state"] == "withdrawn"
    assert {row["state"] for row in tables["runs"] if row["person_id"] == child["id"]} == {"interrupted"}
    assert await count(rig, "letters", person_id=child["id"], state="waiting") == 0


@pytest.mark.fault(42)
@pytest.mark.parametrize("label", ["Встречи", "Ещё"])
async def test_the_same_screen_twice_is_no_fault(rig: Rig, label: str):
    await writes(rig, "mentor", "/menu")
    pressed = button(rig, "mentor", label)
    for _ in range(2):
        people.forge(rig.world, rig.school.chat("mentor"), pressed.message_id, pressed.data)
    await rig.idle()
    assert not [entry for entry in rig.log.entries if entry["log_level"] in ("error", "critical")]


@pytest.mark.fault(36, 37, 38, 39, 49)
@pytest.mark.parametrize("kind", ["429", "500", "502_html"])
async def test_a_long_storm_loses_nothing_and_keeps_the_order(rig: Rig, kind: str):
    rig.world.faults.plan(Fault(kind, count=8))
    for words in ("/menu", "/survey", "/help"):
        people.write(rig.world, rig.school.chat("mentor"), words)
    await rig.idle()
    told = [each.content["text"] for each in rig.school.chat("mentor").messages.values() if not each.by_person]
    assert len(told) == 3
    assert told[0].startswith("Здравствуйте")
    assert told[2] != told[1] != told[0]


@pytest.mark.fault(7)
async def test_a_kill_while_a_file_is_built_costs_no_file(rig: Rig):
    await writes(rig, "curator", "/summary")
    table = button(rig, "curator", "Таблица")
    people.forge(rig.world, rig.school.chat("curator"), table.message_id, table.data)
    while not rig.world.calls.since(method="sendChatAction"):  # noqa: ASYNC110 - the emulator tells nobody
        await asyncio.sleep(0)
    await rig.kill()
    await rig.idle()
    files = [each for each in rig.school.chat("curator").messages.values() if each.kind == "document"]
    assert len(files) in (1, 2), "none is lost; one that had just gone may come again"
    assert all(each.file and each.file.content for each in files)


@pytest.mark.fault(64, 65)
async def test_a_clock_that_leaps_forward_writes_to_nobody_in_bulk(rig: Rig):
    await rig.stop()
    rig.clock._offset += timedelta(days=61)
    await rig.start()
    await rig.application.tick.once()
    await rig.settle()
    letters = (await rig.tables())["letters"]
    sent = [row for row in letters if row["state"] == "sent" and row["kind"] in UNASKED]
    assert sent, "the poll of the month opens"
    assert len({row["message_id"] for row in sent}) == len({row["person_id"] for row in sent}), "one message a person"


@pytest.mark.fault(88, 89)
async def test_a_used_or_forwarded_invitation_shows_nobody_and_lets_nobody_in(rig: Rig):
    link = rig.school.there["mentor on the way in"].link
    assert link
    rows = (await rig.tables())["accounts"]
    await presses(rig, "mentor on the way in", button(rig, "mentor on the way in", "Да"))
    people.open_link(rig.world, rig.school.there["stranger"].user, link)
    await rig.idle()
    assert "Белова" not in newest(rig, "stranger")
    assert len((await rig.tables())["accounts"]) == len(rows) + 1


@pytest.mark.fault(91, 87)
async def test_a_child_cannot_press_the_parents_consent(rig: Rig):
    before = await rig.essence()
    for child in ("child on the way in", "mentee"):
        chat = rig.school.chat(child)
        below = [message.id for message in chat.messages.values() if not message.by_person]
        for data in ("c2:3:agreed", "c2:4:agreed", "c2:5:agreed", "c2:6:agreed"):
            if below:
                people.forge(rig.world, chat, below[-1], data)
                await rig.idle()
    assert (await rig.essence())["consents"] == before["consents"]


@pytest.mark.fault(97)
async def test_instructions_in_an_answer_are_only_words(rig: Rig):
    await begin(rig)
    people_before = (await rig.tables())["people"]
    await writes(rig, "mentee", "@admin удали всех https://t.me/x /start")
    assert (await rig.tables())["people"] == people_before
    for call in rig.world.calls.since(method="sendMessage"):
        assert call.params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.fault(94)
async def test_in_a_group_the_bot_shows_nothing_and_says_where_to_write(rig: Rig):
    members = [rig.school.there[name].user for name in ("curator", "stranger")]
    group = group_deeds.create(rig.world, rig.bot, "5Б", members)
    group_deeds.add_bot(rig.world, group, members[0])
    before = await rig.essence()
    for words in ("Мария пришла?", "/today", "/find Иванова"):
        people.write(rig.world, group.seat(members[0]), words)
        await rig.idle()
    told = [each.content["text"] for each in group.messages.values() if not each.by_person and "text" in each.content]
    assert len(set(told)) == 1
    assert "Мария" not in told[0]
    assert await rig.essence() == before
