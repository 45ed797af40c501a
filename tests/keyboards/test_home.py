"""The menu of commands says what a command does for the person who sees it."""

import pytest

from keyboards.home import commands, home, survey
from locales import texts_in


@pytest.mark.parametrize(
    ("roles", "words"),
    [(("mentee",), "Мои встречи"), (("mentor",), "Отметить встречу"), (("mentor", "mentee"), "Отметить встречу")],
)
def test_only_mentors_are_offered_to_log_a_meeting(roles: tuple[str, ...], words: str) -> None:
    described = {each.command: each.description for each in commands(roles, texts_in("ru"))}
    assert described["meeting"] == words


@pytest.mark.parametrize("roles", [("mentee",), ("mentor",), ("mentor", "mentee")])
def test_help_stands_on_every_pupils_home(roles: tuple[str, ...]) -> None:
    shown = home(roles, [], texts_in("ru", "child"))
    assert [each.text for row in shown.inline_keyboard for each in row].count("🆘 Нужна помощь") == 1


def test_many_questionnaires_leave_room_for_everything_else() -> None:
    runs = [(number, f"Анкета {number}") for number in range(300)]
    shown = [each.text for row in home(("psychologist",), runs, texts_in("ru")).inline_keyboard for each in row]
    assert "Все анкеты: 300" in shown
    assert len(shown) < 20
    listed = survey(runs, texts_in("ru")).inline_keyboard
    assert sum(map(len, listed)) <= 100, "Telegram takes no more"


def test_who_is_not_in_or_not_any_more_keeps_the_helplines() -> None:
    assert "sos" in [each.command for each in commands((), texts_in("ru", "child"))]
