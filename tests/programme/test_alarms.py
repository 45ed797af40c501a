"""Alarms climb until somebody takes the case, however often the clock looks."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.letters import Letter
from programme import alarms, sos
from tests.conftest import NOW, School
from tests.programme.test_sos import staff, waiting

MINUTE = timedelta(minutes=1)


def test_after_fifteen_minutes_the_deputy_after_an_hour_the_director(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    sos.call(session, school.mentee, NOW, elena.id)
    alarms.escalate(session, NOW + 14 * MINUTE)
    assert waiting(session, inna) == []
    alarms.escalate(session, NOW + 15 * MINUTE)
    assert waiting(session, inna) == ["letters.case_help"]
    assert waiting(session, elena) == ["letters.case_help", "letters.case_waits"]
    alarms.escalate(session, NOW + 59 * MINUTE)
    assert waiting(session, director) == []
    alarms.escalate(session, NOW + 60 * MINUTE)
    assert waiting(session, director) == ["letters.case_help"]


def test_the_clock_may_look_twice_or_after_a_week(session: Session, school: School) -> None:
    staff(session, school)
    sos.call(session, school.mentee, NOW)
    alarms.escalate(session, NOW + timedelta(days=7))
    letters = session.scalar(select(func.count()).select_from(Letter))
    assert alarms.escalate(session, NOW + timedelta(days=7)) == 0
    assert session.scalar(select(func.count()).select_from(Letter)) == letters


def test_a_school_without_a_psychologist_tells_the_curator_then_the_director(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    elena.state = inna.state = "left"
    session.flush()
    sos.call(session, school.mentee, NOW)
    assert waiting(session, school.curator) == ["letters.case_help"]
    alarms.escalate(session, NOW + 15 * MINUTE)
    assert waiting(session, director) == ["letters.case_help"]


def test_at_night_a_school_may_wait_for_the_morning(session: Session, school: School) -> None:
    elena, inna, _ = staff(session, school)
    school.organisation.settings = {"safety_out_of_hours": "morning"}
    night = NOW + timedelta(hours=9)  # midnight of a Friday in Moscow
    sos.call(session, school.mentee, night, elena.id)
    letter = session.scalars(select(Letter).where(Letter.person_id == elena.id)).one()
    assert letter.not_before.isoformat() == "2026-11-23T06:00:00+00:00", "Monday, nine in Moscow"
    alarms.escalate(session, night + timedelta(hours=3))
    assert waiting(session, inna) == []
    alarms.escalate(session, letter.not_before + 15 * MINUTE)
    assert waiting(session, inna) == ["letters.case_help"]


def test_the_next_working_morning_tells_how_much_waits_once_a_day(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    sos.call(session, school.mentee, NOW, elena.id)
    assert alarms.morning(session, NOW + timedelta(hours=1)) == 0, "the same day is not a morning after"
    assert alarms.morning(session, NOW + timedelta(days=1)) == 0, "Saturday"
    monday = NOW + timedelta(days=2, hours=18)  # nine in Moscow
    assert alarms.morning(session, monday) == 1
    assert alarms.morning(session, monday + MINUTE) == 0
    assert waiting(session, elena)[-1] == "letters.cases_wait"
    assert alarms.morning(session, monday + timedelta(days=1)) == 1
