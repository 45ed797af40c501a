"""After an outage: whoever was at it is offered the card anew, once; after a day the curators hear of the gap."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.lease
from db.letters import Letter
from programme import letters as send
from programme import outages, runs
from tests.conftest import NOW, School


def serve(session: Session, number: int, now: datetime) -> int:
    """A process with this fencing number ticks."""
    lease = db.lease.holder(session)
    if lease is None:
        db.lease.take(session, "first", now)
    else:
        lease.fencing_number = number
    session.flush()
    return outages.serving(session, now)


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(Letter.text_key).order_by(Letter.id)))


def at_work(session: Session, school: School, now: datetime) -> None:
    """The mentee is in the middle of a questionnaire."""
    run = runs.open_run(session, school.mentee, "pulse_mentee", now=now)
    runs.resume(session, school.mentee, run.id, now)
    session.flush()


@pytest.mark.fault(13)
def test_after_ten_minutes_whoever_was_at_it_is_told_once(session: Session, school: School) -> None:
    serve(session, 1, NOW)
    at_work(session, school, NOW)
    assert serve(session, 2, NOW + timedelta(minutes=10)) == 1
    assert serve(session, 2, NOW + timedelta(minutes=11)) == 0
    assert letters(session) == ["letters.back"]


@pytest.mark.fault(13)
def test_a_restart_of_seconds_is_nobodys_business(session: Session, school: School) -> None:
    serve(session, 1, NOW)
    at_work(session, school, NOW)
    assert serve(session, 2, NOW + timedelta(seconds=20)) == 0


@pytest.mark.fault(13)
def test_who_stopped_hours_before_is_left_alone(session: Session, school: School) -> None:
    at_work(session, school, NOW - timedelta(hours=3))
    serve(session, 1, NOW)
    assert serve(session, 2, NOW + timedelta(minutes=10)) == 0


@pytest.mark.fault(14)
def test_after_thirty_hours_the_curators_hear_of_the_gap(session: Session, school: School) -> None:
    serve(session, 1, NOW)
    assert serve(session, 2, NOW + timedelta(hours=30)) >= 1
    told = session.scalars(select(Letter).where(Letter.person_id == school.curator.id)).all()
    assert [letter.text_key for letter in told] == ["letters.gap"]


@pytest.mark.fault(14)
def test_after_thirty_hours_what_was_to_be_said_comes_as_one_message_in_its_hours(
    session: Session, school: School
) -> None:
    serve(session, 1, NOW)
    for hour in (1, 3, 20, 24):
        then = NOW + timedelta(hours=hour)
        send.write(session, school.mentee.id, "letters.run_waits", kind="reminder", once=f"{hour}", now=then)
    back = NOW + timedelta(hours=30)
    serve(session, 2, back)
    assert school.mentee.id not in {parcel.person.id for parcel in send.claim(session, back, readers=9) or ()}
    next_day = back + timedelta(hours=16)
    [parcel] = [one for one in send.claim(session, next_day, readers=9) or () if one.person.id == school.mentee.id]
    assert len(parcel.letters) == 4
