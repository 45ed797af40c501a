"""The copy of a consent says what was agreed to, by whom and how, in the reader's language."""

import pytest
from sqlalchemy.orm import Session

from db.people import Person
from locales import LANGUAGES, texts_in
from programme import consents, joining
from reports import evidence
from reports.consent import Evidence
from tests.conftest import NOW, School


def told(session: Session, person: Person, language: str) -> str:
    """The text that somebody is shown where they stand."""
    return consents.told(session, joining.station(session, person, NOW), language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_school_has_not_told_is_to_be_asked_of_the_curator(
    session: Session, school: School, language: str
) -> None:
    texts = texts_in(language)
    text = told(session, school.mentor, language)
    assert school.mentor.name in text
    assert school.organisation.name in text
    assert texts("consents.ask_curator") in text
    school.organisation.settings = {"operator_address": "ул. Школьная, 1", "operator_contact": "2@example.org"}
    answered = told(session, school.mentor, language)
    assert "ул. Школьная, 1" in answered
    assert texts("consents.ask_curator") not in answered


def test_the_text_for_a_parent_names_parent_child_and_relation(session: Session, school: School) -> None:
    text = told(session, school.parent, "ru")
    assert all(words in text for words in (school.parent.name, school.mentee.name, "мать"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_is_the_very_text_with_its_evidence(
    session: Session, school: School, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.mentor.state = "joining"
    text = told(session, school.mentor, "ru")
    _, consent = consents.decide(session, school.mentor, school.mentor.id, "agreed", text, "ru", "telegram:2", NOW)
    assert consent is not None
    printed: list[tuple[str, Evidence]] = []
    copy = evidence.gather_copy(session, consent.id)
    assert evidence.render_copy(copy, texts_in(language)).startswith(b"%PDF-")
    monkeypatch.setattr(
        evidence, "pdf", lambda pages, texts: printed.extend((one.text, one.evidence) for one in pages) or b""
    )
    evidence.render_copy(copy, texts_in(language))
    shown, proof = printed[0]
    assert shown == text
    assert (proof.number, proof.version, proof.signer) == (f"2026-{consent.id}", consent.digest, school.mentor.name)
    assert "15:00" in proof.confirmed_at
    assert proof.relation is None
