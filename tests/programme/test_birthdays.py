"""Birthdays that change who decides: told a month before, and on the day nothing is lost but the open gate."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.consents
import db.guardians
import db.people
from db.letters import Letter
from programme import birthdays, consents, home, joining, permissions, today, withdrawing
from tests.conftest import NOW, School
from tests.programme.test_consents import parent_agreed


def letters(session: Session) -> list[tuple[str, int]]:
    return [(each.text_key, each.person_id) for each in session.scalars(select(Letter).order_by(Letter.id))]


def turning(session: Session, school: School, years: int, days: int = 20) -> date:
    """The school's mentee, with every consent, turns that age in some days; the day."""
    parent_agreed(session, school)
    session.query(Letter).delete()
    day = NOW.date() + timedelta(days=days)
    school.mentee.born = date(day.year - years, day.month, day.day)
    return day


def test_everybody_hears_of_a_fourteenth_birthday_a_month_before_once(session: Session, school: School) -> None:
    turning(session, school, 14)
    for days in (0, 0, 1, 7):
        birthdays.look(session, NOW + timedelta(days=days))
    assert letters(session) == [
        ("letters.birthday_soon_teen", school.mentee.id),
        ("letters.birthday_parent_teen", school.parent.id),
        ("letters.birthday_curator_teen", school.curator.id),
    ]


def test_the_curator_finds_it_in_the_queue_until_the_new_word_is_there(session: Session, school: School) -> None:
    day = turning(session, school, 14)
    birthdays.look(session, NOW)
    things = [each for each in today.queue(session, school.scope, NOW) if each.reason == "birthday"]
    assert [(each.person_id, each.until) for each in things] == [(school.mentee.id, day)]
    assert not [each for each in today.queue(session, school.other_scope, NOW) if each.reason == "birthday"]
    permissions.decide(session, school.mentee, "processing", school.mentee.id, True, 0, "ru", "telegram:3", NOW)
    assert not [each for each in today.queue(session, school.scope, NOW) if each.reason == "birthday"]


@pytest.mark.fault(32)
def test_on_the_day_the_missing_word_closes_the_gate_and_the_answer_opens_it(session: Session, school: School) -> None:
    turning(session, school, 14)
    on_the_day = NOW + timedelta(days=20)
    birthdays.look(session, on_the_day)
    assert school.mentee.state == "joining"
    assert school.mentee.name == "Иванова Мария"
    assert ("letters.birthday_teen", school.mentee.id) in letters(session)
    here, consent = consents.decide(
        session, school.mentee, school.mentee.id, "agreed", "текст", "ru", "telegram:3", on_the_day
    )
    assert consent is not None
    assert (here.step, school.mentee.state) == ("home", "active")


def test_whoever_has_answered_before_notices_nothing(session: Session, school: School) -> None:
    turning(session, school, 14)
    permissions.decide(session, school.mentee, "processing", school.mentee.id, True, 0, "ru", "telegram:3", NOW)
    birthdays.look(session, NOW + timedelta(days=20))
    assert school.mentee.state == "active"
    assert letters(session) == []


def test_a_bot_that_slept_through_the_birthday_makes_up_for_it(session: Session, school: School) -> None:
    turning(session, school, 14)
    birthdays.look(session, NOW + timedelta(days=27))
    assert school.mentee.state == "joining"
    assert [key for key, _ in letters(session)] == ["letters.birthday_teen"]


@pytest.mark.fault(32)
def test_at_eighteen_the_parents_consent_ends_and_the_parent_sees_nothing_more(
    session: Session, school: School
) -> None:
    turning(session, school, 18)
    consents.decide(session, school.mentee, school.mentee.id, "agreed", "текст", "ru", "telegram:3", NOW)
    school.mentee.state = "active"
    on_the_day = NOW + timedelta(days=20)
    birthdays.look(session, on_the_day)
    assert db.guardians.of_parent(session, school.parent.id) == []
    assert home.home(session, school.parent, ("parent",), on_the_day).children == ()
    assert [each for each in db.consents.standing(session, school.mentee.id) if each.relation != "self"] == []
    assert ("letters.grown_up", school.parent.id) in letters(session)
    signed = next(line for line in consents.listed(session, school.parent) if line.mine)
    assert withdrawing.withdraw(session, school.parent, signed.consent.id, "chat", on_the_day) is None


def test_at_eighteen_a_new_consent_is_needed(session: Session, school: School) -> None:
    turning(session, school, 18)
    school.mentee.born, born = date(2010, 1, 1), school.mentee.born
    _, as_teen = consents.decide(
        session, school.mentee, school.mentee.id, "agreed", "текст", "ru", "telegram:3", NOW - timedelta(days=300)
    )
    school.mentee.born = born
    on_the_day = NOW + timedelta(days=20)
    birthdays.look(session, on_the_day)
    assert joining.station(session, school.mentee, on_the_day).step == "consent"
    consents.decide(session, school.mentee, school.mentee.id, "agreed", "текст", "ru", "telegram:3", on_the_day)
    assert school.mentee.state == "active"
    assert as_teen is None or as_teen.replaced_at is not None


def test_nobody_is_woken_by_a_birthday(session: Session, school: School) -> None:
    turning(session, school, 14)
    birthdays.look(session, NOW.replace(hour=1))  # four in the morning in Moscow
    assert letters(session) == []


def test_an_unknown_birth_date_asks_for_nothing(session: Session, school: School) -> None:
    parent_agreed(session, school)
    before = letters(session)
    birthdays.look(session, NOW)
    assert letters(session) == before
