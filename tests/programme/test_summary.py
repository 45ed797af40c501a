"""The summary of a seeded autumn, every number worked out by hand; small groups stay hidden, other schools outside."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.polls
from db.letters import Letter
from db.meetings import Confirmation, Meeting
from db.pairs import Member, Pair
from db.polls import Poll
from db.runs import Run
from domain.suppression import Hidden
from programme import digest, polls, summary
from tests.conftest import School, person

FIRST_OF_DECEMBER = datetime(2026, 12, 1, 6, 30, tzinfo=UTC)
"""9:30 in Moscow."""
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def pair(session: Session, school: School, number: int, started: date, ended: date | None, *held: date) -> Pair:
    state = "ended" if ended else "active"
    one = Pair(
        organisation_id=school.organisation.id, state=state, number=number, created_by=school.curator.id,
        created_at=FIRST_OF_DECEMBER, started_on=started, ended_on=ended,
    )  # fmt: skip
    session.add(one)
    session.flush()
    session.add(Member(pair_id=one.id, person_id=school.mentor.id, role="mentor"))
    session.add(Member(pair_id=one.id, person_id=school.mentee.id, role="mentee"))
    session.add_all(Meeting(pair_id=one.id, state="held", held_on=day, logged_at=FIRST_OF_DECEMBER) for day in held)
    session.flush()
    return one


def asked(session: Session, school: School, of: Pair, day: date, said: bool | None) -> None:
    meeting = session.scalars(select(Meeting).where(Meeting.pair_id == of.id, Meeting.held_on == day)).one()
    word = Confirmation(meeting_id=meeting.id, person_id=school.mentee.id, asked_at=FIRST_OF_DECEMBER, held=said)
    session.add(word)
    session.flush()


def autumn(session: Session, school: School) -> None:
    """Five pairs and two closed polls."""
    start = date(2026, 10, 20)
    kept = pair(session, school, 1, start, None, date(2026, 10, 28), *(date(2026, 11, day) for day in (5, 18, 30)))
    late = pair(session, school, 2, start, None, date(2026, 10, 28), date(2026, 11, 20))
    pair(session, school, 3, date(2026, 11, 25), None)
    ended = pair(session, school, 4, start, date(2026, 11, 10), date(2026, 10, 30), date(2026, 11, 9))
    pair(session, school, 5, date(2026, 10, 1), date(2026, 10, 25), date(2026, 10, 8), date(2026, 10, 22))
    asked(session, school, kept, date(2026, 11, 5), True)
    asked(session, school, late, date(2026, 11, 20), False)
    asked(session, school, ended, date(2026, 11, 9), None)
    for period, result in {
        "2026-10": {"mentee": [3, 5, 8], "mentor": [3, 5, 6]},
        "2026-11": {"mentee": [4, 6, 7], "mentor": [2, 3, 4]},
    }.items():
        session.add(
            Poll(
                organisation_id=school.organisation.id, period=period, opened_at=FIRST_OF_DECEMBER,
                closes_at=FIRST_OF_DECEMBER, closed_at=FIRST_OF_DECEMBER, result=result,
            )
        )  # fmt: skip
    session.flush()


def test_november_is_counted_as_by_hand(session: Session, school: School) -> None:
    autumn(session, school)
    november, october = summary.month(session, school.organisation, NOVEMBER, FIRST_OF_DECEMBER, "first")
    assert (november.pairs_active, november.meetings_held) == (4, 5)  # the fifth pair ended in October
    assert (november.meetings_confirmed_both, november.meetings_confirmed_one, november.meetings_not_asked) == (1, 2, 2)
    assert (november.pairs_in_rhythm, november.pairs_judged) == (2, 3)  # 23 days of the second; the third is new
    assert (november.respondents, november.participants) == (9, 11)
    assert (november.mentees.of_respondents, november.mentees.of_participants) == (4 / 6, 4 / 7)
    assert october is not None
    assert (october.pairs_active, october.meetings_held, october.pairs_in_rhythm) == (4, 5, 4)


def test_three_mentors_are_too_few_to_show(session: Session, school: School) -> None:
    autumn(session, school)
    november, october = summary.month(session, school.organisation, NOVEMBER, FIRST_OF_DECEMBER, "first")
    assert november.mentors.of_respondents == Hidden("few", 5)
    assert november.mentors.response_rate == 3 / 4
    assert october is not None
    assert october.mentors.of_respondents == 3 / 5


def test_a_school_may_raise_the_smallest_group_and_not_lower_it(session: Session, school: School) -> None:
    autumn(session, school)
    for setting, hidden in ((10, True), (2, False)):
        school.organisation.settings = {"smallest_group": setting}
        november, _ = summary.month(session, school.organisation, NOVEMBER, FIRST_OF_DECEMBER, "first")
        assert isinstance(november.mentees.of_respondents, Hidden) is hidden
        assert isinstance(november.mentors.of_respondents, Hidden)


def test_an_open_poll_shows_who_took_part_and_no_more(session: Session, school: School) -> None:
    mentees = [person(session, school.organisation, "mentee", f"Ученик Номер{n}", f"2{n}", "child") for n in range(6)]
    group = pair(session, school, 1, date(2026, 11, 2), None, date(2026, 11, 9), date(2026, 11, 19))
    session.add_all(Member(pair_id=group.id, person_id=mentee.id, role="mentee") for mentee in mentees)
    session.flush()
    opened = datetime(2026, 11, 20, 8, tzinfo=UTC)
    poll = polls.open_now(session, school.organisation, opened)
    for run in session.scalars(select(Run).where(Run.poll_id == poll.id, Run.form_name == "pulse_mentee")).all()[:6]:
        run.state, run.finished_at = "done", opened
    session.flush()
    now = opened + timedelta(days=1)
    (november,) = summary.history(session, school.organisation, NOVEMBER, NOVEMBER, now)
    assert (november.mentees.respondents, november.mentees.participants) == (6, 7)
    assert november.mentees.of_respondents == Hidden("open", 5)
    assert november.unfinished


def test_the_first_month_has_nothing_to_be_compared_with(session: Session, school: School) -> None:
    autumn(session, school)
    assert summary.months(session, school.organisation, FIRST_OF_DECEMBER) == (OCTOBER, date(2026, 12, 1))
    october, before = summary.month(session, school.organisation, OCTOBER, FIRST_OF_DECEMBER, "first")
    assert (october.month, before) == (OCTOBER, None)


def test_the_chart_gets_every_month_since_the_first_pair(session: Session, school: School) -> None:
    autumn(session, school)
    at = FIRST_OF_DECEMBER.isoformat()
    months = summary.chart(session, organisation=school.organisation.id, month="2026-12", at=at)
    assert [one.month for one in months] == [OCTOBER, NOVEMBER, date(2026, 12, 1)]
    later = (FIRST_OF_DECEMBER + timedelta(days=700)).isoformat()
    assert len(summary.chart(session, organisation=school.organisation.id, month="2028-10", at=later)) == 12


def test_the_table_lists_the_pairs_of_the_month(session: Session, school: School) -> None:
    autumn(session, school)
    at = FIRST_OF_DECEMBER.isoformat()
    _, pairs = summary.workbook(session, organisation=school.organisation.id, month="2026-11", at=at, names="first")
    assert {line.label for line in pairs} == {"Анна К. → Мария И."}
    assert [(line.number, line.held, line.kept) for line in pairs] == [
        (1, 3, True), (2, 1, False), (3, 0, None), (4, 1, True),
    ]  # fmt: skip


def test_a_file_without_names_names_nobody(session: Session, school: School) -> None:
    autumn(session, school)
    late = FIRST_OF_DECEMBER + timedelta(days=20)
    months, pairs = summary.workbook(session, organisation=school.organisation.id, month="2026-12", at=late.isoformat())
    assert months[-1].attention
    words = " ".join([line.label for line in pairs] + [one.label for one in months[-1].attention])
    assert not any(name in words for name in ("Анна", "Мария", "Иван", "Кузнец"))


def test_worries_of_the_queue_reach_the_summary_as_a_wish_to_talk(session: Session, school: School) -> None:
    autumn(session, school)
    worry = session.scalars(select(Meeting).where(Meeting.held_on == date(2026, 11, 30))).one()
    worry.impression = "worrying"
    session.flush()
    needs = summary.attention(session, school.scope, FIRST_OF_DECEMBER, "first")
    red = [(one.reason, one.number, one.label) for one in needs if one.red]
    assert red == [("wants_talk", 1, "Анна К. → Мария И.")]


def test_another_school_adds_nothing(session: Session, school: School) -> None:
    autumn(session, school)
    theirs = school.stranger_curator.organisation
    (november,) = summary.history(session, theirs, NOVEMBER, NOVEMBER, FIRST_OF_DECEMBER)
    assert (november.pairs_active, november.meetings_held, november.participants) == (0, 0, 0)


def summaries(session: Session) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.text_key == "letters.summary")))


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=6)])
def test_the_summary_comes_by_itself_once(session: Session, school: School, late: timedelta) -> None:
    autumn(session, school)
    assert digest.send_monthly(session, FIRST_OF_DECEMBER - timedelta(minutes=1)) == 0
    assert digest.send_monthly(session, FIRST_OF_DECEMBER + late) == 1
    assert digest.send_monthly(session, FIRST_OF_DECEMBER + late + timedelta(hours=1)) == 0
    (letter,) = summaries(session)
    assert (letter.person_id, letter.kind) == (school.curator.id, "digest")
    values = letter.values
    assert (values["meetings"], values["kept"], values["judged"], values["rhythm"]) == (5, 2, 3, 67)
    assert (values["respondents"], values["participants"], values["response"]) == (9, 11, 82)
    assert (values["mentees"], values["mentees_low"]) == ("share", 67)
    assert (values["mentors"], values["mentors_low"]) == ("few", 5)
    assert values["pictures"].keys() == {"summary_chart"}
    assert values["files"].keys() == {"summary"}


def test_a_summary_that_missed_its_week_is_not_sent(session: Session, school: School) -> None:
    autumn(session, school)
    assert digest.send_monthly(session, FIRST_OF_DECEMBER + timedelta(days=7)) == 0


def test_a_school_that_began_this_month_gets_no_summary_of_the_last(session: Session, school: School) -> None:
    pair(session, school, 1, date(2026, 12, 1), None)
    assert digest.send_monthly(session, FIRST_OF_DECEMBER) == 0
    assert summaries(session) == []


def test_a_closed_poll_answers_for_itself_when_people_are_gone(session: Session, school: School) -> None:
    """The published figure is frozen: erasing a run later does not change it."""
    pair(session, school, 1, date(2026, 11, 2), None)
    poll = polls.open_now(session, school.organisation, datetime(2026, 11, 20, 8, tzinfo=UTC))
    polls.close_due(session, FIRST_OF_DECEMBER)
    for run in session.scalars(select(Run).where(Run.poll_id == poll.id)).all():
        session.delete(run)
    session.flush()
    assert db.polls.tally(session, poll.id).asked == 0
    (november,) = summary.history(session, school.organisation, NOVEMBER, NOVEMBER, FIRST_OF_DECEMBER)
    assert november.participants == 2


def test_the_letter_waits_while_the_poll_of_the_month_is_open_but_not_beyond_the_week(
    session: Session, school: School
) -> None:
    autumn(session, school)
    poll = db.polls.of_period(session, school.organisation.id, "2026-11")
    assert poll is not None
    poll.closed_at = None
    session.flush()
    assert digest.send_monthly(session, FIRST_OF_DECEMBER) == 0
    assert digest.send_monthly(session, FIRST_OF_DECEMBER + timedelta(days=6, hours=1)) == 1
