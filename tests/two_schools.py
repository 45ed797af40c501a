"""Two schools at work in one bot, with somebody at every door: for tests of what must not pass between people."""

from dataclasses import dataclass
from typing import Any

from emulator import people
from emulator.world import Chat
from tests import cast
from tests.cast import Actor
from tests.hands import link_of
from tests.service import USERNAME, Service

PASSING = ("updates", "lease", "accounts", "due", "alembic_version", "chat_files")
"""Tables that change by being spoken to at all: the journal, who was seen when, which files lie in the own chat."""


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
        """Every row that means something; that somebody tried to is kept besides, and changes nothing."""
        tables = [name for (name,) in self.service.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = {name: self.service.rows(f"SELECT * FROM {name}") for name in tables if name not in PASSING}
        tried = {"audit": "press.denied", "wrong_tries": "press"}
        return kept | {name: [row for row in kept[name] if word not in row] for name, word in tried.items()}


async def found(service: Service) -> School:
    """Founds both schools: everybody has joined, the pairs are at work, questionnaires wait; some are on the way in."""
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
        elif role is not None and not joined:
            actor.link = f"https://t.me/{USERNAME}?start={await do(cast.invite, schools[school], actor, now)}"

    await add("stranger", "Вася", None)
    await add("curator", "Орлова Ольга Викторовна", "curator")
    await add("mentor", "Кузнецова Анна Сергеевна", "mentor")
    await add("parent", "Иванова Наталья Петровна", "parent")
    await add("mentee", "Иванова Мария", "mentee", 0, "5Б", "parent")
    await add("child on the way in", "Белов Иван", "mentee", 0, "7В", joined=False)
    await add("mentor on the way in", "Белова Инна Львовна", "mentor", joined=False)
    await add("parent on the way in", "Белов Лев Ильич", None)
    await add("other curator", "Чужая Вера Ивановна", "curator", 1)
    await add("other mentor", "Чужой Олег Иванович", "mentor", 1)
    await add("other parent", "Чужая Дарья Ивановна", "parent", 1)
    await add("other mentee", "Чужая Софья", "mentee", 1, "6А", "other parent")
    await do(cast.pair, schools[0], there["curator"], there["mentor"], [there["mentee"]], now - cast.BEFORE)
    await do(
        cast.pair, schools[1], there["other curator"], there["other mentor"], [there["other mentee"]], now - cast.BEFORE
    )
    await do(cast.open_form, there["mentee"], "mentee_request", now)
    await do(cast.open_form, there["mentor"], "mentor_application", now)
    await do(cast.open_form, there["other mentee"], "mentee_request", now)
    school = School(service, there)
    for name, label in (("child on the way in", "Да, это я"), ("mentor on the way in", None)):
        await _open_link(school, name, name, label)
    people.press(service.world, school.chat("child on the way in"), "Отправить ссылку взрослому")
    await service.idle()
    await _open_link(school, "parent on the way in", "child on the way in", "Да, я законный представитель")
    return school


async def _open_link(school: School, name: str, whose: str, label: str | None) -> None:
    link = link_of(school.service, school.there[whose])
    people.open_link(school.service.world, school.there[name].user, link)
    await school.service.idle()
    if label:
        people.press(school.service.world, school.chat(name), label)
        await school.service.idle()
