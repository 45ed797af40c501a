"""A reply is taken when it can mean only one thing; otherwise the person hears what to do next."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import replies
from domain.answers import Answer, Refusal
from domain.forms import ALWAYS, SCALES, Form, Kind, Option, Question

TODAY = date(2026, 3, 12)
WORDS = {"сегодня": 0, "вчера": -1, "today": 0, "yesterday": -1}
SUBJECTS = (
    Option("maths", {"ru": "Математика", "en": "Maths"}, ("алгебра",)),
    Option("music", {"ru": "Музыка 🎵", "en": "Music"}),
    Option("russian", {"ru": "Русский язык", "en": "Russian"}),
    Option("more", {"ru": "Ещё что-то", "en": "More"}),
)
QUESTIONS = {
    "choice": Question("choice", "choice", {"ru": "?"}, options=SUBJECTS),
    "choices": Question(
        "choices",
        "choices",
        {"ru": "?"},
        options=SUBJECTS,
        constraint="count-selected(.) <= 2",
        constraint_message={"ru": "Не больше двух"},
    ),
    "scale": Question(
        "scale",
        "scale",
        {"ru": "?"},
        options=tuple(Option(str(number), {"ru": str(number)}) for number in range(1, 11)),
        scale="s10",
    ),
    "yes_no": Question(
        "yes_no",
        "yes_no",
        {"ru": "?"},
        options=(Option("yes", {"ru": "Да", "en": "Yes"}, ("ага", "+")), Option("no", {"ru": "Нет", "en": "No"})),
        scale="yn",
    ),
    "text": Question("text", "text", {"ru": "?"}, length=20, required=ALWAYS),
    "whole": Question("whole", "whole", {"ru": "?"}, minimum=1, maximum=200),
    "number": Question("number", "number", {"ru": "?"}),
    "day": Question("day", "day", {"ru": "?"}),
    "time": Question("time", "time", {"ru": "?"}),
    "moment": Question("moment", "moment", {"ru": "?"}),
    "computed": Question("computed", "computed", {}, calculation="1 + 1"),
    "stepped": Question("stepped", "number", {"ru": "?"}, minimum=1, maximum=3, step=0.5),
    "phone": Question("phone", "phone", {"ru": "?"}),
    "note": Question("note", "note", {"ru": "?"}),
    "acknowledge": Question("acknowledge", "acknowledge", {"ru": "?"}, required=ALWAYS),
    "past": Question("past", "day", {"ru": "?"}, days="past"),
    "future": Question("future", "day", {"ru": "?"}, days="future"),
}
FORM = Form("all_kinds", {"ru": "Все виды"}, tuple(QUESTIONS.values()))


def typed(kind: str, text: str, language: str = "ru") -> Answer | Refusal:
    return replies.typed(FORM, QUESTIONS[kind], text, language, TODAY, day_words=WORDS)


def chosen(kind: str, name: str) -> Answer | Refusal:
    return replies.chosen(FORM, QUESTIONS[kind], name, TODAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2", "music"),
        ("математика", "maths"),
        ("Мат", "maths"),
        ("АЛГЕБРА", "maths"),
        ("музыка", "music"),
        ("еще что-то", "more"),
        ("русский", "russian"),
        ("3.", "russian"),
    ],
)
def test_an_option_may_be_typed_by_number_word_or_beginning(text: str, name: str) -> None:
    assert typed("choice", text) == Answer("choice", choices=(name,))


def test_options_are_known_in_the_language_of_the_person() -> None:
    assert typed("choice", "mus", "en") == Answer("choice", choices=("music",))


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("choice", "м", "answers.several_fit"),
        ("choice", "физика", "answers.option"),
        ("choice", "0", "answers.option"),
        ("choice", "5", "answers.option"),
        ("choice", "9" * 300, "answers.option"),
        ("choice", "🙂", "answers.option"),
        ("choices", "1, физика", "answers.options"),
        ("scale", "0", "answers.scale"),
        ("scale", "11", "answers.scale"),
        ("scale", "семь", "answers.scale"),
        ("yes_no", "может быть", "answers.yes_no"),
        ("text", "\u200b\u200b", "answers.empty"),
        ("text", "очень длинный ответ на вопрос", "answers.too_long"),
        ("whole", "много", "answers.whole_between"),
        ("whole", "1,5", "answers.whole_between"),
        ("whole", "201", "answers.whole_between"),
        ("whole", "-5", "answers.whole_between"),
        ("number", "NaN", "answers.number"),
        ("number", "1e9", "answers.number"),
        ("day", "31.02", "answers.day"),
        ("day", "завтра-послезавтра", "answers.day"),
        ("day", "2026-13-01", "answers.day"),
        ("day", "01.01.0001", "answers.day"),
        ("past", "13.03.2026", "answers.day_past"),
        ("future", "вчера", "answers.day_future"),
        ("phone", "нет телефона", "answers.phone"),
        ("note", "понятно", "answers.press"),
        ("acknowledge", "да", "answers.press"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_do(kind: str, text: str, key: str) -> None:
    refusal = typed(kind, text)
    assert isinstance(refusal, Refusal)
    assert refusal.key == key


def test_a_number_out_of_range_hears_the_range_and_an_example() -> None:
    assert typed("whole", "0") == Refusal("answers.whole_between", {"minimum": 1, "maximum": 200, "example": 50})


@pytest.mark.parametrize("text", ["1, 3", "3 1", "математика; русский", "русский,\nматематика", "1,1,3"])
def test_several_options_may_be_typed_at_once(text: str) -> None:
    assert typed("choices", text) == Answer("choices", choices=("maths", "russian"))


def test_the_forms_own_message_is_shown_when_its_rule_is_broken() -> None:
    assert typed("choices", "1, 2, 3") == Refusal("answers.not_accepted", message={"ru": "Не больше двух"})


@pytest.mark.parametrize(
    ("text", "name", "number"), [("Да!", "yes", 1), ("ага", "yes", 1), ("+", "yes", 1), ("н", "no", 0)]
)
def test_yes_and_no_are_understood_and_counted(text: str, name: str, number: int) -> None:
    assert typed("yes_no", text) == Answer("yes_no", number=number, choices=(name,), scale="yn")


def test_yes_and_no_are_understood_in_english() -> None:
    assert typed("yes_no", "yes", "en") == Answer("yes_no", number=1, choices=("yes",), scale="yn")


def test_a_scale_keeps_its_number_and_its_name() -> None:
    assert typed("scale", "7") == chosen("scale", "7") == Answer("scale", number=7, scale="s10")


@pytest.mark.parametrize(("text", "number"), [("45", 45), (" 1 0 0 ", 100), ("+3", 3)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert typed("whole", text) == Answer("whole", number=number)


@pytest.mark.parametrize(("text", "number"), [("1,5", 1.5), ("1.5", 1.5), ("−2", -2), ("1 000", 1000)])
def test_a_number_may_have_a_comma_or_a_dot(text: str, number: float) -> None:
    assert typed("number", text) == Answer("number", number=number)


@pytest.mark.parametrize(
    ("kind", "text", "day"),
    [
        ("day", "12.03.2026", "2026-03-12"),
        ("day", "12/3/26", "2026-03-12"),
        ("day", "2026-03-12", "2026-03-12"),
        ("day", "Сегодня", "2026-03-12"),
        ("day", "yesterday", "2026-03-11"),
        ("day", "14.03", "2026-03-14"),
        ("past", "14.03", "2025-03-14"),
        ("past", "11.03.", "2026-03-11"),
        ("future", "11.03", "2027-03-11"),
        ("future", "сегодня", "2026-03-12"),
        ("day", "29.02.2028", "2028-02-29"),
        ("day", "30.12", "2025-12-30"),
    ],
)
def test_a_day_is_read_as_people_write_it(kind: str, text: str, day: str) -> None:
    assert typed(kind, text) == Answer(kind, text=day)


@pytest.mark.parametrize(
    ("text", "time"), [("9:30", "09:30"), ("9.30", "09:30"), ("15", "15:00"), ("24:00", None), ("9:5", None)]
)
def test_a_time_is_read_as_people_write_it(text: str, time: str | None) -> None:
    assert typed("time", text) == (Answer("time", text=time) if time else Refusal("answers.time"))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12.03.2026 9:30", "2026-03-12T09:30"),
        ("сегодня в 9:30", "2026-03-12T09:30"),
        ("yesterday at 18.00", "2026-03-11T18:00"),
        ("2026-03-12T09:30", "2026-03-12T09:30"),
        ("12.03, 9", "2026-03-12T09:00"),
    ],
)
def test_a_day_and_a_time_are_read_together(text: str, moment: str) -> None:
    assert typed("moment", text) == Answer("moment", text=moment)


@pytest.mark.parametrize("text", ["завтра", "9:30", "12.03.2026 25:00", "12.13.2026 9:30"])
def test_half_a_moment_is_none(text: str) -> None:
    assert isinstance(typed("moment", text), Refusal)


def test_a_number_keeps_to_its_steps() -> None:
    assert typed("stepped", "2,5") == Answer("stepped", number=2.5)
    assert typed("stepped", "2.2") == Refusal("answers.step", {"minimum": 1, "step": 0.5})


@pytest.mark.parametrize(
    ("kind", "default", "answer"),
    [
        ("choice", "music", Answer("choice", choices=("music",))),
        ("choices", "russian maths", Answer("choices", choices=("maths", "russian"))),
        ("choices", "russian maths music", None),  # its own rule takes two
        ("choices", "russian forged", None),
        ("scale", "7", Answer("scale", number=7, scale="s10")),
        ("text", " Как у всех ", Answer("text", text="Как у всех")),
        ("whole", "500", None),
        ("day", "2026-03-12", Answer("day", text="2026-03-12")),
        ("note", "", None),
    ],
)
def test_a_default_stands_where_the_question_takes_it(kind: str, default: str, answer: Answer | None) -> None:
    assert replies.preset(FORM, replace(QUESTIONS[kind], default=default), TODAY) == answer


def test_a_default_may_follow_from_an_answer() -> None:
    question = replace(QUESTIONS["number"], calculation="${whole} * 2")
    assert replies.preset(FORM, question, TODAY, {"whole": Answer("whole", number=4)}) == Answer("number", number=8)
    assert replies.preset(FORM, question, TODAY) is None


def test_a_phone_is_kept_in_one_form() -> None:
    assert typed("phone", "8 916 123-45-67") == chosen("phone", "+79161234567") == Answer("phone", text="+79161234567")


def test_buttons_give_the_same_answers_as_words() -> None:
    assert chosen("choice", "music") == typed("choice", "музыка")
    assert chosen("whole", "45") == typed("whole", "45")
    assert chosen("day", "2026-03-12") == typed("day", "12.03.2026")
    assert chosen("acknowledge", replies.AGREED) == Answer("acknowledge", choices=("OK",))
    assert chosen("note", "OK") == Answer("note")


@pytest.mark.parametrize("kind", ["choice", "choices", "scale", "yes_no", "acknowledge", "text"])
def test_a_forged_button_is_refused(kind: str) -> None:
    assert chosen(kind, "drop table") == Refusal("answers.outdated")


def test_pressing_an_option_again_takes_it_back() -> None:
    question = QUESTIONS["choices"]
    one = replies.toggled(None, question, "russian")
    two = replies.toggled(one, question, "maths")
    assert two.choices == ("maths", "russian")
    assert replies.toggled(two, question, "russian").choices == ("maths",)
    assert replies.toggled(two, question, "forged") == two


def test_done_is_checked_like_any_reply() -> None:
    three = Answer("choices", choices=("maths", "music", "more"))
    assert isinstance(replies.accepted(FORM, three, TODAY), Refusal)
    assert replies.accepted(FORM, Answer("choices"), TODAY) == Answer("choices")


def test_a_required_question_is_not_skipped() -> None:
    assert replies.skipped(FORM, QUESTIONS["text"], TODAY) == Refusal("answers.required")
    assert replies.skipped(FORM, QUESTIONS["day"], TODAY) == Answer("day")


def test_every_kind_is_tried_here() -> None:
    assert set(get_args(Kind)) <= set(QUESTIONS)
    assert all(scale == "s10" or last <= 5 for scale, last in SCALES.items())


@given(st.sampled_from(sorted(QUESTIONS)), st.text(max_size=60) | st.from_regex(r"[0-9.,\- +/]{1,20}"))
def test_no_text_whatever_breaks_a_question(kind: str, text: str) -> None:
    for reply in (typed(kind, text), chosen(kind, text)):
        assert isinstance(reply, Refusal) or reply.question == kind
