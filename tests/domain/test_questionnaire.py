"""The way through a form follows from the answers alone."""

import time
from datetime import date

from domain import questionnaire, replies
from domain.answers import Answer
from domain.forms import ALWAYS, Form, Option, Question

TODAY = date(2026, 3, 12)
YES_NO = (Option("yes", {"ru": "Да"}), Option("no", {"ru": "Нет"}))


def question(name: str, **parts: object) -> Question:
    return Question(name, parts.pop("kind", "text"), {"ru": name}, **parts)  # type: ignore[arg-type]


FORM = Form(
    "way",
    {"ru": "Путь"},
    (
        question("welcome", kind="note"),
        question("own", kind="yes_no", options=YES_NO, required=ALWAYS),
        question("why", relevant="${own} = 'no'"),
        question("because", relevant="${why} != ''"),
        question("last", required="${own} = 'yes'"),
    ),
)
WELCOME, OWN, WHY, BECAUSE, LAST = FORM.questions


def answers(**given: str) -> dict[str, Answer]:
    return {
        name: Answer(name, choices=(value,)) if name == "own" else Answer(name, text=value or None)
        for name, value in given.items()
    }


def test_the_next_question_is_the_first_that_applies_and_has_no_answer() -> None:
    assert questionnaire.next_question(FORM, {}, TODAY) is WELCOME
    assert questionnaire.next_question(FORM, answers(welcome=""), TODAY) is OWN
    assert questionnaire.next_question(FORM, answers(welcome="", own="no"), TODAY) is WHY
    assert questionnaire.next_question(FORM, answers(welcome="", own="yes"), TODAY) is LAST
    assert questionnaire.next_question(FORM, answers(welcome="", own="yes", last="x"), TODAY) is None


def test_a_skipped_question_is_not_asked_again() -> None:
    given = answers(welcome="", own="no", why="")
    assert questionnaire.next_question(FORM, given, TODAY) is LAST


def test_going_back_follows_the_way_that_was_gone() -> None:
    given = answers(welcome="", own="yes")
    assert questionnaire.previous_question(FORM, given, LAST, TODAY) is OWN
    assert questionnaire.previous_question(FORM, given, WELCOME, TODAY) is None


def test_progress_counts_what_is_asked_and_not_the_notes() -> None:
    assert questionnaire.progress(FORM, answers(own="no", why="so"), LAST, TODAY) == (4, 4, True)


def test_progress_never_promises_fewer_questions_than_come() -> None:
    assert questionnaire.progress(FORM, {}, WELCOME, TODAY) == (1, 4, False)
    assert questionnaire.progress(FORM, {}, OWN, TODAY) == (1, 4, False)
    assert questionnaire.progress(FORM, answers(own="yes"), LAST, TODAY) == (2, 2, True)
    assert questionnaire.progress(FORM, answers(own="no"), WHY, TODAY) == (2, 4, False)
    assert questionnaire.progress(FORM, answers(own="no", why=""), LAST, TODAY) == (3, 3, True)


def test_an_answer_that_is_looked_at_again_may_still_open_questions() -> None:
    assert questionnaire.progress(FORM, answers(own="yes", last="x"), OWN, TODAY) == (1, 4, False)


def test_progress_leaves_out_what_was_known_until_it_is_looked_at() -> None:
    given = answers(own="no")
    assert questionnaire.progress(FORM, given, WHY, TODAY, known=["own"]) == (1, 3, False)
    assert questionnaire.progress(FORM, given, OWN, TODAY, known=["own"]) == (1, 4, False)


def test_an_edit_that_closes_a_branch_names_what_it_would_lose() -> None:
    given = answers(own="no", why="so", because="thus", last="x")
    assert questionnaire.orphaned(FORM, given, TODAY) == []
    edited = {**given, **answers(own="yes")}
    assert [lost.question for lost in questionnaire.orphaned(FORM, edited, TODAY)] == ["why", "because"]


def test_a_lost_answer_opens_no_branch_behind_it() -> None:
    edited = answers(own="yes", why="so", last="x")
    assert BECAUSE not in questionnaire.applicable(FORM, edited, TODAY)


def test_required_may_depend_on_another_answer() -> None:
    assert questionnaire.must_answer(FORM, OWN, {}, TODAY)
    assert questionnaire.must_answer(FORM, LAST, answers(own="yes"), TODAY)
    assert not questionnaire.must_answer(FORM, LAST, answers(own="no"), TODAY)
    assert not questionnaire.must_answer(FORM, WHY, {}, TODAY)


def test_a_step_of_twelve_questions_with_conditions_takes_no_time_to_speak_of() -> None:
    questions = [question(f"q{number}", kind="whole", minimum=1, maximum=200) for number in range(9)]
    questions += [question(f"c{number}", kind="whole", relevant=f"${{q{number}}} > 1") for number in range(3)]
    form = Form("long", {"ru": "Длинная"}, tuple(questions))
    given = {each.name: Answer(each.name, number=5) for each in questions[:-1]}
    started = time.perf_counter()
    for _ in range(1000):
        asked = questionnaire.next_question(form, given, TODAY)
        assert asked is not None
        replies.typed(form, asked, "45", "ru", TODAY, given)
    assert (time.perf_counter() - started) / 1000 < 0.001, "a step must stay far below the time of a database write"


TOWNS = tuple(
    Option(name, {"ru": name}, columns={"region": region} if region else {})
    for name, region in (("omsk", "east"), ("tver", "west"), ("klin", "west"), ("any", ""))
)
CASCADE = Form(
    "cascade",
    {"ru": "Отбор"},
    (
        question("region", required=ALWAYS),
        question("town", kind="choice", options=TOWNS, choice_filter="region = ${region}"),
        question("count", kind="whole"),
        question("twice", kind="computed", calculation="${count} * 2"),
        question("many", relevant="${twice} > 6"),
    ),
)
TOWN = CASCADE.questions[1]


def picked(region: str, town: str = "", count: float | None = None) -> dict[str, Answer]:
    given = {"region": Answer("region", text=region)}
    if town:
        given["town"] = Answer("town", choices=(town,))
    if count is not None:
        given["count"] = Answer("count", number=count)
    return given


def test_a_filter_leaves_the_options_that_fit_the_answers() -> None:
    narrowed = questionnaire.narrowed(CASCADE, TOWN, picked("west"), TODAY)
    assert [option.name for option in narrowed.options] == ["tver", "klin"]


def test_a_question_without_an_option_left_is_not_asked() -> None:
    asked = questionnaire.next_question(CASCADE, picked("south"), TODAY)
    assert asked is not None
    assert asked.name == "count"


def test_an_answer_that_is_offered_no_more_is_asked_for_again() -> None:
    assert questionnaire.next_question(CASCADE, picked("east", "tver", 1), TODAY) is TOWN
    assert questionnaire.next_question(CASCADE, picked("west", "tver", 1), TODAY) is None
    assert "town" not in questionnaire.values(CASCADE, picked("east", "tver", 1), TODAY)


def test_a_computed_question_is_seen_and_not_asked() -> None:
    given = picked("west", "tver", 4)
    assert questionnaire.computed(CASCADE, given, TODAY) == {"twice": "8"}
    assert [each.name for each in questionnaire.applicable(CASCADE, given, TODAY)][-1] == "many"
    assert questionnaire.progress(CASCADE, given, CASCADE.questions[-1], TODAY) == (4, 4, True)
    assert questionnaire.computed(CASCADE, picked("west", "tver"), TODAY) == {}
