"""What fails for one subject holds up nobody else's work, and is set aside after three tries."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import db.due
from db.people import Person
from programme import polls
from programme.setbacks import one_by_one
from tests.conftest import NOW, School, organisation, person
from tests.programme.test_polls import OPENING, pair


class Work:
    """Names people anew; poison makes it fail, half-done."""

    def __init__(self, session: Session, poison: Person) -> None:
        self.session, self.poison, self.tried = session, poison, 0

    def do(self, one: Person) -> int:
        one.name = "done"
        self.session.flush()
        if one is self.poison:
            self.tried += 1
            raise ValueError
        return 1


def test_a_poisoned_one_holds_up_nobody_and_leaves_nothing_half_done(session: Session, school: School) -> None:
    people = [school.curator, school.mentor, school.mentee]
    work = Work(session, school.mentor)
    assert one_by_one(session, "name", people, work.do, NOW) == 2
    assert [one.name for one in people] == ["done", "Кузнецова Анна Сергеевна", "done"]


def test_it_is_tried_three_times_a_day(session: Session, school: School) -> None:
    work = Work(session, school.mentor)

    def ticks(number: int, day: int = 0) -> int:
        work.tried = 0
        for minute in range(number):
            one_by_one(session, "name", [school.mentor], work.do, NOW + timedelta(days=day, minutes=minute))
        return work.tried

    ticks(2)
    assert db.due.failing(session, "name", 3, NOW - timedelta(days=1)) == set()
    ticks(3)
    assert db.due.failing(session, "name", 3, NOW - timedelta(days=1)) == {str(school.mentor.id)}
    assert ticks(5) == 0
    assert ticks(1, day=2) > 0, "another day, another try"
    assert db.due.failures(session, NOW) == 1


def test_a_trouble_of_the_database_is_nobodys_fault(session: Session, school: School) -> None:
    def away(_: Person) -> int:
        raise OperationalError("", None, OSError())

    with pytest.raises(OperationalError):
        one_by_one(session, "name", [school.mentor], away, NOW)
    assert db.due.failures(session, NOW) == 0


def test_a_school_with_a_bad_setting_does_not_keep_the_others_from_their_poll(session: Session, school: School) -> None:
    theirs = organisation(session, "school-9", "Школа № 9")
    pair(
        session, theirs, person(session, theirs, "mentor", "Белова Инна", "8"),
        person(session, theirs, "mentee", "Белов Олег", "9"),
    )  # fmt: skip
    pair(session, school.organisation, school.mentor, school.mentee)
    theirs.settings = {"poll_day": "the first"}
    session.flush()
    assert polls.open_month(session, OPENING) == 1
