"""What an adult saw goes into a sealed case and stays nowhere else."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.cases import Case
from db.people import Person
from db.runs import AnswerEdit, AnswerRow, Run
from domain.answers import Refusal
from programme import answering, incidents, standing
from programme.endings import Ending
from tests.conftest import NOW, School, person
from tests.programme.test_meetings import paired
from tests.programme.test_sos import alerted, staff


def tell(session: Session, mentor: Person, run: Run, safe: str, facts: str) -> Ending:
    """Fills the form in."""
    answering.answer(session, mentor, run.id, run.revision, safe, NOW)
    card = standing.current(session, mentor, run.id, NOW)
    assert card
    assert card.question
    assert card.question.name == "facts"
    assert not isinstance(answering.typed(session, mentor, card, facts, "ru", NOW), Refusal)
    answering.skip(session, mentor, run.id, run.revision, NOW)
    answering.toggle(session, mentor, run.id, run.revision, "nobody", NOW)
    done = answering.done(session, mentor, run.id, run.revision, NOW)
    assert isinstance(done, standing.Card)
    assert done.ending
    return done.ending


def kept(session: Session) -> int:
    """How many answers are in the ordinary tables."""
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in (AnswerRow, AnswerEdit))


def test_a_report_becomes_a_case_and_leaves_no_answers_behind(session: Session, school: School) -> None:
    elena, inna, _ = staff(session, school)
    pair = paired(session, school)
    run = incidents.begin(session, school.mentor, 0, NOW)
    assert run.pair_id == pair.id, "the only pair needs no question"
    ending = tell(session, school.mentor, run, "no", "Она сказала: дома бьют. Телефон мамы +7 916 123-45-67")
    case = session.scalars(select(Case)).one()
    assert ending == Ending("incidents.reported", {"number": case.number})
    assert (case.kind, case.importance, case.reporter_id) == ("incident", "high", school.mentor.id)
    assert (case.person_id, case.pair_id) == (school.mentee.id, pair.id)
    assert set(alerted(session)) == {elena.id, inna.id}
    assert kept(session) == 0
    said = {answer.question: answer.value for answer in incidents.unpacked(case.report or [])}
    assert said["facts"].startswith("Она сказала")
    assert said["told"] == "nobody"
    assert isinstance(case.report_sealed, bytes)


def test_a_safe_child_makes_it_less_urgent(session: Session, school: School) -> None:
    staff(session, school)
    paired(session, school)
    tell(session, school.mentor, incidents.begin(session, school.mentor, 0, NOW), "yes", "Видно синяк")
    assert session.scalars(select(Case.importance)).one() == "normal"


def test_whoever_a_report_names_is_never_told_of_it(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    paired(session, school)
    tell(session, school.mentor, incidents.begin(session, school.mentor, 0, NOW), "no", "Светлова закрыла её в классе")
    assert set(alerted(session)) == {inna.id}
    assert elena.id not in alerted(session)
    assert director.id not in alerted(session)


def test_the_reporter_is_not_told_of_the_own_report(session: Session, school: School) -> None:
    run = incidents.begin(session, school.curator, 0, NOW)
    assert run.pair_id is None
    card = standing.current(session, school.curator, run.id, NOW)
    assert card
    assert card.question
    assert card.question.name == "who", "nobody knows whom it is about"
    assert card.place[:2] == (1, 5)
    answering.typed(session, school.curator, card, "Маша из 5Б", "ru", NOW)
    answering.answer(session, school.curator, run.id, run.revision, "no", NOW)
    card = standing.current(session, school.curator, run.id, NOW)
    assert card
    answering.typed(session, school.curator, card, "Плачет", "ru", NOW)
    answering.skip(session, school.curator, run.id, run.revision, NOW)
    answering.toggle(session, school.curator, run.id, run.revision, "nobody", NOW)
    done = answering.done(session, school.curator, run.id, run.revision, NOW)
    assert isinstance(done, standing.Card)
    assert done.ending
    assert done.ending.text_key == "incidents.reported_to_nobody"
    assert alerted(session) == []


def test_a_report_that_was_left_is_handed_over_as_it_is(session: Session, school: School) -> None:
    staff(session, school)
    paired(session, school)
    run = incidents.begin(session, school.mentor, 0, NOW)
    answering.answer(session, school.mentor, run.id, run.revision, "no", NOW)
    assert incidents.hand_over_unfinished(session, NOW + timedelta(minutes=59)) == 0
    assert incidents.hand_over_unfinished(session, NOW + timedelta(hours=1)) == 1
    assert incidents.hand_over_unfinished(session, NOW + timedelta(hours=2)) == 0
    case = session.scalars(select(Case)).one()
    assert (case.importance, run.state) == ("high", "interrupted")
    assert kept(session) == 0


def test_only_what_is_asked_is_numbered(session: Session, school: School) -> None:
    paired(session, school)
    run = incidents.begin(session, school.mentor, 0, NOW)
    first = standing.current(session, school.mentor, run.id, NOW)
    assert first
    assert first.question
    assert (first.question.name, first.place[:2]) == ("safe", (1, 4)), "the pair has told whom it is about"
    child = answering.back(session, school.mentor, run.id, run.revision, NOW)
    assert isinstance(child, standing.Card)
    assert child.place[:2] == (1, 5), "it may be another child"
    safe = answering.typed(session, school.mentor, child, "Маша из 5Б", "ru", NOW)
    assert isinstance(safe, standing.Card)
    assert safe.place[:2] == (2, 5)


def test_a_report_that_only_names_a_child_is_handed_over(session: Session, school: School) -> None:
    staff(session, school)
    run = incidents.begin(session, school.curator, 0, NOW)
    card = standing.current(session, school.curator, run.id, NOW)
    assert card
    answering.typed(session, school.curator, card, "Маша из 5Б", "ru", NOW)
    assert incidents.hand_over_unfinished(session, NOW + timedelta(hours=1)) == 1
    assert len(session.scalars(select(Case)).all()) == 1


def test_a_report_without_a_word_is_just_closed(session: Session, school: School) -> None:
    paired(session, school)
    run = incidents.begin(session, school.mentor, 0, NOW)
    assert incidents.begin(session, school.mentor, 0, NOW) is run
    assert incidents.hand_over_unfinished(session, NOW + timedelta(days=7)) == 1
    assert session.scalars(select(Case)).all() == []
    assert run.state == "interrupted"


def test_somebody_elses_meeting_tells_nothing(session: Session, school: School) -> None:
    other = person(session, school.organisation, "mentor", "Другой Пётр", "40")
    paired(session, school)
    assert incidents.begin(session, other, 1, NOW).pair_id is None
