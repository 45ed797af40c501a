"""The curator's queue: every rule raises its thing on its day, with its reason, in its own school only."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.accounts import Account
from db.guardians import Guardian
from db.meetings import Confirmation, Meeting
from db.pairs import Member, Pair
from db.people import Person
from db.runs import AnswerRow, Run
from domain.answers import Answer
from domain.today import REASONS, Thing
from programme import corrections, erasure, polls, today
from programme.presence import arrive
from programme.runs import open_run
from programme.today_things import SOURCES
from tests.conftest import NOW, School, person

DAY = timedelta(days=1)


def pair(
    session: Session, school: School, *mentees: Person, state: str = "active", started_on: date | None = None
) -> Pair:
    one = Pair(
        organisation_id=school.organisation.id, state=state, number=12, created_at=NOW, created_by=school.curator.id,
        proposed_at=NOW, started_on=started_on or NOW.date(),
    )  # fmt: skip
    session.add(one)
    session.flush()
    session.add(Member(pair_id=one.id, person_id=school.mentor.id, role="mentor"))
    session.add_all(Member(pair_id=one.id, person_id=mentee.id, role="mentee") for mentee in mentees or [school.mentee])
    session.flush()
    return one


def meeting(session: Session, of: Pair, on: date, state: str = "held", impression: str | None = None) -> Meeting:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    one = Meeting(pair_id=of.id, state=state, held_on=on, impression=impression, logged_at=at)
    session.add(one)
    session.flush()
    return one


def seen(session: Session, school: School, now: datetime) -> list[tuple[str, int]]:
    things = today.queue(session, school.scope, now)
    for reason in {thing.reason for thing in things}:
        alone = today.queue(session, school.scope, now, {reason})
        assert alone == [thing for thing in things if thing.reason == reason]
    return [(thing.reason, thing.subject) for thing in things]


def only(session: Session, school: School, now: datetime) -> Thing:
    (thing,) = today.queue(session, school.scope, now)
    return thing


def test_a_quiet_school_needs_nothing(session: Session, school: School) -> None:
    pair(session, school)
    assert seen(session, school, NOW) == []


def test_a_pair_without_a_meeting_shows_after_fourteen_days(session: Session, school: School) -> None:
    one = pair(session, school, started_on=date(2026, 11, 1))
    meeting(session, one, date(2026, 11, 6))
    assert seen(session, school, NOW) == []  # the 20th is the fourteenth day
    thing = only(session, school, NOW + DAY)
    assert (thing.reason, thing.since, thing.pair_id, thing.number) == ("no_meeting", date(2026, 11, 6), one.id, 12)
    assert thing.people == ("Кузнецова Анна Сергеевна", "Иванова Мария")


def test_a_new_pair_has_ten_days_for_its_first_meeting(session: Session, school: School) -> None:
    one = pair(session, school, started_on=NOW.date())
    assert seen(session, school, NOW + 10 * DAY) == []
    assert seen(session, school, NOW + 11 * DAY) == [("first_meeting", one.id)]


def test_holidays_stop_the_clock(session: Session, school: School) -> None:
    school.organisation.settings = {"pauses": [["2026-11-21", "2026-11-29"]]}
    pair(session, school, started_on=NOW.date())
    assert seen(session, school, NOW + 19 * DAY) == []
    assert [reason for reason, _ in seen(session, school, NOW + 20 * DAY)] == ["first_meeting"]


def test_a_worrying_meeting_is_red_and_tells_no_words(session: Session, school: School) -> None:
    one = pair(session, school)
    worry = meeting(session, one, NOW.date(), impression="worrying")
    thing = only(session, school, NOW + DAY)
    assert (thing.reason, thing.subject, thing.red) == ("worrying_meeting", worry.id, True)


def test_two_meetings_not_held_in_a_row_show(session: Session, school: School) -> None:
    one = pair(session, school)
    meeting(session, one, NOW.date(), "not_held")
    assert seen(session, school, NOW) == []
    meeting(session, one, NOW.date() + DAY, "not_held")
    assert seen(session, school, NOW + 2 * DAY) == [("cancelled_twice", one.id)]


def test_two_meetings_that_the_mentee_denies_show_without_accusation(session: Session, school: School) -> None:
    one = pair(session, school)
    for number in range(2):
        held = meeting(session, one, NOW.date() + number * DAY)
        word = Confirmation(meeting_id=held.id, person_id=school.mentee.id, asked_at=NOW, held=False, answered_at=NOW)
        session.add(word)
    session.flush()
    assert seen(session, school, NOW + 2 * DAY) == [("one_side_only", one.id)]


def test_a_proposal_waits_three_days_and_a_refusal_shows_at_once(session: Session, school: School) -> None:
    one = pair(session, school, state="proposed")
    assert seen(session, school, NOW + 3 * DAY) == []
    assert seen(session, school, NOW + 3 * DAY + timedelta(minutes=1)) == [("unanswered", one.id)]
    session.scalars(select(Member).where(Member.person_id == school.mentee.id)).one().declined_at = NOW
    one.state = "declined"
    session.flush()
    assert seen(session, school, NOW) == [("declined", one.id)]


def request(session: Session, who: Person, finished_at: datetime) -> Run:
    run = open_run(session, who, "mentee_request", now=finished_at)
    run.state, run.finished_at = "done", finished_at
    session.flush()
    return run


def test_a_mentee_without_a_pair_shows_after_a_week(session: Session, school: School) -> None:
    request(session, school.mentee, NOW)
    assert seen(session, school, NOW + 6 * DAY) == []
    assert seen(session, school, NOW + 7 * DAY) == [("waiting", school.mentee.id)]
    pair(session, school)
    assert seen(session, school, NOW + 7 * DAY) == []


def test_a_parent_who_waits_for_the_curator_shows(session: Session, school: School) -> None:
    claimed = Guardian(child_id=school.mentee.id, parent_id=school.mentor.id, relation="mother", claimed_at=NOW)
    session.add(claimed)
    session.flush()
    assert seen(session, school, NOW) == [("guardian", claimed.id)]


def test_a_withdrawn_consent_is_red_and_shows_until_when_to_destroy(session: Session, school: School) -> None:
    erasure.open_case(session, school.mentee, "withdrawn", NOW)
    erasure.open_case(session, school.mentee, "withdrawn", NOW)
    thing = only(session, school, NOW)
    assert (thing.reason, thing.red, thing.until) == ("consent_withdrawn", True, (NOW + 30 * DAY).date())


def test_a_duty_of_the_law_may_be_put_off_but_not_be_called_done(session: Session, school: School) -> None:
    erasure.open_case(session, school.mentee, "withdrawn", NOW)
    thing = only(session, school, NOW)
    assert today.put_off(session, school.scope, thing.key, school.curator, NOW, done=True)
    assert seen(session, school, NOW) == []
    assert only(session, school, NOW + 4 * DAY).reason == "consent_withdrawn"


def test_what_is_blocked_comes_up_when_its_time_nears(session: Session, school: School) -> None:
    case = erasure.open_case(session, school.mentee, "withdrawn", NOW)
    by = arrive(session, "telegram", "1", NOW)
    erasure.block(session, school.scope, case.id, "law", by, NOW)
    assert seen(session, school, NOW) == []
    assert (("consent_withdrawn", case.id)) in seen(session, school, NOW + 160 * DAY)


def test_a_wrong_datum_is_to_be_corrected_in_seven_working_days(session: Session, school: School) -> None:
    run = open_run(session, school.mentee, "data_correction", now=NOW)
    answers = {"what": Answer("what", choices=("name",)), "right": Answer("right", text="Марья")}
    run.state, run.finished_at = "done", NOW
    corrections.asked(session, run, answers, NOW)
    thing = only(session, school, NOW)
    assert (thing.reason, thing.until) == ("correction", date(2026, 12, 1))
    by = arrive(session, "telegram", "1", NOW)
    assert corrections.settle(session, school.scope, run.id, by, NOW)
    assert corrections.settle(session, school.scope, run.id, by, NOW), "a second press is kind"
    assert not corrections.settle(session, school.other_scope, run.id, by, NOW)
    assert seen(session, school, NOW) == []


def test_whoever_blocked_the_bot_shows(session: Session, school: School) -> None:
    session.scalars(select(Account).where(Account.person_id == school.mentor.id)).one().state = "unreachable"
    session.flush()
    assert seen(session, school, NOW) == [("unreachable", school.mentor.id)]


def test_whoever_has_not_joined_for_two_weeks_shows_in_one_thing(session: Session, school: School) -> None:
    for name in ("Первый Иван", "Второй Пётр"):
        person(session, school.organisation, "mentee", name, name, "child").state = "invited"
    session.flush()
    assert seen(session, school, NOW + 13 * DAY) == []
    assert only(session, school, NOW + 14 * DAY).count == 2


def run_of(session: Session, who: Person, poll_id: int) -> Run:
    return session.scalars(select(Run).where(Run.person_id == who.id, Run.poll_id == poll_id)).one()


def answer(session: Session, run: Run, question: str, **value: object) -> None:
    session.add(AnswerRow(run_id=run.id, question=question, answered_at=NOW, **value))
    run.state, run.finished_at = "done", NOW
    session.flush()


def test_wishes_of_the_poll_show_with_their_reason(session: Session, school: School) -> None:
    pair(session, school)
    poll = polls.open_now(session, school.organisation, NOW)
    child, mentor = run_of(session, school.mentee, poll.id), run_of(session, school.mentor, poll.id)
    answer(session, child, "change", choices=["psychologist"])
    answer(session, mentor, "change", choices=["advice"])
    assert seen(session, school, NOW) == [("wants_talk", child.id), ("wants_advice", mentor.id)]
    assert [thing.wish for thing in today.queue(session, school.scope, NOW)] == ["psychologist", "advice"]


def test_contented_answers_raise_nothing(session: Session, school: School) -> None:
    pair(session, school)
    poll = polls.open_now(session, school.organisation, NOW)
    run = run_of(session, school.mentee, poll.id)
    answer(session, run, "change", choices=["more_often"])
    answer(session, run, "safety", number=2, scale="faces3")
    assert seen(session, school, NOW) == []


def test_a_child_who_does_not_feel_safe_comes_first(session: Session, school: School) -> None:
    pair(session, school)
    poll = polls.open_now(session, school.organisation, NOW)
    child, mentor = run_of(session, school.mentee, poll.id), run_of(session, school.mentor, poll.id)
    answer(session, child, "safety", number=1, scale="faces3")
    answer(session, mentor, "safety", number=1, choices=["yes"], scale="yn")
    assert seen(session, school, NOW) == [("unsafe", child.id), ("worried", mentor.id)]


def test_the_silent_show_after_the_last_reminder_and_twice_silent_by_name(session: Session, school: School) -> None:
    one = pair(session, school)
    poll = polls.open_now(session, school.organisation, NOW)
    for number in range(12):
        meeting(session, one, NOW.date() + number * 4 * DAY)
    assert seen(session, school, NOW + 4 * DAY) == []
    assert only(session, school, NOW + 4 * DAY + timedelta(minutes=1)).count == 3
    for who in (school.mentor, school.parent):
        answer(session, run_of(session, who, poll.id), "change", choices=["nothing"])
    polls.close_due(session, NOW + 10 * DAY)
    later = NOW + 31 * DAY
    polls.open_month(session, later)
    assert [reason for reason, _ in seen(session, school, later + 5 * DAY)] == ["missed_polls", "poll_silent"]
    assert today.queue(session, school.scope, later + 5 * DAY)[0].people == ("Иванова Мария",)


def test_what_is_put_off_comes_back_and_what_is_done_stays_away(session: Session, school: School) -> None:
    one = pair(session, school, started_on=date(2026, 11, 1))
    worry = meeting(session, one, date(2026, 11, 20), impression="worrying")
    key = only(session, school, NOW + DAY).key
    assert worry.id == only(session, school, NOW + DAY).subject
    assert today.put_off(session, school.scope, key, school.curator, NOW + DAY, done=False)
    assert seen(session, school, NOW + 3 * DAY) == []
    assert only(session, school, NOW + 4 * DAY + timedelta(minutes=1)).key == key
    assert today.put_off(session, school.scope, key, school.curator, NOW + 5 * DAY, done=True)
    assert seen(session, school, NOW + 10 * DAY) == []
    assert not today.put_off(session, school.scope, key, school.curator, NOW + 10 * DAY, done=True)


def test_a_gap_that_was_dealt_with_comes_back_if_it_goes_on(session: Session, school: School) -> None:
    pair(session, school, started_on=date(2026, 11, 1))
    key = only(session, school, NOW).key
    today.put_off(session, school.scope, key, school.curator, NOW, done=True)
    assert seen(session, school, NOW + 13 * DAY) == []
    assert only(session, school, NOW + 15 * DAY).key == key


def test_every_reason_has_one_source() -> None:
    assert sorted(reason for reasons in SOURCES.values() for reason in reasons) == sorted(REASONS)


def test_a_worried_mentor_of_another_school_shows_where_the_pair_is(session: Session, school: School) -> None:
    one = pair(session, school)
    mentor = person(session, school.stranger_curator.organisation, "mentor", "Гость Олег", "77", "adult")
    session.add(Member(pair_id=one.id, person_id=mentor.id, role="mentor"))
    session.flush()
    poll = polls.open_now(session, school.organisation, NOW)
    run = run_of(session, mentor, poll.id)
    answer(session, run, "safety", number=1, choices=["yes"], scale="yn")
    assert seen(session, school, NOW) == [("worried", run.id)]
    assert today.put_off(session, school.scope, only(session, school, NOW).key, school.curator, NOW, done=True)
    assert seen(session, school, NOW) == []


def test_another_school_sees_and_puts_off_nothing(session: Session, school: School) -> None:
    pair(session, school, started_on=date(2026, 11, 1))
    key = only(session, school, NOW).key
    assert today.queue(session, school.other_scope, NOW) == []
    assert not today.put_off(session, school.other_scope, key, school.stranger_curator, NOW, done=True)
    assert only(session, school, NOW).key == key


def test_the_home_counts_what_the_queue_holds(session: Session, school: School) -> None:
    one = pair(session, school, started_on=date(2026, 10, 1))
    meeting(session, one, date(2026, 11, 10))
    meeting(session, one, date(2026, 11, 18), impression="worrying")
    counts = today.counts(session, school.scope, NOW)
    assert (counts.things, counts.red, counts.pairs, counts.met, counts.met_before) == (1, 1, 1, 1, 1)
