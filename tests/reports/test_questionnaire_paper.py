"""A questionnaire on paper: whatever it asks can be answered with a pen, and the sheet says who reads it."""

import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

import db.runs
from domain import paper_twin
from domain.forms import Form
from locales import LANGUAGES, texts_in
from programme import forms
from reports import questionnaire_paper
from reports.questionnaire_paper import Sheet
from tests.conftest import NOW, School
from tests.reports.examples import HOSTILE

PRINTED = (
    "pulse_mentee",
    "teacher_teacher.after.mentee",
    "final_satisfaction",
    "mentor_application",
    "informant_sheet",
)


def sheet(name: str, *, in_codes: bool = False) -> Sheet:
    form = forms.builtin(name)
    return Sheet(paper_twin.printed(form), paper_twin.code(form.version), "Лицей № 2", in_codes, form.audience)


def content(name: str, language: str = "ru", *, in_codes: bool = False) -> dict[str, Any]:
    made = sheet(name, in_codes=in_codes)
    return questionnaire_paper.content(made, texts_in(language, made.form.audience))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", forms.builtin_names())
def test_every_question_has_a_place_for_its_answer(name: str, language: str) -> None:
    form = paper_twin.printed(forms.builtin(name))
    told = content(name, language)["questions"]
    assert [each["number"] for each in told if each["number"]] == list(paper_twin.numbers(form).values())
    for each in told:
        assert each["label"]
        assert each["kind"] == "note" or each["number"]
        assert all(each.get("options", ["-"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PRINTED)
def test_it_prints(name: str, language: str) -> None:
    made = sheet(name)
    first = questionnaire_paper.render(made, texts_in(language))
    assert first.startswith(b"%PDF-")
    assert first == questionnaire_paper.render(made, texts_in(language))


def test_a_condition_is_told_in_words() -> None:
    told = {each["number"]: each["when"] for each in content("pupil_pupil.before.mentee")["questions"]}
    assert told[1] == ""
    assert told[2] == "Отвечай, если в вопросе 1 ответ «Да»."


def test_where_names_do_not_pass_the_sheet_has_a_code() -> None:
    texts = texts_in("ru", "child")
    assert content("mentee_request", in_codes=True)["mode"].endswith("под твоим кодом.")
    assert content("mentee_request")["mode"].endswith("с твоим именем.")
    assert content("pulse_mentee", in_codes=True)["who"] == [texts("questionnaire_paper.code")]
    assert texts("questionnaire_paper.name") in content("pulse_mentee")["who"]


@pytest.mark.parametrize("in_codes", [True, False])
def test_an_anonymous_sheet_has_no_place_for_a_name(in_codes: bool) -> None:
    told = content("final_satisfaction", in_codes=in_codes)
    assert told["who"] == []
    assert told["mode"] == texts_in("ru")("questionnaire_paper.mode_anonymous")


def test_a_sheet_says_who_reads_it() -> None:
    assert content("pupil_pupil.before.mentee")["mode"] == texts_in("ru", "child")(
        "questionnaire_paper.mode_confidential"
    )
    readers = [each["reader"] for each in content("mentee_request")["questions"]]
    assert texts_in("ru", "child")("runs.seen_sensitive") in readers


def test_what_a_school_wrote_is_words_and_never_markup() -> None:
    words = json.loads(json.dumps(" ".join(HOSTILE[:-3]), ensure_ascii=False))
    made = sheet("pulse_mentee")
    questions = tuple(
        type(each)(**{**{name: getattr(each, name) for name in each.__slots__}, "label": {"ru": words}})
        for each in made.form.questions
    )
    form = Form(made.form.name, {"ru": words}, questions)
    assert questionnaire_paper.render(
        Sheet(form, made.code, words, in_codes=False, tone="child"), texts_in("ru")
    ).startswith(b"%PDF-")


def test_the_sheet_of_a_version_is_that_of_the_school(session: Session, school: School) -> None:
    version = forms.in_force(session, "pulse_mentee", NOW)
    assert db.runs.version(session, version.version) is not None
    made = questionnaire_paper.gather(session, version.version, school.organisation.id, "codes", "child")
    assert (made.organisation, made.in_codes) == (school.organisation.name, True)
    assert made.code == paper_twin.code(version.version)
