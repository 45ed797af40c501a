"""Bad input: whatever people send or forge, the answer is kind, nothing is lost, nothing foreign is shown."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

import db.runs
from emulator import people
from emulator.world import Chat, World
from keyboards.menu import Open
from keyboards.my_data import AboutMe
from keyboards.sos import CallHelp
from programme import standing
from programme.standing import Card
from tests import cast
from tests.service import Service
from tests.two_schools import School, found

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
"""A Friday, half past four in Moscow: everybody may be written to."""


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
          "m1:../../etc", "s1:999999:1:submit:", "u1:999999:no", "e1:999999:1:999", "t1:999999:1:-5", "\u0000",
          "я" * 32, "p1:999999:1", "9" * 64)  # fmt: skip


REFUSED = ("sticker", "voice", "photo", "location", "someone else's contact", "4096 characters", "4096 emoji",
           "nothing but zero width", "unknown command")  # fmt: skip
"""What no question takes for an answer."""
NOT_THAT_EITHER = ("a huge number", "infinity", "an impossible day", "a day of year zero", "markup", "SQL", "one emoji")
"""What no question takes that does not ask for words."""


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    """Two schools with a pair each, without Telegram's rate limits: many things are sent at once here."""
    async with Service(tmp_path, NOON, limits=False) as service:
        yield await found(service)
    assert service.troubles() == []


SCREENS: dict[str, tuple[str, list[str]]] = {
    "the door for strangers": ("stranger", ["/start"]),
    "a child who waits for an adult": ("child on the way in", []),
    "an invitation that is open": ("mentor on the way in", []),
    "a parent who is asked for the phone": ("parent on the way in", []),
    "a pupil's home": ("mentee", ["/menu"]),
    "a mentor's home": ("mentor", ["/menu"]),
    "a parent's home": ("parent", ["/menu"]),
    "a curator's home": ("curator", ["/menu"]),
    "a curator's queue": ("curator", ["/today"]),
    "a curator's search": ("curator", ["/find"]),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.fault(73, 74, 75, 85)
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


OWN = (Open, AboutMe, CallHelp)
"""Buttons that mean whoever presses them: a screen, one's own data, one's own call for help."""


async def _walk(school: School, name: str) -> set[str]:
    """Opens everything that a person's home leads to, two presses deep; what the buttons there would send.

    Those of `OWN` are left out.
    """
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
    return {data for data in found if not data.startswith(tuple(f"{each.__prefix__}:" for each in OWN))}


@pytest.mark.parametrize("owner", ["mentee", "mentor", "curator", "parent"])
@pytest.mark.fault(86, 87, 93)
async def test_buttons_of_others_do_nothing_and_show_nothing(school: School, owner: str):
    service = school.service
    stolen = await _walk(school, owner)
    assert stolen
    for thief in ("stranger", f"other {owner}"):
        chat = school.chat(thief)
        people.write(service.world, chat, "/menu")
        await service.idle()
        newest = max(message.id for message in chat.messages.values() if not message.by_person)
        for data in sorted(stolen):
            rows = school.kept()
            before = school.says(thief)
            people.forge(service.world, chat, newest, data)
            await service.idle()
            shown = str([each for key, each in school.says(thief).items() if before.get(key) != each])
            for secret in ("Мария", "Кузнецова", "Анна", "Наталья", "Орлова"):
                assert secret not in shown, f"{thief} presses {data} and reads {shown}"
            changed = [name for name, kept in school.kept().items() if rows[name] != kept]
            assert not changed, f"{thief} presses {data}: {changed} changed"


@pytest.mark.fault(18, 86)
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


async def _open_card(school: School, name: str) -> Card:
    actor, now = school.there[name], school.service.clock.now()

    def newest(session: Session) -> Card:
        person = cast.person_of(session, actor)
        card = standing.current(session, person, db.runs.open_of(session, person.id)[0].id, now)
        assert card
        return card

    return await school.service.do(newest)


def _reply(card: Card, world: World, chat: Chat) -> None:
    """A good answer, as a person would give it."""
    question = card.question
    assert question
    match question.kind:
        case "choices" | "choice" | "scale" | "yes_no":
            people.write(world, chat, "1")
        case "whole" | "number":
            people.write(world, chat, "2")
        case "day":
            people.write(world, chat, "завтра" if question.days == "future" else "вчера")
        case "phone":
            people.share_contact(world, chat)
        case "text":
            people.write(world, chat, "Помогаю с алгеброй")
        case "note":
            people.press(world, chat, "Дальше ›")
        case "acknowledge":
            people.press(world, chat, "Принимаю ✅")


@pytest.mark.parametrize("name", ["mentee", "mentor"])
@pytest.mark.fault(20, 85)
async def test_every_question_takes_bad_input_kindly_and_stays(school: School, name: str):
    chat, service = school.chat(name), school.service
    people.write(service.world, chat, "/survey")
    await service.idle()
    people.press_at(service.world, chat, max(chat.messages), 0, 0)
    await service.idle()
    kinds = set()
    while (card := await _open_card(school, name)).question is not None:
        kinds.add(card.question.kind)
        for what in REFUSED + (() if card.question.kind == "text" else NOT_THAT_EITHER):
            before = school.says(name)
            BAD[what](service.world, chat)
            await service.idle()
            now = await _open_card(school, name)
            assert now.run.revision == card.run.revision, f"{what} was taken for {card.question.name}"
            answer = [shown for key, shown in school.says(name).items() if before.get(key) != shown]
            content, _ = school.says(name)[now.run.card_message_id]
            told = answer or not content["text"].startswith(("Анкета", "Ответы"))  # the card says already what to do
            assert told, f"silence after {what} at {card.question.name}"
        _reply(card, service.world, chat)
        await service.idle()
        assert (await _open_card(school, name)).run.revision > card.run.revision, card.question.name
    assert kinds >= ({"note", "yes_no", "choices", "text"} if name == "mentee" else {"whole", "number", "day", "phone"})
