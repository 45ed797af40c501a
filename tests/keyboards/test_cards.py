"""A card says which meeting it asks about, and who will read the answer."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from db.pairs import Member, Pair
from domain import rights
from domain.forms import reader_told
from keyboards import cards
from locales import LANGUAGES, texts_in
from programme import check_ins, forms, home, plans, runs
from tests.conftest import NOW, School, person
from tests.programme.test_ballots import campaign, sheet

RUSSIAN = texts_in("ru")


def paired(session: Session, school: School, mentee_id: int) -> Pair:
    pair = Pair(
        organisation_id=school.organisation.id, number=mentee_id, state="active", revision=1, created_at=NOW,
        created_by=school.curator.id, started_on=date(2026, 11, 1),
    )  # fmt: skip
    session.add(pair)
    session.flush()
    for one, role in ((school.mentor.id, "mentor"), (mentee_id, "mentee")):
        session.add(Member(pair_id=pair.id, person_id=one, role=role, accepted_at=NOW))
    session.flush()
    return pair


def asked(session: Session, school: School, pair: Pair) -> str:
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    card = runs.resume(session, school.mentor, run.id, NOW)
    assert card is not None
    return cards.asked(card, RUSSIAN, "first")


def test_a_check_in_without_a_plan_says_that_it_means_today(session: Session, school: School) -> None:
    assert "сегодня, 20 ноября" in asked(session, school, paired(session, school, school.mentee.id))


def test_a_check_in_after_a_plan_says_which_one(session: Session, school: School) -> None:
    pair = paired(session, school, school.mentee.id)
    plans.plan(session, pair, NOW - timedelta(days=1, hours=2), school.mentor.id, NOW - timedelta(days=3))
    check_ins.ask(session, NOW)
    assert "чт, 19 ноября, 13:00" in asked(session, school, pair)


def test_a_mentor_of_two_reads_with_whom_the_next_meeting_is(session: Session, school: School) -> None:
    second = person(session, school.organisation, "mentee", "Петров Петя", "11", "child", "5Б")
    paired(session, school, school.mentee.id)
    plans.plan(session, paired(session, school, second.id), NOW + timedelta(days=1), school.mentor.id, NOW)
    company = home.home(session, school.mentor, ("mentor",), NOW).company
    assert company.met_next == ("Петров Петя",)
    assert len(company.names) == 2


def test_an_anonymous_card_does_not_say_that_the_curator_reads_the_answer(session: Session, school: School) -> None:
    run = sheet(session, campaign(session, school), school.mentor)
    card = runs.resume(session, school.mentor, run.id, NOW)
    assert card is not None
    text = cards.asked(card, RUSSIAN, "first")
    assert "Увидят только вместе с ответами других." in text
    assert "куратор" not in text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", ["child", "adult"])
@pytest.mark.parametrize(
    ("key", "readers"),
    [
        ("runs.seen_programme", ["programme"]),
        ("runs.seen_sensitive", ["sensitive"]),
        ("runs.seen_sensitive_mentor", ["sensitive"]),
        ("runs.mode_confidential", ["programme", "sensitive"]),
        ("runs.mode_confidential_parent", ["programme", "sensitive"]),
        ("questionnaire_paper.mode_confidential", ["programme", "sensitive"]),
        ("polls.thanks_parent", ["programme", "sensitive"]),
    ],
)
def test_a_card_names_those_of_the_staff_whom_the_rights_let_read(
    language: str, tone: str, key: str, readers: list[str]
) -> None:
    texts = texts_in(language, tone)
    said = texts(key, minutes=1, by="name").lower()
    named = {role for role in rights.STAFF if texts(f"find.role_{role}") in said}
    held = {role for reader in readers for role in rights.holders(rights.ANSWERS[reader])}
    assert named == held - {"form_curator"}, "a curator of a form of mentoring is a curator"


def test_a_mentor_is_told_of_the_other_in_the_pair_not_of_the_mentor() -> None:
    mentor, mentee = forms.builtin("mentor_application"), forms.builtin("mentee_request")
    shared = {"mentor": mentor.question("interests"), "mentee": mentee.question("interests")}
    assert reader_told(mentor, shared["mentor"]) == "shared_by_mentor"
    assert reader_told(mentee, shared["mentee"]) == "shared_with_mentor"
    assert "наставник" not in texts_in("ru", "child")("runs.seen_shared_by_mentor")
