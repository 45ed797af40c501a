"""Roles are given and taken by those who may, at once; accounts are closed and moved by a link only."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.accounts
import db.audit
import db.people
from db.accounts import Account
from db.organisations import scope_of
from db.people import Grant, Person
from db.runs import AnswerRow
from domain.answers import Answer
from programme import answering, correcting, doors, phones, presence, profiles
from programme.presence import Denied
from tests.conftest import NOW, School, organisation, person
from tests.visitors import visitor


def grant_of(session: Session, one: Person, role: str) -> int:
    query = select(Grant.id).where(Grant.person_id == one.id, Grant.role == role, Grant.until.is_(None))
    return session.scalars(query).one()


def corrected(session: Session, school: School, address: str = "1", **said: str) -> bool:
    """The questionnaire filled in to its end by whoever is at an address."""
    by = visitor(session, address)
    run = profiles.begin_correction(session, by, school.mentee.id, correcting.FORM, NOW)
    if run is None:
        return False
    given = {name: Answer(name, text=value) for name, value in said.items()}
    ending = correcting.corrected(session, run, given, NOW)
    return ending is not None and ending.text_key == "profiles.corrected"


def test_a_role_works_at_once_and_is_over_at_once(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    assert profiles.give(session, curator, school.mentor.id, "psychologist", None, NOW)
    assert visitor(session, "2").may("answers.sensitive")
    grant = grant_of(session, school.mentor, "psychologist")
    assert profiles.take(session, curator, school.mentor.id, grant, NOW)
    assert not visitor(session, "2").may("answers.sensitive")
    said = [(row.action, row.purpose) for row in db.audit.about(session, f"person:{school.mentor.code}")]
    assert said == [("role.given", "psychologist"), ("role.taken", "psychologist")]


@pytest.mark.parametrize("role", ["curator", "director", "municipal_operator", "tech_admin", "king"])
def test_nobody_gives_what_is_not_theirs_to_give(session: Session, school: School, role: str) -> None:
    assert profiles.give(session, visitor(session, "1"), school.mentor.id, role, None, NOW) is None
    assert db.people.roles(session, school.mentor.id) == ("mentor",)


def test_nobody_gives_themselves_anything(session: Session, school: School) -> None:
    assert profiles.give(session, visitor(session, "1"), school.curator.id, "psychologist", None, NOW) is None


def test_a_mentor_gives_nothing(session: Session, school: School) -> None:
    with pytest.raises(Denied):
        profiles.give(session, visitor(session, "2"), school.mentee.id, "mentor", None, NOW)


def test_a_class_teacher_sees_the_class_that_was_named_and_no_other(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    assert profiles.give(session, curator, school.mentor.id, "class_teacher", None, NOW) is None, "which class?"
    assert profiles.give(session, curator, school.mentor.id, "class_teacher", "9Я", NOW) is None, "there is none"
    assert profiles.give(session, curator, school.mentor.id, "class_teacher", "5Б", NOW)
    scope = visitor(session, "2").scope_for("class.see")
    assert scope.group == "5Б"
    assert profiles.give(session, curator, school.mentor.id, "class_teacher", "5Б", NOW)
    assert len(db.people.held_within(session, school.scope, school.mentor.id)) == 2, "the same again is the same"


@pytest.mark.fault(26)
def test_a_new_account_closes_the_old_one_and_keeps_everything_else(session: Session, school: School) -> None:
    made = profiles.new_account(session, visitor(session, "1"), school.mentor.id, NOW)
    assert made is not None
    assert visitor(session, "2").person is school.mentor, "the old one works until the link is used"
    assert doors.accept(session, made[1], "telegram", "22", "ru", NOW) is school.mentor
    assert school.mentor.state == "active"
    assert visitor(session, "22").person is school.mentor
    assert presence.arrive(session, "telegram", "2", NOW) is None
    actions = [row.action for row in db.audit.about(session, f"person:{school.mentor.code}")]
    assert actions == ["account.relink_offered", "account.moved"]


@pytest.mark.fault(25)
def test_an_account_that_cannot_be_reached_is_given_to_nobody(session: Session, school: School) -> None:
    [account] = session.scalars(select(Account).where(Account.person_id == school.mentor.id))
    account.state = "unreachable"
    assert presence.arrive(session, "telegram", "2999", NOW) is None
    assert [each.address for each in db.accounts.of_person(session, school.mentor.id)] == ["2"]


@pytest.mark.fault(101)
def test_signed_out_everywhere_is_nobody_anywhere(session: Session, school: School) -> None:
    session.add(Account(channel="telegram", address="22", person_id=school.mentor.id, since=NOW))
    session.flush()
    closed = profiles.sign_out(session, visitor(session, "1"), school.mentor.id, NOW)
    assert {account.address for account in closed or ()} == {"2", "22"}
    assert presence.arrive(session, "telegram", "2", NOW) is None
    assert school.mentor.state == "active", "only the accounts are gone"


def test_a_person_may_sign_themselves_out(session: Session, school: School) -> None:
    mentor = visitor(session, "2")
    assert profiles.sign_out(session, mentor, school.mentor.id, NOW)
    assert presence.arrive(session, "telegram", "2", NOW) is None
    with pytest.raises(Denied):
        profiles.sign_out(session, mentor, school.mentee.id, NOW)


def test_a_name_and_a_class_are_put_right_and_found_anew(session: Session, school: School) -> None:
    assert corrected(session, school, what="name", name="Петрова  Мария")
    assert corrected(session, school, what="group", grade="6", letter="А")
    assert (school.mentee.name, school.mentee.group_name) == ("Петрова Мария", "6А")
    assert school.mentee.search_key == "петрова мария 6а"
    rows = db.audit.about(session, f"person:{school.mentee.code}")
    assert [(row.action, row.purpose) for row in rows] == [("person.corrected", "name"), ("person.corrected", "group")]
    assert not any("Петрова" in f"{row.purpose} {row.object}" for row in rows), "the audit keeps no names"


def test_a_birth_date_may_ask_for_one_consent_more(session: Session, school: School) -> None:
    assert corrected(session, school, what="born", born="2010-05-01")
    assert school.mentee.state == "joining", "from 14 the own consent is needed too"


def test_nothing_that_was_typed_stays_in_the_questionnaire(session: Session, school: School) -> None:
    by = visitor(session, "1")
    run = profiles.begin_correction(session, by, school.mentee.id, correcting.FORM, NOW)
    assert run is not None
    for value in ("name",):
        answering.answer(session, by.person, run.id, run.revision, value, NOW)
    correcting.corrected(session, run, {"what": Answer("what", text="tone"), "tone": Answer("tone", text="child")}, NOW)
    assert list(session.scalars(select(AnswerRow).where(AnswerRow.run_id == run.id))) == []


def test_who_lost_the_right_while_typing_corrects_nothing(session: Session, school: School) -> None:
    by = visitor(session, "1")
    run = profiles.begin_correction(session, by, school.mentee.id, correcting.FORM, NOW)
    assert run is not None
    session.get_one(Grant, grant_of(session, school.curator, "curator")).until = NOW
    session.flush()
    given = {name: Answer(name, text=value) for name, value in (("what", "name"), ("name", "А Б"))}
    ending = correcting.corrected(session, run, given, NOW)
    assert ending is not None
    assert ending.text_key == "profiles.not_yours"
    assert school.mentee.name == "Иванова Мария"


def test_another_schools_curator_corrects_nobody_here(session: Session, school: School) -> None:
    assert not corrected(session, school, "5", what="name", name="А Б")


def test_a_director_takes_the_office_of_a_curator_and_a_curator_does_not(session: Session, school: School) -> None:
    other = person(session, school.organisation, "curator", "Зимина Алла Юрьевна", "7")
    person(session, school.organisation, "director", "Волков Пётр Ильич", "8")
    grant = grant_of(session, other, "curator")
    assert profiles.take(session, visitor(session, "1"), other.id, grant, NOW) is None
    assert profiles.take(session, visitor(session, "8"), other.id, grant, NOW) is not None


def test_who_looks_after_several_schools_gives_a_role_in_any_of_them(session: Session, school: School) -> None:
    town = organisation(session, "town", "Город")
    for one in (school.organisation, school.stranger_curator.organisation):
        one.parent_id, one.path = town.id, f"{town.path}{one.id}/"
    session.flush()
    person(session, town, "municipal_operator", "Сомова Юлия Ильинична", "40")
    operator, theirs = visitor(session, "40"), school.stranger_curator.organisation
    assert profiles.give(session, operator, school.mentor.id, "director", None, NOW, theirs.id)
    assert profiles.give(session, operator, school.mentor.id, "director", None, NOW, theirs.id)
    held = [(grant.role, grant.organisation_id) for grant in db.people.held_within(
        session, scope_of(town), school.mentor.id)]  # fmt: skip
    assert held == [("mentor", school.organisation.id), ("director", theirs.id)]
    assert not visitor(session, "2").may("erasures.approve")
    there = phones.act_in(session, "telegram", "2", theirs.id, NOW)
    assert there is not None
    assert there.may("erasures.approve")


def test_nobody_gives_a_role_in_a_school_that_is_not_theirs(session: Session, school: School) -> None:
    theirs = school.stranger_curator.organisation.id
    assert profiles.give(session, visitor(session, "1"), school.mentor.id, "psychologist", None, NOW, theirs) is None
