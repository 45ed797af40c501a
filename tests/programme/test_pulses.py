"""The first month of a pair: both sides and a parent are asked after its first and third week, each once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.letters import Letter
from db.people import Person
from db.runs import Run
from db.sealed import Ring
from domain import polls as calendar
from programme import polls, pulses, results, today
from tests.conftest import School, person
from tests.programme.test_polls import finish, pair

START = date(2026, 11, 23)
"""A Monday: the next poll opens on 21 December (a Monday, as the 20th is a Sunday)."""
DAY = timedelta(days=1)
TEN = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""10:00 in Moscow on the first day."""


def began(session: Session, school: School, *mentees: Person, start: date = START) -> int:
    one = pair(session, school.organisation, school.mentor, *(mentees or (school.mentee,)))
    one.started_on = start
    session.flush()
    return one.id


def asked(session: Session) -> list[tuple[int, str]]:
    runs = session.scalars(select(Run).where(Run.form_name.in_(calendar.PULSES)).order_by(Run.id))
    return [(run.person_id, run.form_name) for run in runs]


def test_both_sides_and_a_parent_are_asked_after_the_first_week_and_the_third(session: Session, school: School) -> None:
    began(session, school)
    three = [
        (school.mentee.id, "pulse_mentee"), (school.mentor.id, "pulse_mentor"), (school.parent.id, "pulse_parent"),
    ]  # fmt: skip
    assert pulses.first_month(session, TEN + 6 * DAY) == 0
    assert pulses.first_month(session, TEN + 7 * DAY - timedelta(hours=1)) == 0, "not before ten in the morning"
    assert pulses.first_month(session, TEN + 7 * DAY) == 3
    assert sorted(asked(session)) == sorted(three)
    about = session.scalars(select(Run).where(Run.person_id == school.parent.id)).one()
    assert (about.about_id, about.poll_id) == (school.mentee.id, None)
    keys = {letter.person_id: letter.text_key for letter in session.scalars(select(Letter))}
    assert keys == {
        school.mentee.id: "letters.pulse_week", school.mentor.id: "letters.pulse_week",
        school.parent.id: "letters.pulse_week_parent",
    }  # fmt: skip
    for hours in (0, 1, 30, 60):
        assert pulses.first_month(session, TEN + 7 * DAY + timedelta(hours=hours)) == 0, "nobody is asked twice"
    pulses.close_due(session, TEN + 14 * DAY)
    assert pulses.first_month(session, TEN + 14 * DAY) == 0, "the second week is left in peace"


def test_a_bot_that_was_away_asks_a_little_later_and_not_a_week_later(session: Session, school: School) -> None:
    began(session, school)
    assert pulses.first_month(session, TEN + 14 * DAY) == 0
    other = person(session, school.organisation, "mentee", "Смирнов Пётр", "9", "child", "5А")
    began(session, school, other, start=START + 2 * DAY)
    assert pulses.first_month(session, TEN + 14 * DAY + timedelta(hours=1)) == 2


def test_a_poll_that_opens_within_a_week_asks_in_its_place(session: Session, school: School) -> None:
    began(session, school)
    assert pulses.first_month(session, TEN + 21 * DAY) == 0, "the poll of December opens in seven days"
    polls.open_now(session, school.organisation, TEN + 2 * DAY)
    assert pulses.first_month(session, TEN + 7 * DAY) == 0, "whoever has not answered the last one is not asked again"


def test_a_week_closes_after_a_week_and_whoever_is_answering_may_finish(session: Session, school: School) -> None:
    began(session, school)
    opened = TEN + 7 * DAY
    pulses.first_month(session, opened)
    runs = session.scalars(select(Run)).all()
    runs[0].touched_at = opened + 7 * DAY - timedelta(minutes=5)
    session.flush()
    assert pulses.close_due(session, opened + 7 * DAY - timedelta(minutes=1)) == 0
    assert pulses.close_due(session, opened + 7 * DAY) == 2
    assert pulses.close_due(session, opened + 7 * DAY + timedelta(hours=1)) == 1
    assert {run.state for run in runs} == {"expired"}
    assert pulses.close_due(session, opened + 30 * DAY) == 0


def test_a_worry_of_the_first_week_calls_the_curator(session: Session, school: School) -> None:
    began(session, school)
    pulses.first_month(session, TEN + 7 * DAY)
    run = session.scalars(select(Run).where(Run.person_id == school.mentee.id)).one()
    finish(session, run, TEN + 8 * DAY, safety=("faces3", 1))
    queue = today.queue(session, school.scope, TEN + 8 * DAY)
    assert [thing.subject for thing in queue if thing.reason == "unsafe"] == [run.id]


def test_pulses_of_the_first_month_are_no_figures(session: Session, school: School) -> None:
    more = [person(session, school.organisation, "mentee", f"Ученик {n}", f"8{n}", "child") for n in range(6)]
    began(session, school, *more)
    pulses.first_month(session, TEN + 7 * DAY)
    for run in session.scalars(select(Run)):
        finish(session, run, TEN + 8 * DAY, safety=("faces3", 3))
    assert results.waiting(session, school.organisation) == []


def test_two_missed_pulses_in_a_row_are_a_call(session: Session, school: School) -> None:
    """The first week and the third, as the two last polls are: the mentor answers the second one, the parent none."""
    began(session, school)
    school.organisation.settings = {"poll_day": 1}
    now = TEN + 21 * DAY
    pulses.first_month(session, TEN + 9 * DAY)
    pulses.close_due(session, TEN + 16 * DAY)
    assert pulses.first_month(session, now) == 3
    third = session.scalars(
        select(Run).where(Run.person_id == school.mentor.id, Run.opened_at == now)
    ).one()  # fmt: skip
    finish(session, third, now + DAY, safety=("yn", 0))

    def missed(at: datetime) -> set[tuple[str, ...]]:
        return {thing.people for thing in today.queue(session, school.scope, at) if thing.reason == "missed_polls"}

    assert missed(now + 2 * DAY) == set(), "there is still time to answer"
    assert missed(now + 5 * DAY) == {("Иванова Мария",), ("Иванова Ольга Петровна",)}
    assert missed(now + 60 * DAY) == set(), "long ago"


@pytest.mark.parametrize(
    ("role", "age", "tone", "form"),
    [
        ("mentee", 11, "child", "pulse_mentee"),
        ("mentee", 12, "child", "pulse_mentee_teen"),
        ("mentee", None, "child", "pulse_mentee"),
        ("mentee", None, "adult", "pulse_mentee_teen"),
        ("mentor", 16, "child", "pulse_mentor"),
        ("parent", None, "adult", "pulse_parent"),
    ],
)
def test_faces_are_for_the_young_and_words_from_twelve_on(role: str, age: int | None, tone: str, form: str) -> None:
    assert calendar.form_of(role, age, tone) == form


def test_a_birthday_decides_on_the_day_of_the_poll(session: Session, school: School) -> None:
    session.info["ring"] = Ring((bytes(range(32)),))
    school.mentee.born = date(2014, 12, 22)
    began(session, school)
    november = polls.open_now(session, school.organisation, TEN)
    polls.close_due(session, TEN + 20 * DAY)
    december = polls.open_now(session, school.organisation, TEN + 30 * DAY)
    forms = {
        run.poll_id: run.form_name for run in session.scalars(select(Run).where(Run.person_id == school.mentee.id))
    }
    assert forms == {november.id: "pulse_mentee", december.id: "pulse_mentee_teen"}


def test_a_parent_is_asked_about_each_child_and_only_one_parent(session: Session, school: School) -> None:
    began(session, school)
    poll = polls.open_now(session, school.organisation, TEN)
    run = session.scalars(select(Run).where(Run.person_id == school.parent.id)).one()
    assert (run.form_name, run.about_id, run.poll_id) == ("pulse_parent", school.mentee.id, poll.id)
    letter = session.scalars(select(Letter).where(Letter.person_id == school.parent.id)).one()
    assert letter.text_key == "letters.poll_open_parent"


def test_faces_and_words_are_judged_apart_and_people_added_up(session: Session, school: School) -> None:
    """Three of faces and three of words: two and one are satisfied by the threshold of their own scale."""
    session.info["ring"] = Ring((bytes(range(32)),))
    mentees = [person(session, school.organisation, "mentee", f"Ученик {n}", f"8{n}", "child") for n in range(6)]
    for older in mentees[3:]:
        older.born = date(2012, 1, 1)
    began(session, school, *mentees)
    poll = polls.open_now(session, school.organisation, TEN)
    for who, value in zip(mentees, (3, 3, 2, 5, 3, 3), strict=True):
        run = session.scalars(select(Run).where(Run.person_id == who.id)).one()
        finish(session, run, TEN, heard=("words5" if run.form_name == "pulse_mentee_teen" else "faces3", value))
    polls.close_due(session, TEN + 12 * DAY)
    assert poll.result is not None
    assert poll.result["mentee"] == [3, 6, 6]
    assert set(poll.result) == {"mentee", "mentor"}
