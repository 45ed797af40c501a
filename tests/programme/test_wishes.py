"""A wish to talk, after a meeting or in a poll, calls the curator without a word of the answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.letters import Letter
from domain.answers import Answer
from domain.today import RECENT
from programme import runs, standing, today
from programme.standing import Card
from tests.conftest import NOW, School
from tests.programme.test_catalogue import taken


def finished(session: Session, school: School, form: str, **picked: str) -> Card:
    """Somebody goes through the form; `picked` says what to choose where it matters."""
    person = school.parent if form == "pulse_parent" else school.mentee
    run = runs.open_run(session, person, form, now=NOW)
    card = runs.resume(session, person, run.id, NOW)
    assert card
    while card.run.state == "open":
        question = card.question
        option = question.option(picked[question.name]) if question and question.name in picked else None
        turn = question.options.index(option) if question and option else 0
        card = taken(session, person, card, "ru", "child", turn)
    return card


def called(session: Session, school: School) -> list[Letter]:
    return [
        letter
        for letter in session.scalars(select(Letter).where(Letter.person_id == school.curator.id))
        if letter.text_key in ("letters.poll_calls", "letters.meeting_calls")
    ]


@pytest.mark.parametrize(
    ("form", "wish"),
    [
        ("after_trial", "curator"),
        ("after_trial", "another_pair"),
        ("meeting_feedback", "another_mentor"),
        ("meeting_feedback", "psychologist"),
        ("pulse_mentee_teen", "curator"),
        ("pulse_parent", "curator"),
    ],
)
def test_a_wish_to_talk_calls_the_curator_without_a_word_of_it(
    session: Session, school: School, form: str, wish: str
) -> None:
    card = finished(session, school, form, change=wish, safety="5")
    assert standing.answers_of(session, card.run.id)["change"] == Answer("change", choices=(wish,))
    assert card.ending
    assert card.ending.text_key == "polls.thanks_wish"
    assert len(called(session, school)) == 1
    assert wish not in str(called(session, school)[0].values)


def test_a_wish_after_a_meeting_stands_in_the_queue_for_a_while(session: Session, school: School) -> None:
    card = finished(session, school, "after_trial", change="another_pair")
    things = [(thing.reason, thing.subject) for thing in today.queue(session, school.scope, NOW)]
    assert ("wants_talk", card.run.id) in things
    later = [thing.reason for thing in today.queue(session, school.scope, NOW + RECENT + timedelta(days=1))]
    assert "wants_talk" not in later


@pytest.mark.parametrize("form", ["after_trial", "meeting_feedback"])
def test_a_pair_that_goes_on_calls_nobody(session: Session, school: School, form: str) -> None:
    card = finished(session, school, form, change="go_on" if form == "after_trial" else "nothing")
    assert card.ending is None
    assert card.form.ending
    assert called(session, school) == []
