"""Promises of meetings: what a check-in writes down, who is asked, who is reminded, what can be undone."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.meetings
from db.letters import Letter
from db.meetings import Meeting
from db.pairs import Member, Pair
from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.meetings import sides
from programme import answering, check_ins, completion, meetings, pair_views, pairs, plans, runs, standing
from programme.endings import Ending
from programme.forming import Refused
from tests.conftest import NOW, School, person

HELD = ("yes", "45", "study", "fine")


@pytest.fixture(autouse=True)
def known_completions() -> None:
    """The questionnaires about meetings cause what these tests promise."""
    assert completion.COMPLETIONS["meeting_check_in"] is meetings.checked_in
    assert completion.COMPLETIONS["meeting_plan"] is plans.planned


def paired(session: Session, school: School, *mentees: Person) -> Pair:
    pair = Pair(
        organisation_id=school.organisation.id, number=1, state="active", revision=1, created_at=NOW,
        created_by=school.curator.id, started_on=date(2026, 11, 1),
    )  # fmt: skip
    session.add(pair)
    session.flush()
    for one, role in ((school.mentor, "mentor"), *((one, "mentee") for one in mentees or (school.mentee,))):
        session.add(Member(pair_id=pair.id, person_id=one.id, role=role, accepted_at=NOW))
    session.flush()
    return pair


def answer(session: Session, mentor: Person, run: Run, *values: str, now: datetime = NOW) -> Ending:
    """Goes through a questionnaire by presses."""
    card = standing.current(session, mentor, run.id, now)
    for value in values:
        if value == "skip":
            card = answering.skip(session, mentor, run.id, run.revision, now)  # type: ignore[assignment]
        else:
            card = answering.answer(session, mentor, run.id, run.revision, value, now)  # type: ignore[assignment]
        assert isinstance(card, standing.Card), card
    assert card is not None
    assert card.ending is not None, card.question
    return card.ending


def told(session: Session, school: School, pair: Pair, *values: str, now: datetime = NOW) -> Meeting:
    """The mentor opens a check-in and answers it; the meeting that it wrote down."""
    run = check_ins.check_in(session, school.mentor, pair.id, now)
    assert run is not None
    answer(session, school.mentor, run, *(values or HELD), now=now)
    return session.get_one(Meeting, run.meeting_id)


def letters(session: Session, reader: Person, state: str = "waiting") -> list[str]:
    query = select(Letter.text_key).where(Letter.person_id == reader.id, Letter.state == state).order_by(Letter.id)
    return [key.removeprefix("letters.") for key in session.scalars(query)]


def test_a_check_in_writes_the_meeting_into_the_log(session: Session, school: School) -> None:
    meeting = told(session, school, paired(session, school))
    assert (meeting.state, meeting.held_on, meeting.minutes) == ("held", date(2026, 11, 20), 45)
    assert (meeting.topics, meeting.impression, meeting.logged_by) == (["study"], "fine", school.mentor.id)


def test_the_day_is_the_day_of_the_school(session: Session, school: School) -> None:
    evening = NOW.replace(hour=22)
    assert told(session, school, paired(session, school), now=evening).held_on == date(2026, 11, 21)


def test_another_day_is_kept(session: Session, school: School) -> None:
    meeting = told(session, school, paired(session, school), "other_day", "2026-11-18", "45", "study", "fine")
    assert (meeting.state, meeting.held_on) == ("held", date(2026, 11, 18))


def test_one_check_in_is_open_for_a_pair(session: Session, school: School) -> None:
    pair = paired(session, school)
    first = check_ins.check_in(session, school.mentor, pair.id, NOW)
    second = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert first is not None
    assert first is second


@pytest.mark.fault(86)
def test_a_foreign_pair_or_meeting_is_a_miss(session: Session, school: School) -> None:
    other = person(session, school.organisation, "mentor", "Другая Анна Ивановна", "21")
    pair = paired(session, school)
    meeting = told(session, school, pair)
    assert check_ins.check_in(session, other, pair.id, NOW) is None
    assert check_ins.check_in(session, school.mentee, pair.id, NOW) is None, "a mentee is no mentor"
    assert check_ins.day_after(session, other, meeting.id, NOW) is None
    assert isinstance(meetings.take_back(session, other, meeting.id), Refused)
    assert isinstance(plans.plan_next(session, other, meeting.id, 1, NOW), Refused)
    assert isinstance(meetings.confirm(session, other, meeting.id, True, NOW), Refused)
    assert isinstance(meetings.confirm(session, school.mentor, meeting.id, True, NOW), Refused)
    assert meetings.school_log(session, school.other_scope, 0) == ([], 1, 0)
    assert meetings.own_log(session, other, "mentor", 0) == ([], 1)


def test_a_planned_meeting_becomes_the_record(session: Session, school: School) -> None:
    pair = paired(session, school)
    plan = plans.plan(session, pair, NOW + timedelta(hours=1), school.mentor.id, NOW)
    assert letters(session, school.mentee) == ["meeting_planned"]
    assert letters(session, school.mentor) == [], "who plans it sees it on the screen"
    meeting = told(session, school, pair, now=NOW + timedelta(hours=2))
    assert meeting is plan
    assert "meeting_planned" in letters(session, school.mentee, "cancelled")


def test_the_clock_asks_the_mentor_once_after_a_planned_meeting(session: Session, school: School) -> None:
    pair = paired(session, school)
    plan = plans.plan(session, pair, NOW + timedelta(minutes=5), school.mentor.id, NOW)
    assert check_ins.ask(session, NOW + timedelta(minutes=60)) == 0
    after = NOW + timedelta(days=8)
    assert check_ins.ask(session, after) == 1
    assert check_ins.ask(session, after) == 0
    assert letters(session, school.mentor) == ["meeting_due"]
    meeting = told(session, school, pair, now=after)
    assert meeting is plan
    assert meeting.held_on == date(2026, 11, 20), "the planned day, not the day of telling"
    assert letters(session, school.mentor) == []


def test_the_clock_does_not_ask_about_a_pair_that_ended(session: Session, school: School) -> None:
    pair = paired(session, school)
    plans.plan(session, pair, NOW + timedelta(hours=1), school.mentor.id, NOW)
    pairs.end(session, school.scope, pair.id, pair.revision, NOW)
    assert check_ins.ask(session, NOW + timedelta(days=1)) == 0
    assert plans.remind(session, NOW + timedelta(minutes=30)) == 0


@pytest.mark.fault(29)
def test_a_check_in_of_a_pair_that_ended_goes_to_the_curator_only(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    pairs.end(session, school.scope, pair.id, pair.revision, NOW)
    answer(session, school.mentor, run, *HELD)
    assert letters(session, school.curator) == ["meeting_late"]
    assert letters(session, school.mentee) == ["pair_ended"]


def test_worry_reaches_the_curator_at_once_without_its_content(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    for value in ("yes", "45", "study"):
        answering.answer(session, school.mentor, run.id, run.revision, value, NOW)
    card = answering.answer(session, school.mentor, run.id, run.revision, "worrying", NOW)
    assert isinstance(card, standing.Card)
    assert card.ending
    assert card.ending.buttons == "meeting_worrying", "the way to a report, which becomes a case"
    letter = session.scalars(select(Letter).where(Letter.person_id == school.curator.id)).one()
    assert (letter.text_key, letter.kind) == ("letters.meeting_worrying", "alert")
    assert set(letter.values) == {"pair", "mentor", "mentees"}


def test_the_first_meeting_is_mirrored_and_one_tap_answers_it(session: Session, school: School) -> None:
    meeting = told(session, school, paired(session, school))
    assert letters(session, school.mentee) == ["meeting_mirror"]
    word = meetings.confirm(session, school.mentee, meeting.id, True, NOW)
    assert not isinstance(word, Refused)
    again = meetings.confirm(session, school.mentee, meeting.id, False, NOW)
    assert again is word
    assert word.held is True, "the first word stands"
    assert letters(session, school.mentee) == []
    entries, _, count = meetings.school_log(session, school.scope, 0)
    assert (count, sides(entries[0].words)) == (1, "both")


def test_a_mentee_may_confirm_unasked(session: Session, school: School) -> None:
    pair = paired(session, school)
    meeting = Meeting(pair_id=pair.id, state="held", held_on=date(2026, 11, 19), logged_at=NOW)
    session.add(meeting)
    session.flush()
    entries, _ = meetings.own_log(session, school.mentee, "mentee", 0)
    assert (sides(entries[0].words), entries[0].said) == ("not_asked", False)
    meetings.confirm(session, school.mentee, meeting.id, True, NOW)
    entries, _ = meetings.own_log(session, school.mentee, "mentee", 0)
    assert (sides(entries[0].words), entries[0].said) == ("both", True)


def test_a_mismatch_is_seen_by_the_curator(session: Session, school: School) -> None:
    pair = paired(session, school)
    meeting = told(session, school, pair)
    meetings.confirm(session, school.mentee, meeting.id, False, NOW)
    view = pair_views.card(session, school.scope, pair.id, NOW)
    assert view is not None
    assert (view.held, view.mismatches) == (1, 1)


def test_a_mentee_is_not_asked_about_what_did_not_take_place(session: Session, school: School) -> None:
    meeting = told(session, school, paired(session, school), "no", "mentee_ill", "skip")
    assert (meeting.state, meeting.reason) == ("not_held", "mentee_ill")
    assert letters(session, school.mentee) == []
    assert isinstance(meetings.confirm(session, school.mentee, meeting.id, True, NOW), Refused)


def test_the_next_meeting_is_proposed_a_week_later_at_the_same_time(session: Session, school: School) -> None:
    pair = paired(session, school)
    plan = plans.plan(session, pair, NOW - timedelta(hours=1), school.mentor.id, NOW - timedelta(days=2))
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    ending = answer(session, school.mentor, run, *HELD)
    assert ending.text_key == "meetings.recorded_proposal"
    assert ending.values["number"] == 1
    assert ending.values["next"]["moment"] == (NOW + timedelta(days=7, hours=-1)).isoformat()
    planned = plans.plan_next(session, school.mentor, plan.id, 1, NOW)
    assert isinstance(planned, Meeting)
    assert plans.plan_next(session, school.mentor, plan.id, 1, NOW) is planned, "a double tap finds the same plan"
    assert letters(session, school.mentee)[-1] == "meeting_planned"
    assert isinstance(plans.plan_next(session, school.mentor, plan.id, 2, NOW), Refused), "an old button plans nothing"
    assert len(db.meetings.plans(session, pair.id)) == 1


def test_without_a_usual_time_the_mentor_chooses_day_and_time(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    ending = answer(session, school.mentor, run, *HELD)
    assert (ending.text_key, ending.buttons) == ("meetings.recorded", "meeting_plan")
    chosen = check_ins.day_after(session, school.mentor, ending.about, NOW)
    assert chosen is not None
    ending = answer(session, school.mentor, chosen, "2026-11-26", "14", "30")
    assert ending.text_key == "meetings.planned"
    planned = db.meetings.next_planned(session, pair.id, since=NOW)
    assert planned is not None
    assert str(planned.planned_at) == "2026-11-26 11:30:00+00:00"


def test_a_time_that_is_over_is_not_planned(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.choose_day(session, school.mentor, pair.id, NOW)
    assert run is not None
    ending = answer(session, school.mentor, run, "2026-11-20", "9", "00")
    assert ending.text_key == "meetings.plan_past"
    assert db.meetings.plans(session, pair.id) == []


def test_a_moved_meeting_is_proposed_for_the_named_day(session: Session, school: School) -> None:
    pair = paired(session, school)
    plans.plan(session, pair, NOW - timedelta(hours=1), school.mentor.id, NOW - timedelta(days=2))
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    ending = answer(session, school.mentor, run, "moved", "mentor_busy", "2026-11-24")
    assert ending.values["number"] == 0
    assert ending.values["next"]["moment"].startswith("2026-11-24T11:00")


def test_a_day_that_was_named_is_not_asked_for_again(session: Session, school: School) -> None:
    pair = paired(session, school)
    meeting = told(session, school, pair, "moved", "mentor_busy", "2026-11-24")
    run = check_ins.day_after(session, school.mentor, meeting.id, NOW)
    assert run is not None
    answer(session, school.mentor, run, "16", "00")
    planned = db.meetings.next_planned(session, pair.id, since=NOW)
    assert planned is not None
    assert str(planned.planned_at) == "2026-11-24 13:00:00+00:00"


def test_a_new_plan_takes_the_place_of_the_one_before(session: Session, school: School) -> None:
    pair = paired(session, school)
    plans.plan(session, pair, NOW + timedelta(days=1), school.mentor.id, NOW)
    plans.plan(session, pair, NOW + timedelta(days=2), school.mentor.id, NOW)
    assert len(db.meetings.plans(session, pair.id)) == 1
    assert letters(session, school.mentee) == ["meeting_moved"], "the first letter had not gone yet and need not"


def test_undo_takes_the_record_back_and_the_question_with_it(session: Session, school: School) -> None:
    pair = paired(session, school)
    plan = plans.plan(session, pair, NOW - timedelta(hours=1), school.mentor.id, NOW - timedelta(days=2))
    meeting = told(session, school, pair)
    assert not isinstance(meetings.take_back(session, school.mentor, meeting.id), Refused)
    assert not isinstance(meetings.take_back(session, school.mentor, meeting.id), Refused), "twice is as once"
    assert (plan.state, plan.held_on, plan.minutes) == ("planned", None, None)
    assert letters(session, school.mentee) == []
    again = told(session, school, pair, now=NOW + timedelta(minutes=1))
    assert again is plan
    assert letters(session, school.mentee) == ["meeting_mirror"], "the new record is mirrored anew"


def test_undo_is_refused_once_a_mentee_confirmed_or_something_followed(session: Session, school: School) -> None:
    pair = paired(session, school)
    first = told(session, school, pair)
    second = told(session, school, pair, now=NOW + timedelta(minutes=1))
    assert meetings.take_back(session, school.mentor, first.id) == Refused("meetings.too_late")
    meetings.confirm(session, school.mentee, second.id, True, NOW)
    assert meetings.take_back(session, school.mentor, second.id) == Refused("meetings.too_late")


def test_both_sides_are_reminded_once_before_a_meeting(session: Session, school: School) -> None:
    pair = paired(session, school)
    plan = plans.plan(session, pair, NOW + timedelta(days=5), school.mentor.id, NOW)
    assert plan.planned_at is not None
    for hours in range(0, 5 * 24, 2):
        plans.remind(session, NOW + timedelta(hours=hours))
    reminders = session.scalars(select(Letter).where(Letter.kind == "reminder").order_by(Letter.person_id)).all()
    assert sorted(letter.text_key for letter in reminders) == [
        "letters.meeting_near_mentee",
        "letters.meeting_near_mentor",
    ]
    assert {letter.expires_at for letter in reminders} == {plan.planned_at}


def test_a_meeting_planned_for_today_is_not_reminded_of_on_top(session: Session, school: School) -> None:
    pair = paired(session, school)
    plans.plan(session, pair, NOW + timedelta(hours=2), school.mentor.id, NOW)
    assert plans.remind(session, NOW + timedelta(minutes=30)) == 0


def test_a_check_in_half_way_ends_when_the_next_meeting_is_over(session: Session, school: School) -> None:
    pair = paired(session, school)
    plans.plan(session, pair, NOW + timedelta(minutes=5), school.mentor.id, NOW)
    check_ins.ask(session, NOW + timedelta(days=1))
    old = check_ins.check_in(session, school.mentor, pair.id, NOW + timedelta(days=1))
    assert old is not None
    answering.answer(session, school.mentor, old.id, old.revision, "yes", NOW + timedelta(days=1))
    plans.plan(session, pair, NOW + timedelta(days=7), school.mentor.id, NOW + timedelta(days=1))
    check_ins.ask(session, NOW + timedelta(days=8))
    new = check_ins.check_in(session, school.mentor, pair.id, NOW + timedelta(days=8))
    assert new is not None
    assert (old.state, new.id != old.id) == ("interrupted", True)


def test_the_log_of_a_month_holds_that_month_only(session: Session, school: School) -> None:
    pair = paired(session, school)
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)):
        session.add(Meeting(pair_id=pair.id, state="held", held_on=day, logged_at=NOW))
    session.flush()
    entries, pages, count = meetings.school_log(session, school.scope, 0, None, date(2026, 11, 1))
    assert [entry.meeting.held_on.day for entry in entries if entry.meeting.held_on] == [30, 1]
    assert (pages, count) == (1, 2)
    assert meetings.school_log(session, school.scope, 0, pair.id + 1)[2] == 0


def test_every_mentee_of_a_group_has_a_word(session: Session, school: School) -> None:
    second = person(session, school.organisation, "mentee", "Петров Петя", "22", "child", "5Б")
    pair = paired(session, school, school.mentee, second)
    meeting = told(session, school, pair)
    meetings.confirm(session, school.mentee, meeting.id, True, NOW)
    entries, _ = meetings.own_log(session, second, "mentee", 0)
    assert entries[0].said is False
    assert meetings.own_log(session, school.mentee, "mentee", 0)[0][0].said is True


def test_answers_of_a_check_in_need_nothing_but_what_applies(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    ending = meetings.checked_in(session, run, {"held": Answer("held", choices=("no",))}, NOW)
    assert ending.values["number"] == 0


def test_a_check_in_takes_four_taps(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    assert len(HELD) == 4
    assert answer(session, school.mentor, run, *HELD).values["number"] == 1


def test_a_reminder_of_a_check_in_says_with_whom(session: Session, school: School) -> None:
    pair = paired(session, school)
    run = check_ins.check_in(session, school.mentor, pair.id, NOW)
    assert run is not None
    runs.resume(session, school.mentor, run.id, NOW)
    assert runs.nudge(session, NOW + timedelta(hours=25)) == 1
    letter = session.scalars(select(Letter).where(Letter.person_id == school.mentor.id)).one()
    assert (letter.text_key, letter.values["who"]) == ("letters.run_waits_with", {"names": [school.mentee.name]})


def test_a_check_in_is_not_reminded_of_while_its_first_letter_still_waits(session: Session, school: School) -> None:
    plans.plan(session, paired(session, school), NOW - timedelta(hours=3), school.mentor.id, NOW - timedelta(days=2))
    assert check_ins.ask(session, NOW) == 1
    assert runs.nudge(session, NOW + timedelta(hours=25)) == 0
    letter = session.scalars(select(Letter).where(Letter.text_key == "letters.meeting_due")).one()
    letter.state = "sent"
    assert runs.nudge(session, NOW + timedelta(hours=50)) == 1
