"""A form is a value: what is stored is what was read, and its version is its content."""

import json
from dataclasses import replace

import pytest

from domain.forms import Form, Option, Question, worded

FORM = Form(
    name="small",
    title={"ru": "Проба", "en": "Trial"},
    questions=(
        Question("own", "yes_no", {"ru": "Да?"}, options=(Option("yes", {"ru": "Да"}, ("ага",)),), scale="yn"),
        Question("minutes", "whole", {"ru": "Сколько?"}, minimum=1, maximum=200, suggestions=(30, 45)),
    ),
    mode="confidential",
)


def test_a_stored_form_comes_back_the_same() -> None:
    assert Form.from_json(FORM.to_json()) == FORM


def test_the_same_content_is_the_same_version() -> None:
    assert Form.from_json(FORM.to_json()).version == FORM.version
    assert len(FORM.version) == 64


@pytest.mark.fault(33)
def test_any_change_is_another_version() -> None:
    assert replace(FORM, minutes=2).version != FORM.version
    reworded = replace(FORM.questions[0], label={"ru": "Правда?"})
    assert replace(FORM, questions=(reworded, FORM.questions[1])).version != FORM.version


def test_what_has_its_default_is_not_part_of_the_version() -> None:
    assert set(json.loads(FORM.to_json())) == {"name", "title", "questions", "mode"}


def test_a_question_and_an_option_are_found_by_name() -> None:
    own = FORM.question("own")
    assert own is FORM.questions[0]
    assert own is not None
    assert own.option("yes") is own.options[0]
    assert own.option("maybe") is None
    assert FORM.question("nowhere") is None


def test_a_text_is_given_in_the_tone_and_language_that_there_is() -> None:
    labels = {"ru": "Вам удобно?", "ru-child": "Тебе удобно?", "en": "Does it suit you?"}
    assert worded(labels, "ru") == "Вам удобно?"
    assert worded(labels, "ru", "child") == "Тебе удобно?"
    assert worded(labels, "en", "child") == "Does it suit you?"
    assert worded({"ru": "Только по-русски"}, "en") == "Только по-русски"
    assert worded({}, "ru") == ""
