"""What a person takes along: everything of theirs, nobody else's answers, words for their age."""

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session

from db.runs import AnswerRow
from locales import texts_in
from programme import my_data, runs
from reports import my_data as report
from tests.conftest import NOW, School


def answered(session: Session, school: School) -> None:
    school.mentee.born = date(2014, 3, 12)
    run = runs.open_run(session, school.mentee, "mentee_request", now=NOW)
    form = my_data.forms.form_of(session, run)
    open_question = next(question for question in form.questions if question.kind == "text")
    session.add(AnswerRow(run_id=run.id, question=open_question.name, text="хочу научиться рисовать", answered_at=NOW))
    session.flush()


def made(session: Session, person_id: int, reader_id: int) -> str:
    data = my_data.collect(session, person_id, reader_id, NOW.isoformat())
    return report.render_json(data, texts_in("ru")).decode()


def test_a_child_takes_along_everything_in_words_of_a_child(session: Session, school: School) -> None:
    answered(session, school)
    content = json.loads(made(session, school.mentee.id, school.mentee.id))
    lines = {line["name"]: line["value"] for section in content["sections"] for line in section["lines"]}
    assert lines["День рождения"] == "12 марта 2014"
    assert "хочу научиться рисовать" in lines.values()
    assert content["title"] == "Что бот знает о тебе"


def test_a_parent_gets_the_childs_data_without_the_answers(session: Session, school: School) -> None:
    answered(session, school)
    content = made(session, school.mentee.id, school.parent.id)
    assert "Иванова Мария" in content
    assert "рисовать" not in content
    assert "Персональные данные" in content


def test_nobody_gets_another_persons_data(session: Session, school: School) -> None:
    for stranger in (school.mentor, school.curator, school.stranger_curator):
        with pytest.raises(KeyError):
            my_data.collect(session, school.mentee.id, stranger.id, NOW.isoformat())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pdf_is_made_of_whatever_people_type(session: Session, school: School, language: str) -> None:
    answered(session, school)
    school.mentee.name = "Иванова <b>&\"'%_ #set[] $x$ \\ " + "я" * 200
    data = my_data.collect(session, school.mentee.id, school.mentee.id, NOW.isoformat())
    assert report.render_pdf(data, texts_in(language)).startswith(b"%PDF")
