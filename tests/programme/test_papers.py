"""Consents on paper: a form has a number, comes back, is checked, and opens the gate with complete evidence."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.consents
from db.consents import Consent
from db.letters import Letter
from db.papers import Paper
from db.people import Person
from db.sealed import Ring
from domain.answers import Answer
from programme import audit, consents, joining, papers, papers_given, presence, withdrawing
from programme.presence import Denied, Visitor
from tests import conftest
from tests.conftest import NOW, School


def visitor(session: Session, address: str = "1") -> Visitor:
    found = presence.arrive(session, "telegram", address, NOW)
    assert found is not None
    return found


def enter(session: Session, paper: Paper, signer: str = "mother", day: str = "2026-11-19", by: str = "1") -> None:
    """What the questionnaire asks, answered."""
    run = papers.enter(session, visitor(session, by), paper.id, NOW)
    assert run is not None
    given = {
        "signer": Answer("signer", choices=(signer,)),
        "day": Answer("day", text=day),
        "folder": Answer("folder", text="5Б-2026"),
        "page": Answer("page", text="14"),
    }
    ending = papers.returned(session, run, given, NOW)
    assert ending is not None
    assert ending.about == paper.id


def nobody_agreed(school: School) -> None:
    school.mentee.state = "joining"


def test_a_child_needs_the_parents_form_and_a_teenager_two(session: Session, school: School) -> None:
    by = visitor(session)
    forms = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)
    assert [(paper.signer, paper.state) for paper in forms] == [("parent", "given")]
    school.mentee.born = date(2011, 1, 1)
    forms = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)
    assert [paper.signer for paper in forms] == ["parent", "own"]


def test_printing_again_gives_the_same_number_until_the_text_changes(session: Session, school: School) -> None:
    by = visitor(session)
    first = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    assert papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0].id == first.id
    school.mentee.name = "Иванова Мария Петровна"
    assert papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0].id != first.id


def test_a_form_names_the_child_and_leaves_the_rest_to_the_hand(session: Session, school: School) -> None:
    paper = papers_given.give(session, visitor(session), school.mentee.id, "publication", "ru", NOW)[0]
    text = db.consents.text(session, paper.digest).text
    assert school.mentee.name in text
    assert "☐ фамилия и имя; ☐ фото" in text
    assert "законный представитель ребёнка (______" in text


def test_a_class_gets_its_forms_and_nobody_who_has_signed(session: Session, school: School) -> None:
    by = visitor(session)
    conftest.person(session, school.organisation, "mentee", "Алексеев Пётр", "9", "child", "5Б")
    conftest.person(session, school.organisation, "mentee", "Яшина Ольга", "10", "child", "6А")
    forms = papers_given.give_class(session, by, school.mentee.id, "processing", "ru", NOW)
    assert [session.get_one(Person, paper.subject_id).name for paper in forms] == ["Алексеев Пётр", "Иванова Мария"]
    enter(session, forms[1])
    assert papers.confirm(session, by, forms[1].id, NOW) == "confirmed"
    assert len(papers_given.give_class(session, by, school.mentee.id, "processing", "ru", NOW)) == 1


def test_a_form_that_came_back_opens_the_gate_for_the_child(session: Session, school: School) -> None:
    nobody_agreed(school)
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper)
    assert joining.station(session, school.mentee, NOW).step == "adult"  # entered is not confirmed
    assert papers.confirm(session, by, paper.id, NOW) == "confirmed"
    assert joining.station(session, school.mentee, NOW).step == "assent"
    letters = session.scalars(select(Letter).where(Letter.person_id == school.mentee.id)).all()
    assert [letter.text_key for letter in letters] == ["letters.adult_agreed"]
    consents.decide(session, school.mentee, school.mentee.id, "agreed", "слова", "ru", "telegram:3", NOW)
    assert school.mentee.state == "active"


def test_the_evidence_of_a_paper_is_complete(session: Session, school: School) -> None:
    """Domain § 11.4."""
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper)
    papers.confirm(session, by, paper.id, NOW)
    consent = session.scalars(select(Consent)).one()
    assert (consent.channel, consent.authority, consent.relation) == ("paper", "paper", "mother")
    assert (consent.folder, consent.page, consent.paper_id) == ("5Б-2026", "14", paper.id)
    assert consent.signed_at.date() == date(2026, 11, 19)
    assert (consent.entered_at, consent.entered_by) == (NOW, school.curator.id)
    assert (consent.digest, consent.version, consent.template) == (paper.digest, 0, paper.template)
    assert consent.signer_id == school.parent.id  # the mother is with us
    assert audit.verify(session)[1] is None


def test_a_parent_who_is_not_with_us_may_sign(session: Session, school: School) -> None:
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper, signer="father")
    papers.confirm(session, by, paper.id, NOW)
    assert session.scalars(select(Consent)).one().signer_id is None
    assert joining.station(session, school.mentee, NOW).step == "assent"


def test_an_adult_who_signed_may_begin(session: Session, school: School) -> None:
    school.mentor.state = "joining"
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentor.id, "processing", "ru", NOW)[0]
    enter(session, paper)
    assert paper.relation == "self"
    papers.confirm(session, by, paper.id, NOW)
    assert school.mentor.state == "active"
    letters = session.scalars(select(Letter).where(Letter.person_id == school.mentor.id)).all()
    assert [letter.text_key for letter in letters] == ["letters.may_begin"]


def test_a_second_press_confirms_nothing_twice(session: Session, school: School) -> None:
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper)
    assert [papers.confirm(session, by, paper.id, NOW) for _ in range(2)] == ["confirmed", "gone"]
    assert len(session.scalars(select(Consent)).all()) == 1
    assert papers.enter(session, by, paper.id, NOW) is None
    assert papers.void(session, by, paper.id, NOW) is False


def test_four_eyes_take_two_people(session: Session, school: School) -> None:
    school.organisation.settings = {"four_eyes": True}
    conftest.person(session, school.organisation, "curator", "Вторая Анна", "11")
    paper = papers_given.give(session, visitor(session), school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper)
    assert papers.confirm(session, visitor(session), paper.id, NOW) == "second_person"
    assert papers.confirm(session, visitor(session, "11"), paper.id, NOW) == "confirmed"


def test_what_is_ticked_on_the_form_is_what_is_allowed(session: Session, school: School) -> None:
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "publication", "ru", NOW)[0]
    enter(session, paper)
    assert papers.confirm(session, by, paper.id, NOW) == "incomplete"
    for choice in ("quote", "photo", "photo", "phone", "photo"):
        papers.tick(session, by, paper.id, choice)
    assert papers.confirm(session, by, paper.id, NOW) == "confirmed"
    assert session.scalars(select(Consent)).one().choices == ["photo", "quote"]


def test_a_spoilt_form_is_worth_nothing(session: Session, school: School) -> None:
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    assert papers.void(session, by, paper.id, NOW) is True
    assert papers.enter(session, by, paper.id, NOW) is None
    assert papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0].id != paper.id


def test_a_minor_has_no_mentors_duty(session: Session, school: School) -> None:
    by = visitor(session)
    assert papers_given.give(session, by, school.mentee.id, "mentor_duty", "ru", NOW) == []
    assert [each.signer for each in papers_given.give(session, by, school.mentor.id, "mentor_duty", "ru", NOW)] == [
        "own"
    ]


def test_another_schools_form_is_as_unknown_as_a_made_up_number(session: Session, school: School) -> None:
    paper = papers_given.give(session, visitor(session), school.mentee.id, "processing", "ru", NOW)[0]
    foreign = visitor(session, "5")
    assert papers.one(session, foreign, paper.id) is papers.one(session, foreign, 10**6) is None
    assert papers.enter(session, foreign, paper.id, NOW) is None
    assert papers.confirm(session, foreign, paper.id, NOW) == "gone"
    assert papers_given.give(session, foreign, school.mentee.id, "processing", "ru", NOW) == []
    assert papers.await_photo(session, foreign, paper.id) is False
    with pytest.raises(Denied):
        papers.one(session, visitor(session, "2"), paper.id)


def test_the_photo_of_a_form_is_kept_sealed(session: Session, school: School) -> None:
    session.info["ring"] = Ring((b"k" * 32,))
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    assert papers.await_photo(session, by, paper.id) is False  # nothing is entered yet
    enter(session, paper)
    assert papers.await_photo(session, by, paper.id) is True
    assert papers.keep_photo(session, by, paper.id, b"picture of a page") is True
    assert paper.scan == b"picture of a page"
    assert b"picture" not in (paper.scan_sealed or b"")
    assert papers.photo_awaited(session, by) is None


def test_a_school_that_wants_paper_takes_no_consent_in_the_chat(session: Session, school: School) -> None:
    school.organisation.settings = {"paper_only": ["processing"]}
    school.mentor.state = "joining"
    here, consent = consents.decide(session, school.mentor, school.mentor.id, "agreed", "текст", "ru", "t:2", NOW)
    assert consent is None
    assert here.on_paper
    nobody_agreed(school)
    assert joining.station(session, school.mentee, NOW).on_paper
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper)
    papers.confirm(session, by, paper.id, NOW)
    assert not joining.station(session, school.mentee, NOW).on_paper  # the child's own word is said in the chat
    _, assent = consents.decide(session, school.mentee, school.mentee.id, "agreed", "слова", "ru", "t:3", NOW)
    assert assent is not None
    assert assent.kind == "assent"


def test_a_withdrawal_on_paper_stops_everything_as_a_press_does(session: Session, school: School) -> None:
    by = visitor(session)
    paper = papers_given.give(session, by, school.mentee.id, "processing", "ru", NOW)[0]
    enter(session, paper, signer="father")
    papers.confirm(session, by, paper.id, NOW)
    consent = session.scalars(select(Consent)).one()
    assert withdrawing.record_withdrawal(session, visitor(session, "5"), consent.id, NOW) is None
    taken = withdrawing.record_withdrawal(session, by, consent.id, NOW)
    assert taken is not None
    assert (taken.withdrawal_channel, taken.destroy_by) == ("paper", NOW + timedelta(days=30))
    assert school.mentee.state == "withdrawn"
    assert school.parent.state == "active"  # the father signed, not the mother
    assert withdrawing.record_withdrawal(session, by, consent.id, NOW) is None


def test_a_child_without_an_adult_in_the_messenger_is_heard_by_the_curator(session: Session, school: School) -> None:
    for hours in (0, 1, 24):
        papers.wanted(session, school.mentee, NOW + timedelta(hours=hours))
    asked = session.scalars(select(Letter).where(Letter.text_key == "letters.paper_wanted")).all()
    assert [letter.person_id for letter in asked] == [school.curator.id] * 2
