"""What follows from «delete my data»: whoever has to decide hears of it once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

import db.erasures
from db.letters import Letter
from db.people import Person
from programme import erasure, my_data, presence
from tests.conftest import NOW, School
from tests.programme.test_consents import decide, parent_agreed
from tests.programme.test_meetings import paired


def letters_to(session: Session, person: Person) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)))


def test_a_childs_wish_to_be_deleted_is_one_letter_to_the_curator(session: Session, school: School) -> None:
    parent_agreed(session, school)
    pair = paired(session, school)
    before = len(letters_to(session, school.curator))
    assert my_data.ask_to_delete(session, school.mentee, NOW).kind == "wished"
    [letter] = letters_to(session, school.curator)[before:]
    assert letter.text_key == "letters.erasure_wished"
    assert (letter.values["count"], letter.values["pairs"], letter.values["pair"]) == (1, "1", pair.id)
    assert school.mentee.state == "joining", "the bot has stopped"
    assert my_data.ask_to_delete(session, school.mentee, NOW).kind == "waits"
    assert len(letters_to(session, school.curator)) == before + 1


def test_a_wish_that_was_talked_over_is_told_to_the_family_and_the_child_is_asked_anew(
    session: Session, school: School
) -> None:
    parent_agreed(session, school)
    decide(session, school.mentee, "agreed")
    assert my_data.ask_to_delete(session, school.mentee, NOW).kind == "wished"
    wish = db.erasures.open_of(session, school.mentee.id)
    curator = presence.arrive(session, "telegram", "1", NOW)
    assert wish
    assert curator
    assert erasure.drop(session, school.scope, wish.id, curator, NOW)
    asked, told = letters_to(session, school.mentee)[-1], letters_to(session, school.parent)[-1]
    assert (asked.text_key, asked.kind, asked.values) == ("letters.wish_dropped", "consent", {"then": "asked"})
    assert (told.text_key, told.values["then"]) == ("letters.wish_dropped_parent", "asked")
    decide(session, school.mentee, "agreed")
    assert school.mentee.state == "active", "their own yes brings them back"
    assert erasure.drop(session, school.scope, wish.id, curator, NOW) is None
    assert letters_to(session, school.parent)[-1].id == told.id


def test_an_adult_who_takes_the_consent_back_is_told_of_as_ever(session: Session, school: School) -> None:
    school.mentor.state = "joining"
    decide(session, school.mentor, "agreed")
    paired(session, school)
    assert my_data.ask_to_delete(session, school.mentor, NOW).kind == "withdrawn"
    keys = [letter.text_key for letter in letters_to(session, school.curator)]
    assert keys[-2:] == ["letters.consent_withdrawn", "letters.pair_without_consent"]
