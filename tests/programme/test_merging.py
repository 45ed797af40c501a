"""Two rows of one person become one, and nothing that either had is lost."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.accounts
import db.audit
import db.people
from db.accounts import Account
from db.guardians import Guardian
from db.letters import Letter
from db.meetings import Confirmation, Meeting
from db.pairs import Member, Pair
from db.people import Grant, Person
from db.runs import Run
from programme import find, letters, merging, runs
from programme.merging import Merger
from programme.presence import Denied
from tests.conftest import NOW, School, person
from tests.visitors import visitor


def double(session: Session, school: School, name: str = "Иванова Мария", group: str | None = "5Б") -> Person:
    return person(session, school.organisation, "mentee", name, "33", "child", group)


def pair_with(session: Session, school: School, mentee: Person) -> Pair:
    pair = Pair(organisation_id=school.organisation.id, state="active", created_at=NOW, created_by=school.curator.id)
    session.add(pair)
    session.flush()
    session.add_all(
        [Member(pair_id=pair.id, person_id=school.mentor.id, role="mentor"),
         Member(pair_id=pair.id, person_id=mentee.id, role="mentee")]
    )  # fmt: skip
    session.flush()
    return pair


@pytest.mark.parametrize(
    ("name", "group", "alike"),
    [
        ("Иванова Мария", "5Б", True),
        ("Иванова Мария Петровна", "5Б", True),
        ("Мария Иванова", "5Б", True),
        ("Ивонова Мария", "5Б", True),
        ("Иванова Мария", "7А", True),
        ("Иванова Марья", None, True),
        ("Ивонова Мария", "7А", False),
        ("Иванова Дарья", "5Б", False),
    ],
)
def test_likely_doubles_are_offered(
    session: Session, school: School, name: str, group: str | None, alike: bool
) -> None:
    other = double(session, school, name, group)
    assert merging.doubles(session, visitor(session, "1"), school.mentee.id) == ([other] if alike else [])


def test_everything_goes_over_to_the_one_that_stays(session: Session, school: School) -> None:
    other = double(session, school)
    pair = pair_with(session, school, other)
    run = runs.open_run(session, other, "mentee_request", now=NOW)
    letters.write(session, other.id, "letters.back", kind="notice", once="x", now=NOW, run=run.id)
    guardian = Guardian(child_id=other.id, parent_id=school.parent.id, relation="mother", confirmed_at=NOW)
    session.add(guardian)
    session.flush()
    other.born = date(2014, 5, 1)
    merger = merging.merge(session, visitor(session, "1"), school.mentee.id, other.id, NOW)
    assert isinstance(merger, Merger)
    stays = school.mentee
    assert (
        session.scalars(select(Member.person_id).where(Member.pair_id == pair.id, Member.role == "mentee")).one()
        == stays.id
    )
    assert session.scalars(select(Run.person_id).where(Run.id == run.id)).one() == stays.id
    assert session.scalars(select(Letter.person_id).where(Letter.once_key == "x")).one() == stays.id
    assert {each.address for each in db.accounts.of_person(session, stays.id)} == {"3", "33"}
    assert stays.born == date(2014, 5, 1)
    assert db.people.roles(session, stays.id) == ("mentee",)
    assert (other.state, other.name, other.born, other.merged_into) == ("left", "", None, stays.id)
    [row] = db.audit.about(session, f"person:{stays.code}")
    assert (row.action, row.purpose) == ("person.merged", f"double {other.code}")


def test_no_reference_to_the_one_that_went_stays_anywhere(session: Session, school: School) -> None:
    other = double(session, school)
    pair = pair_with(session, school, other)
    meeting = Meeting(pair_id=pair.id, state="held", logged_by=other.id, logged_at=NOW)
    session.add(meeting)
    session.flush()
    session.add(Confirmation(meeting_id=meeting.id, person_id=other.id, asked_at=NOW))
    session.flush()
    merging.merge(session, visitor(session, "1"), school.mentee.id, other.id, NOW)
    for table, column in db.merging._references():
        where = column == other.id
        if (table.name, column.name) != ("people", "merged_into"):
            assert session.execute(select(column).where(where)).all() == [], f"{table.name}.{column.name}"


def test_what_both_have_is_there_once(session: Session, school: School) -> None:
    other = double(session, school)
    session.add(Account(channel="telegram", address="3", person_id=other.id, since=NOW, current=False))
    session.flush()
    merging.merge(session, visitor(session, "1"), school.mentee.id, other.id, NOW)
    assert sorted(each.address for each in db.accounts.of_person(session, school.mentee.id)) == ["3", "33"]
    held = select(Grant.role).where(Grant.person_id == school.mentee.id, Grant.until.is_(None))
    assert list(session.scalars(held)) == ["mentee"]


def test_whoever_sat_in_one_pair_is_no_double(session: Session, school: School) -> None:
    other = double(session, school)
    pair = pair_with(session, school, other)
    session.add(Member(pair_id=pair.id, person_id=school.mentee.id, role="mentee"))
    session.flush()
    curator = visitor(session, "1")
    assert merging.ahead(session, curator, school.mentee.id, other.id) == "profiles.merge_together"
    assert merging.merge(session, curator, school.mentee.id, other.id, NOW) == "profiles.merge_together"
    assert merging.ahead(session, curator, school.mentee.id, school.parent.id) == "profiles.merge_together"


def test_who_withdrew_is_not_merged(session: Session, school: School) -> None:
    other = double(session, school)
    other.state = "withdrawn"
    assert merging.ahead(session, visitor(session, "1"), school.mentee.id, other.id) == "profiles.merge_withdrawn"


def test_a_merger_is_done_once_and_only_among_ones_own(session: Session, school: School) -> None:
    other, stranger = double(session, school), school.stranger_curator
    curator = visitor(session, "1")
    assert merging.ahead(session, curator, school.mentee.id, stranger.id) is None
    assert isinstance(merging.merge(session, curator, school.mentee.id, other.id, NOW), Merger)
    assert merging.merge(session, curator, school.mentee.id, other.id, NOW) is None
    with pytest.raises(Denied):
        merging.doubles(session, visitor(session, "2"), school.mentee.id)


def test_the_empty_row_of_a_double_is_found_by_nobody(session: Session, school: School) -> None:
    other = double(session, school)
    curator = visitor(session, "1")
    merging.merge(session, curator, school.mentee.id, other.id, NOW)
    assert find.card(session, curator, other.id, NOW) is None
    assert [line.person.id for line in find.people(session, school.scope, "иванова мария").lines] == [school.mentee.id]
    everybody = find.listed(session, school.scope, find.Wanted(state="left"))
    assert everybody.total == 0
