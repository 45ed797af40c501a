"""The menu of commands says what a command does for the person who sees it."""

import pytest

from keyboards.home import commands
from locales import texts_in


@pytest.mark.parametrize(
    ("roles", "words"),
    [(("mentee",), "Мои встречи"), (("mentor",), "Отметить встречу"), (("mentor", "mentee"), "Отметить встречу")],
)
def test_only_mentors_are_offered_to_log_a_meeting(roles: tuple[str, ...], words: str) -> None:
    described = {each.command: each.description for each in commands(roles, texts_in("ru"))}
    assert described["meeting"] == words
