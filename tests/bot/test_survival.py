"""Whatever one update, one letter or one outage does, the service goes on, and everybody else is served."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

import db.journal
from bot import outbox, speak
from bot.packing import Call
from bot.process import without_overwritten
from bot.receive import Rejected
from emulator import people
from emulator.faults import Fault
from keyboards.consents import CopyConsent
from keyboards.runs import OpenRun
from locales import texts_in
from programme import letters, runs
from tests import cast
from tests.cast import Actor
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
"""A Friday, half past four in Moscow: everybody may be written to."""


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with Service(tmp_path, NOON) as service:
        yield service


async def mentor(service: Service, full: str = "Кузнецова Анна Сергеевна", code: str = "school") -> Actor:
    """A mentor of a school of her own, who has joined."""
    actor = Actor(full, full, service.world.add_person(full.split()[1], language_code="ru"), "mentor")
    service.world.chat(service.bot, actor.user).started = True
    school = await service.do(cast.found_school, "Лицей № 2", NOON, code)
    await service.do(cast.join, school, actor, None, "ru", NOON)
    return actor


async def write(service: Service, actor: Actor, text_key: str, once: str, kind: str = "notice", **values: Any) -> None:
    person = await service.do(cast.person_of, actor)
    await service.do(letters.write, person.id, text_key, kind=kind, once=once, now=NOON, **values)
    service.application.outbox.wake()


def letter(service: Service, once: str) -> str:
    ((state,),) = service.rows(f"SELECT state FROM letters WHERE once_key = '{once}'")
    return str(state)


def heard(service: Service, actor: Actor) -> list[str]:
    """What a person was told, oldest first."""
    chat = service.world.chat(service.bot, actor.user)
    return [str(message.content.get("text")) for message in chat.messages.values() if not message.by_person]


def sends(service: Service, method: str = "sendMessage") -> int:
    return len(service.world.calls.since(0, method))


UNREADABLE: dict[str, dict[str, Any]] = {
    "a sender that is no object": {"message": {"from": "Анна", "chat": 5, "text": "да"}},
    "a press without anything": {"callback_query": {}},
    "a press without a number": {"callback_query": {"from": {"id": 7}, "data": "x"}},
    "a press that is no object": {"callback_query": 5},
    "half a character": {"message": {"from": {"id": 7}, "chat": {"id": 7}, "text": "\ud800"}},
    "a kind that we do not know": {"rocket": {"from": {"id": 7}}},
    "a sender whose number is half a character": {"message": {"from": {"id": "\ud800"}, "text": "да"}},
    "nothing at all": {},
}


@pytest.mark.parametrize("what", UNREADABLE)
@pytest.mark.fault(11, 12)
async def test_an_update_that_nobody_can_read_holds_up_nobody(service: Service, what: str) -> None:
    actor = await mentor(service)
    update = json.loads(json.dumps({"update_id": 900_000, **UNREADABLE[what]}))
    await service.application.receiver.keep([update])
    people.write(service.world, service.world.chat(service.bot, actor.user), "/menu")
    await service.idle()
    assert heard(service, actor)
    ((state,),) = service.rows("SELECT state FROM updates WHERE update_id = 900000")
    assert state in ("done", "dead")
    alarms = [entry for entry in service.log.entries if entry["log_level"] == "critical"]
    assert len(alarms) == (state == "dead"), "whoever runs the bot hears of what was set aside"


@pytest.mark.fault(12)
async def test_what_we_do_not_know_is_kept_passed_over_and_warned_of_once(service: Service) -> None:
    """A kind of update, or a field, of a Telegram that is newer than we are."""
    actor = await mentor(service)
    for number in (900_000, 900_001):
        await service.application.receiver.keep([{"update_id": number, "rocket": {"from": {"id": actor.user.id}}}])
    await service.idle()
    assert service.rows("SELECT state FROM updates WHERE update_id >= 900000") == [("done",), ("done",)]
    [warning] = [entry for entry in service.log.entries if entry.get("names") == ["'rocket'"]]
    assert warning["log_level"] == "warning"


@pytest.mark.fault(10)
async def test_an_update_that_comes_again_and_again_is_answered_once(service: Service) -> None:
    actor = await mentor(service)
    service.bot.updates.repeat = 5
    people.write(service.world, service.world.chat(service.bot, actor.user), "/menu")
    await service.idle()
    assert len(heard(service, actor)) == 1


async def test_what_has_no_number_is_no_update(service: Service) -> None:
    await service.application.receiver.keep([{}, 5, {"update_id": "x"}])  # type: ignore[list-item]  # a broken server
    await service.idle()


async def test_a_letter_that_cannot_be_worded_fails_alone(service: Service) -> None:
    actor = await mentor(service)
    await write(service, actor, "letters.no_such_text", "broken")
    await write(service, actor, "letters.unlinked", "wrong values", day={"day": "never"})
    other = await mentor(service, "Орлов Пётр Ильич", "other")
    await write(service, other, "start.apology", "whole")
    await service.idle()
    assert letter(service, "broken") == "failed"
    assert letter(service, "whole") == "sent"
    assert len(heard(service, other)) == 1


async def test_letters_to_one_person_keep_their_order_and_distance(service: Service) -> None:
    actor = await mentor(service)
    for number in range(3):
        await write(service, actor, "start.apology", f"n{number}")
    await service.idle()
    numbers = service.rows("SELECT message_id FROM letters WHERE once_key LIKE 'n_' ORDER BY id")
    assert numbers == sorted(numbers)
    assert service.world.calls.violations() == []
    assert not [call for call in service.world.calls.since() if call.error_code == 429]


@pytest.mark.fault(36)
async def test_a_chat_that_must_rest_holds_up_nobody_else(service: Service) -> None:
    tired, other = await mentor(service), await mentor(service, "Орлов Пётр Ильич", "other")
    service.world.faults.plan(Fault("429", "sendMessage", chat_id=tired.user.id, count=100, retry_after=50))
    await write(service, tired, "start.apology", "slow")
    while not sends(service):  # noqa: ASYNC110 - the emulator tells nobody
        await asyncio.sleep(0.01)
    await write(service, other, "start.apology", "quick")
    async with asyncio.timeout(10):
        while letter(service, "quick") != "sent":  # noqa: ASYNC110 - asked of the file
            await asyncio.sleep(0.05)
    await write(service, tired, "start.apology", "next")
    assert await _rests_until(service, "slow") == NOON + timedelta(seconds=50), "a restart does not forget it"
    assert await _rests_until(service, "next") > NOON
    called = [call.params["chat_id"] for call in service.world.calls.since(method="sendMessage")]
    assert called.count(tired.user.id) == 1


async def _rests_until(service: Service, once: str) -> datetime:
    """When a letter that may not go yet is to be tried again."""
    while True:
        ((state, tries, moment),) = service.rows(
            f"SELECT state, attempts, not_before FROM letters WHERE once_key = '{once}'"
        )
        if (state, tries) == ("waiting", 0) and (again := datetime.fromisoformat(moment).replace(tzinfo=UTC)) > NOON:
            return again
        await asyncio.sleep(0.05)


@pytest.mark.fault(49)
async def test_letters_wait_longer_and_longer_while_telegram_is_away(service: Service) -> None:
    actor = await mentor(service)
    service.world.faults.plan(Fault("500", "sendMessage", count=10_000))
    await write(service, actor, "start.apology", "first")
    await asyncio.sleep(2.5)
    assert sends(service) <= 3
    service.world.faults.clear()


@pytest.mark.fault(48)
async def test_a_dead_token_costs_no_letter_and_no_reply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.receive.LONG_POLL", 1)
    service = Service(tmp_path, NOON)
    await service.__aenter__()
    try:
        actor = await mentor(service)
        del service.world.bots[service.bot.token]
        await write(service, actor, "start.apology", "kept")
        with pytest.raises(ExceptionGroup) as caught:
            await asyncio.wait_for(service._running, 40)
        assert caught.group_contains(Rejected)
        assert letter(service, "kept") in ("waiting", "sending")
    finally:
        await service.database.close()
        await service._end()


@pytest.mark.fault(37)
async def test_a_reply_outlives_a_storm_of_429(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speak, "PATIENCE", (0.01,))
    actor = await mentor(service)
    service.world.faults.plan(Fault("429", "sendMessage", count=4, retry_after=1))
    people.write(service.world, service.world.chat(service.bot, actor.user), "/menu")
    await service.idle()
    assert len(heard(service, actor)) == 1


@pytest.mark.fault(40, 41)
async def test_a_card_that_may_have_arrived_is_sent_once_more_and_no_oftener(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speak, "ONCE_MORE", 0.01)
    actor = await mentor(service)
    await service.do(cast.open_form, actor, "pulse_mentor", NOON)
    service.world.faults.plan(Fault("undecodable_200", "sendMessage", count=50))
    ((run,),) = service.rows("SELECT id FROM runs")
    person = await service.do(cast.person_of, actor)
    await service.do(runs.resume, person, run, NOON)
    people.write(service.world, service.world.chat(service.bot, actor.user), "не знаю")
    await service.idle()
    assert len(heard(service, actor)) == 2


MAY_COME = {"reminder": 1, "digest": 1, "notice": 2, "consent": 2}
"""How often a letter is sent of which Telegram never says whether it came (reliability § 4.5)."""


@pytest.mark.fault(40, 41)
@pytest.mark.parametrize("way", ["undecodable_200", "timeout_after"])
@pytest.mark.parametrize("kind", MAY_COME)
async def test_a_letter_in_doubt_nags_nobody(service: Service, kind: str, way: str) -> None:
    actor = await mentor(service)
    service.world.faults.plan(Fault(way, "sendMessage", count=50, seconds=0.02))
    await write(service, actor, "start.apology", "in doubt", kind)
    await _minutes_pass(service)
    assert len(heard(service, actor)) == MAY_COME[kind]
    assert letter(service, "in doubt") == "uncertain"


@pytest.mark.fault(40, 41)
async def test_an_alert_in_doubt_is_sent_until_it_is_known_to_have_come(service: Service) -> None:
    actor = await mentor(service)
    service.world.faults.plan(Fault("undecodable_200", "sendMessage", count=3))
    await write(service, actor, "start.apology", "alert", "alert")
    await _minutes_pass(service)
    assert len(heard(service, actor)) == 4
    assert letter(service, "alert") == "sent"


async def _minutes_pass(service: Service) -> None:
    await service.idle()
    for _ in range(5):
        await service.clock.advance(timedelta(minutes=1))


@pytest.mark.fault(9, 38)
async def test_a_stop_does_not_wait_for_a_telegram_that_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.application.DRAIN", 1)
    async with Service(tmp_path, NOON) as service:
        actor = await mentor(service)
        service.world.faults.plan(Fault("500", "sendMessage", count=10_000))
        people.write(service.world, service.world.chat(service.bot, actor.user), "/menu")
        await write(service, actor, "start.apology", "late")
        while not sends(service):  # noqa: ASYNC110 - the emulator tells nobody
            await asyncio.sleep(0.01)
        async with asyncio.timeout(8):
            await service.stop()
        service.world.faults.clear()
        await service.start()
        assert len(heard(service, actor)) == 1
    assert service.rows("SELECT count(*) FROM updates WHERE replies IS NOT NULL") == [(0,)]


async def test_a_stop_while_telegram_was_never_there_spends_no_try(tmp_path: Path) -> None:
    async with Service(tmp_path, NOON) as service:
        actor = await mentor(service)
        await service.stop()
        message = {"message_id": 1, "date": 1, "chat": {"id": actor.user.id, "type": "private"}, "text": "/menu"}
        sender = {"id": actor.user.id, "is_bot": False, "first_name": "Анна"}
        raw = {"update_id": 900_000, "message": {**message, "from": sender}}
        service.world.faults.plan(Fault("500", "getMe", count=10_000))
        service.database = await _with_waiting(service, raw)
        asyncio.get_running_loop().call_later(0.5, service._stop.set)
        async with asyncio.timeout(5):
            await service.application.run(service._stop)
        assert service.rows("SELECT state, attempts FROM updates WHERE update_id = 900000") == [("new", 0)]
        service.world.faults.clear()
        await service.database.close()
        await service.start()
        assert heard(service, actor)


async def _with_waiting(service: Service, raw: dict[str, Any]) -> Any:
    """The file opened anew, with an update in the journal that nobody has processed."""
    from bot.application import Application
    from bot.clock import Clock
    from bot.database import connect
    from handlers import routers

    database = await connect(service.settings.database_url)
    row = {"channel": "telegram", "update_id": 900_000, "person_key": str(raw["message"]["from"]["id"]),
           "received_at": NOON, "payload": json.dumps(raw)}  # fmt: skip
    async with database.transaction() as transaction:
        await transaction.finish(db.journal.keep, [row])
    for router in routers():
        router._parent_router = None
    service.application = Application(service.settings, database, Clock(service.clock.now))
    service._stop = asyncio.Event()
    return database


async def test_a_busy_moment_while_a_failure_is_counted_stops_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, failed, left = await mentor(service), db.journal.failed, [2]

    def busy(*given: Any) -> bool:
        if left[0]:
            left[0] -= 1
            raise OperationalError("", None, _locked())
        return failed(*given)

    monkeypatch.setattr(db.journal, "failed", busy)
    await service.application.receiver.keep([{"update_id": 900_000, "callback_query": {"from": {"id": actor.user.id}}}])
    await service.idle()
    assert service.rows("SELECT state FROM updates WHERE update_id = 900000") == [("dead",)]


async def test_a_busy_moment_while_a_letter_is_settled_sends_it_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, settle, left = await mentor(service), letters.settle, [2]

    def busy(*given: Any, **named: Any) -> None:
        if left[0]:
            left[0] -= 1
            raise OperationalError("", None, _locked())
        settle(*given, **named)

    monkeypatch.setattr(outbox.letters, "settle", busy)
    await write(service, actor, "start.apology", "once")
    await service.idle()
    assert letter(service, "once") == "sent"
    assert len(heard(service, actor)) == 1


def test_a_start_is_not_over_before_letters_left_behind_were_looked_at(service: Service) -> None:
    bot = service.application
    outbox_of_a_new_process = outbox.Outbox(service.database, bot.speaker, bot.pace, "first", bot.clock)
    assert not outbox_of_a_new_process.idle


@pytest.mark.fault(3, 10)
async def test_an_answer_and_the_mark_that_it_was_taken_are_one_commit(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    processed, found = db.journal.processed, []

    def watched(*given: Any) -> bool:
        found.append(service.rows("SELECT count(*) FROM answers"))  # as after a kill at this moment
        return processed(*given)

    monkeypatch.setattr(db.journal, "processed", watched)
    actor = await mentor(service)
    await service.do(cast.open_form, actor, "pulse_mentor", NOON)
    chat = service.world.chat(service.bot, actor.user)
    people.write(service.world, chat, "/menu")
    await service.idle()
    people.forge(service.world, chat, max(chat.messages), OpenRun(run=1).pack())
    await service.idle()
    people.write(service.world, chat, "нет")  # it would be an answer to the next question, too
    await service.idle()
    assert found == [[(0,)]] * 3
    assert service.rows("SELECT count(*) FROM answers") == [(1,)]


@pytest.mark.fault(4, 5)
def test_after_a_crash_nobody_is_shown_a_card_of_the_past() -> None:
    def edit(message: int, text: str) -> Call:
        return Call("editMessageText", {"chat_id": 7, "message_id": message, "text": text})

    toast, said = Call("answerCallbackQuery", {"callback_query_id": "1"}), Call("sendMessage", {"chat_id": 7})
    kept = [[toast, edit(1, "question 1")], [said, edit(2, "another card")], [edit(1, "question 2")]]
    assert without_overwritten(kept) == [[toast], kept[1], kept[2]]


@pytest.mark.fault(23, 43)
async def test_a_card_that_was_deleted_is_followed_by_a_new_live_one(service: Service) -> None:
    actor = await mentor(service)
    await service.do(cast.open_form, actor, "pulse_mentor", NOON)
    chat = service.world.chat(service.bot, actor.user)
    people.write(service.world, chat, "/menu")
    await service.idle()
    card = max(chat.messages)
    await service.stop()
    people.forge(service.world, chat, card, OpenRun(run=1).pack())
    people.delete(service.world, chat, card)
    await service.start()
    newest = max(chat.messages)
    assert newest > card
    assert service.rows("SELECT card_message_id FROM runs") == [(newest,)]


@pytest.mark.fault(7)
async def test_a_file_that_cannot_be_made_is_not_passed_over_in_silence(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(service.application.attachments, "build", broken)
    actor = await mentor(service)
    chat = service.world.chat(service.bot, actor.user)
    people.write(service.world, chat, "/menu")
    await service.idle()
    people.forge(service.world, chat, max(chat.messages), CopyConsent(consent=1).pack())
    await service.idle()
    assert heard(service, actor)[-1] == texts_in("ru")("start.apology")


def _locked() -> Exception:
    import sqlite3

    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error
