"""A class teacher sees the own class: in or out, days of meetings, nothing else; a psychologist's look is recorded."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.audit
from db.meetings import Meeting
from db.pairs import Member, Pair
from db.people import Grant
from db.runs import AnswerRow
from programme import classes, find, forms
from programme.presence import Denied
from programme.runs import open_run
from tests.conftest import NOW, School, person
from tests.visitors import visitor


def teacher(session: Session, school: School, *groups: str) -> None:
    one = person(session, school.organisation, "class_teacher", "Лосева Инна Олеговна", "6")
    first = session.scalars(select(Grant).where(Grant.person_id == one.id)).one()
    first.group_name = groups[0] if groups else None
    for group in groups[1:]:
        session.add(Grant(person_id=one.id, role="class_teacher", organisation_id=school.organisation.id, since=NOW,
                          group_name=group))  # fmt: skip
    session.flush()


def test_a_teacher_sees_the_own_classes_with_days_and_nobody_else(session: Session, school: School) -> None:
    person(session, school.organisation, "mentee", "Чужой Пётр", "9", "child", "6А")
    person(session, school.organisation, "mentee", "Свой Пётр", "10", "child", "7В").state = "invited"
    pair = Pair(organisation_id=school.organisation.id, state="active", created_at=NOW, created_by=school.curator.id)
    session.add(pair)
    session.flush()
    session.add(Member(pair_id=pair.id, person_id=school.mentee.id, role="mentee"))
    session.add(Meeting(pair_id=pair.id, state="held", held_on=date(2026, 11, 12), topics=["family"], reason="тайна"))
    session.flush()
    teacher(session, school, "5Б", "7В")
    found = classes.classes(session, visitor(session, "6"))
    assert {group: [(one.person.name, one.inside, one.met) for one in pupils] for group, pupils in found.items()} == {
        "5Б": [("Иванова Мария", True, (date(2026, 11, 12),))],
        "7В": [("Свой Пётр", False, ())],
    }


def test_a_teacher_without_a_class_sees_nobody(session: Session, school: School) -> None:
    teacher(session, school)
    assert classes.classes(session, visitor(session, "6")) == {}


@pytest.mark.parametrize("address", ["1", "2", "3", "4"])
def test_the_class_screen_is_the_class_teachers(session: Session, school: School, address: str) -> None:
    with pytest.raises(Denied):
        classes.classes(session, visitor(session, address))


def test_a_teacher_opens_no_card(session: Session, school: School) -> None:
    teacher(session, school, "5Б")
    with pytest.raises(Denied):
        find.card(session, visitor(session, "6"), school.mentee.id, NOW)


def said(session: Session, school: School) -> str:
    """The mentee finishes a request with a sensitive answer; the name of what was chosen."""
    run = open_run(session, school.mentee, "mentee_request", now=NOW)
    form = forms.form_of(session, run)
    secret = next(each for each in form.questions if each.seen_by == "sensitive")
    worry = secret.options[0].name
    session.add(AnswerRow(run_id=run.id, question=secret.name, choices=[worry], answered_at=NOW))
    run.state, run.finished_at = "done", NOW
    session.flush()
    return worry


def test_a_psychologist_reads_sensitive_answers_and_that_is_recorded(session: Session, school: School) -> None:
    worry = said(session, school)
    helper = person(session, school.organisation, "psychologist", "Белова Нина Львовна", "6")
    found = find.sensitive(session, visitor(session, "6"), school.mentee.id, NOW)
    assert found is not None
    assert [answer.choices for _, _, answers in found.forms for _, answer in answers] == [(worry,)]
    [row] = db.audit.by(session, helper.code)
    assert (row.action, row.object) == ("answers.sensitive", f"person:{school.mentee.code}")


def test_a_look_that_finds_nothing_is_recorded_too(session: Session, school: School) -> None:
    helper = person(session, school.organisation, "psychologist", "Белова Нина Львовна", "6")
    find.sensitive(session, visitor(session, "6"), school.mentor.id, NOW)
    assert len(db.audit.by(session, helper.code)) == 1


def test_a_curator_opens_no_sensitive_answer_and_a_director_no_answer_at_all(session: Session, school: School) -> None:
    worry = said(session, school)
    with pytest.raises(Denied):
        find.sensitive(session, visitor(session, "1"), school.mentee.id, NOW)
    card = find.card(session, visitor(session, "1"), school.mentee.id, NOW)
    assert card is not None
    assert (worry,) not in [answer.choices for _, answer in card.answers]
    person(session, school.organisation, "director", "Волков Пётр Ильич", "8")
    seen = find.card(session, visitor(session, "8"), school.mentee.id, NOW)
    assert seen is not None
    assert (seen.answered, seen.answers) == (None, [])
