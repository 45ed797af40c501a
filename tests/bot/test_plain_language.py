"""Everything that children read is plain, and the page tells every rule that is kept."""

from pathlib import Path
from typing import get_args

import pytest

from bot.child_texts import child_texts
from domain.plain_language import ON_A_SCREEN, Rule
from locales import LANGUAGES
from programme import forms, plain_language

PAGE = Path(__file__).parents[2] / "docs" / "plain-language.md"


@pytest.mark.parametrize("name", forms.builtin_names())
def test_a_questionnaire_that_children_answer_is_plain(name: str) -> None:
    assert list(plain_language.of_form(forms.builtin(name))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_screens_say_to_children_is_plain(language: str) -> None:
    found = {key: plain_language.of_text(text, language, ON_A_SCREEN) for key, text in child_texts(language)}
    assert {key: breaches for key, breaches in found.items() if breaches} == {}


def test_the_texts_of_the_screens_are_found() -> None:
    texts = dict(child_texts("ru"))
    assert len(texts) > 100
    assert "Напиши ответ сообщением." in texts["runs.write"]


def test_an_adult_form_may_speak_as_adults_do() -> None:
    assert list(plain_language.of_form(forms.builtin("teacher_teacher.before.mentee"))) == []


def test_the_page_tells_every_rule() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [rule for rule in get_args(Rule) if f"`{rule}`" not in page] == []
