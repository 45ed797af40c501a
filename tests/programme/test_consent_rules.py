"""An organisation's rules about consents: told once, they stand in every text; changes are recorded."""

import pytest
from sqlalchemy.orm import Session

import db.organisations
from db.people import Grant
from domain.answers import Answer
from programme import audit, consent_rules, consents, joining, presence
from programme.presence import Denied, Visitor
from tests.conftest import NOW, School


def visitor(session: Session, address: str = "1") -> Visitor:
    found = presence.arrive(session, "telegram", address, NOW)
    assert found is not None
    return found


def answers(**given: str) -> dict[str, Answer]:
    return {name: Answer(name, text=text or None) for name, text in given.items()}


def test_what_is_told_stands_in_the_texts_and_what_is_skipped_stays(session: Session, school: School) -> None:
    run = consent_rules.ask(session, visitor(session), NOW)
    assert run is not None
    given = answers(operator_address="г. Энск, ул. Школьная, 1", operator_contact="2@example.org", programme="")
    assert consent_rules.told(session, run, given, NOW) is not None
    text = consents.told(session, joining.station(session, school.mentor, NOW), "ru").text
    assert "г. Энск, ул. Школьная, 1" in text
    assert "уточните у куратора" not in text
    consent_rules.told(session, run, answers(operator_address="", programme="Мост"), NOW)
    rules = consent_rules.rules(session, visitor(session))
    assert rules.details["operator_address"] == "г. Энск, ул. Школьная, 1"
    assert rules.details["programme"] == "Мост"


def test_rules_are_turned_on_and_off_and_each_change_is_recorded_once(session: Session, school: School) -> None:
    by = visitor(session)
    for rule, on in (("photo", True), ("photo", True), ("four_eyes", True), ("photo", False), ("assent", True)):
        consent_rules.toggle(session, by, rule, on, NOW)
    rules = consent_rules.rules(session, visitor(session))
    assert (rules.on_paper, rules.four_eyes) == ((), True)
    assert audit.verify(session) == (3, None)
    theirs = db.organisations.by_id(session, school.stranger_curator.organisation_id)
    assert theirs.settings == {}


def test_only_whoever_may_changes_the_rules(session: Session, school: School) -> None:
    with pytest.raises(Denied):
        consent_rules.toggle(session, visitor(session, "2"), "photo", True, NOW)


def test_a_curator_whose_role_ended_meanwhile_changes_nothing(session: Session, school: School) -> None:
    run = consent_rules.ask(session, visitor(session), NOW)
    assert run is not None
    session.query(Grant).filter_by(person_id=school.curator.id).update({"until": NOW})
    ending = consent_rules.told(session, run, answers(operator_address="чужой"), NOW)
    assert ending is not None
    assert ending.text_key == "consent_rules.not_yours"
    assert school.organisation.settings == {}
