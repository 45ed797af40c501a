"""An organisation's own texts of consent: checked, published in versions, asked anew only when the meaning changed."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.consents
import db.people
from db.letters import Letter
from db.people import Person
from domain.answers import Refusal
from programme import audit, consents, joining, permissions, presence, withdrawing, wordings
from programme.presence import Denied, Visitor
from tests.conftest import NOW, School
from tests.programme.test_consents import parent_agreed

OWN = "# Согласие\n\n## 1. Кто\n\nЯ, {subject}, разрешаю.\n\n- Оператор: {operator}"


def visitor(session: Session, address: str) -> Visitor:
    found = presence.arrive(session, "telegram", address, NOW)
    assert found is not None
    return found


def publish(session: Session, document: str, changed: str, text: str = OWN, language: str = "ru"):
    by = visitor(session, "1")
    draft = wordings.begin(session, by, document, language, NOW)
    assert draft is not None
    assert wordings.write(session, by, draft.id, text, NOW) is None
    return wordings.publish(session, by, draft.id, changed, NOW)


def test_an_own_text_takes_the_place_of_the_built_in_one_and_is_numbered(session: Session, school: School) -> None:
    before = wordings.current(session, school.organisation, "processing", False, "ru")
    assert before.version == 0
    first, second = publish(session, "processing_adult", "meaning"), publish(session, "processing_adult", "letter")
    assert (first.version, second.version) == (1, 2)
    now = wordings.current(session, school.organisation, "processing", False, "ru")
    assert (now.version, now.text) == (2, OWN)
    assert now.digest != before.digest
    assert wordings.current(session, school.organisation, "processing", True, "ru").version == 0
    assert audit.verify(session) == (2, None)


def test_whoever_reads_another_language_is_not_shown_a_text_that_does_not_hold(
    session: Session, school: School
) -> None:
    publish(session, "photo", "meaning")
    shown = wordings.current(session, school.organisation, "photo", False, "en")
    assert (shown.language, shown.version) == ("ru", 1)


def test_another_school_keeps_the_built_in_text(session: Session, school: School) -> None:
    publish(session, "processing_adult", "meaning")
    theirs = db.organisations.by_id(session, school.stranger_curator.organisation_id)
    assert wordings.current(session, theirs, "processing", False, "ru").version == 0


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Я, {subject}, и {паспорт}: {operator}", "wordings.unknown_value"),
        ("Я согласен. {operator}", "wordings.value_missing"),
        ("Я, {subject}, согласен.", "wordings.value_missing"),
        ("", "wordings.value_missing"),
        ("{subject} {operator} " + "а" * 20_001, "wordings.too_long"),
    ],
)
def test_a_text_that_cannot_be_a_consent_is_refused_with_advice(
    session: Session, school: School, text: str, key: str
) -> None:
    by = visitor(session, "1")
    draft = wordings.begin(session, by, "photo", "ru", NOW)
    assert draft is not None
    refusal = wordings.write(session, by, draft.id, text, NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.key == key
    assert wordings.publish(session, by, draft.id, "letter", NOW) is None
    assert wordings.awaited(session, by, NOW) is draft


def test_a_changed_meaning_asks_whoever_signed_and_a_misprint_nobody(session: Session, school: School) -> None:
    parent_agreed(session, school)
    publish(session, "processing_parent", "letter")
    assert not [each for each in permissions.offered(session, school.parent, NOW) if each.why == "new_text"]
    publish(session, "processing_parent", "meaning")
    asked = [each for each in permissions.offered(session, school.parent, NOW) if each.why == "new_text"]
    assert [(each.kind, each.here.subject.id) for each in asked] == [("processing", school.mentee.id)]
    letters = session.scalars(select(Letter).where(Letter.text_key == "letters.new_wording")).all()
    assert [letter.person_id for letter in letters] == [school.parent.id]
    assert school.mentee.state == "active"


def test_the_record_keeps_the_version_and_the_very_text(session: Session, school: School) -> None:
    parent_agreed(session, school)
    publish(session, "processing_parent", "meaning")
    decided = permissions.decide(
        session, school.parent, "processing", school.mentee.id, True, 1, "ru", "telegram:4", NOW
    )
    assert decided is not None
    assert decided.version == 1
    assert db.consents.text(session, decided.digest).text == (
        f"# Согласие\n\n## 1. Кто\n\nЯ, {school.mentee.name}, разрешаю.\n\n- Оператор: {school.organisation.name}"
    )
    assert [each.why for each in permissions.offered(session, school.parent, NOW)] == ["free"] * 3


def test_a_press_under_an_earlier_text_changes_nothing(session: Session, school: School) -> None:
    publish(session, "photo", "meaning")
    assert permissions.decide(session, school.mentor, "photo", school.mentor.id, True, 0, "ru", "x", NOW) is None
    assert permissions.decide(session, school.mentor, "photo", school.mentor.id, True, 1, "ru", "x", NOW) is not None


def test_a_no_to_the_changed_text_closes_the_gate_and_erases_nothing(session: Session, school: School) -> None:
    parent_agreed(session, school)
    publish(session, "processing_parent", "meaning")
    refused = permissions.decide(
        session, school.parent, "processing", school.mentee.id, False, 1, "ru", "telegram:4", NOW
    )
    assert refused is not None
    assert (school.mentee.state, school.mentee.name) == ("joining", "Иванова Мария")
    again = [each for each in permissions.offered(session, school.parent, NOW) if each.why == "new_text"]
    assert len(again) == 1  # the parent may think it over
    old = [each for each in db.consents.standing(session, school.mentee.id) if each.relation == "mother"]
    assert len(old) == 1  # what was signed may still be taken back, with its timer
    assert withdrawing.withdraw(session, school.parent, old[0].id, "chat", NOW) is not None


def test_only_whoever_may_changes_texts(session: Session, school: School) -> None:
    with pytest.raises(Denied):
        wordings.begin(session, visitor(session, "2"), "photo", "ru", NOW)
    by = visitor(session, "1")
    assert wordings.begin(session, by, "passport", "ru", NOW) is None
    draft = wordings.begin(session, by, "photo", "ru", NOW)
    assert draft is not None
    wordings.write(session, by, draft.id, OWN, NOW)
    assert wordings.publish(session, visitor(session, "5"), draft.id, "letter", NOW) is None


def test_the_station_of_a_newcomer_knows_the_version_that_is_asked_about(session: Session, school: School) -> None:
    newcomer: Person = school.mentor
    newcomer.state = "joining"
    assert joining.station(session, newcomer, NOW).version == 0
    publish(session, "processing_adult", "meaning")
    assert joining.station(session, newcomer, NOW).version == 1


def test_an_own_assent_is_what_a_child_is_asked_and_what_is_kept(session: Session, school: School) -> None:
    own = "Привет! {operator} зовёт тебя в программу. Хочешь?"
    published = publish(session, "assent", "meaning", own)
    assert (published.version, published.changed) == (1, "letter"), "a child who has answered is not asked anew"
    parent_agreed(session, school)
    school.mentee.state = "joining"
    consent = next(each for each in db.consents.standing(session, school.mentee.id) if each.kind == "assent")
    assert consent.version == 1
    consents.ask_child(session, school.mentee, NOW)
    consent.withdrawn_at = NOW
    session.flush()
    here = joining.station(session, school.mentee, NOW)
    assert (here.version, here.assent) == (1, f"Привет! {school.organisation.name} зовёт тебя в программу. Хочешь?")


def test_a_child_is_not_asked_in_eight_pages(session: Session, school: School) -> None:
    by = visitor(session, "1")
    draft = wordings.begin(session, by, "assent", "ru", NOW)
    assert draft is not None
    refusal = wordings.write(session, by, draft.id, "Хочешь? " * 100, NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.key == "wordings.too_long"
    assert wordings.builtin("assent", "ru").text.startswith("Взрослый разрешил!")
