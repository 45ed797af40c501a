"""Typed answers that ask for a look: the psychologist hears that there is one, and nothing of what it says."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cases import Case
from db.letters import Letter
from programme import answering, cases, standing
from programme.runs import open_run
from tests.conftest import NOW, School
from tests.programme.test_cases import visit
from tests.programme.test_sos import staff, waiting

CRY = "больше не хочу жить"


def say(session: Session, school: School, words: str) -> None:
    """A mentee types something into the last talk."""
    run = open_run(session, school.mentee, "closing_mentee", now=NOW)
    answering.answer(session, school.mentee, run.id, run.revision, "was", NOW)
    for _ in range(2):
        card = standing.current(session, school.mentee, run.id, NOW)
        assert card
        answering.typed(session, school.mentee, card, words, "ru", NOW)


def test_only_a_psychologist_hears_once_and_without_the_words(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    say(session, school, CRY)
    case = session.scalars(select(Case)).one()
    assert (case.kind, case.person_id, case.words) == ("flag", school.mentee.id, None)
    assert waiting(session, elena) == waiting(session, inna) == ["letters.case_flag"]
    assert waiting(session, school.curator) == waiting(session, director) == []
    assert CRY not in str([letter.values for letter in session.scalars(select(Letter))])
    seen = cases.view(session, visit(session, elena), case.id, NOW)
    assert seen
    assert seen.form
    assert {each.role for each in cases.colleagues(session, visit(session, elena), case.id) or ()} == {"psychologist"}


def test_everyday_words_call_nobody(session: Session, school: School) -> None:
    staff(session, school)
    say(session, school, "умираю со смеху с наших шуток")
    assert session.scalars(select(Case)).all() == []


def test_an_organisation_may_switch_it_off(session: Session, school: School) -> None:
    staff(session, school)
    school.organisation.settings = {"screening": "off"}
    say(session, school, CRY)
    assert session.scalars(select(Case)).all() == []


def test_without_a_psychologist_nobody_is_told(session: Session, school: School) -> None:
    say(session, school, CRY)
    assert session.scalars(select(Case)).all() == []
