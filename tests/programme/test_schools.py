"""What whoever sees no names sees: numbers that are true, and nobody's name."""

from dataclasses import fields
from datetime import timedelta

from sqlalchemy.orm import Session

from db.journal import Update
from db.meetings import Meeting
from db.organisations import Scope
from db.pairs import Member, Pair
from programme import health, schools
from tests.conftest import NOW, School


def at_work(session: Session, school: School, days_ago: int) -> Pair:
    pair = Pair(
        organisation_id=school.organisation.id, number=1, state="active", created_at=NOW, created_by=school.curator.id,
    )  # fmt: skip
    session.add(pair)
    session.flush()
    for person, role in ((school.mentor, "mentor"), (school.mentee, "mentee")):
        session.add(Member(pair_id=pair.id, person_id=person.id, role=role))
    session.add(Meeting(pair_id=pair.id, state="held", held_on=(NOW - timedelta(days=days_ago)).date()))
    session.flush()
    return pair


def test_the_operator_sees_every_school_with_somebody_in_it(session: Session, school: School) -> None:
    at_work(session, school, days_ago=3)
    found = schools.roll_up(session, Scope("/"), NOW)
    ours = next(one for one in found if one.name == school.organisation.name)
    assert (ours.mentees, ours.with_mentor, ours.pairs, ours.met) == (1, 1, 1, 1)
    assert (ours.covered, ours.meeting) == (100, 100)


def test_a_pair_that_did_not_meet_for_two_weeks_counts_against_the_school(session: Session, school: School) -> None:
    at_work(session, school, days_ago=15)
    assert schools.roll_up(session, school.scope, NOW)[0].meeting == 0


def test_one_school_does_not_see_another(session: Session, school: School) -> None:
    at_work(session, school, days_ago=3)
    assert schools.roll_up(session, school.other_scope, NOW) == []


def test_the_numbers_carry_no_name_of_a_person(session: Session, school: School) -> None:
    at_work(session, school, days_ago=3)
    said = str([[getattr(one, each.name) for each in fields(one)] for one in schools.roll_up(session, Scope("/"), NOW)])
    for person in (school.mentee, school.mentor, school.curator, school.parent):
        assert person.name.split()[0] not in said


def test_a_bot_that_is_behind_says_so(session: Session, school: School) -> None:
    assert health.health(session, NOW).behind == timedelta()
    session.add(
        Update(channel="telegram", update_id=7, person_key="1", received_at=NOW - timedelta(minutes=5), state="new")
    )
    session.flush()
    assert health.health(session, NOW).behind == timedelta(minutes=5)
