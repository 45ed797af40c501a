"""Going through a questionnaire: every confirmed answer once, under its own question."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

import db.runs
from db.letters import Letter
from db.runs import AnswerEdit, AnswerRow
from domain.answers import Refusal
from programme import answering, runs, standing
from programme.standing import Card, Outdated
from tests.conftest import NOW, School


def opened(session: Session, school: School, form: str = "pulse_mentee") -> Card:
    run = runs.open_run(session, school.mentee, form, now=NOW)
    card = runs.resume(session, school.mentee, run.id, NOW)
    assert card is not None
    return card


def press(session: Session, school: School, card: Card, value: str) -> Card:
    after = answering.answer(session, school.mentee, card.run.id, card.run.revision, value, NOW)
    assert isinstance(after, Card)
    return after


def stored(session: Session, card: Card) -> dict[str, str]:
    return {name: given.value for name, given in standing.answers_of(session, card.run.id).items()}


def test_a_poll_is_done_at_the_last_tap(session: Session, school: School) -> None:
    card = opened(session, school)
    for value in ("3", "2", "3", "1", "nothing"):
        card = press(session, school, card, value)
    assert card.run.state == "done"
    assert stored(session, card) == {"safety": "3", "heard": "2", "useful": "3", "left_aside": "1", "change": "nothing"}


@pytest.mark.fault(16, 17)
def test_a_double_tap_answers_one_question(session: Session, school: School) -> None:
    card = opened(session, school)
    revision = card.run.revision
    answering.answer(session, school.mentee, card.run.id, revision, "3", NOW)
    again = answering.answer(session, school.mentee, card.run.id, revision, "3", NOW)
    assert isinstance(again, Outdated)
    assert again.card is not None
    assert again.card.question is not None
    assert again.card.question.name == "heard"
    assert stored(session, card) == {"safety": "3"}


@pytest.mark.fault(86)
def test_somebody_elses_run_is_a_miss(session: Session, school: School) -> None:
    card = opened(session, school)
    result = answering.answer(session, school.mentor, card.run.id, card.run.revision, "3", NOW)
    assert result == Outdated(None)
    assert runs.resume(session, school.mentor, card.run.id, NOW) is None
    assert stored(session, card) == {}


def test_an_invented_option_is_refused_and_nothing_is_kept(session: Session, school: School) -> None:
    card = opened(session, school)
    assert isinstance(answering.answer(session, school.mentee, card.run.id, card.run.revision, "99", NOW), Refusal)
    assert stored(session, card) == {}


def test_back_keeps_the_answer_until_it_is_given_anew(session: Session, school: School) -> None:
    card = press(session, school, opened(session, school), "3")
    back = answering.back(session, school.mentee, card.run.id, card.run.revision, NOW)
    assert isinstance(back, Card)
    assert back.question is not None
    assert back.question.name == "safety"
    assert stored(session, back) == {"safety": "3"}
    changed = press(session, school, back, "1")
    assert stored(session, changed) == {"safety": "1"}
    assert changed.question is not None
    assert changed.question.name == "heard"
    history = session.scalars(select(AnswerEdit).where(AnswerEdit.run_id == card.run.id)).all()
    assert [edit.number for edit in history] == [3]


def test_words_typed_within_a_day_are_for_the_open_question(session: Session, school: School) -> None:
    opened(session, school)
    card = standing.awaited(session, school.mentee, NOW + timedelta(hours=20))
    assert card is not None
    after = answering.typed(session, school.mentee, card, "да", "ru", NOW)
    assert isinstance(after, Card)
    assert stored(session, after) == {"safety": "3"}
    assert standing.awaited(session, school.mentee, NOW + timedelta(hours=25)) is None


@pytest.mark.fault(20)
def test_of_two_open_cards_words_are_for_the_one_pressed_last(session: Session, school: School) -> None:
    first, second = opened(session, school), opened(session, school, "mentee_request")
    for minutes, card in enumerate((first, second, first), start=1):
        now = NOW + timedelta(minutes=minutes)
        answering.turn(session, school.mentee, card.run.id, card.run.revision, now)
        awaited = standing.awaited(session, school.mentee, now)
        assert awaited is not None
        assert awaited.run.id == card.run.id


@pytest.mark.fault(19, 86)
@pytest.mark.parametrize("state", ["done", "interrupted", "expired"])
def test_not_even_a_forged_button_goes_on_with_a_questionnaire_that_is_over(
    session: Session, school: School, state: str
) -> None:
    card = press(session, school, opened(session, school), "3")
    card.run.state = state
    forged = (session, school.mentee, card.run.id, card.run.revision)
    tries = [answering.answer(*forged, "2", NOW), answering.edit(*forged, 0, NOW)]
    for step in (answering.done, answering.skip, answering.back, answering.forward, answering.submit):
        tries.append(step(*forged, NOW))
    assert all(isinstance(each, Outdated) for each in tries)
    assert (card.run.state, card.run.revision) == (state, forged[3])
    assert stored(session, card) == {"safety": "3"}


@pytest.mark.fault(17)
@pytest.mark.parametrize("pressed", [0, 1])
def test_of_two_questionnaires_that_look_the_same_a_press_answers_its_own(
    session: Session, school: School, pressed: int
) -> None:
    both = [runs.open_run(session, school.mentee, "pulse_mentee", now=NOW) for _ in range(2)]
    one, other = both[pressed], both[1 - pressed]
    opened = runs.resume(session, school.mentee, one.id, NOW)
    assert opened is not None
    assert opened.run.id == one.id
    answering.answer(session, school.mentee, one.id, one.revision, "3", NOW)
    kept = {run.id: standing.answers_of(session, run.id).keys() for run in both}
    assert kept == {one.id: {"safety"}, other.id: set()}


@pytest.mark.fault(18)
def test_an_old_button_brings_its_questionnaire_back_into_hand(session: Session, school: School) -> None:
    card, other = opened(session, school), opened(session, school, "mentee_request")
    old = card.run.revision
    press(session, school, card, "3")
    runs.later(session, school.mentee, card.run.id, None, NOW)
    runs.resume(session, school.mentee, other.run.id, NOW)
    now = NOW + timedelta(minutes=1)
    assert isinstance(answering.answer(session, school.mentee, card.run.id, old, "3", now), Outdated)
    awaited = standing.awaited(session, school.mentee, now)
    assert awaited is not None
    assert awaited.run.id == card.run.id
    assert stored(session, card) == {"safety": "3"}


def test_what_was_put_aside_takes_no_words(session: Session, school: School) -> None:
    card = opened(session, school)
    runs.later(session, school.mentee, card.run.id, NOW + timedelta(hours=5), NOW)
    assert standing.awaited(session, school.mentee, NOW) is None
    resumed = runs.resume(session, school.mentee, card.run.id, NOW + timedelta(days=7))
    assert resumed is not None
    assert resumed.question is not None
    assert resumed.question.name == "safety"


def test_a_phone_number_in_a_free_text_is_not_kept(session: Session, school: School) -> None:
    card = opened(session, school, "mentee_request")
    session.add(AnswerRow(run_id=card.run.id, question="welcome", answered_at=NOW))
    for value in ("yes", "3"):
        fresh = standing.current(session, school.mentee, card.run.id, NOW)
        assert fresh is not None
        press(session, school, fresh, value)
    card = ticked(session, school, card, "other")
    assert card.question is not None
    assert card.question.name == "need_other"
    refused = answering.typed(session, school.mentee, card, "позвоните мне +7 916 123-45-67", "ru", NOW)
    assert refused == Refusal("answers.personal")
    assert "need_other" not in stored(session, card)


def ticked(session: Session, school: School, card: Card, *options: str) -> Card:
    for option in options:
        fresh = standing.current(session, school.mentee, card.run.id, NOW)
        assert fresh is not None
        answering.toggle(session, school.mentee, card.run.id, fresh.run.revision, option, NOW)
    after = answering.done(session, school.mentee, card.run.id, card.run.revision, NOW)
    assert isinstance(after, Card)
    return after


def test_an_unfinished_questionnaire_is_nudged_twice_and_then_left_alone(session: Session, school: School) -> None:
    card = press(session, school, opened(session, school, "mentee_request"), "OK")
    for days in range(1, 12):
        runs.nudge(session, NOW + timedelta(days=days))
        session.execute(update(Letter).values(state="sent"))
    letters = session.scalars(select(Letter).where(Letter.run_id == card.run.id).order_by(Letter.id)).all()
    assert [letter.once_key for letter in letters] == [f"run:{card.run.id}:nudge:1", f"run:{card.run.id}:nudge:2"]


def test_reminders_stop_when_the_questionnaire_is_done(session: Session, school: School) -> None:
    card = opened(session, school)
    card.run.nudge_at = NOW
    runs.nudge(session, NOW)
    for value in ("3", "2", "3", "1", "nothing"):
        card = press(session, school, card, value)
    session.expire_all()
    assert [letter.state for letter in session.scalars(select(Letter).where(Letter.run_id == card.run.id))] == [
        "cancelled"
    ]


def test_starting_again_keeps_the_history(session: Session, school: School) -> None:
    card = press(session, school, opened(session, school), "3")
    again = runs.start_again(session, school.mentee, card.run.id, NOW)
    assert again is not None
    assert stored(session, again) == {}
    assert session.scalar(select(AnswerEdit.number).where(AnswerEdit.run_id == card.run.id)) == 3
    assert db.runs.open_of(session, school.mentee.id) == [again.run]
