"""The matrix of rights, walked: every command and every button with every role, against the running bot."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import update
from sqlalchemy.orm import Session

from db.people import Grant
from domain.rights import RIGHTS, ROLES, STAFF, reach
from emulator import people
from keyboards.menu import Open
from tests import cast
from tests.cast import Actor
from tests.doors import doors
from tests.service import Service
from tests.two_schools import School, found

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
PUBLIC = {
    "start.something_said_in_a_group": "one sentence, no data",
    "start.blocked_or_back": "the messenger's own word about a chat",
    "start.link_opened": "an invitation is a key of its own",
    "start.started": "the door, or the own home",
    "doors.invitation_accepted": "an invitation is a key of its own",
    "doors.invitation_declined": "an invitation is a key of its own",
    "doors.factor_typed": "whoever was asked at the door, who is not in",
    "applications.name_typed": "whoever was asked at a poster, who is not in",
    "applications.name_wrong": "a stranger's own application",
    "help.screen_asked": "the same for everybody",
    "help.screen_opened": "the same for everybody",
    "help.language_chosen": "the own language",
    "sos.help_asked": "helplines are for everybody",
    "sos.help_opened": "helplines are for everybody",
    "sos.words_written": "the filter finds the own call, of whoever wrote",
    "fallback.old_button_pressed": "the answer to whatever nobody else took",
}
"""Ways in that ask for no right, and why."""
SECRETS = ("Мария", "Кузнецова", "Наталья", "Иванова")
OUTDATED, UNKNOWN, NO_ROLE = "Этот экран устарел", "Такой команды", "нет роли"
WITHOUT = "former curator"
CODES_ONLY = "m1:nickname"
"""Opens nothing where names pass the chat."""


def test_every_way_in_asks_for_a_right_or_says_why_not():
    bare = {door.handler for door in doors() if door.right is None and not door.own}
    assert bare - PUBLIC.keys() == set()
    assert PUBLIC.keys() - bare == set(), "not there any more"


def test_every_right_that_is_asked_for_is_in_the_matrix_and_none_is_there_for_nothing():
    floors = ("handlers", "programme", "bot", "keyboards")
    code = "\n".join(path.read_text(encoding="utf-8") for floor in floors for path in (ROOT / floor).glob("*.py"))
    asked = set(re.findall(r"""(?:May|scope_for|may)\(\s*"([a-z_.]+)"\s*\)""", code))
    assert asked - RIGHTS.keys() == set()
    assert [right for right in RIGHTS if f'"{right}"' not in code] == []


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    """A school at work, with one of every role of the staff, and a curator whose time is over."""
    async with Service(tmp_path, NOON) as service:
        made = await found(service)
        for role in (*STAFF, WITHOUT):
            if role != "curator":
                await _join(made, role)
        await service.application.tick.once()  # what is due is done now, and not in the middle of a slow test
        await service.idle()
        yield made


async def _join(school: School, role: str) -> None:
    service, now = school.service, school.service.clock.now()
    user = service.world.add_person(role, phone=f"+7926{len(school.there):07}", language_code="ru")
    real = "curator" if role == WITHOUT else role
    actor = school.there[role] = Actor(role, f"Служебный {role}", user, real, facts=[])
    service.world.chat(service.bot, user).started = True
    ours = await service.do(lambda session: cast.person_of(session, school.there["curator"]).organisation_id)
    await service.do(_let_in, ours, actor, now, over=role == WITHOUT)


def _let_in(session: Session, organisation_id: int, actor: Actor, now: datetime, over: bool) -> None:
    import db.organisations

    organisation = db.organisations.by_id(session, organisation_id)
    cast.join(session, organisation, actor, None, "ru", now)
    person = cast.person_of(session, actor)
    bound = {"class_teacher": {"group_name": "9Я"}, "form_curator": {"form": "student_pupil"}}.get(actor.role or "", {})
    session.execute(update(Grant).where(Grant.person_id == person.id).values(until=now if over else None, **bound))


async def _press(school: School, name: str, data: str) -> tuple[str, str]:
    """Forges a button; the toast, and what of the screen is new."""
    chat, service = school.chat(name), school.service
    before = school.says(name)
    chat.toasts.clear()
    newest = max(message.id for message in chat.messages.values() if not message.by_person)
    people.forge(service.world, chat, newest, data)
    await service.idle()
    shown = str([each for key, each in school.says(name).items() if before.get(key) != each])
    return "".join(each["text"] or "" for each in chat.toasts), shown


def _samples() -> list[str]:
    """A button of each kind: numbers are 1, words what a screen is called."""
    made = []
    for door in doors():
        if door.press is None or issubclass(door.press.callback_data, Open):
            continue
        made.append(_sample(door.press.callback_data))
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "handlers").glob("*.py"))
    screens = set(re.findall(r'F\.screen == "(\w+)"', code))
    return sorted({*made, *(Open(screen=name).pack() for name in screens)})


def _sample(kind: type[CallbackData]) -> str:
    values: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        values[name] = "1" if field.annotation is str else 1
        if field.annotation is bool:
            values[name] = True
    return kind.model_construct(**values).pack()


async def _allowed(data: str, roles: tuple[str, ...]) -> bool | None:
    """What the matrix says of a button for the roles; None: it leads to one's own, whoever one is."""
    opened = [door for door in doors() if door.press is not None and await door.opens(data)]
    if any(door.right is None for door in opened):
        return None
    return any(reach(door.right or "", roles) is not None for door in opened)


@pytest.mark.parametrize("role", [*ROLES, WITHOUT])
@pytest.mark.fault(86, 93, 100)
async def test_a_role_gets_what_the_matrix_says_and_nothing_else(school: School, role: str):
    service = school.service
    roles = () if role == WITHOUT else (role,)
    people.write(service.world, school.chat(role), "/menu")
    await service.idle()
    wrong, tried = [], 0
    for data in _samples():
        allowed = await _allowed(data, roles)
        if allowed is None or (allowed and not data.startswith("m1:")):
            continue
        rows = school.kept()
        toast, shown = await _press(school, role, data)
        denied = OUTDATED in toast
        tried += 1
        if allowed and denied and data != CODES_ONLY:
            wrong.append(f"{data}: the matrix allows it")
        if not allowed and (not denied or rows != school.kept() or any(secret in shown for secret in SECRETS)):
            wrong.append(f"{data}: the matrix denies it, but «{toast}» {shown}")
    assert wrong == []
    assert tried > 20


@pytest.mark.parametrize("role", [*ROLES, WITHOUT])
async def test_a_command_works_for_the_roles_of_the_matrix_only(school: School, role: str):
    roles = () if role == WITHOUT else (role,)
    named: dict[str, set[str | None]] = {}
    for door in doors():
        for command in door.commands:
            named.setdefault(command, set()).add(door.right)
    wrong = []
    for command, rights in sorted(named.items()):
        if None in rights:
            continue
        before = school.says(role)
        people.write(school.service.world, school.chat(role), f"/{command}")
        await school.service.idle()
        shown = str([each for key, each in school.says(role).items() if before.get(key) != each])
        allowed = any(reach(right or "", roles) is not None for right in rights)
        if allowed == (UNKNOWN in shown or NO_ROLE in shown):
            wrong.append(f"/{command}: {'allowed' if allowed else 'denied'}, but {shown}")
    assert wrong == []
