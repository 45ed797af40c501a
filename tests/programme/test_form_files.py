"""A file from outside becomes a questionnaire, or everything that is wrong with it is told: nothing is passed over."""

from datetime import date

import pytest

from locales import LANGUAGES, texts_in
from programme import form_files
from programme.form_files import Faulty
from reports import questionnaires as words
from tests.questionnaires import CHOICES, CLIMATE, SETTINGS, SURVEY, changed, form, markdown


def faulty(sheets) -> Faulty:
    with pytest.raises(Faulty) as refused:
        form_files.of_sheets(sheets)
    for language in LANGUAGES:
        assert words.faults(refused.value, texts_in(language))
    return refused.value


def places(sheets) -> list[tuple[str, str, int, str]]:
    return [(each.key, each.sheet, each.row, each.column) for each in faulty(sheets).errors]


def only(sheets) -> tuple[str, str, int, str]:
    [place] = places(sheets)
    return place


def test_a_workbook_and_a_text_of_the_same_words_are_the_same_questionnaire() -> None:
    assert form_files.of_sheets(CLIMATE) == form_files.of_text(markdown()) == form()
    assert form_files.of_text(b"\xef\xbb\xbf" + markdown()) == form(), "a mark of Windows editors"


def test_names_of_sheets_may_be_written_in_any_case_and_others_are_the_schools_business() -> None:
    sheets = {"Survey ": SURVEY, "CHOICES": CHOICES, "Settings": SETTINGS, "Как заполнять": [["Прочитайте меня"]]}
    assert form_files.of_sheets(sheets) == form()


def test_rows_keep_their_numbers_when_some_are_empty() -> None:
    rows = [SURVEY[0], (None,) * 7, SURVEY[1], ("range", "bad", "Плохо?", None, None, None, "s99")]
    errors = faulty({**CLIMATE, "survey": rows}).errors
    assert {each.row for each in errors} == {4}


def test_every_mistake_is_told_at_once_and_at_most_twenty() -> None:
    broken = [("text", f"q{number}", "Вопрос?", "", "", "${nobody} = 1", "") for number in range(30)]
    assert len(faulty({**CLIMATE, "survey": [SURVEY[0], *broken[:3]]}).errors) == 3
    many = faulty({**CLIMATE, "survey": [SURVEY[0], *broken]})
    assert len(many.errors) == form_files.TOLD
    for language in LANGUAGES:
        assert len(words.faults(many, texts_in(language))) <= 4096


@pytest.mark.fault(82)
@pytest.mark.parametrize(
    ("sheets", "place"),
    [
        ({"Лист1": [["Фамилия", "Имя"], ["Иванова", "Мария"]]}, ("no_survey", "survey", 0, "")),
        ({}, ("no_survey", "survey", 0, "")),
        ({"survey": []}, ("no_survey", "survey", 0, "")),
        ({**CLIMATE, "SURVEY": SURVEY}, ("sheet_twice", "survey", 0, "")),
        ({**CLIMATE, "entities": [["dataset"], ["trees"]]}, ("sheet", "entities", 0, "")),
        ({**CLIMATE, "external_choices": CHOICES}, ("sheet", "external_choices", 0, "")),
        ({**CLIMATE, "survey": [SURVEY[0], *[SURVEY[1]] * 50_000]}, ("rows", "survey", 302, "")),
        ({**CLIMATE, "survey": [["type"] * 61]}, ("columns", "survey", 1, "")),
        ({**CLIMATE, "choices": [(*CHOICES[0], "name"), *[(*row, "") for row in CHOICES[1:]]]},
         ("heading_twice", "choices", 1, "name")),
        ({**CLIMATE, "survey": [(*SURVEY[0], None), *[(*row, None) for row in SURVEY[1:4]], (*SURVEY[4], "заметка")]},
         ("no_heading", "survey", 5, "H")),
    ],
)  # fmt: skip
def test_what_pyxform_would_pass_over_is_refused(sheets, place) -> None:
    key, *where = place
    assert only(sheets) == (f"questionnaires.{key}", *where)


def test_a_merged_title_above_the_headings_is_seen_as_what_it_is() -> None:
    titled = [("Анкета нашей школы", *[None] * 6), *SURVEY]
    assert ("questionnaires.no_heading", "survey", 2, "B") in places({**CLIMATE, "survey": titled})


@pytest.mark.parametrize("row", [("begin repeat", "people", "Кто ещё?"), ("begin_repeat", "people", "Кто ещё?")])
def test_repeats_of_other_tools_are_refused_with_their_row(row) -> None:
    survey = [SURVEY[0], (*row, "", "", "", ""), SURVEY[4], ("end repeat", *[""] * 6)]
    assert (2, "type") in {(each.row, each.column) for each in faulty({**CLIMATE, "survey": survey}).errors}


def test_cells_that_excel_keeps_as_numbers_truths_and_dates_are_read_as_they_look() -> None:
    sheets = changed("choices", 3, 3.0, changed("settings", 1, 1.0, changed("survey", "yes", True)))
    found = form_files.of_sheets(sheets)
    assert [option.name for option in found.questions[1].options] == ["1", "2", "3"]
    assert (found.minutes, found.questions[1].required) == (1, form().questions[1].required)
    dated = form_files.of_sheets(changed("survey", "Чего тебе не хватает?", date(2026, 9, 1)))
    assert dated.questions[-1].label["ru"] == "2026-09-01"


def test_characters_that_nobody_sees_and_our_own_marks_stay_outside() -> None:
    typed = "Чего\N{NO-BREAK SPACE}тебе \ue000не\ue001 хватает\u202e\x00?"
    found = form_files.of_sheets(changed("survey", "Чего тебе не хватает?", typed))
    assert found == form() == form_files.of_text(markdown(changed("survey", "Чего тебе не хватает?", typed)))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (markdown().decode().encode("cp1251", "replace"), "text_encoding"),
        (markdown().decode().encode("utf-16"), "text_encoding"),
        (markdown() + b"\n" * form_files.MOST_TEXT, "text_large"),
    ],
)
def test_a_text_that_cannot_be_read_says_why(content: bytes, key: str) -> None:
    with pytest.raises(Faulty) as refused:
        form_files.of_text(content)
    assert refused.value.errors[0].key == f"questionnaires.{key}"


@pytest.mark.parametrize("content", [b"", b"# nothing", "Просто письмо.".encode(), b"| survey |", b"\x00\x01\x02"])
def test_a_text_without_a_table_is_no_questionnaire(content: bytes) -> None:
    with pytest.raises(Faulty):
        form_files.of_text(content)
