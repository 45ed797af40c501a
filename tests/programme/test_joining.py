"""Coming in: invitations open once, for one account; parents prove who they are; minors need two keys."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.accounts
import db.guardians
import db.people
from db.invitations import Invitation
from db.letters import Letter
from db.people import Person
from domain.answers import Answer
from programme import answering, consents, doors, guardians, invitations, joining, presence, runs, standing
from programme.doors import Door
from programme.factors import Asked
from programme.invitations import InvitationRefused
from tests.conftest import School

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PHONE = "+79161112233"
BIRTHDAY = "1 мая"


def come(session: Session, token: str, address: str, now: datetime = NOW) -> Person:
    person = doors.accept(session, token, "telegram", address, "ru", now)
    if isinstance(person, Asked):
        knock = doors.asked(session, "telegram", address, now)
        person = doors.prove(session, knock, BIRTHDAY, "ru", now)
    assert isinstance(person, Person), person
    return person


def letters_to(session: Session, person: Person) -> list[str]:
    return list(session.scalars(select(Letter.text_key).where(Letter.person_id == person.id).order_by(Letter.id)))


def agree(session: Session, person: Person, subject: Person, text: str = "текст согласия", now: datetime = NOW):
    return consents.decide(session, person, subject.id, "agreed", text, "ru", "telegram:77", now)


def test_a_mentor_comes_in_with_one_consent_and_the_curator_hears_of_it(session: Session, school: School) -> None:
    invitation, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert len(token) == 22
    assert token not in invitation.token_hash
    mentor = come(session, token, "77")
    assert mentor.state == "joining"
    here, consent = agree(session, mentor, mentor)
    assert consent is not None
    assert here.step == "home"
    assert here.first_form == "mentor_application"
    assert mentor.state == "active"
    assert letters_to(session, school.curator) == ["letters.joined_mentor"]


@pytest.mark.fault(88)
def test_of_two_accounts_that_race_for_an_invitation_one_gets_it(session: Session, school: School) -> None:
    _, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert isinstance(doors.look(session, token, "telegram", "77", NOW), Door)
    assert isinstance(doors.look(session, token, "telegram", "78", NOW), Door)
    first = come(session, token, "77")
    assert doors.accept(session, token, "telegram", "78", "ru", NOW) == "unknown"
    assert db.accounts.current(session, "telegram", "78") is None
    assert doors.accept(session, token, "telegram", "77", "ru", NOW) == "mine"
    assert db.accounts.current(session, "telegram", "77").person_id == first.id


@pytest.mark.parametrize("wrong", ["", "x" * 22, "../../etc", "\x00", "😀" * 22, "'; drop table people --", "\ud800"])
def test_a_misspelt_invitation_opens_nothing(session: Session, school: School, wrong: str) -> None:
    assert doors.look(session, wrong, "telegram", "77", NOW) == "unknown"


def test_expired_and_revoked_invitations_are_like_unknown_ones(session: Session, school: School) -> None:
    _, late = invitations.invite(session, school.organisation, "curator", "Лебедева Нина", NOW)
    assert doors.look(session, late, "telegram", "77", NOW + timedelta(hours=48)) == "unknown"
    invitation, revoked = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert not invitations.revoke(session, presence.of(session, school.stranger_curator.id), invitation.id, NOW)
    assert invitations.revoke(session, presence.of(session, school.curator.id), invitation.id, NOW)
    assert doors.look(session, revoked, "telegram", "77", NOW) == "unknown"


def test_a_link_that_is_shown_again_replaces_the_old_one(session: Session, school: School) -> None:
    invitation, old = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert invitations.renew(session, presence.of(session, school.stranger_curator.id), invitation.id, NOW) is None
    renewed = invitations.renew(session, presence.of(session, school.curator.id), invitation.id, NOW)
    assert renewed is not None
    assert doors.look(session, old, "telegram", "77", NOW) == "unknown"
    come(session, renewed[1], "77")
    assert invitations.renew(session, presence.of(session, school.curator.id), invitation.id, NOW) is None


def test_an_account_of_another_person_is_not_taken_over(session: Session, school: School) -> None:
    _, token = invitations.invite(session, school.organisation, "mentee", "Лебедев Илья", NOW, group="6А")
    assert doors.accept(session, token, "telegram", "2", "ru", NOW) == "pin", "whoever is at it closes it first"
    assert db.accounts.current(session, "telegram", "2").person_id == school.mentor.id


@pytest.mark.fault(89)
def test_an_invitation_that_went_astray_stays_good_and_the_curator_hears_of_it(
    session: Session, school: School
) -> None:
    _, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert doors.declined(session, token, "telegram", "78", NOW)
    assert doors.declined(session, token, "telegram", "78", NOW)
    assert letters_to(session, school.curator) == ["letters.invitation_astray"]
    come(session, token, "77")


def test_whoever_opened_an_invitation_and_wrote_something_else_finds_the_door_again(
    session: Session, school: School
) -> None:
    _, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert doors.again(session, "telegram", "77", NOW) is None
    doors.come(session, token, "telegram", "77", NOW)
    door = doors.again(session, "telegram", "77", NOW + timedelta(hours=5))
    assert door is not None
    assert doors.again(session, "telegram", "78", NOW) is None, "another account has opened nothing"
    assert doors.again(session, "telegram", "77", NOW + timedelta(days=2)) is None
    came = doors.accept(session, doors.LAST, "telegram", "77", "ru", NOW + timedelta(hours=5))
    assert came is door.person
    assert doors.again(session, "telegram", "77", NOW + timedelta(hours=6)) is None


def test_a_door_that_closed_meanwhile_is_not_shown_again(session: Session, school: School) -> None:
    invitation, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    doors.come(session, token, "telegram", "77", NOW)
    invitations.revoke(session, presence.of(session, school.curator.id), invitation.id, NOW)
    assert doors.again(session, "telegram", "77", NOW) is None
    assert doors.accept(session, doors.LAST, "telegram", "77", "ru", NOW) == "unknown"


def test_a_parent_is_not_invited_without_a_child(session: Session, school: School) -> None:
    with pytest.raises(InvitationRefused):
        invitations.invite(session, school.organisation, "parent", "Лебедева Нина", NOW)


def child_and_parent(session: Session, school: School, born=None, phone: str | None = PHONE) -> tuple[Person, Person]:
    """A pupil who has opened the bot, and an adult who has opened the pupil's link."""
    _, token = invitations.invite(
        session, school.organisation, "mentee", "Лебедев Илья", NOW, school.curator.id, "6А", born, phone
    )
    child = come(session, token, "77")
    assert joining.station(session, child, NOW).step == "adult"
    _, link = invitations.invite_parent(session, child, NOW)
    return child, come(session, link, "78")


def test_a_child_comes_in_with_two_keys(session: Session, school: School) -> None:
    child, parent = child_and_parent(session, school)
    assert joining.station(session, child, NOW).awaited == "opened"
    here = guardians.share_phone(session, parent, PHONE, "Лебедева Ольга", NOW)
    assert here is not None
    assert here.step == "relation"
    assert guardians.relate(session, parent, here.guardian.id, "mother", NOW).step == "consent"
    here, consent = agree(session, parent, child)
    assert (parent.state, child.state) == ("active", "joining")
    assert (consent.authority, consent.relation) == ("phone_on_school_list", "mother")
    assert letters_to(session, child) == ["letters.adult_agreed"]
    assert letters_to(session, school.curator) == ["letters.invitation_used", "letters.joined_parent_of"]
    here, consent = agree(session, child, child, "слова для ребёнка")
    assert (consent.kind, child.state) == ("assent", "active")
    assert "letters.joined_mentee" in letters_to(session, school.curator)


def test_a_teenager_signs_too(session: Session, school: School) -> None:
    child, parent = child_and_parent(session, school, born=datetime(2011, 5, 1).date())  # noqa: DTZ001
    here = guardians.share_phone(session, parent, PHONE, "", NOW)
    guardians.relate(session, parent, here.guardian.id, "father", NOW)
    agree(session, parent, child)
    assert letters_to(session, child) == ["letters.adult_agreed_teen"]
    here, consent = agree(session, child, child)
    assert (consent.kind, here.step) == ("processing", "home")


@pytest.mark.fault(91)
def test_a_number_that_the_school_does_not_know_goes_to_the_curator(session: Session, school: School) -> None:
    child, parent = child_and_parent(session, school)
    here = guardians.share_phone(session, parent, "+79160000000", "Лебедева Ольга", NOW)
    assert here.step == "waiting"
    assert joining.station(session, child, NOW).awaited == "checked"
    assert letters_to(session, school.curator) == ["letters.invitation_used", "letters.check_parent"]
    assert agree(session, parent, child)[1] is None
    guardian = here.guardian.id
    assert guardians.confirm_guardian(session, school.other_scope, guardian, school.stranger_curator, NOW) is None
    assert guardians.confirm_guardian(session, school.scope, guardian, school.curator, NOW) is not None
    assert guardians.confirm_guardian(session, school.scope, guardian, school.curator, NOW) is None
    assert guardians.reject_guardian(session, school.scope, guardian, school.curator, NOW) is None
    assert letters_to(session, parent) == ["letters.parent_confirmed"]
    guardians.relate(session, parent, guardian, "guardian", NOW)
    assert agree(session, parent, child)[1].authority == "confirmed_by_curator"


def test_whoever_is_rejected_may_not_go_on_and_the_child_sends_a_new_link(session: Session, school: School) -> None:
    child, parent = child_and_parent(session, school)
    guardian = guardians.share_phone(session, parent, None, "", NOW).guardian.id
    guardians.reject_guardian(session, school.scope, guardian, school.curator, NOW)
    assert joining.station(session, parent, NOW).step == "withdrawn"
    assert agree(session, parent, child)[1] is None
    _, link = invitations.invite_parent(session, child, NOW)
    mother = come(session, link, "79")
    assert guardians.share_phone(session, mother, PHONE, "", NOW).step == "relation"


def test_the_first_used_link_for_an_adult_closes_the_others(session: Session, school: School) -> None:
    _, token = invitations.invite(session, school.organisation, "mentee", "Лебедев Илья", NOW, group="6А")
    child = come(session, token, "77")
    links = [invitations.invite_parent(session, child, NOW)[1] for _ in range(invitations.LINKS_AT_ONCE + 1)]
    assert doors.look(session, links[0], "telegram", "78", NOW) == "unknown"
    assert isinstance(doors.look(session, links[1], "telegram", "77", NOW), Door), "a family may have one phone"
    come(session, links[1], "78")
    assert {doors.look(session, link, "telegram", "79", NOW) for link in links} == {"unknown"}


def test_a_parent_of_two_comes_for_the_second_child_with_the_same_account(session: Session, school: School) -> None:
    child, parent = child_and_parent(session, school)
    here = guardians.share_phone(session, parent, PHONE, "Лебедева Ольга", NOW)
    guardians.relate(session, parent, here.guardian.id, "mother", NOW)
    agree(session, parent, child)
    _, token = invitations.invite(session, school.organisation, "mentee", "Лебедева Яна", NOW, None, "2А", None, PHONE)
    second = come(session, token, "80")
    _, link = invitations.invite_parent(session, second, NOW)
    assert come(session, link, "78").id == parent.id
    here = joining.station(session, parent, NOW)
    assert (here.step, here.subject.id, parent.state) == ("phone", second.id, "active")


def test_an_invitation_without_a_name_asks_who_came(session: Session, school: School) -> None:
    _, token = invitations.invite(session, school.organisation, "curator", "", NOW)
    curator = come(session, token, "77")
    here, _ = agree(session, curator, curator)
    assert (here.step, here.first_form) == ("home", "about_me")
    run = runs.open_run(session, curator, "about_me", now=NOW)
    joining.introduced(session, run, {"name": Answer("name", text="Лебедева Нина Львовна")}, NOW)
    assert (curator.name, curator.search_key) == ("Лебедева Нина Львовна", "лебедева нина львовна")
    assert letters_to(session, school.curator) == ["letters.joined_staff"]


def test_what_a_curator_answered_about_somebody_is_not_kept_twice(session: Session, school: School) -> None:
    run = runs.open_run(session, school.curator, "invite_person", now=NOW)
    for value in ("mentee", None, "6", "А"):
        card = standing.current(session, school.curator, run.id, NOW)
        if value is None:
            answering.typed(session, school.curator, card, "Лебедев Илья", "ru", NOW)
        else:
            answering.answer(session, school.curator, run.id, run.revision, value, NOW)
    answering.skip(session, school.curator, run.id, run.revision, NOW)
    card = answering.typed(
        session, school.curator, standing.current(session, school.curator, run.id, NOW), "89161112233", "ru", NOW
    )
    invitation = session.get_one(Invitation, card.ending.about)
    child = session.get_one(Person, invitation.person_id)
    assert (child.name, child.group_name, child.tone) == ("Лебедев Илья", "6А", "child")
    assert [guardian.phone for guardian in db.guardians.of_child(session, child.id)] == [PHONE]
    assert standing.answers_of(session, run.id) == {}
