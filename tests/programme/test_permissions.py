"""Optional consents: given one by one, taken back at any time; refusing changes nothing."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.consents
from db.consents import Consent
from db.letters import Letter
from db.people import Person
from programme import joining, permissions, publication, withdrawing
from tests.conftest import NOW, School
from tests.programme.test_consents import parent_agreed


def decide(session: Session, person: Person, kind: str, subject: Person, allowed, version: int = 0) -> Consent | None:
    account = "telegram:4"
    return permissions.decide(session, person, kind, subject.id, allowed, version, "ru", account, NOW)


def offers(session: Session, person: Person, now: datetime = NOW) -> list[tuple[str, int, str]]:
    return [(each.kind, each.here.subject.id, each.why) for each in permissions.offered(session, person, now)]


def test_a_parent_decides_about_the_child_and_a_mentor_about_oneself(session: Session, school: School) -> None:
    parent_agreed(session, school)
    kinds = ("publication", "photo", "transfer")
    assert offers(session, school.parent) == [(kind, school.mentee.id, "free") for kind in kinds]
    assert offers(session, school.mentor) == [(kind, school.mentor.id, "free") for kind in kinds]
    assert offers(session, school.mentee) == []  # a child of ten is not asked about publications
    assert offers(session, school.curator) == []


def test_nothing_is_allowed_before_anybody_said_so(session: Session, school: School) -> None:
    parent_agreed(session, school)
    assert all(not offer.stands and offer.allowed == () for offer in permissions.offered(session, school.parent, NOW))
    assert publication.missing(session, school.mentee, "photo", NOW) == ("parent",)


def test_publication_is_allowed_datum_by_datum(session: Session, school: School) -> None:
    parent_agreed(session, school)
    consent = decide(session, school.parent, "publication", school.mentee, ["photo", "quote"])
    assert consent is not None
    assert consent.choices == consent.data == ["photo", "quote"]
    said = db.consents.text(session, consent.digest).text
    assert "разрешаю: фото, слова (цитаты); не разрешаю: фамилия и имя, класс" in said
    allowed = {datum: publication.allowed(session, school.mentee, datum, NOW) for datum in ("name", "photo", "quote")}
    assert allowed == {"name": False, "photo": True, "quote": True}
    lacking = publication.lacking(session, [school.mentee], ["photo", "class"], NOW)
    assert lacking == [(school.mentee, "class", ("parent",))]
    with pytest.raises(KeyError):
        publication.allowed(session, school.mentee, "phone", NOW)


def test_a_later_choice_takes_the_place_of_the_earlier_one(session: Session, school: School) -> None:
    parent_agreed(session, school)
    first = decide(session, school.parent, "publication", school.mentee, ["photo"])
    decide(session, school.parent, "publication", school.mentee, ["name"])
    assert first is not None
    assert first.replaced_at == NOW
    assert first.withdrawn_at is None
    assert publication.allowed(session, school.mentee, "name", NOW)
    assert not publication.allowed(session, school.mentee, "photo", NOW)


def test_a_no_to_what_was_allowed_takes_it_back_and_nothing_else_changes(session: Session, school: School) -> None:
    parent_agreed(session, school)
    decide(session, school.parent, "publication", school.mentee, ["photo"])
    taken = decide(session, school.parent, "publication", school.mentee, False)
    assert taken is not None
    assert (taken.withdrawn_at, taken.stopped_at, taken.destroy_by) == (NOW, NOW, None)
    assert school.mentee.state == "active"
    assert not publication.allowed(session, school.mentee, "photo", NOW)
    told = session.scalars(select(Letter).where(Letter.text_key == "letters.publication_withdrawn")).one()
    assert told.person_id == school.curator.id
    assert db.consents.withdrawn(session, school.scope) == []


def test_refusing_an_optional_kind_changes_nothing(session: Session, school: School) -> None:
    before = school.mentor.name
    refused = decide(session, school.mentor, "photo", school.mentor, False)
    assert refused is not None
    assert refused.decision == "refused"
    assert db.consents.text(session, refused.digest).text == ""
    assert (school.mentor.state, school.mentor.name) == ("active", before)
    assert session.scalars(select(Letter)).all() == []


def test_a_teenager_and_the_parent_both_have_a_word(session: Session, school: School) -> None:
    parent_agreed(session, school)
    school.mentee.born = date(2012, 1, 15)
    assert ("publication", school.mentee.id, "free") in offers(session, school.mentee)
    decide(session, school.parent, "publication", school.mentee, ["photo"])
    assert publication.missing(session, school.mentee, "photo", NOW) == ("own",)
    decide(session, school.mentee, "publication", school.mentee, ["photo"])
    assert publication.allowed(session, school.mentee, "photo", NOW)


def test_a_foreign_child_is_as_unknown_as_one_who_never_was(session: Session, school: School) -> None:
    assert decide(session, school.mentor, "photo", school.mentee, True) is None
    assert decide(session, school.mentor, "photo", school.curator, True) is None
    assert decide(session, school.mentor, "mentor_duty", school.mentor, True) is None
    assert session.scalars(select(Consent)).all() == []


def test_a_kind_that_is_taken_on_paper_is_not_taken_in_the_chat(session: Session, school: School) -> None:
    school.organisation.settings = {"paper_only": ["photo"]}
    assert decide(session, school.mentor, "photo", school.mentor, True) is None
    assert decide(session, school.mentor, "publication", school.mentor, ["name"]) is not None


def test_the_own_word_may_be_given_a_month_before_the_birthday(session: Session, school: School) -> None:
    parent_agreed(session, school)
    school.mentee.born = date(2012, 12, 5)
    assert offers(session, school.mentee) == [("processing", school.mentee.id, "birthday")]
    consent = decide(session, school.mentee, "processing", school.mentee, True)
    assert consent is not None
    assert consent.relation == "self"
    assert offers(session, school.mentee) == []
    on_the_day = NOW + timedelta(days=20)
    assert joining.advance(session, school.mentee, on_the_day).step == "home"
    assert school.mentee.state == "active"


def test_withdrawing_an_optional_consent_from_the_list_is_the_same(session: Session, school: School) -> None:
    consent = decide(session, school.mentor, "photo", school.mentor, True)
    assert consent is not None
    assert withdrawing.withdraw(session, school.mentor, consent.id, "chat", NOW) is consent
    assert school.mentor.state == "active"
    assert withdrawing.withdraw(session, school.mentor, consent.id, "chat", NOW) is None
