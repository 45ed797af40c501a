"""A line of marks from a sheet: in the order of its questions, and the wrong place is told exactly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain import paper_line
from domain.answers import Answer
from domain.forms import Form, Option, Question
from domain.paper_line import Wrong

DAY = date(2026, 11, 20)
TEN = tuple(Option(str(number), {"ru": str(number)}) for number in range(1, 11))
YES_NO = (Option("yes", {"ru": "Да"}, ("+",)), Option("no", {"ru": "Нет"}))
MARK = Question("mark", "scale", {"ru": "?"}, options=TEN, scale="s10")
KNOWN = Question("known", "yes_no", {"ru": "?"}, options=YES_NO, scale="yn")
WHERE = Question("where", "text", {"ru": "?"}, relevant="${known} = 'yes'")
DAYS = Question(
    "days", "choices", {"ru": "?"}, options=tuple(Option(each, {"ru": each}) for each in ("пн", "вт", "ср"))
)
LAST = Question("last", "scale", {"ru": "?"}, options=TEN, scale="s10")
FORM = Form("own", {"ru": "Своя"}, (MARK, KNOWN, WHERE, DAYS, LAST))


def read(text: str, question: Question = MARK) -> dict[str, str] | Wrong:
    line = paper_line.marks(question, text)
    found = paper_line.read(FORM, question, {}, line, "ru", DAY)
    return found if isinstance(found, Wrong) else {each.question: each.value for each in found}


def test_marks_go_to_the_numbers_on_the_sheet() -> None:
    assert read("7 нет - 1,3 10") == {"mark": "7", "known": "no", "days": "пн ср", "last": "10"}


def test_a_question_that_does_not_apply_takes_a_dash_and_no_answer() -> None:
    assert read("7 нет 2 10") == Wrong(3, "2", "needless", WHERE)
    assert read("7 нет 1,3") == Wrong(3, "1,3", "needless", WHERE)
    assert read("7 нет - - -") == {"mark": "7", "known": "no", "days": "", "last": ""}


def test_a_question_that_has_its_answer_is_not_written_over() -> None:
    known = {"days": Answer("days", choices=("пн",))}
    found = paper_line.read(FORM, MARK, known, ["7", "нет", "-", "2", "5"], "ru", DAY)
    assert found == Wrong(4, "2", "answered", DAYS)


def test_a_question_that_an_answer_opens_is_in_the_line_too() -> None:
    assert read("7 да - 2 1") == {"mark": "7", "known": "yes", "where": "", "days": "вт", "last": "1"}


def test_a_short_line_fills_what_it_has() -> None:
    assert read("7 +") == {"mark": "7", "known": "yes"}


@pytest.mark.parametrize(
    ("text", "place", "mark", "question"),
    [
        ("11 да", 1, "11", MARK),
        ("7 5", 2, "5", KNOWN),
        ("0 1", 1, "0", MARK),
        ("7 да 5", 3, "5", WHERE),
        ("7 нет - 1,4 5", 4, "1,4", DAYS),
    ],
)
def test_the_first_wrong_place_is_told(text: str, place: int, mark: str, question: Question) -> None:
    assert read(text) == Wrong(place, mark, "unreadable", question)


def test_a_mark_after_the_last_question_is_told() -> None:
    assert read("7 нет - 1 5 5") == Wrong(6, "5", "long", None)


@pytest.mark.parametrize("text", ["7", "да нет", "очень понравилось", "7 потому что", "", "12.03 13.03"])
def test_words_are_no_line(text: str) -> None:
    assert paper_line.marks(MARK, text) == ()


def test_where_an_answer_is_written_every_line_is_words() -> None:
    assert paper_line.marks(WHERE, "5 6") == ()


def test_numbers_apart_under_a_question_of_several_options_may_mean_both() -> None:
    assert paper_line.unclear(DAYS, paper_line.marks(DAYS, "1 3"))
    assert not paper_line.unclear(DAYS, paper_line.marks(DAYS, "1,3 5"))
    assert not paper_line.unclear(MARK, paper_line.marks(MARK, "1 3"))


@given(some.lists(some.sampled_from([*map(str, range(12)), "да", "нет", "-", "+", "1,2", "1,1", "ой"]), min_size=2))
def test_a_line_becomes_answers_or_one_wrong_place(words: list[str]) -> None:
    line = paper_line.marks(MARK, " ".join(words))
    if not line:
        return
    found = paper_line.read(FORM, MARK, {}, line, "ru", DAY)
    if isinstance(found, Wrong):
        assert line[found.place - 1] == found.mark
        return
    printed = [each.name for each in FORM.questions]
    places = [printed.index(each.question) for each in found]
    assert places == sorted(places)
    assert all(each.skipped == (line[place] == "-") for place, each in zip(places, found, strict=True))
    assert all(line[place] == "-" for place in set(range(len(line))) - set(places))
