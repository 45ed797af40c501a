"""A questionnaire as a workbook: what is read back is the very same one, whatever a questionnaire may hold."""
# ruff: noqa: E501

from dataclasses import MISSING, Field, fields
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from domain.forms import Form, Option, Question
from locales import texts_in
from programme import form_pictures, forms
from programme.form_pictures import Album
from reports import questionnaire_xlsx

RU = texts_in("ru")


def read_back(form: Form) -> Form:
    return forms.parse(questionnaire_xlsx.render(form, RU), ".xlsx")


@pytest.mark.parametrize("name", forms.builtin_names())
def test_every_questionnaire_comes_back_as_it_was(name: str) -> None:
    form = forms.builtin(name)
    again = read_back(form)
    assert again == form
    assert again.version == form.version


def test_a_school_finds_three_sheets_with_heads_that_stay_in_sight() -> None:
    book = load_workbook(BytesIO(questionnaire_xlsx.render(forms.builtin("pupil_pupil.before.mentee"), RU)))
    assert book.sheetnames == ["survey", "choices", "settings", "Как править"]
    survey = book["survey"]
    heads = [cell.value for cell in survey[1]]
    assert heads[:2] == ["type", "name"]
    assert "label::Русский (ru)" in heads
    assert "label::Русский (ru-child)" in heads
    assert survey.freeze_panes == "C2"
    offered = " ".join(each.formula1 for each in survey.data_validations.dataValidation)
    assert "shared_with_mentor" in offered
    assert "case" not in offered
    assert survey.column_dimensions["C"].width > 40


def test_a_list_that_questions_share_is_written_once() -> None:
    book = load_workbook(BytesIO(questionnaire_xlsx.render(forms.builtin("curator_sheet"), RU)))
    assert [row[1] for row in book["choices"].iter_rows(min_row=2, values_only=True)] == ["2", "1", "0"]


def test_two_different_lists_have_two_names() -> None:
    options = {name: tuple(Option(each, {"ru": each + name}) for each in ("a", "b")) for name in ("x", "y")}
    questions = tuple(
        Question(name, "choice", {"ru": "?"}, options=options[name], scale="", topic="t") for name in ("x", "y")
    )
    form = Form("own", {"ru": "Своя"}, questions)
    assert read_back(form) == form


def test_what_looks_like_a_formula_stays_words() -> None:
    form = Form("own", {"ru": "=1+1"}, (Question("q", "text", {"ru": "=HYPERLINK(1)"}, hint={"ru": "@SUM(A1)"}),))
    assert read_back(form) == form


EVERYTHING = """
| settings |
| | form_id | form_title | default_language | heading::ru | heading::en | mode | minutes | role | audience | wave | mentoring_form | source | purpose::ru | ending::ru |
| | all.things | Всё | en | Всё | Everything | confidential | 7 | mentee | child | before | pupil_pupil | 000#1 | Проверить | Спасибо |

| survey |
| | type | name | label::ru | label::ru-child | label::en | hint::ru | guidance_hint::ru | required | required_message::ru | relevant | constraint | constraint_message::ru | calculation | default | choice_filter | appearance | parameters | bind::seen_by | bind::topic | bind::scale | bind::reverse | bind::kind | bind::minimum | bind::maximum | bind::suggestions | bind::days | bind::length | media::image::ru |
| | note | hello | Привет | | Hello | | | | | | | | | | | | | | | | | | | | | | | hello.png |
| | calculate | hidden | | | | | | | | | | | 1 + 1 |
| | begin_group | outer | Первое | | First | | | | | ${hidden} = '2' or not(${hidden} = '2') |
| | calculate | within | | | | | | | | | | | 2 + 2 |
| | range | mark | Оценка | | Mark | Подсказка | Пояснение | yes | Нужно | | | | | | | | start=1 end=10 step=1 | sensitive | mark | s10 | yes |
| | begin_group | inner | Второе | | Second |
| | range | steps | Сколько | | How many | | | | | ${mark} > 3 | | | | 4 | | | start=2 end=10 step=2 |
| | end_group | |
| | end_group | |
| | select_one face | faces | Лицо | Лицо? | Face | | | ${mark} = '1' | | | | | | | | likert | | shared_with_mentor | | faces3 |
| | select_one yn | really | Правда? | | Really? | | | | | | | | | | | | | | | yn |
| | select_multiple place | places | Где | | Where | | | | | | count-selected(.) < 3 | Два | | | side != 'up' | columns-2 |
| | select_multiple place or_other | more | Ещё | | More |
| | text | words | Слова | | Words | | | | | | | | | | | multiline | | | | | | | | | | | 300 |
| | text | call | Телефон | | Phone | | | | | | | | | | | | | | | | | phone |
| | integer | age | Лет | | Age | | | | | | | | | | | | | | | | | | 7 | 18 | 8 10 |
| | decimal | length | Часы | | Hours | | | | | | | | | | | | | | | | | | 0.5 | 2.5 |
| | date | day | День | | Day | | | | | | | | | today() | | | | | | | | | | | | past |
| | time | hour | Час | | Hour |
| | dateTime | moment | Когда | | When |
| | acknowledge | fine | Ладно | | Fine |

| choices |
| | list_name | name | label::ru | label::en | words | side |
| | face | 1 | Грустно | Sad | плохо |
| | face | 2 | Так себе | So-so | |
| | face | 3 | Весело | Glad | хорошо, + |
| | yn | yes | Да | Yes | |
| | yn | no | Нет | No | |
| | place | home | Дома | At home | | left |
| | place | yard | Во дворе | In the yard | | right |
"""


def album() -> Album:
    """The picture that it shows."""
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    return form_pictures.looked_at({"hello.png": picture.getvalue()})


def everything() -> Form:
    """A questionnaire in which everything is used that one may hold."""
    return forms.parse(EVERYTHING.encode(), ".md", album())


def used(part: Field[Any], values: list[Any]) -> bool:
    default = part.default if part.default_factory is MISSING else part.default_factory()
    return any(getattr(value, part.name) != default for value in values)


def test_everything_that_a_questionnaire_may_hold_comes_back() -> None:
    form = everything()
    again = forms.parse(questionnaire_xlsx.render(form, RU), ".xlsx", album())
    assert again.questions == form.questions
    assert again == form


def test_nothing_that_a_questionnaire_may_hold_was_forgotten_above() -> None:
    """A new field of a question, an option or a form fails here until it is in the example, and so in the workbook."""
    form = everything()
    options = [option for question in form.questions for option in question.options]
    held = (fields(Question), list(form.questions)), (fields(Option), options), (fields(Form), [form])
    assert [part.name for parts, values in held for part in parts if not used(part, values)] == []


def test_a_hint_longer_than_its_cell_is_parted_where_it_was_joined() -> None:
    hint = {"ru": f"{'а' * 600}\n{'б' * 300}\n{'в' * 900}"}
    form = Form("own", {"ru": "Своя"}, (Question("q", "text", {"ru": "?"}, hint=hint),))
    assert read_back(form) == form
