"""Bad input: whatever people send or forge, the answer is kind, nothing is lost, and nothing is shown that is not theirs."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from emulator import people
from emulator.world import Chat, World
from tests import cast
from tests.cast import Actor
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
"""A Friday, half past four in Moscow: everybody may be written to."""
PASSING = ("updates", "lease", "accounts", "due", "alembic_version")
"""Tables that change by being spoken to at all: the journal, who was seen when."""


def typed(text: str) -> Callable[[World, Chat], Any]:
    return lambda world, chat: people.write(world, chat, text)


def sent(kind: str, size: int | None = None) -> Callable[[World, Chat], Any]:
    return lambda world, chat: people.send_file(world, chat, kind, "файл", size)


BAD: dict[str, Callable[[World, Chat], Any]] = {
    "sticker": sent("sticker"),
    "voice": sent("voice"),
    "photo": sent("photo"),
    "video": sent("video"),
    "location": sent("location"),
    "file of 2 GB": sent("document", 2_000_000_000),
    "someone else's contact": lambda world, chat: people.share_contact(world, chat, "+79991112233"),
    "4096 characters": typed("ы" * 4096),
    "4096 emoji": typed("🙂" * 2048),
    "one emoji": typed("🙂"),
    "right to left and zero width": typed("\u202e\u200b\u200d\u2066גלישה\u2069\ufeff"),
    "nothing but zero width": typed("\u200b\u200d\ufeff"),
    "markup": typed("<b>&\"'%_ </b><script>{$tone}{0}\\"),
    "our own marks of bold": typed("\ue000жирно\ue001"),
    "control characters": typed("а\x00б\x07в\x1b[31m\x7f"),
    "many combining marks": typed("З" + "\u0336\u0489" * 300),
    "a huge number": typed("9" * 400),
    "a negative number": typed("-7"),
    "infinity": typed("NaN"),
    "an impossible day": typed("31.02.2026"),
    "a day of year zero": typed("0000-00-00"),
    "other digits": typed("٣"),
    "SQL": typed("'; DROP TABLE people; --"),
    "unknown command": typed("/frobnicate now"),
    "command of somebody else's role": typed("/poll"),
    "command with a strange argument": typed("/find %_\\'\"<b>\u202e"),
    "start with nonsense": typed("/start " + "A" * 64),
    "start with Cyrillic": typed("/start приглашение"),
    "start with another's invitation": typed("/start AAAAAAAAAAAAAAAAAAAAAA"),
    "a forwarded invitation": typed("https://t.me/school_bot?start=AAAAAAAAAAAAAAAAAAAAAA"),
}
FORGED = ("", "zzz", "o1", "o1:1", "o1:x:y:z", "o1:999999:1:yes", "o1:-1:-1:-1", "r1:999999", "r1:0", "m1:nosuch",
          "m1:../../etc", "s1:1:1:submit:", "u1:1:no", "e1:1:1:999", "t1:1:1:-5", "\u0000", "я" * 32, "p1:999999:1",
          "9" * 64)  # fmt: skip


@dataclass
class School:
    """A running bot with two schools in it; `there` are people by their names in the tests."""

    service: Service
    there: dict[str, Actor]

    def chat(self, name: str) -> Chat:
        return self.service.world.chat(self.service.bot, self.there[name].user)

    def says(self, name: str) -> dict[int, Any]:
        """Everything that a person can see of the bot."""
        return {
            message.id: (message.content, message.buttons)
            for message in self.chat(name).messages.values()
            if not message.by_person and not message.deleted
        }

    def kept(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that means something."""
        tables = [name for (name,) in self.service.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: self.service.rows(f"SELECT * FROM {name}") for name in tables if name not in PASSING}


async def _make(service: Service) -> School:
    now, do, there = service.clock.now(), service.do, dict[str, Actor]()
    schools = [await do(cast.found_school, "Лицей № 2", now), await do(cast.found_school, "Школа № 7", now, "other")]

    async def add(name: str, full: str, role: str | None, school: int = 0, *facts: str, joined: bool = True) -> None:
        phone = f"+7916000000{len(there)}"
        user = service.world.add_person(full.split()[-1], phone=phone, language_code="ru")
        actor = there[name] = Actor(name, full, user, role, facts=list(facts))
        service.world.chat(service.bot, user).started = True
        if role is not None and joined and role != "parent":
            parent = there[facts[1]] if role == "mentee" else None
            await do(cast.join, schools[school], actor, parent, "ru", now)

    await add("stranger", "Вася", None)
    await add("curator", "Орлова Ольга Викторовна", "curator")
    await add("mentor", "Кузнецова Анна Сергеевна", "mentor")
    await add("parent", "Иванова Наталья Петровна", "parent")
    await add("mentee", "Иванова Мария", "mentee", 0, "5Б", "parent")
    await add("other curator", "Чужая Вера Ивановна", "curator", 1)
    await add("other mentor", "Чужой Олег Иванович", "mentor", 1)
    await add("other parent", "Чужая Дарья Ивановна", "parent", 1)
    await add("other mentee", "Чужая Софья", "mentee", 1, "6А", "other parent")
    await do(cast.pair, schools[0], there["curator"], there["mentor"], [there["mentee"]], now)
    await do(cast.pair, schools[1], there["other curator"], there["other mentor"], [there["other mentee"]], now)
    await do(cast.open_form, there["mentee"], "mentee_request", now)
    await do(cast.open_form, there["mentor"], "mentor_application", now)
    await do(cast.open_form, there["other mentee"], "mentee_request", now)
    return School(service, there)


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    """Two schools with a pair each, without Telegram's rate limits: many things are sent at once here."""
    async with Service(tmp_path, NOON, limits=False) as service:
        yield await _make(service)
    assert service.troubles() == []


SCREENS: dict[str, tuple[str, list[str]]] = {
    "the door for strangers": ("stranger", ["/start"]),
    "a pupil's home": ("mentee", ["/menu"]),
    "a mentor's home": ("mentor", ["/menu"]),
    "a parent's home": ("parent", ["/menu"]),
    "a curator's home": ("curator", ["/menu"]),
    "a curator's queue": ("curator", ["/today"]),
    "a curator's search": ("curator", ["/find"]),
}


@pytest.mark.parametrize("screen", SCREENS)
async def test_whatever_is_sent_gets_a_kind_answer(school: School, screen: str):
    name, way = SCREENS[screen]
    chat, service = school.chat(name), school.service
    for words in way:
        people.write(service.world, chat, words)
        await service.idle()
    for what, send in BAD.items():
        before, rows = school.says(name), school.kept()
        send(service.world, chat)
        await service.idle()
        answer = [shown for key, shown in school.says(name).items() if before.get(key) != shown]
        assert answer, f"{screen}: silence after {what}"
        assert school.kept()["answers"] == rows["answers"], what
        assert "Чуж" not in str(answer), f"{screen}: {what} shows another school's people"
        assert any(buttons for _, buttons in answer) or chat.reply_keyboard, f"{screen}: nowhere to go after {what}"


def _data(school: School, name: str) -> set[str]:
    """What the buttons on a person's phone would send."""
    rows = [row for message in school.chat(name).messages.values() for row in message.buttons]
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


async def _walk(school: School, name: str) -> set[str]:
    """Opens everything that a person's home leads to, a few presses deep; what the buttons there would send."""
    chat, service, found = school.chat(name), school.service, set[str]()
    for words in ("/menu", "/survey", "/pair", "/meetings", "/meeting", "/my_data", "/today", "/pairs", "/people"):
        people.write(service.world, chat, words)
        await service.idle()
        found |= _data(school, name)
    for data in sorted(found):
        newest = max(chat.messages)
        people.forge(service.world, chat, newest, data)
        await service.idle()
        found |= _data(school, name)
    return found


@pytest.mark.parametrize("owner", ["mentee", "mentor", "curator", "parent"])
async def test_buttons_of_others_do_nothing_and_show_nothing(school: School, owner: str):
    service = school.service
    stolen = await _walk(school, owner)
    assert len(stolen) > 3
    for thief in ("stranger", f"other {owner}"):
        chat = school.chat(thief)
        people.write(service.world, chat, "/menu")
        await service.idle()
        newest = max(message.id for message in chat.messages.values() if not message.by_person)
        for data in sorted(stolen):
            rows = {name: kept for name, kept in school.kept().items()}
            before = school.says(thief)
            people.forge(service.world, chat, newest, data)
            await service.idle()
            shown = str([each for key, each in school.says(thief).items() if before.get(key) != each])
            for secret in ("Мария", "Кузнецова", "Анна", "Наталья", "Орлова"):
                assert secret not in shown, f"{thief} presses {data} and reads {shown}"
            changed = [name for name, kept in school.kept().items() if rows.get(name) != kept]
            assert not changed or _own_only(school, thief, rows, changed), f"{thief} presses {data}: {changed} changed"


def _own_only(school: School, name: str, before: dict[str, list[tuple[Any, ...]]], changed: list[str]) -> bool:
    """Whether nothing of the first school has changed: a button without an owner, like a menu, may do things of one's own."""
    ours = {row[0] for row in school.service.rows(
        "SELECT people.id FROM people JOIN organisations ON organisations.id = organisation_id WHERE code = 'school'"
    )}  # fmt: skip
    assert ours, name
    theirs = {table: set(map(repr, before[table])) for table in changed}
    for table in changed:
        columns = [row[1] for row in school.service.rows(f"PRAGMA table_info({table})")]
        owner = next((columns.index(each) for each in ("person_id", "subject_id") if each in columns), None)
        now = school.kept()[table]
        for row in [*now, *before[table]]:
            if (repr(row) not in theirs[table] or row not in now) and (owner is None or row[owner] in ours):
                return False
    return True


async def test_made_up_buttons_get_a_kind_word(school: School):
    service, rows = school.service, school.kept()
    for name in ("stranger", "mentee", "mentor", "parent", "curator"):
        chat = school.chat(name)
        people.write(service.world, chat, "/menu")
        await service.idle()
        newest = max(message.id for message in chat.messages.values() if not message.by_person)
        for data in FORGED:
            people.forge(service.world, chat, newest, data)
            await service.idle()
            assert school.says(name)[newest][1], f"{name}: no way out after {data!r}"
        assert not [query for query in chat.queries.values() if not query.answered]
    assert school.kept() == rows
