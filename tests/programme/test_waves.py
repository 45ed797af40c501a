"""The official surveys before and after: complete, made as the official set is made, comparable by topic."""

import re
from collections.abc import Mapping

import pytest

from domain.campaigns import OFFICIAL
from domain.forms import worded
from domain.profiles import FORMS
from locales import LANGUAGES
from programme import forms

WAVES = [name for name in forms.builtin_names() if forms.builtin(name).wave]
COUNTS: Mapping[str, tuple[int, int, int]] = {
    "pupil_pupil.before.mentee": (10, 2, 1),
    "pupil_pupil.before.mentor": (9, 2, 1),
    "pupil_pupil.after.mentee": (10, 3, 5),
    "pupil_pupil.after.mentor": (9, 3, 4),
    "teacher_teacher.before.mentee": (10, 2, 2),
    "teacher_teacher.before.mentor": (9, 2, 2),
    "teacher_teacher.after.mentee": (11, 3, 9),
    "teacher_teacher.after.mentor": (9, 3, 5),
    "student_pupil.before.mentee": (11, 2, 1),
    "student_pupil.before.mentor": (11, 2, 1),
    "student_pupil.after.mentee": (12, 3, 5),
    "student_pupil.after.mentor": (11, 3, 3),
    "employer_pupil.before.mentee": (12, 2, 1),
    "employer_pupil.before.mentor": (11, 2, 1),
    "employer_pupil.after.mentee": (13, 3, 4),
    "employer_pupil.after.mentor": (12, 3, 3),
    "employer_student.before.mentee": (12, 2, 1),
    "employer_student.before.mentor": (11, 2, 1),
    "employer_student.after.mentee": (13, 3, 4),
    "employer_student.after.mentor": (12, 3, 3),
}
"""Marks, open questions, questions about outcomes; the two about experience stand before all of them."""
ONLY_AFTER = {"result", "expectations_met", "liked"}
"""Marked topics that nobody can judge before the work."""


def test_there_is_a_survey_of_every_form_wave_and_side() -> None:
    assert sorted(WAVES) == sorted(
        f"{form}.{wave}.{role}"
        for form in {*FORMS} - OFFICIAL.keys()
        for wave in ("before", "after")
        for role in ("mentee", "mentor")
    )


@pytest.mark.parametrize("name", WAVES)
def test_an_official_survey_is_made_as_the_official_set_is(name: str) -> None:
    form = forms.builtin(name)
    assert name == f"{form.mentoring_form}.{form.wave}.{form.role}"
    assert form.mode == "confidential"
    asked = [question for question in form.questions if question.kind != "note"]
    assert [question.name for question in asked[:2]] == ["experience", "experience_where"]
    marks = [question for question in asked[2:] if question.scale == "s10"]
    outcomes = [question for question in asked[2:] if question.scale in ("yn", "freq5")]
    written = [question for question in asked[2:] if question.kind == "text"]
    assert (len(marks), len(written), len(outcomes)) == COUNTS[name]
    assert [*marks, *written, *outcomes] == asked[2:]
    for question in marks:
        assert question.required
        assert question.options[0].name == "1"
        for language in LANGUAGES:
            assert question.hint[language].startswith("1 ")
            assert "10 " in question.hint[language]


@pytest.mark.parametrize("name", [name for name in WAVES if ".after." in name])
def test_marks_of_both_waves_can_be_compared_by_topic(name: str) -> None:
    before = {each.topic: each.scale for each in forms.builtin(name.replace(".after.", ".before.")).questions}
    after = [question for question in forms.builtin(name).questions if question.scale == "s10"]
    paired = [question for question in after if question.topic in before]
    assert {question.topic for question in after} - before.keys() <= ONLY_AFTER | {"joint_work"}
    assert len(paired) >= 5
    assert {before[question.topic] for question in paired} == {"s10"}


@pytest.mark.parametrize("name", [name for name in WAVES if name.startswith("pupil_pupil.")])
def test_students_who_help_students_can_be_asked_as_pupils_are(name: str) -> None:
    for question in forms.builtin(name).questions:
        for text in (worded(question.label, "ru"), worded(question.hint, "ru"), worded(question.label, "en")):
            assert not re.search(r"школ|урок|класс|school|lesson|\bты\b|\bтебе\b", text.lower()), text
