"""A sheet that somebody filled in with a pen becomes that person's answers, and never touches what they said."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.audit
import db.my_data
import db.runs
from db.letters import Letter
from db.people import Grant, Person
from db.runs import FormVersion, Run
from domain.answers import Refusal
from programme import answering, forms, paper_entry, paper_lines, presence, runs, standing
from programme.endings import Ending
from programme.paper_entry import Obstacle
from programme.presence import Denied, Visitor
from programme.standing import Card
from tests.conftest import NOW, School, person

FORM = "pupil_pupil.before.mentee"
LINE = "нет - 7 8 9 10 5 6 7 8 9 10 - - да"
LATER = NOW + timedelta(hours=1)


def curator(session: Session, address: str = "1") -> Visitor:
    visitor = presence.arrive(session, "telegram", address, NOW)
    assert visitor is not None
    return visitor


def version(session: Session, name: str = FORM) -> FormVersion:
    return forms.in_force(session, name, NOW)


def begun(session: Session, one: Person, name: str = FORM, *, sure: bool = False) -> Card:
    by = curator(session)
    run = paper_entry.begin(session, by, version(session, name).id, one.id, NOW, sure=sure)
    assert isinstance(run, Run), run
    card = runs.resume(session, by.person, run.id, NOW)
    assert card is not None
    return card


def typed(session: Session, school: School, card: Card, text: str = LINE) -> Card:
    after = paper_lines.typed(session, school.curator, card, text, "ru", NOW)
    assert isinstance(after, Card), after
    return after


def sent(session: Session, school: School, card: Card) -> Card:
    assert card.question is None
    after = answering.submit(session, school.curator, card.run.id, card.run.revision, LATER)
    assert isinstance(after, Card)
    return after


def refused(session: Session, one: Person, name: str = FORM) -> str | None:
    found = paper_entry.begin(session, curator(session), version(session, name).id, one.id, NOW)
    return found.why if isinstance(found, Obstacle) else None


def asked(session: Session, one: Person, name: str = FORM) -> Run:
    return runs.open_run(session, one, name, now=NOW, once=f"asked:{one.id}")


def test_a_sheet_becomes_the_persons_own_answers(session: Session, school: School) -> None:
    card = typed(session, school, begun(session, school.mentee))
    assert db.runs.latest_done(session, school.mentee.id, FORM) is None
    after = sent(session, school, card)
    run = db.runs.latest_done(session, school.mentee.id, FORM)
    assert run is not None
    assert (run.channel, run.typed_by, run.about_id, run.finished_at) == ("paper", school.curator.id, None, LATER)
    given = standing.answers_of(session, run.id)
    assert (given["experience"].value, given["effect"].number, given["changes"].number) == ("no", 7, 10)
    assert given["expected"].skipped
    assert after.ending is not None
    assert after.ending.text_key == "paper_entry.entered"
    assert after.ending.about == version(session).id


def test_who_entered_it_is_on_record(session: Session, school: School) -> None:
    sent(session, school, typed(session, school, begun(session, school.mentee)))
    newest = db.audit.last(session)
    assert newest is not None
    assert (newest.actor, newest.action, newest.object, newest.purpose) == (
        school.curator.code, "questionnaires.paper", f"person:{school.mentee.code}", FORM,
    )  # fmt: skip


def test_any_box_may_have_stayed_empty(session: Session, school: School) -> None:
    card = begun(session, school.mentee)
    assert card.question is not None
    assert card.question.name == "experience"
    after = answering.skip(session, school.curator, card.run.id, card.run.revision, NOW)
    assert isinstance(after, Card)


def test_a_sheet_takes_the_place_of_what_was_asked(session: Session, school: School) -> None:
    waiting = asked(session, school.mentee)
    session.add(Letter(person_id=school.mentee.id, text_key="letters.run_waits", kind="reminder", once_key="x",
                       values={}, written_at=NOW, not_before=NOW, run_id=waiting.id))  # fmt: skip
    session.flush()
    card = sent(session, school, typed(session, school, begun(session, school.mentee)))
    assert (waiting.state, waiting.once_key) == ("interrupted", None)
    assert card.run.once_key == f"asked:{school.mentee.id}"
    assert runs.open_run(session, school.mentee, FORM, now=LATER, once=f"asked:{school.mentee.id}").id == card.run.id
    assert session.scalar(select(Letter.state).where(Letter.run_id == waiting.id)) == "cancelled"


def test_answers_begun_in_the_chat_are_given_up_only_when_it_was_asked(session: Session, school: School) -> None:
    waiting = asked(session, school.mentee)
    runs.fill_in(session, waiting, "experience", NOW, number=1, choices=["yes"])
    found = paper_entry.begin(session, curator(session), version(session).id, school.mentee.id, NOW)
    assert isinstance(found, Obstacle)
    assert (found.why, found.answers) == ("begun", 1)
    card = begun(session, school.mentee, sure=True)
    assert card.answers == {}
    sent(session, school, typed(session, school, card))
    assert standing.answers_of(session, waiting.id)["experience"].value == "yes"


def test_an_open_card_says_that_the_answers_came_on_paper(session: Session, school: School) -> None:
    waiting = asked(session, school.mentee)
    sent(session, school, typed(session, school, begun(session, school.mentee)))
    pressed = answering.answer(session, school.mentee, waiting.id, waiting.revision - 1, "7", LATER)
    assert isinstance(pressed, standing.Outdated)
    assert pressed.card is not None
    assert pressed.card.ending == Ending("runs.over_on_paper")
    given_up = asked(session, school.mentee, "about_pupil")
    runs.give_up(session, school.mentee, given_up.id, LATER)
    card = standing.current(session, school.mentee, given_up.id, LATER)
    assert card is not None
    assert card.ending is None, "no sheet came for this one"


def test_answers_that_are_there_stay(session: Session, school: School) -> None:
    run = asked(session, school.mentee)
    run.state, run.finished_at = "done", NOW
    session.flush()
    assert refused(session, school.mentee) == "answered"


def test_answers_that_came_meanwhile_stay_and_what_was_typed_goes(session: Session, school: School) -> None:
    waiting = asked(session, school.mentee)
    card = typed(session, school, begun(session, school.mentee))
    waiting.state, waiting.finished_at = "done", NOW
    session.flush()
    after = sent(session, school, card)
    assert after.ending is not None
    assert after.ending.text_key == "paper_entry.late_answered"
    assert (after.run.state, after.run.person_id) == ("interrupted", school.curator.id)
    assert standing.answers_of(session, after.run.id) == {}


def test_without_a_consent_nothing_is_entered(session: Session, school: School) -> None:
    card = typed(session, school, begun(session, school.mentee))
    school.mentee.state = "withdrawn"
    session.flush()
    assert refused(session, school.mentee) == "no_consent"
    after = sent(session, school, card)
    assert after.ending is not None
    assert after.ending.text_key == "paper_entry.late_no_consent"
    assert db.runs.latest_done(session, school.mentee.id, FORM) is None


def test_whoever_is_no_curator_any_more_enters_nothing(session: Session, school: School) -> None:
    card = typed(session, school, begun(session, school.mentee))
    session.scalars(select(Grant).where(Grant.person_id == school.curator.id)).one().until = NOW
    session.flush()
    after = sent(session, school, card)
    assert after.ending is not None
    assert after.ending.text_key == "paper_entry.late_gone"
    assert db.runs.latest_done(session, school.mentee.id, FORM) is None


def test_another_schools_curator_enters_nothing(session: Session, school: School) -> None:
    found = paper_entry.begin(session, curator(session, "5"), version(session).id, school.mentee.id, NOW)
    assert found == Obstacle("gone")
    with pytest.raises(Denied):
        paper_entry.begin(session, curator(session, "2"), version(session).id, school.mentee.id, NOW)


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("final_satisfaction", "anonymous"),
        ("pulse_mentee", "not_asked"),  # no poll is open
        ("after_trial", "not_asked"),  # it is about a pair
        ("curator_sheet", "not_asked"),
        ("mentor_application", "not_asked"),  # the pupil is no mentor
        ("about_me", "not_asked"),
        ("mentee_request", None),
    ],
)
def test_what_makes_no_sense_on_paper_is_refused(session: Session, school: School, form: str, why: str | None) -> None:
    assert refused(session, school.mentee, form) == why


def test_a_poll_that_was_asked_may_be_answered_on_paper(session: Session, school: School) -> None:
    asked(session, school.mentee, "pulse_mentee")
    card = typed(session, school, begun(session, school.mentee, "pulse_mentee"), "3 2 3 1 1")
    assert card.run.state == "open"
    assert sent(session, school, card).run.person_id == school.mentee.id


def test_a_second_press_goes_on_with_the_same_sheet(session: Session, school: School) -> None:
    first, second = begun(session, school.mentee), begun(session, school.mentee)
    assert first.run.id == second.run.id


def test_a_line_with_a_wrong_mark_writes_nothing_and_tells_the_place(session: Session, school: School) -> None:
    card = begun(session, school.mentee)
    after = paper_lines.typed(session, school.curator, card, "нет - 7 11", "ru", NOW)
    assert isinstance(after, Refusal)
    assert (after.key, after.values["place"], after.values["mark"]) == ("paper_entry.line_wrong", 4, "11")
    assert after.values["number"] == 4
    assert standing.answers_of(session, card.run.id) == {}


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("нет 7 8 9", "line_needless"),  # question 2 is for those who said yes
        (f"{LINE} 5", "line_long"),
        ("да 5 7", "line_words"),
    ],
)
def test_a_missing_or_needless_mark_moves_no_other(session: Session, school: School, line: str, key: str) -> None:
    card = begun(session, school.mentee)
    after = paper_lines.typed(session, school.curator, card, line, "ru", NOW)
    assert isinstance(after, Refusal)
    assert after.key == f"paper_entry.{key}"
    assert standing.answers_of(session, card.run.id) == {}


def test_the_list_shows_who_has_not_answered(session: Session, school: School) -> None:
    other = person(session, school.organisation, "mentee", "Белов Иван", "30", "child", "5А")
    left = person(session, school.organisation, "mentee", "Ушёл Олег", "31", "child", "5А")
    left.state = "left"
    done = asked(session, other)
    done.state, done.finished_at = "done", NOW
    session.flush()
    by = curator(session)
    found = paper_entry.writers(session, by, version(session).id)
    assert found is not None
    assert [each.id for each in found.people] == [school.mentee.id]
    assert found.answered == 1
    for words in ("иванова", "Мария 5б", "ивонова", school.mentee.code.lower()):
        assert paper_entry.searched(session, by, found, words) == [school.mentee], words
    assert paper_entry.searched(session, by, found, "белов") == []


def test_whoever_is_asked_anew_is_on_the_list_again(session: Session, school: School) -> None:
    done = asked(session, school.mentee)
    done.state, done.finished_at, done.once_key = "done", NOW, None
    session.flush()
    asked(session, school.mentee)
    found = paper_entry.writers(session, curator(session), version(session).id)
    assert found is not None
    assert [each.id for each in found.people] == [school.mentee.id]


def test_the_code_of_a_sheet_finds_its_questionnaire(session: Session, school: School) -> None:
    row, by = version(session), curator(session)
    assert paper_entry.by_code(session, by, row.version[:8]) == row
    assert paper_entry.by_code(session, by, "00000000") is None
    row.organisation_id = school.stranger_curator.organisation_id
    session.flush()
    assert paper_entry.by_code(session, by, row.version[:8]) is None


def test_the_typist_finds_the_end_again_and_the_person_too(session: Session, school: School) -> None:
    card = sent(session, school, typed(session, school, begun(session, school.mentee)))
    for one in (school.curator, school.mentee):
        found = standing.current(session, one, card.run.id, LATER)
        assert found is not None
        assert found.run.state == "done"
    assert standing.current(session, school.mentor, card.run.id, LATER) is None


def test_a_sheet_that_is_given_up_leaves_nothing_behind(session: Session, school: School) -> None:
    card = typed(session, school, begun(session, school.mentee), "нет - 7 8")
    runs.give_up(session, school.curator, card.run.id, NOW)
    assert standing.answers_of(session, card.run.id) == {}
    assert refused(session, school.mentee) is None


def test_what_a_curator_is_entering_is_not_their_own_data(session: Session, school: School) -> None:
    card = typed(session, school, begun(session, school.mentee))
    assert db.my_data.runs_of(session, school.curator.id) == []
    sent(session, school, card)
    assert db.my_data.runs_of(session, school.curator.id) == []
    assert [run.id for run in db.my_data.runs_of(session, school.mentee.id)] == [card.run.id]


def test_a_sheet_left_in_the_middle_is_reminded_of_as_a_sheet(session: Session, school: School) -> None:
    card = typed(session, school, begun(session, school.mentee), "нет - 7 8")
    assert runs.nudge(session, NOW + timedelta(days=1, minutes=1)) == 1
    letter = session.scalars(select(Letter).where(Letter.run_id == card.run.id)).one()
    assert (letter.text_key, letter.person_id) == ("letters.sheet_waits", school.curator.id)
    assert letter.values["who"] == {"names": [school.mentee.name]}


def test_a_parents_sheet_about_the_child_stays_about_the_child(session: Session, school: School) -> None:
    assert refused(session, school.parent, "informant_sheet") == "not_asked"
    waiting = asked(session, school.parent, "informant_sheet")
    waiting.about_id = school.mentee.id
    session.flush()
    card = typed(session, school, begun(session, school.parent, "informant_sheet"), "2 - 1,2 1 1 1 1 1 - -")
    run = sent(session, school, card).run
    assert (run.person_id, run.about_id) == (school.parent.id, school.mentee.id)


def test_sheets_about_several_people_are_not_told_apart(session: Session, school: School) -> None:
    for about in (school.mentee, school.mentor):
        run = runs.open_run(session, school.parent, "informant_sheet", now=NOW)
        run.about_id = about.id
    session.flush()
    assert refused(session, school.parent, "informant_sheet") == "several"
