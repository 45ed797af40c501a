"""Reminders that go together as one message: one that cannot be made takes no other with it."""

from datetime import UTC, datetime
from pathlib import Path

from programme import letters
from tests import cast
from tests.cast import Actor
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


async def test_of_several_reminders_only_the_broken_one_fails(tmp_path: Path) -> None:
    async with Service(tmp_path, NOON) as service:
        mentor = Actor("mentor", "Кузнецова Анна Сергеевна", service.world.add_person("Анна"), "mentor")
        chat = service.world.chat(service.bot, mentor.user)
        chat.started = True
        school = await service.do(cast.found_school, "Лицей № 2", NOON)
        await service.do(cast.join, school, mentor, None, "ru", NOON)
        person = await service.do(cast.person_of, mentor)
        title = {"label": {"ru": "Анкета", "en": "Questionnaire"}}
        for once, text_key in (("first", "run_waits"), ("broken", "no_such_text"), ("last", "run_waits")):
            await service.do(
                letters.write, person.id, f"letters.{text_key}", kind="reminder", once=once, now=NOON, run=1,
                title=title,
            )  # fmt: skip
        service.application.outbox.wake()
        await service.idle()
        states = dict(service.rows("SELECT once_key, state FROM letters"))
        assert states == {"first": "sent", "broken": "failed", "last": "sent"}
        assert len(chat.messages) == 1, "one message a day"
