"""The SWOT table: answers in words come into it without names, and only where nobody can be recognised."""

from dataclasses import replace

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from db import audit as log
from db.organisations import scope_of
from db.people import Held
from db.runs import AnswerRow
from domain.answers import Answer
from domain.suppression import Hidden
from programme import beginning, forms, presence, results, runs, swot, swot_writing
from programme.presence import Visitor
from programme.results import Published
from tests.conftest import NOW, School
from tests.crowds import answered, crowd

AFTER = forms.builtin("pupil_pupil.after.mentee")


def published(session: Session, school: School, words: int, silent: int = 5) -> Published:
    """A publication in which so many people answered in words."""
    people = crowd(session, school.organisation, words + silent)
    given = [{"comfort": 1 + n % 9, **({"valuable": f"Ответ {n}"} if n < words else {})} for n in range(len(people))]
    answered(session, school.organisation, AFTER, people, given)
    found = results.publish(session, school.organisation, AFTER.name, None, NOW)
    assert found
    return found


def curator(session: Session, school: School) -> Visitor:
    found = presence.of(session, school.curator.id)
    assert found
    return found


def listed(session: Session, one: Published) -> list[swot.Words]:
    found = swot.answers(session, one, "valuable")
    assert isinstance(found, list)
    return found


def test_nine_answers_in_words_are_not_shown(session: Session, school: School) -> None:
    assert swot.answers(session, published(session, school, 9), "valuable") == Hidden("few", 10)


def test_answers_come_in_an_order_that_tells_nothing(session: Session, school: School) -> None:
    found = listed(session, published(session, school, 12))
    texts = [words.text for words in found]
    assert sorted(texts) == sorted(f"Ответ {n}" for n in range(12))
    assert texts != [f"Ответ {n}" for n in range(12)]


def test_once_somebody_is_erased_nobody_s_words_are_shown(session: Session, school: School) -> None:
    one = published(session, school, 12)
    session.execute(delete(AnswerRow).where(AnswerRow.id == listed(session, one)[0].answer_id))
    assert swot.answers(session, one, "valuable") == "gone"


def test_words_of_another_question_or_person_cannot_be_asked_for(session: Session, school: School) -> None:
    one = published(session, school, 12)
    assert swot.answers(session, one, "safety") == []
    assert swot.one(session, one, "valuable", 10**9) is None


def test_an_answer_stands_in_one_cell_however_often_it_is_dropped(session: Session, school: School) -> None:
    one = published(session, school, 12)
    words = listed(session, one)[0]
    for cell in ("strength", "strength", "threat"):
        assert swot.drop(session, one, words, cell, NOW) is not None
    table = swot.listed(session, school.scope)
    assert {cell: len(entries) for cell, entries in table.items()} == {
        "strength": 0, "weakness": 0, "opportunity": 0, "threat": 1,
    }  # fmt: skip
    assert swot.drop(session, one, words, "elsewhere", NOW) is None
    assert listed(session, one)[0].cell == "threat"


def test_another_school_cannot_touch_a_line(session: Session, school: School) -> None:
    one = published(session, school, 12)
    entry = swot.drop(session, one, listed(session, one)[0], "strength", NOW)
    assert entry is not None
    theirs = scope_of(school.stranger_curator.organisation)
    assert swot.move(session, theirs, entry.id, "threat") is None
    assert not swot.strike(session, theirs, entry.id)
    assert swot.strike(session, school.scope, entry.id)
    assert not swot.strike(session, school.scope, entry.id)


def test_a_line_is_written_and_then_changed_by_the_questionnaire(session: Session, school: School) -> None:
    by = curator(session, school)
    run = swot_writing.begin(session, by, None, NOW)
    assert run is not None
    swot.written(session, run, given("Мало встреч", "weakness"), NOW)
    (entry,) = swot.listed(session, school.scope)["weakness"]
    again = swot_writing.begin(session, by, entry.id, NOW)
    assert again is not None
    assert (run.state, again.state) == ("interrupted", "open"), "one line at a time"
    swot.written(session, again, given("Мало общих встреч", "opportunity"), NOW)
    (changed,) = swot.listed(session, school.scope)["opportunity"]
    assert (changed.id, changed.text) == (entry.id, "Мало общих встреч")
    assert swot_writing.begin(session, by, 10**9, NOW) is None


def test_who_may_not_keep_the_table_writes_nothing(session: Session, school: School) -> None:
    run = runs.open_run(session, school.mentor, swot.FORM, now=NOW)
    ending = swot.written(session, run, given("Нет", "threat"), NOW)
    assert ending is not None
    assert ending.text_key == "swot.not_yours"
    assert not any(swot.listed(session, school.scope).values())


def test_the_questionnaire_swot_fills_all_cells_a_line_each(session: Session, school: School) -> None:
    run = beginning.begin(session, school.curator, "swot", NOW)
    swot.filled(
        session, run, {"strengths": Answer("strengths", text="- Команда\n\n• Опыт"), "threats": Answer("threats")}, NOW
    )
    table = swot.listed(session, school.scope)
    assert [entry.text for entry in table["strength"]] == ["Команда", "Опыт"]
    assert table["threat"] == []


def given(words: str, cell: str) -> dict[str, Answer]:
    return {"words": Answer("words", text=words), "cell": Answer("cell", choices=(cell,))}


@pytest.mark.parametrize("role", ["curator", "director"])
def test_single_answers_by_code_are_for_the_curator_and_on_record(session: Session, school: School, role: str) -> None:
    one = published(session, school, 12)
    visitor = replace(curator(session, school), held=(Held(role, None, None),))
    assert results.read(session, visitor, one, NOW) is (role == "curator")
    newest = log.last(session)
    assert (newest is not None and newest.action == "result.read") is (role == "curator")
