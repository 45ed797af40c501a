"""XLSForm files become forms, whole or not at all; the built-in ones are fit for the people they ask."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import product

import pytest
from openpyxl import Workbook

from domain import questionnaire
from domain.answers import Answer
from domain.forms import Form, Question
from locales import LANGUAGES, texts_in
from programme import forms
from programme.completion import COMPLETIONS
from programme.xlsform import FormError

TODAY = date(2026, 3, 12)
BUILT_IN = ("meeting_check_in", "mentee_request", "mentor_application", "pulse_mentee", "pulse_mentor")

CHOICES = """
| choices |
| | list_name | name | label::ru | words |
| | yn | yes | Да | ага, + |
| | yn | no | Нет | |
| | face | 1 | Плохо | |
| | face | 2 | Так себе | |
| | face | 3 | Хорошо | |
| | few | a | Один | |
| | few | b | Два | |
"""
SETTINGS = """
| settings |
| | form_id | form_title | {columns} |
| | small | Проба | {values} |
"""


def survey(*rows: dict[str, str], settings: dict[str, str] | None = None) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["| survey |", f"| | {' | '.join(columns)} |"]
    lines += [f"| | {' | '.join(row.get(column, '') for column in columns)} |" for row in rows]
    given = {"mode": "named", **(settings or {})}
    head = SETTINGS.format(columns=" | ".join(given), values=" | ".join(given.values()))
    return "\n".join([head, *lines, CHOICES]).encode()


def parsed(*rows: dict[str, str], settings: dict[str, str] | None = None) -> Form:
    return forms.parse(survey(*rows, settings=settings), ".md")


def row(type_: str, name: str = "q", **columns: str) -> dict[str, str]:
    return {"type": type_, "name": name, "label::ru": "Вопрос?"} | {
        key.replace("bind_", "bind::"): value for key, value in columns.items()
    }


def only(*rows: dict[str, str]) -> Question:
    return parsed(*rows).questions[-1]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (row("select_one few"), "choice"),
        (row("select_multiple few"), "choices"),
        (row("select_one face", bind_scale="faces3"), "scale"),
        (row("range", bind_scale="s10", parameters="start=1 end=10 step=1"), "scale"),
        (row("select_one yn", bind_scale="yn"), "yes_no"),
        (row("text"), "text"),
        (row("text", bind_kind="phone"), "phone"),
        (row("integer"), "whole"),
        (row("decimal"), "number"),
        (row("date"), "day"),
        (row("note"), "note"),
        (row("acknowledge"), "acknowledge"),
        (row("trigger"), "acknowledge"),
    ],
)
def test_every_kind_of_question_is_read(written: dict[str, str], kind: str) -> None:
    assert only(written).kind == kind


def test_what_stands_in_the_columns_reaches_the_question() -> None:
    question = only(
        row(
            "integer",
            required="yes",
            constraint=". != 13",
            bind_seen_by="sensitive",
            bind_topic="hours",
            bind_minimum="1",
            bind_maximum="200",
            bind_suggestions="30 45",
        )
        | {"hint::ru": "Подсказка", "constraint_message::ru": "Не 13"}
    )
    assert question == Question(
        "q",
        "whole",
        {"ru": "Вопрос?"},
        hint={"ru": "Подсказка"},
        required="true()",
        constraint=". != 13",
        constraint_message={"ru": "Не 13"},
        seen_by="sensitive",
        topic="hours",
        minimum=1,
        maximum=200,
        suggestions=(30, 45),
    )


def test_settings_reach_the_form() -> None:
    form = parsed(
        row("text"),
        settings={
            "mode": "anonymous",
            "minutes": "3",
            "role": "parent",
            "audience": "child",
            "wave": "after",
            "mentoring_form": "pupil_pupil",
            "ending::ru": "Спасибо",
        },
    )
    assert (form.name, form.title, form.mode, form.minutes) == ("small", {"ru": "Проба"}, "anonymous", 3)
    assert (form.role, form.audience, form.wave, form.mentoring_form) == ("parent", "child", "after", "pupil_pupil")
    assert form.ending == {"ru": "Спасибо"}


def test_a_language_may_have_a_variant_for_children() -> None:
    question = only(row("text") | {"label::Русский, ты (ru-child)": "Как тебе?", "label::English (en)": "How?"})
    assert question.label == {"ru": "Вопрос?", "ru-child": "Как тебе?", "en": "How?"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    source = survey(
        row("geopoint", "place"),
        row("integer", "age", constraint=". >"),
        row("text", "more", relevant="${place} = 'x'"),
        row("select_one nowhere", "pick"),
        row("text", "why", relevant="${later} = 'x'"),
        row("text", "more"),
        settings={"mode": "secret", "minutes": "0"},
    )
    told = [(error.sheet, error.row, error.key) for error in forms.check(source, ".md")]
    assert told == [
        ("settings", 2, "forms.minutes"),
        ("settings", 2, "forms.value"),
        ("survey", 2, "forms.type_place"),
        ("survey", 3, "forms.condition_fails"),
        ("survey", 5, "forms.no_list"),
        ("survey", 6, "forms.condition_later"),
        ("survey", 7, "forms.twice"),
    ]


def test_the_condition_of_a_group_goes_to_each_question_within() -> None:
    form = parsed(
        row("select_one yn", "own"),
        {"type": "begin_group", "name": "inner", "relevant": "${own} = 'yes'"},
        row("integer", "count"),
        row("text", "more", relevant="${count} > 1"),
        {"type": "end_group"},
    )
    assert [question.relevant for question in form.questions] == [
        "",
        "${own} = 'yes'",
        "(${own} = 'yes') and (${count} > 1)",
    ]


def test_a_name_in_two_groups_is_refused() -> None:
    begin, end = {"type": "begin_group"}, {"type": "end_group"}
    with pytest.raises(FormError) as refused:
        parsed(begin | {"name": "one"}, row("text"), end, begin | {"name": "two"}, row("date"), end)
    assert refused.value.key == "forms.twice"


def test_further_words_for_an_option_are_read() -> None:
    assert only(row("select_one yn", bind_scale="yn")).options[0].words == ("ага", "+")


@pytest.mark.parametrize(
    ("written", "key", "column"),
    [
        (row("geopoint"), "forms.type_place", "type"),
        (row("integr"), "forms.type", "type"),
        (row("range", parameters="start=10 end=1 step=1"), "forms.range_numbers", "parameters"),
        (row("range", parameters="start=1 end=10 step=4"), "forms.range_numbers", "parameters"),
        (row("range", parameters="start=1 end=10 placeholder=5"), "forms.parameter", "parameters"),
        (row("range", bind_scale="s10", parameters="start=0 end=10 step=1"), "forms.range", "parameters"),
        (row("select_one few", bind_scale="faces3"), "forms.scale_options", "type"),
        (row("select_one few", bind_scale="yn"), "forms.yes_no_options", "type"),
        (row("select_one few", bind_scale="s7"), "forms.value", "bind::scale"),
        (row("select_one few", parameters="randomize=true"), "forms.no_parameters", "parameters"),
        (row("select_one few", appearance="map"), "forms.appearance", "appearance"),
        (row("select_one few", choice_filter="town = 'x'"), "forms.condition_word", "choice_filter"),
        (row("select_one few", default="c"), "forms.default", "default"),
        (row("text", bind_kind="email"), "forms.value", "bind::kind"),
        (row("text", bind_seen_by="anybody"), "forms.value", "bind::seen_by"),
        (row("text", bind_length="9000"), "forms.length", "bind::length"),
        (row("text", bind_length="long"), "forms.figure", "bind::length"),
        (row("text", bind_colour="red"), "forms.column", "bind::colour"),
        (row("note", default="x"), "forms.misplaced", "default"),
        (row("integer", default="many"), "forms.default", "default"),
        (row("integer", default="1 + ${later}"), "forms.condition_later", "default"),
        (row("text", calculation="1 + 1"), "forms.misplaced", "calculation"),
        (row("note", required="yes"), "forms.misplaced", "required"),
        (row("calculate", calculation="now()"), "forms.function_now", "calculation"),
        (row("text", bind_suggestions="1 2"), "forms.misplaced", "bind::suggestions"),
        (row("integer", bind_suggestions="a few"), "forms.suggestions", "bind::suggestions"),
        (row("text", bind_scale="s10"), "forms.misplaced", "bind::scale"),
        (row("text", bind_days="past"), "forms.misplaced", "bind::days"),
        (row("text") | {"label::ru": "я" * 1001}, "forms.label_long", "label"),
        (row("integer", bind_minimum="1"), "forms.both_limits", "bind::minimum"),
        (row("integer", bind_minimum="9", bind_maximum="1"), "forms.both_limits", "bind::minimum"),
        (row("integer", relevant="${later} > 1"), "forms.condition_later", "relevant"),
        (row("integer", relevant="//x"), "forms.condition_piece", "relevant"),
        (row("integer", relevant=". > 1"), "forms.condition_piece", "relevant"),
        (row("integer", constraint="if(. > 1, 2)"), "forms.condition_if", "constraint"),
        (row("text", constraint=". > 1"), "forms.condition_fails", "constraint"),
        (row("integer", required="pulldata('a', 'b')"), "forms.function_file", "required"),
    ],
)
def test_what_is_not_supported_is_refused_with_its_cell(written: dict[str, str], key: str, column: str) -> None:
    with pytest.raises(FormError) as refused:
        parsed(row("text", "first"), written, row("integer", "later"))
    error = refused.value
    assert (error.key, error.sheet, error.row, error.column) == (key, "survey", 3, column)
    for language in LANGUAGES:
        assert texts_in(language)(error.key, **error.values)
        assert texts_in(language)("forms.where", sheet=error.sheet, row=error.row, column=error.column)


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([row("text", constraint="1") | {"constraint_message::ru": "Не ${first}"}], "forms.piping"),
        (
            [{"type": "begin_repeat", "name": "r", "label::ru": "Р"}, row("text"), {"type": "end_repeat"}],
            "forms.type_repeat",
        ),
        (
            [{"type": "begin_group", "name": "g", "required": "yes"}, row("text"), {"type": "end_group"}],
            "forms.group",
        ),
        ([{"type": "begin_group", "name": "g"}, row("text")], "forms.unbalanced"),
        ([row("select_one nowhere")], "forms.no_list"),
        ([row("text", "first")], "forms.twice"),
        ([row("text", "1st")], "forms.question_name"),
        ([row("text", "")], "forms.question_name"),
        ([row("", "nothing")], "forms.no_type"),
    ],
)
def test_what_cannot_be_asked_in_a_chat_is_refused(rows: list[dict[str, str]], key: str) -> None:
    with pytest.raises(FormError) as refused:
        parsed(row("text", "first"), *rows)
    assert refused.value.key == key
    assert refused.value.row == 3


@pytest.mark.parametrize(
    ("settings", "column"),
    [
        ({"mode": "secret"}, "mode"),
        ({"minutes": "soon"}, "minutes"),
        ({"audience": "dogs"}, "audience"),
        ({"wave": "middle"}, "wave"),
        ({"style": "pages"}, "style"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_cell(settings: dict[str, str], column: str) -> None:
    with pytest.raises(FormError) as refused:
        parsed(row("text"), settings=settings)
    assert (refused.value.sheet, refused.value.row, refused.value.column) == ("settings", 2, column)


@pytest.mark.parametrize(
    ("source", "file_type"),
    [(b"", ".md"), (b"hello", ".md"), (b"\xff|||||||", ".md"), (b"PK\x03\x04", ".xlsx"), (b"a,b\n1,2", ".csv")],
)
def test_a_file_that_is_no_questionnaire_is_refused(source: bytes, file_type: forms.FileType) -> None:
    with pytest.raises(FormError):
        forms.parse(source, file_type)


def test_a_school_may_bring_its_own_spreadsheet() -> None:
    book = Workbook()
    sheets = {
        "survey": [("type", "name", "label"), ("select_one yn", "own", "Да?"), (), ("geopoint", "place", "Где?")],
        "choices": [("list_name", "name", "label"), ("yn", "yes", "Да"), ("yn", "no", "Нет")],
        "settings": [("form_id", "form_title", "default_language"), ("school_form", "Наша анкета", "Русский (ru)")],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    del book["Sheet"]

    def saved() -> bytes:
        file = BytesIO()
        book.save(file)
        return file.getvalue()

    with pytest.raises(FormError) as refused:
        forms.parse(saved(), ".xlsx")
    assert refused.value.row == 4
    book["survey"].delete_rows(4)
    form = forms.parse(saved(), ".xlsx")
    assert form.title == {"ru": "Наша анкета"}
    assert form.questions[0].options[1].label == {"ru": "Нет"}


def test_headings_may_be_written_as_people_write_them() -> None:
    sheets = {
        "survey": [{"Type": "select_one town", "Name": "q", "Label": "Где?", "Bind::seen_by": "sensitive"}],
        "choices": [{"List Name": "town", "Name": "omsk", "LABEL": "Омск"}],
        "settings": [{"Form_ID": "small", "Form Title": "Проба"}],
    }
    question = forms.parse(dict(sheets), ".xlsx").questions[0]
    assert (question.seen_by, question.options[0].label) == ("sensitive", {"ru": "Омск"})


def test_what_is_computed_from_a_closed_answer_is_for_the_same_readers() -> None:
    asked = row("integer", "a", bind_seen_by="sensitive")
    with pytest.raises(FormError) as refused:
        parsed(asked, row("calculate", "c", calculation="${a} + 1"))
    assert (refused.value.key, refused.value.row) == ("forms.reader", 3)
    assert parsed(asked, row("calculate", "c", calculation="${a} + 1", bind_seen_by="sensitive"))


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(FormError) as refused:
        parsed(row("text", "first"), row("text", relevant="true()", relevance="false()"))
    assert (refused.value.key, refused.value.column) == ("forms.heading_twice", "relevance")


def test_the_first_five_questionnaires_are_there() -> None:
    assert set(BUILT_IN) <= set(forms.builtin_names())


@pytest.fixture(params=forms.builtin_names())
def built_in(request: pytest.FixtureRequest) -> Form:
    return forms.builtin(request.param)


def labels_of(form: Form) -> Iterator[dict[str, str]]:
    yield dict(form.title)
    if form.ending or form.name not in COMPLETIONS:
        yield dict(form.ending)
    for question in form.questions:
        yield dict(question.label)
        yield from (dict(text) for text in (question.hint, question.constraint_message) if text)
        yield from (dict(option.label) for option in question.options)


def test_a_built_in_form_survives_storage(built_in: Form) -> None:
    assert Form.from_json(built_in.to_json()) == built_in


def test_a_built_in_form_speaks_every_language(built_in: Form) -> None:
    for labels in labels_of(built_in):
        if set(labels) != {"ru"} or not labels["ru"].isdigit():
            assert set(LANGUAGES) <= set(labels), labels


def test_a_rule_that_can_refuse_says_why(built_in: Form) -> None:
    assert [each.name for each in built_in.questions if each.constraint and not each.constraint_message] == []


def test_free_text_asks_to_leave_out_personal_details(built_in: Form) -> None:
    for question in built_in.questions:
        if question.kind != "text" or question.topic in ("name", "right") or built_in.role == "curator":
            continue  # one's own name, a correction of one's own data; curators have names at hand anyway
        if built_in.mode == "anonymous":
            continue  # the card itself asks for no names (`runs.no_names`)
        if question.seen_by != "case":
            assert "амили" in question.hint["ru"], question.name
            assert "surname" in question.hint["en"], question.name


def test_no_question_asks_to_type_a_place_a_class_or_a_school(built_in: Form) -> None:
    for question in built_in.questions:
        if question.kind == "text" and built_in.role != "curator":
            assert not re.search(r"город|адрес|класс|школ", question.label["ru"].lower()), question.label["ru"]


def sample_answers(question: Question) -> list[Answer]:
    if question.kind == "choices":
        return [Answer(question.name, choices=(option.name,)) for option in question.options]
    if question.kind == "scale":
        return [Answer(question.name, number=1, scale=question.scale)]
    if question.options:
        return [Answer(question.name, choices=(option.name,)) for option in question.options]
    return [Answer(question.name, text="x")]


def test_every_question_of_a_built_in_form_can_be_reached(built_in: Form) -> None:
    asked_about = {name for each in built_in.questions for name in re.findall(r"\$\{(\w+)\}", each.relevant)}
    deciding = [sample_answers(each) for each in built_in.questions if each.name in asked_about]
    reached: set[str] = set()
    for combination in product(*deciding):
        answers = {answer.question: answer for answer in combination}
        reached |= {question.name for question in questionnaire.applicable(built_in, answers, TODAY)}
    assert reached == {question.name for question in built_in.questions}


def path(form: Form, **picked: str) -> list[str]:
    answers: dict[str, Answer] = {}
    while question := questionnaire.next_question(form, answers, TODAY):
        name = picked.get(question.name)
        answers[question.name] = Answer(question.name, choices=(name,)) if name else Answer(question.name)
    return list(answers)


def test_an_ordinary_meeting_is_noted_in_four_questions() -> None:
    form = forms.builtin("meeting_check_in")
    assert path(form, held="yes", impression="great") == ["held", "minutes", "topics", "impression"]


def test_a_worry_is_told_nowhere_but_in_a_case_and_a_missed_meeting_has_a_reason() -> None:
    form = forms.builtin("meeting_check_in")
    assert path(form, held="yes", impression="worrying")[-1] == "impression"
    assert {question.seen_by for question in forms.builtin("incident").questions} == {"case"}
    assert path(form, held="other_day")[:2] == ["held", "day"]
    assert path(form, held="no") == path(form, held="moved") == ["held", "reason", "new_day"]


@pytest.mark.parametrize("name", ["pulse_mentee", "pulse_mentor"])
def test_a_poll_is_five_taps_confidential_and_asks_about_safety(name: str) -> None:
    form = forms.builtin(name)
    assert form.mode == "confidential"
    assert len(form.questions) <= 5
    assert {question.kind for question in form.questions} <= {"choice", "scale", "yes_no"}
    assert form.questions[0].topic == "safety"
    assert form.questions[0].required
    assert any(question.reverse for question in form.questions)
    assert form.questions[-1].option("psychologist")
    assert form.questions[-1].option("curator")


def test_texts_for_children_are_short_and_say_ty() -> None:
    formal = re.compile(r"\b(вы|вас|вам|ваш\w*|вами|осуществл\w*|анкетировани\w*|в рамках)\b", re.IGNORECASE)
    for name in forms.builtin_names():
        form = forms.builtin(name)
        for labels in labels_of(form):
            text = labels.get("ru-child") or (labels["ru"] if form.audience == "child" else "")
            assert not formal.search(text), text
            for sentence in re.split(r"[.!?:]\s", text):
                assert len(sentence.split()) <= 12, sentence


def test_a_mentor_who_is_a_pupil_is_asked_as_a_pupil() -> None:
    address = re.compile(r"\b(вы|вас|вам|выберите|хотите)\b", re.IGNORECASE)
    for name in ("mentor_application", "pulse_mentor"):
        for question in forms.builtin(name).questions:
            for labels in (question.label, question.hint):
                assert not address.search(labels.get("ru-child", labels.get("ru", ""))), labels


def test_day_words_are_known_in_every_language() -> None:
    words = forms.day_words()
    assert (words["сегодня"], words["вчера"], words["today"], words["yesterday"]) == (0, -1, 0, -1)
