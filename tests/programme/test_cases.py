"""Working on a case: only those who were told see it, every look is written down."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.audit
import db.cases
import db.people
from db.cases import Case, Note
from db.letters import Letter
from db.people import Held, Person
from domain.answers import Refusal
from programme import alarms, cases, pair_views, sos
from programme.forming import Refused
from programme.presence import Denied, Visitor
from tests.conftest import NOW, School, person
from tests.programme.test_meetings import paired
from tests.programme.test_sos import staff, waiting


def visit(session: Session, one: Person) -> Visitor:
    """Somebody at the other end of the chat, with the roles that they hold."""
    return Visitor(one, one.organisation, tuple(Held(role) for role in db.people.roles(session, one.id)))


def looks(session: Session, case: Case) -> list[tuple[str, str, str]]:
    """What the audit has of a case: who, why, how it ended."""
    return [(row.actor, row.purpose, row.result) for row in db.audit.about(session, f"case:{case.id}")]


def test_every_look_is_written_down_a_refused_one_too(session: Session, school: School) -> None:
    elena, _, director = staff(session, school)
    case = sos.call(session, school.mentee, NOW).case
    assert cases.view(session, visit(session, elena), case.id, NOW) is not None
    assert cases.view(session, visit(session, director), case.id, NOW) is None
    assert looks(session, case) == [(elena.code, "read", "done"), (director.code, "read", "denied")]


def test_a_curator_sees_no_case_unless_told_of_it(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    case = sos.call(session, school.mentee, NOW, elena.id).case
    curator = visit(session, school.curator)
    assert cases.view(session, curator, case.id, NOW) is None
    assert cases.work(session, curator).cases == []
    assert isinstance(cases.take(session, curator, case.id, case.revision, NOW), Refused)
    given = cases.pass_on(session, visit(session, elena), case.id, case.revision, school.curator.id, NOW)
    assert given is case
    assert cases.work(session, curator).cases == [case]


def test_another_school_s_psychologist_sees_nothing(session: Session, school: School) -> None:
    staff(session, school)
    other = person(session, school.stranger_curator.organisation, "psychologist", "Чужая Анна Львовна", "30")
    case = sos.call(session, school.mentee, NOW).case
    assert cases.view(session, visit(session, other), case.id, NOW) is None
    assert cases.work(session, visit(session, other)).cases == []


@pytest.mark.parametrize("role", ["mentor", "mentee", "parent"])
def test_participants_have_no_cases_at_all(session: Session, school: School, role: str) -> None:
    case = sos.call(session, school.mentee, NOW).case
    with pytest.raises(Denied):
        cases.view(session, visit(session, getattr(school, role)), case.id, NOW)


def test_whoever_is_named_cannot_open_it_even_as_a_psychologist(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    case = sos.call(session, school.mentee, NOW).case
    sos.write(session, school.mentee, case, "Светлова сказала молчать", NOW)
    assert cases.view(session, visit(session, elena), case.id, NOW) is None
    assert case not in cases.work(session, visit(session, elena)).cases


def test_taking_stops_the_alarm_and_tells_the_child_who_answers(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    case = sos.call(session, school.mentee, NOW).case
    taken = cases.take(session, visit(session, elena), case.id, case.revision, NOW)
    assert taken is case
    assert isinstance(cases.take(session, visit(session, inna), case.id, case.revision, NOW), Refused)
    assert waiting(session, inna) == []
    assert waiting(session, school.mentee) == ["letters.help_taken"]
    alarms.escalate(session, NOW + timedelta(hours=2))
    assert waiting(session, director) == []
    assert cases.waiting(session, school.scope) == 0


def test_a_late_tap_changes_nothing(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    case, before = sos.call(session, school.mentee, NOW).case, 0
    cases.take(session, visit(session, elena), case.id, before, NOW)
    assert isinstance(cases.close(session, visit(session, elena), case.id, before, "helped", NOW), Refused)
    assert case.state == "taken"


def test_passing_on_waits_anew_and_never_goes_to_who_is_named(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    case = sos.call(session, school.mentee, NOW, no_curator=True).case
    who = visit(session, elena)
    assert {each.person_id for each in cases.colleagues(session, who, case.id) or ()} == {inna.id, director.id}
    refused = cases.pass_on(session, who, case.id, case.revision, school.curator.id, NOW)
    assert isinstance(refused, Refused)
    later = NOW + timedelta(minutes=30)
    assert cases.pass_on(session, who, case.id, case.revision, inna.id, later) is case
    assert (case.state, case.counts_from) == ("open", later)
    assert waiting(session, inna) == ["letters.case_help"]
    alarms.escalate(session, later + timedelta(minutes=60))
    assert waiting(session, director) == ["letters.case_help"]


def test_notes_are_kept_sealed_and_shown_with_the_case(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    case, who = sos.call(session, school.mentee, NOW).case, visit(session, elena)
    assert cases.await_note(session, who, case.id, NOW) is case
    assert sos.awaited(session, elena, NOW) == (case, "note")
    seen = cases.note(session, who, case.id, "Разговор завтра в 10", NOW)
    assert isinstance(seen, cases.View)
    assert [each.words for each in seen.notes] == ["Разговор завтра в 10"]
    assert sos.awaited(session, elena, NOW) is None
    assert isinstance(cases.note(session, who, case.id, "ы" * 1001, NOW), Refusal)
    assert cases.note(session, visit(session, school.curator), case.id, "чужая", NOW) is None
    kept = session.scalars(select(Note.words_sealed)).one()
    assert isinstance(kept, bytes)


def test_a_closed_case_stays_with_its_outcome(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    case, who = sos.call(session, school.mentee, NOW).case, visit(session, elena)
    assert isinstance(cases.close(session, who, case.id, case.revision, "nonsense", NOW), Refused)
    assert cases.close(session, who, case.id, case.revision, "helped", NOW) is case
    assert cases.work(session, who).cases == []
    assert cases.work(session, who, closed=True).cases == [case]
    assert isinstance(cases.close(session, who, case.id, case.revision, "helped", NOW), Refused)


def test_who_is_on_duty_is_called_first(session: Session, school: School) -> None:
    elena, inna, _ = staff(session, school)
    cases.go_on_duty(session, visit(session, inna), NOW, on=True)
    cases.go_on_duty(session, visit(session, inna), NOW, on=True)
    assert {each.person_id for each in sos.call(session, school.mentee, NOW).told} == {inna.id}
    assert cases.work(session, visit(session, inna)).on_duty is True
    cases.go_on_duty(session, visit(session, inna), NOW, on=False)
    assert cases.work(session, visit(session, inna)).on_duty is False
    with pytest.raises(Denied):
        cases.go_on_duty(session, visit(session, school.curator), NOW, on=True)
    assert elena.id in {each.person_id for each in db.cases.adults(session, school.organisation)}


def test_a_director_sees_deadlines_and_the_curator_a_number(session: Session, school: School) -> None:
    staff(session, school)
    case = sos.call(session, school.mentee, NOW).case
    assert cases.deadlines(session, school.scope) == [case]
    assert cases.waiting(session, school.scope) == 1
    assert cases.waiting(session, school.other_scope) == 0


def test_the_pair_s_card_tells_of_a_question_but_never_against_the_child_s_word(
    session: Session, school: School
) -> None:
    pair = paired(session, school)
    staff(session, school)

    def question() -> bool:
        card = pair_views.card(session, school.scope, pair.id, NOW)
        assert card
        return card.has_question

    assert not question()
    case = alarms.open_case(session, pair.organisation_id, "incident", "high", NOW, pair_id=pair.id)
    assert question()
    case.no_curator = True
    session.flush()
    assert not question()


def test_no_letter_about_a_case_says_what_it_is_about(session: Session, school: School) -> None:
    staff(session, school)
    case = sos.call(session, school.mentee, NOW).case
    sos.write(session, school.mentee, case, "КАНАРЕЙКА", NOW)
    alarms.escalate(session, NOW + timedelta(hours=3))
    assert "КАНАРЕЙКА" not in str([letter.values for letter in session.scalars(select(Letter))])
