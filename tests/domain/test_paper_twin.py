"""A questionnaire on paper: its numbers, its code, and words for who answers what."""

from dataclasses import replace

import pytest

from domain import paper_twin
from domain.forms import ALWAYS, Form, Option, Question
from domain.paper_twin import Condition, Term

YES_NO = (Option("yes", {"ru": "Да"}), Option("no", {"ru": "Нет"}))
MET = Question("met", "choice", {"ru": "?"}, options=(*YES_NO, Option("other_day", {"ru": "В другой день"})))
NEEDS = Question("needs", "choices", {"ru": "?"}, options=(Option("study", {"ru": "Учёба"}),))
MARK = Question("mark", "whole", {"ru": "?"})


def form(*questions: Question) -> Form:
    return Form("own", {"ru": "Своя"}, questions)


def when(relevant: str) -> Condition | None:
    asked = Question("more", "text", {"ru": "?"}, relevant=relevant)
    return paper_twin.condition(form(MET, NEEDS, MARK, asked), asked)


@pytest.mark.parametrize(
    ("relevant", "told"),
    [
        ("${met} = 'yes'", Condition((Term(MET, "is", ("yes",)),))),
        ("${met} != 'yes'", Condition((Term(MET, "is_not", ("yes",)),))),
        ("${met} = 'yes' or ${met} = 'other_day'", Condition((Term(MET, "is", ("yes", "other_day")),), every=False)),
        ("selected(${needs}, 'study')", Condition((Term(NEEDS, "is", ("study",)),))),
        ("not(selected(${needs}, 'study'))", Condition((Term(NEEDS, "is_not", ("study",)),))),
        ("${mark} != ''", Condition((Term(MARK, "answered"),))),
        ("${mark} >= 7", Condition((Term(MARK, "at_least", ("7",)),))),
        ("(${met} = 'yes') and (${mark} <= 3)", Condition((Term(MET, "is", ("yes",)), Term(MARK, "at_most", ("3",))))),
    ],
)
def test_a_simple_condition_names_the_question_to_look_at(relevant: str, told: Condition) -> None:
    assert when(relevant) == told


@pytest.mark.parametrize(
    "relevant",
    [
        "${mark} + ${mark} > 7",
        "${met} = 'yes' and (${mark} >= 7 or ${mark} <= 2)",
        "not(${met} = 'yes' and ${mark} >= 7)",
        "${met} = 'never'",
        "${unknown} = 'yes'",
        "count-selected(${needs}) > 1",
    ],
)
def test_what_cannot_be_said_in_a_few_words_is_not_half_said(relevant: str) -> None:
    assert when(relevant) is None


def test_numbers_are_those_of_the_sheet() -> None:
    note = Question("welcome", "note", {"ru": "!"})
    assert paper_twin.numbers(form(note, MET, note, NEEDS)) == {"met": 1, "needs": 2}


def test_what_only_the_person_may_see_is_not_on_paper() -> None:
    private = Question("own_eyes", "text", {"ru": "?"}, seen_by="private")
    assert [each.name for each in paper_twin.printed(form(MET, private)).questions] == ["met"]


def test_any_box_of_a_sheet_may_have_stayed_empty() -> None:
    must = Question("must", "text", {"ru": "?"}, required=ALWAYS)
    note = Question("welcome", "note", {"ru": "!"})
    assert [(each.name, each.required) for each in paper_twin.entered(form(note, must)).questions] == [("must", "")]


def test_a_form_that_speaks_to_both_has_two_sheets() -> None:
    asked = Question("both", "text", {"ru": "Вы?", "ru-child": "Ты?"})
    assert paper_twin.tones(form(asked), "ru") == ("child", "adult")
    assert paper_twin.tones(form(asked), "en") == ("adult",)
    assert paper_twin.tones(replace(form(asked), audience="child"), "ru") == ("child",)


def test_the_code_of_a_sheet_is_typed_as_people_type() -> None:
    version = form(MET).version
    code = paper_twin.code(version)
    beginning = version[:8]
    assert paper_twin.typed_code(code) == (beginning, "")
    assert paper_twin.typed_code(f" {code.lower().replace('-', ' – ')}  Иванова 5б ") == (beginning, "Иванова 5б")


@pytest.mark.parametrize("words", ["", "Иванова", "00017-4", "7 8 9", "12345678", "3F2A-9C1BX", "-"])
def test_other_words_are_no_code(words: str) -> None:
    assert paper_twin.typed_code(words) is None
