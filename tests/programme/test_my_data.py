"""What follows from «delete my data»: whoever has to decide hears of it once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.letters import Letter
from db.people import Person
from programme import my_data
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


def test_an_adult_who_takes_the_consent_back_is_told_of_as_ever(session: Session, school: School) -> None:
    school.mentor.state = "joining"
    decide(session, school.mentor, "agreed")
    paired(session, school)
    assert my_data.ask_to_delete(session, school.mentor, NOW).kind == "withdrawn"
    keys = [letter.text_key for letter in letters_to(session, school.curator)]
    assert keys[-2:] == ["letters.consent_withdrawn", "letters.pair_without_consent"]
