"""A look at a questionnaire: every question in its turn, with the buttons that people will have, and nothing kept."""

from datetime import date

import pytest

from domain.answers import length
from domain.forms import Form
from handlers.preview import preview
from keyboards.questionnaires import LookAt
from locales import LANGUAGES, texts_in
from programme import forms

TODAY = date(2026, 11, 20)
RICH = """
| settings |
| | form_id | heading::ru | mode | minutes | role |
| | rich | Всё сразу | named | 2 | mentor |
| survey |
| | type | name | label::ru | relevant | choice_filter | calculation | appearance | parameters | bind::scale |
| | begin_group | people | О людях | | | | | | |
| | select_one town | town | Город? | | | | | | |
| | select_one street | street | Улица? | | town = ${town} | | | | |
| | end_group | | | | | | | | |
| | integer | age | Сколько лет? | ${town} = 'a' | | | | | |
| | calculate | twice | | | | ${age} * 2 | | | |
| | note | said | Дважды: ${twice}, город ${town} | | | | | | |
| | select_one town or_other | hour | Куда? | | | | | | |
| | range | mark | Оценка? | | | | | start=1 end=10 step=1 | s10 |
| choices |
| | list_name | name | label::ru | town |
| | town | a | Тула | |
| | town | b | Тверь | |
| | street | one | Первая | a |
| | street | two | Вторая | b |
"""


def walked(form: Form, language: str) -> list[tuple[str, list[str]]]:
    """Every screen of a look: its words and its buttons' words."""
    texts, place, seen = texts_in(language), 0, []
    while True:
        text, keyboard = preview(form, LookAt(version=1, draft=0, place=place, above=0), TODAY, texts, "full")
        buttons = [button for row in keyboard.inline_keyboard for button in row]
        assert 0 < length(text) <= 4096
        assert all(len((button.callback_data or "").encode()) <= 64 for button in buttons)
        seen.append((text, [button.text for button in buttons]))
        on = [button for button in buttons if button.callback_data == f"qn4:1:0:{place + 1}:0"]
        if not on:
            return seen
        place += 1


@pytest.mark.parametrize("name", forms.builtin_names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_questionnaire_can_be_looked_through(name: str, language: str) -> None:
    form = forms.builtin(name)
    asked = [question for question in form.questions if question.kind != "computed"]
    assert len(walked(form, language)) == len(asked) + 1


def test_conditions_are_told_and_every_option_is_shown() -> None:
    screens = walked(forms.parse(RICH.encode(), ".md"), "ru")
    words = ["\n".join([text, *buttons]) for text, buttons in screens]
    assert "О людях" in words[0]
    assert {"Первая", "Вторая"} <= set(screens[1][1]), "options of any earlier answer"
    age = next(each for each in words if "Сколько лет?" in each)
    assert "Показывается при условии: ${town} = 'a'" in age
    assert any("Дважды: " in each and "${" not in each for each in words), "what is not answered yet is left open"
    assert "Конец просмотра" in words[-1]


def test_a_place_that_is_not_there_is_the_nearest_that_is() -> None:
    form, texts = forms.builtin("pulse_mentee"), texts_in("ru")

    def at(place: int) -> str:
        return preview(form, LookAt(version=1, draft=0, place=place, above=0), TODAY, texts, "full")[0]

    assert at(-1) == at(0)
    assert at(1000) == at(len(form.questions))
