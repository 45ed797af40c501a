"""Whoever leaves takes nobody along, owes nothing and may come back; whoever lost an office can do nothing with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.audit
import db.pairs
import db.people
from db.invitations import Invitation
from db.letters import Letter
from db.pairs import Member, Pair
from db.people import Grant, Person
from programme import doors, find, invitations, leaving, letters, profiles, runs
from programme.presence import Denied
from tests.conftest import NOW, School, person
from tests.visitors import visitor

LATER = NOW + timedelta(days=1)


def paired(session: Session, school: School, *mentees: Person, state: str = "active") -> Pair:
    pair = Pair(
        organisation_id=school.organisation.id, state=state, kind="pair" if len(mentees) == 1 else "group",
        created_at=NOW, created_by=school.curator.id, started_on=NOW.date() if state == "active" else None,
    )  # fmt: skip
    session.add(pair)
    session.flush()
    session.add(Member(pair_id=pair.id, person_id=school.mentor.id, role="mentor", accepted_at=NOW))
    for each in mentees:
        session.add(Member(pair_id=pair.id, person_id=each.id, role="mentee", accepted_at=NOW))
    session.flush()
    return pair


def test_what_would_end_is_said_before_anything_ends(session: Session, school: School) -> None:
    pair = paired(session, school, school.mentee)
    going = leaving.ahead(session, visitor(session, "1"), school.mentee.id)
    assert going is not None
    assert (going.pairs, going.alone, going.adults) == ((pair,), (school.mentor,), (school.parent,))
    assert (pair.state, school.mentee.state) == ("active", "active")


def test_with_a_person_their_pairs_letters_links_and_questionnaires_end(session: Session, school: School) -> None:
    pair = paired(session, school, school.mentee)
    run = runs.open_run(session, school.mentee, "mentee_request", now=NOW)
    letters.write(session, school.mentee.id, "letters.back", kind="reminder", once="x", now=NOW, run=run.id)
    invitations.invite_parent(session, school.mentee, NOW)
    assert leaving.leave(session, visitor(session, "1"), school.mentee.id, LATER)
    assert (pair.state, run.state, school.mentee.state) == ("ended", "interrupted", "left")
    assert db.people.roles(session, school.mentee.id) == ()
    assert all(each.revoked_at for each in session.scalars(select(Invitation)))
    waiting = select(Letter.text_key).where(Letter.person_id == school.mentee.id, Letter.state == "waiting")
    assert list(session.scalars(waiting)) == ["letters.left_programme"]
    assert [row.action for row in db.audit.about(session, f"person:{school.mentee.code}")] == ["person.left"]


def test_a_group_goes_on_without_one_of_its_mentees(session: Session, school: School) -> None:
    other = person(session, school.organisation, "mentee", "Петров Иван", "9", "child", "5Б")
    group = paired(session, school, school.mentee, other)
    leaving.leave(session, visitor(session, "1"), school.mentee.id, LATER)
    assert (group.state, group.kind) == ("active", "pair")
    assert {each.id for _, each in db.pairs.members(session, group.id)} == {school.mentor.id, other.id}


def test_a_proposal_is_off_even_when_somebody_has_agreed(session: Session, school: School) -> None:
    pair = paired(session, school, school.mentee, state="proposed")
    leaving.leave(session, visitor(session, "1"), school.mentor.id, LATER)
    assert pair.state == "cancelled"


def test_leaving_twice_is_leaving_once(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    assert leaving.leave(session, curator, school.mentee.id, NOW)
    assert leaving.leave(session, curator, school.mentee.id, LATER) is None
    assert school.mentee.left_at == NOW


def test_nobody_lets_go_of_themselves_or_of_those_above(session: Session, school: School) -> None:
    director = person(session, school.organisation, "director", "Волков Пётр Ильич", "8")
    curator = visitor(session, "1")
    assert leaving.leave(session, curator, school.curator.id, NOW) is None
    assert leaving.leave(session, curator, director.id, NOW) is None
    assert leaving.leave(session, visitor(session, "5"), school.mentee.id, NOW) is None, "another school's person"
    with pytest.raises(Denied):
        leaving.leave(session, visitor(session, "2"), school.mentee.id, NOW)


def test_who_comes_back_has_the_roles_and_the_history(session: Session, school: School) -> None:
    pair = paired(session, school, school.mentee)
    curator = visitor(session, "1")
    leaving.leave(session, curator, school.mentee.id, NOW)
    made = leaving.come_back(session, curator, school.mentee.id, LATER)
    assert made is not None
    came = doors.accept(session, made[1], "telegram", "3", "ru", LATER)
    assert came is school.mentee
    assert db.people.roles(session, school.mentee.id) == ("mentee",)
    assert db.pairs.mine(session, school.mentee.id, "ended") == [pair]
    assert leaving.come_back(session, curator, school.mentee.id, LATER) is None


@pytest.mark.fault(100)
def test_a_removed_curator_is_denied_at_the_next_tap(session: Session, school: School) -> None:
    person(session, school.organisation, "director", "Волков Пётр Ильич", "8")
    other, _ = invitations.invite(session, school.organisation, "mentor", "Новый Наставник", NOW, by=school.curator.id)
    run = runs.open_run(session, school.curator, "invite_person", now=NOW)
    letters.write(session, school.curator.id, "letters.summary", kind="digest", once="d", now=NOW)
    [grant] = session.scalars(select(Grant).where(Grant.person_id == school.curator.id))
    assert profiles.take(session, visitor(session, "8"), school.curator.id, grant.id, NOW)
    with pytest.raises(Denied):
        find.card(session, visitor(session, "1"), school.mentee.id, NOW)
    assert (other.revoked_at, run.state) == (NOW, "interrupted")
    assert session.scalars(select(Letter.state).where(Letter.once_key == "d")).one() == "cancelled"
    assert db.people.curators(session, school.organisation.id) == []
