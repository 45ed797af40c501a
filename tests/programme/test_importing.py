"""A school's list is written down once, whoever is known is known again, and nobody is lost by it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import db.audit
import db.guardians
import db.people
from db.importing import Import
from db.invitations import Invitation
from db.people import Grant, Person
from domain.importing import Line, Listed
from programme import importing, importing_plan, leaving
from programme.importing_plan import Plan
from programme.presence import Denied
from tests.conftest import NOW, School
from tests.visitors import visitor

ANNA = Line(2, "Петрова Анна", "mentee", key="77", group="6А", born=date(2014, 5, 1), parent_phone="+79161234500",
            parent_name="Петрова Ирина")  # fmt: skip


def planned(session: Session, school: School, *lines: Line) -> Plan:
    return importing_plan.plan(session, school.organisation, Listed(lines, ()))


def written(session: Session, school: School, *lines: Line) -> Plan:
    return importing.write(session, school.organisation, planned(session, school, *lines), "operator", NOW)


def count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_preview_writes_nothing(session: Session, school: School) -> None:
    before = count(session, Person)
    assert planned(session, school, ANNA).count("new") == 1
    assert count(session, Person) == before


def test_a_new_pupil_may_be_invited_and_the_parent_is_expected(session: Session, school: School) -> None:
    written(session, school, ANNA)
    anna = session.scalars(select(Person).where(Person.external_key == "77")).one()
    assert (anna.name, anna.group_name, anna.state, anna.tone) == ("Петрова Анна", "6А", "invited", "child")
    assert anna.born == date(2014, 5, 1)
    assert db.people.roles(session, anna.id) == ("mentee",)
    [guardian] = db.guardians.of_child(session, anna.id)
    assert (guardian.phone, guardian.name) == ("+79161234500", "Петрова Ирина")
    assert session.scalar(select(Invitation).where(Invitation.person_id == anna.id)) is not None


def test_the_same_list_twice_changes_nothing(session: Session, school: School) -> None:
    lines = (ANNA, Line(3, "Иванова Мария", "mentee", group="5Б"), Line(4, "Орлов Пётр", "mentor"))
    first = written(session, school, *lines)
    counts = [count(session, table) for table in (Person, Grant, Invitation)]
    again = written(session, school, *lines)
    assert (first.count("new"), first.count("same")) == (2, 1)
    assert (again.count("new"), again.count("changed"), again.count("same")) == (0, 0, 3)
    assert [count(session, table) for table in (Person, Grant, Invitation)] == counts


def test_somebody_who_moved_up_a_class_is_known_by_the_schools_number(session: Session, school: School) -> None:
    written(session, school, ANNA)
    grown = Line(2, "Петрова-Ли Анна", "mentee", key="77", group="7А")
    plan = written(session, school, grown)
    assert [entry.changes for entry in plan.entries] == [("name", "group")]
    anna = session.scalars(select(Person).where(Person.external_key == "77")).one()
    assert (anna.name, anna.group_name, anna.search_key) == ("Петрова-Ли Анна", "7А", "петрова-ли анна 7а")
    assert anna.born == date(2014, 5, 1), "an empty cell takes nothing away"


def test_a_number_is_given_to_who_is_known_by_name_and_class(session: Session, school: School) -> None:
    plan = written(session, school, Line(2, "Иванова Мария", "mentee", key="12", group="5Б"))
    assert [entry.changes for entry in plan.entries] == [("key",)]
    assert school.mentee.external_key == "12"


@pytest.mark.parametrize("name", ["Иванова Марья", "Иваново Мария", "Иванова Мари"])
def test_a_slip_of_the_pen_is_named(session: Session, school: School, name: str) -> None:
    [entry] = planned(session, school, Line(2, name, "mentee", group="5Б")).entries
    assert [each.name for each in entry.near] == ["Иванова Мария"]


def test_the_same_name_in_another_class_is_named(session: Session, school: School) -> None:
    [entry] = planned(session, school, Line(2, "Иванова Мария", "mentee", group="6А")).entries
    assert entry.fate == "new"
    assert [each.id for each in entry.near] == [school.mentee.id]


def test_two_of_one_name_need_a_number(session: Session, school: School) -> None:
    written(session, school, Line(2, "Иванова Мария", "mentee", key="1", group="5Б"),
            Line(3, "Иванова Мария", "mentee", key="2", group="5Б"))  # fmt: skip
    plan = planned(session, school, Line(2, "Иванова Мария", "mentee", group="5Б"))
    assert [fault.key for fault in plan.faults] == ["importing.several"]


def test_who_left_does_not_come_back_by_a_list(session: Session, school: School) -> None:
    school.mentee.external_key = "12"
    leaving.leave(session, visitor(session, "1"), school.mentee.id, NOW)
    plan = planned(session, school, Line(2, "Иванова Мария", "mentee", key="12", group="5Б"))
    assert [fault.key for fault in plan.faults] == ["importing.has_left"]


def test_another_schools_people_are_nobody_here(session: Session, school: School) -> None:
    plan = importing_plan.plan(session, school.stranger_curator.organisation,
                          Listed((Line(2, "Иванова Мария", "mentee", group="5Б"),), ()))  # fmt: skip
    assert [(entry.fate, entry.near) for entry in plan.entries] == [("new", ())]


def test_a_list_waits_for_the_word_and_is_written_once(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    kept, plan = importing.keep(session, curator, Listed((ANNA,), ()), NOW)
    assert plan.count("new") == 1
    assert count(session, Import) == 1
    done = importing.write_kept(session, curator, kept, NOW)
    assert done is not None
    assert (done.new, done.changed, done.left) == (1, 0, 0)
    assert importing.write_kept(session, curator, kept, NOW) is None
    assert count(session, Import) == 0, "nothing of the list stays"
    assert [row.action for row in db.audit.by(session, school.curator.code)] == ["people.imported"]


def test_an_old_button_writes_no_newer_list(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    old, _ = importing.keep(session, curator, Listed((ANNA,), ()), NOW)
    new, _ = importing.keep(session, curator, Listed((ANNA,), ()), NOW)
    assert importing.write_kept(session, curator, old, NOW) is None
    assert importing.write_kept(session, curator, new, NOW)


def test_another_curators_list_is_a_miss(session: Session, school: School) -> None:
    kept, _ = importing.keep(session, visitor(session, "1"), Listed((ANNA,), ()), NOW)
    assert importing.write_kept(session, visitor(session, "5"), kept, NOW) is None


def test_a_mentor_brings_no_list(session: Session, school: School) -> None:
    with pytest.raises(Denied):
        importing.keep(session, visitor(session, "2"), Listed((ANNA,), ()), NOW)


def test_a_list_that_nobody_wanted_is_forgotten_after_a_day(session: Session, school: School) -> None:
    importing.keep(session, visitor(session, "1"), Listed((ANNA,), ()), NOW)
    assert importing.forget(session, NOW + timedelta(hours=23)) == 0
    assert importing.forget(session, NOW + timedelta(hours=25)) == 1


def test_a_long_list_is_written_in_portions_and_counted_once(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    lines = tuple(Line(row, f"Петров Иван{row}", "mentee", group="6А") for row in range(2, importing.PORTION + 12))
    kept, _ = importing.keep(session, curator, Listed(lines, ()), NOW)
    told = []
    while (done := importing.write_kept(session, curator, kept, NOW)) is not None:
        told.append((done.new, done.left))
    assert told == [(importing.PORTION, 10), (importing.PORTION + 10, 0)]
    assert planned(session, school, *lines).count("same") == len(lines)
