"""The register of consents: who has one, who is waited for, who said no; its file holds evidence, not people."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.guardians import Guardian
from db.letters import Letter
from db.people import Grant
from locales import LANGUAGES, texts_in
from programme import consents, papers, papers_given, presence, register
from programme.presence import Denied
from reports import register as workbook
from tests import conftest
from tests.conftest import NOW, School
from tests.programme.test_consents import parent_agreed
from tests.programme.test_papers import enter


def test_a_class_is_counted_by_where_everybody_is(session: Session, school: School) -> None:
    parent_agreed(session, school)
    waiting = conftest.person(session, school.organisation, "mentee", "Алексеев Пётр", "9", "child", "5Б")
    waiting.state = "joining"
    refused = conftest.person(session, school.organisation, "mentee", "Яшин Олег", "10", "child", "5Б")
    mother = conftest.person(session, school.organisation, "parent", "Яшина Ольга", "12")
    session.add(Guardian(child_id=refused.id, parent_id=mother.id, relation="mother", claimed_at=NOW, confirmed_at=NOW))
    session.flush()
    consents.decide(session, mother, refused.id, "refused", "текст", "ru", "telegram:12", NOW)
    lines = register.coverage(session, school.scope, NOW)
    counted = {line.group: (line.have, line.waiting, line.refused) for line in lines}
    # whoever refused has no class any more: only the mark of the refusal is kept; the mentor has signed nothing yet
    assert counted == {"5Б": (1, 1, 0), None: (0, 1, 1)}
    assert [line.group for line in lines] == ["5Б", None]
    assert register.coverage(session, school.other_scope, NOW) == []


def test_the_list_says_what_is_missing(session: Session, school: School) -> None:
    school.mentee.state = "joining"
    found = register.missing(session, school.scope, "5Б", NOW)
    assert [(one.person.name, one.step) for one in found] == [("Иванова Мария", "adult")]
    parent_agreed(session, school)
    assert register.missing(session, school.scope, "5Б", NOW) == []


def test_a_reminder_goes_once_a_day_to_the_child_and_the_parent(session: Session, school: School) -> None:
    school.mentee.state = "joining"
    by = presence.arrive(session, "telegram", "1", NOW)
    assert by is not None
    assert register.remind(session, by, "5Б", NOW) == 2
    assert register.remind(session, by, "5Б", NOW + timedelta(hours=1)) == 0
    assert register.remind(session, by, "5Б", NOW + timedelta(days=1)) == 2
    told = {each.person_id for each in session.scalars(select(Letter))}
    assert told == {school.mentee.id, school.parent.id}


def test_whoever_said_no_is_not_asked_again(session: Session, school: School) -> None:
    guardian = session.scalars(select(Guardian)).one()
    guardian.claimed_at = NOW
    school.mentee.state = "joining"
    consents.decide(session, school.parent, school.mentee.id, "refused", "текст", "ru", "telegram:4", NOW)
    by = presence.arrive(session, "telegram", "1", NOW)
    assert by is not None
    session.query(Letter).delete()
    register.remind(session, by, None, NOW)
    assert school.mentee.id not in {each.person_id for each in session.scalars(select(Letter))}


def test_one_person_of_another_school_is_a_miss(session: Session, school: School) -> None:
    foreign = presence.arrive(session, "telegram", "5", NOW)
    assert foreign is not None
    assert register.one(session, foreign, school.mentee.id, NOW) is None
    mentor = presence.arrive(session, "telegram", "2", NOW)
    assert mentor is not None
    with pytest.raises(Denied):
        register.one(session, mentor, school.mentee.id, NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_shows_codes_and_the_whole_evidence(session: Session, school: School, language: str) -> None:
    parent_agreed(session, school)
    school.mentee.group_name = "=5Б"
    values = register.rows(session, school.organisation.id, NOW.isoformat())
    book = openpyxl.load_workbook(BytesIO(workbook.workbook(values, texts_in(language))))
    cells = [str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
    text = "\n".join(cells)
    assert school.mentee.code in text
    assert school.parent.code in text
    for secret in ("Иванова", "+7916", "telegram:77", "Орлова"):
        assert secret not in text
    assert len(book.worksheets[1]["A"]) == 3  # a heading, the parent's consent, the child's own word
    assert all(cell.data_type != "f" for sheet in book for row in sheet.rows for cell in row)


def test_names_stand_in_it_only_when_they_are_asked_for_and_that_is_recorded(session: Session, school: School) -> None:
    parent_agreed(session, school)
    by = presence.arrive(session, "telegram", "1", NOW)
    assert by is not None
    register.exported(session, by, NOW)
    named = register.rows(session, school.organisation.id, NOW.isoformat(), named=True)
    assert {record["subject"] for record in named["records"]} == {"Иванова Мария"}
    mentor = presence.arrive(session, "telegram", "2", NOW)
    assert mentor is not None
    with pytest.raises(Denied):
        register.exported(session, mentor, NOW)


def test_teachers_who_mentor_are_counted_by_their_written_consent(session: Session, school: School) -> None:
    """Labour Code art. 351.8: paper only, so nothing in the chat makes up for it."""
    assert register.duties(session, school.scope) == (0, 0)
    session.scalars(select(Grant).where(Grant.person_id == school.mentor.id)).one().form = "teacher_teacher"
    session.flush()
    assert register.duties(session, school.scope) == (0, 1)
    by = presence.arrive(session, "telegram", "1", NOW)
    assert by is not None
    paper = papers_given.give(session, by, school.mentor.id, "mentor_duty", "ru", NOW)[0]
    enter(session, paper)
    assert papers.confirm(session, by, paper.id, NOW) == "confirmed"
    assert register.duties(session, school.scope) == (1, 1)
    assert school.mentor.state == "active"
