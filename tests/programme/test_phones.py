"""One phone for a family: each their own screens, an adult's behind a PIN; one person in several organisations."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

import db.accounts
import db.guardians
import db.letters
import db.people
from db.people import Grant, Person
from programme import delivery, doors, guardians, invitations, letters, phones, pins, profiles
from tests.conftest import NOW, School, organisation, person
from tests.visitors import visitor

PIN, WRONG = "4071", "9999"


def second_child(session: Session, school: School) -> str:
    """An invitation for the mentee's brother; its token."""
    return invitations.invite(session, school.organisation, "mentee", "Иванов Иван", NOW, group="3А")[1]


def sit_beside(session: Session, school: School, one: Person, address: str) -> None:
    """Brings somebody in at a phone that is somebody else's."""
    for account in db.accounts.of_person(session, one.id):
        session.delete(account)
    session.flush()
    phones.sit_down(session, one, "telegram", address, NOW)


@pytest.mark.fault(27)
def test_a_brother_comes_in_at_the_same_phone_and_both_are_known(session: Session, school: School) -> None:
    came = doors.accept(session, second_child(session, school), "telegram", "3", "ru", NOW)
    assert isinstance(came, Person)
    assert visitor(session, "3").person is came
    assert phones.others(session, "telegram", "3") == [school.mentee]
    turn = phones.hand_over(session, "telegram", "3", school.mentee.id, "", NOW)
    assert turn is not None
    assert turn.asks is None
    assert visitor(session, "3").person is school.mentee


@pytest.mark.fault(27)
def test_an_adult_chooses_a_pin_before_anybody_sits_down_beside(session: Session, school: School) -> None:
    token = second_child(session, school)
    assert doors.accept(session, token, "telegram", "4", "ru", NOW) == "pin"
    assert pins.choose(session, school.parent, PIN, NOW) is None
    assert isinstance(doors.accept(session, token, "telegram", "4", "ru", NOW), Person)


@pytest.mark.fault(27)
def test_an_adults_screens_open_with_the_pin_only(session: Session, school: School) -> None:
    pins.choose(session, school.parent, PIN, NOW)
    sit_beside(session, school, school.mentee, "4")
    asked = [phones.hand_over(session, "telegram", "4", school.parent.id, typed, NOW) for typed in ("", WRONG, PIN)]
    assert [turn.asks if turn else "" for turn in asked] == ["pin", "wrong", None]
    assert visitor(session, "4").person is school.parent


def test_five_wrong_pins_close_the_door_for_a_quarter_of_an_hour(session: Session, school: School) -> None:
    pins.choose(session, school.parent, PIN, NOW)
    assert [pins.check(session, school.parent, WRONG, NOW) for _ in range(5)] == ["wrong"] * 4 + ["closed"]
    assert pins.check(session, school.parent, PIN, NOW) == "closed", "even the right one"
    assert pins.check(session, school.parent, PIN, NOW + timedelta(minutes=16)) == "right"


@pytest.mark.parametrize(("digits", "why"), [
    ("123", "length"), ("1234567", "length"), ("12a4", "length"), ("١٢٣٤", "length"), ("1234", "weak"),
    ("7777", "weak"), ("9876", "weak"),
])  # fmt: skip
def test_a_pin_that_anybody_would_try_is_refused(session: Session, school: School, digits: str, why: str) -> None:
    assert pins.choose(session, school.parent, digits, NOW) == f"phones.pin_{why}"


def test_a_known_pin_is_not_overwritten_from_a_screen_left_open(session: Session, school: School) -> None:
    pins.choose(session, school.parent, PIN, NOW)
    assert pins.choose(session, school.parent, "5090", NOW) == "menu.outdated_screen"
    assert pins.check(session, school.parent, PIN, NOW) == "right"


def test_an_adult_does_not_leave_their_screens_open_behind_them(session: Session, school: School) -> None:
    sit_beside(session, school, school.mentee, "4")
    pins.choose(session, school.mentee, PIN, NOW)
    phones.sit_down(session, school.parent, "telegram", "4", NOW)
    turn = phones.hand_over(session, "telegram", "4", school.mentee.id, "", NOW)
    assert turn is not None
    assert turn.asks == "set"
    assert visitor(session, "4").person is school.parent


def test_whoever_does_not_use_the_phone_is_a_miss(session: Session, school: School) -> None:
    assert phones.hand_over(session, "telegram", "3", school.mentor.id, "", NOW) is None
    assert phones.hand_over(session, "telegram", "nobody", school.mentor.id, "", NOW) is None


def test_more_than_a_family_does_not_fit(session: Session, school: School) -> None:
    for number in range(phones.MOST - 1):
        one = person(session, school.organisation, "mentee", f"Иванов {number}", f"x{number}", "child", "3А")
        sit_beside(session, school, one, "3")
    assert doors.look(session, second_child(session, school), "telegram", "3", NOW) == "taken"


@pytest.mark.fault(91)
def test_a_child_who_plays_the_parent_on_the_own_phone_needs_the_curators_word(
    session: Session, school: School
) -> None:
    child = doors.accept(session, second_child(session, school), "telegram", "30", "ru", NOW)
    assert isinstance(child, Person)
    [expected] = db.guardians.of_child(session, child.id)
    expected.phone = "+79161234567"
    _, token = invitations.invite_parent(session, child, NOW)
    parent = doors.accept(session, token, "telegram", "30", "ru", NOW)
    assert isinstance(parent, Person)
    here = guardians.share_phone(session, parent, "+79161234567", "Иванова Ольга", NOW)
    assert here is not None
    assert here.step == "waiting"


def test_a_letter_says_for_whom_it_is(session: Session, school: School) -> None:
    sit_beside(session, school, school.mentee, "4")
    for one in (school.mentee, school.parent):
        letters.write(session, one.id, "letters.left_programme", kind="notice", once=f"{one.id}", now=NOW)
    parcels = letters.claim(session, NOW, (), 5) or []
    assert {(parcel.person.id, parcel.address, parcel.beside) for parcel in parcels} == {
        (school.mentee.id, "4", False), (school.parent.id, "4", True),
    }  # fmt: skip


def test_a_blocked_phone_is_blocked_for_everybody_at_it(session: Session, school: School) -> None:
    sit_beside(session, school, school.mentee, "4")
    delivery.unreachable(session, "telegram", "4")
    states = [account.state for account, _ in db.accounts.sharing(session, "telegram", "4")]
    delivery.back(session, "telegram", "4", NOW)
    assert states == ["unreachable", "unreachable"]
    assert {account.state for account, _ in db.accounts.sharing(session, "telegram", "4")} == {"active"}


def test_one_acts_where_one_holds_a_role_and_nowhere_else(session: Session, school: School) -> None:
    other = organisation(session, "school-9", "Школа № 9")
    session.add(Grant(person_id=school.mentor.id, role="curator", organisation_id=other.id, since=NOW))
    session.flush()
    assert not visitor(session, "2").may("today")
    assert phones.act_in(session, "telegram", "2", school.stranger_curator.organisation_id, NOW) is None
    there = phones.act_in(session, "telegram", "2", other.id, NOW)
    assert there is not None
    assert there.organisation is other
    assert there.scope_for("today").path == other.path
    back = phones.act_in(session, "telegram", "2", school.organisation.id, NOW)
    assert back is not None
    assert back.roles == ("mentor",)


def test_whose_role_elsewhere_is_over_is_home_again(session: Session, school: School) -> None:
    other = organisation(session, "school-9", "Школа № 9")
    grant = Grant(person_id=school.mentor.id, role="curator", organisation_id=other.id, since=NOW)
    session.add(grant)
    session.flush()
    phones.act_in(session, "telegram", "2", other.id, NOW)
    grant.until = NOW
    session.flush()
    assert visitor(session, "2").organisation is school.organisation


def test_whoever_signs_out_is_a_stranger_until_a_new_link(session: Session, school: School) -> None:
    assert phones.sign_out_here(session, visitor(session, "2"), "telegram", "2", NOW)
    assert db.accounts.current(session, "telegram", "2") is None
    assert school.mentor.state == "active", "pairs, answers and roles stay"
    made = profiles.new_account(session, visitor(session, "1"), school.mentor.id, NOW)
    assert made is not None
    assert doors.accept(session, made[1], "telegram", "22", "ru", NOW) is school.mentor


def test_nobody_signs_out_of_a_shared_phone(session: Session, school: School) -> None:
    doors.accept(session, second_child(session, school), "telegram", "3", "ru", NOW)
    assert not phones.sign_out_here(session, visitor(session, "3"), "telegram", "3", NOW)
    assert len(db.accounts.sharing(session, "telegram", "3")) == 2, "an adult's screens would stand open"
