"""The monthly poll asks everybody once, reminds twice at most, and counts what cannot be changed afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.polls
from db.accounts import Account
from db.letters import Letter
from db.organisations import Organisation
from db.pairs import Member, Pair
from db.people import Person
from db.polls import Poll, Tally
from db.runs import AnswerRow, Run
from domain import satisfaction
from domain.answers import Answer
from programme import polls, turnout, wishes
from programme.reminding import Reach
from tests.conftest import NOW, School, person

OPENING = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
"""10:00 in Moscow, Friday the 20th."""


def pair(session: Session, organisation: Organisation, mentor: Person, *mentees: Person, state: str = "active") -> Pair:
    one = Pair(
        organisation_id=organisation.id, state=state, created_at=NOW, created_by=mentor.id, started_on=NOW.date()
    )
    session.add(one)
    session.flush()
    session.add(Member(pair_id=one.id, person_id=mentor.id, role="mentor"))
    session.add_all(Member(pair_id=one.id, person_id=mentee.id, role="mentee") for mentee in mentees)
    session.flush()
    return one


def run_of(session: Session, who: Person) -> Run:
    return session.scalars(select(Run).where(Run.person_id == who.id)).one()


def letters_to(session: Session, who: Person) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.person_id == who.id).order_by(Letter.id)))


def finish(session: Session, run: Run, now: datetime, **numbers: tuple[str, int]) -> None:
    """Stores answers as the engine does: each is a scale and a value."""
    for question, (scale, value) in numbers.items():
        session.add(AnswerRow(run_id=run.id, question=question, number=value, scale=scale, answered_at=now))
    run.state, run.finished_at, run.touched_at = "done", now, now
    session.flush()


@pytest.fixture
def calm() -> dict[str, tuple[str, int]]:
    return dict.fromkeys(("safety", "heard", "useful"), ("faces3", 3)) | {"left_aside": ("faces3", 1)}


def test_the_poll_opens_once_and_asks_both_sides_of_a_working_pair_and_a_parent(
    session: Session, school: School
) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    assert polls.open_month(session, OPENING - timedelta(minutes=1)) == 0
    assert polls.open_month(session, OPENING) == 1
    assert polls.open_month(session, OPENING + timedelta(days=7)) == 0
    asked = (school.mentee, school.mentor, school.parent)
    assert [run_of(session, each).form_name for each in asked] == ["pulse_mentee", "pulse_mentor", "pulse_parent"]
    assert [letter.kind for letter in letters_to(session, school.mentee)] == ["reminder"]


def test_a_school_without_pairs_is_left_alone(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee, state="proposed")
    assert polls.open_month(session, OPENING) == 0


def test_a_mentor_of_two_pairs_is_asked_once(session: Session, school: School) -> None:
    other = person(session, school.organisation, "mentee", "Смирнов Пётр", "9", "child", "5А")
    pair(session, school.organisation, school.mentor, school.mentee)
    pair(session, school.organisation, school.mentor, other)
    poll = polls.open_now(session, school.organisation, NOW)
    assert db.polls.tally(session, poll.id).asked == 4
    assert run_of(session, school.mentor).pair_id is None
    assert run_of(session, school.mentee).pair_id is not None


def test_a_poll_that_a_curator_opened_is_not_opened_again(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    early = polls.open_now(session, school.organisation, OPENING - timedelta(days=3))
    assert polls.open_now(session, school.organisation, OPENING) is early
    assert polls.open_month(session, OPENING) == 0


def sent(session: Session, letter: Letter, at: datetime) -> None:
    letter.state, letter.settled_at = "sent", at
    session.flush()


def test_reminders_follow_the_letter_that_arrived_and_then_stop(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_month(session, OPENING)
    arrived = OPENING + timedelta(hours=30)  # held back by the attention budget
    polls.remind(session, OPENING + timedelta(hours=25))
    assert len(letters_to(session, school.mentee)) == 1
    sent(session, letters_to(session, school.mentee)[0], arrived)
    polls.remind(session, arrived + timedelta(hours=23))
    assert len(letters_to(session, school.mentee)) == 1
    polls.remind(session, arrived + timedelta(hours=25))
    polls.remind(session, arrived + timedelta(hours=26))
    assert [letter.text_key for letter in letters_to(session, school.mentee)][1:] == ["letters.poll_reminder_1"]
    sent(session, letters_to(session, school.mentee)[1], arrived + timedelta(hours=26))
    polls.remind(session, arrived + timedelta(hours=26 + 49))
    assert letters_to(session, school.mentee)[2].text_key == "letters.poll_reminder_2"
    sent(session, letters_to(session, school.mentee)[2], arrived + timedelta(hours=26 + 49))
    polls.remind(session, arrived + timedelta(hours=26 + 49 + 60))
    assert len(letters_to(session, school.mentee)) == 3


def test_nobody_is_reminded_after_an_answer(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_month(session, OPENING)
    sent(session, letters_to(session, school.mentee)[0], OPENING)
    finish(session, run_of(session, school.mentee), OPENING + timedelta(hours=1))
    polls.remind(session, OPENING + timedelta(hours=30))
    assert len(letters_to(session, school.mentee)) == 1


@pytest.mark.fault(35)
def test_the_poll_closes_after_ten_days_and_whoever_is_answering_may_finish(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_month(session, OPENING)
    end = OPENING + timedelta(days=10)
    run_of(session, school.mentee).touched_at = end - timedelta(minutes=10)
    session.flush()
    assert polls.close_due(session, end - timedelta(minutes=1)) == 0
    assert polls.close_due(session, end) == 0
    assert (run_of(session, school.mentor).state, run_of(session, school.mentee).state) == ("expired", "open")
    assert polls.close_due(session, end + timedelta(minutes=21)) == 1
    assert run_of(session, school.mentee).state == "expired"
    assert polls.close_due(session, end + timedelta(days=7)) == 0


def test_satisfaction_is_counted_as_by_hand_and_frozen(
    session: Session, school: School, calm: dict[str, tuple[str, int]]
) -> None:
    """Six mentees: two calm, one bored but calm enough, one not heard, one silent, one unfinished; a worried mentor."""
    more = [person(session, school.organisation, "mentee", f"Ученик Номер{n}", f"1{n}", "child") for n in range(5)]
    pair(session, school.organisation, school.mentor, school.mentee, *more)
    poll = polls.open_now(session, school.organisation, OPENING)
    finish(session, run_of(session, school.mentee), OPENING, **calm)
    finish(session, run_of(session, more[0]), OPENING, **calm)
    finish(session, run_of(session, more[1]), OPENING, **(calm | {"left_aside": ("faces3", 3)}))  # (3+3+3+1)/4 = 2.5
    finish(session, run_of(session, more[2]), OPENING, **(calm | {"heard": ("faces3", 1), "useful": ("faces3", 2)}))
    begun = run_of(session, more[3])
    session.add(AnswerRow(run_id=begun.id, question="heard", number=3, scale="faces3", answered_at=NOW))
    finish(
        session,
        run_of(session, school.mentor),
        OPENING,
        safety=("yn", 1),
        next_step=("words5", 4),
        time=("words5", 3),
        stuck=("words5", 1),
    )  # (4 + 3 + 5) / 3 = 4, and a worry about the mentee does not count
    polls.close_due(session, OPENING + timedelta(days=10))
    assert poll.result == {"mentee": [3, 4, 6], "mentor": [1, 1, 1]}
    counts = satisfaction.satisfaction(*poll.result["mentee"])
    assert (counts.of_participants, counts.of_respondents) == (3 / 6, 3 / 4)


def test_the_curator_sees_where_everybody_stands(session: Session, school: School) -> None:
    more = [person(session, school.organisation, "mentee", f"Ученик Номер{n}", f"1{n}", "child") for n in range(3)]
    pair(session, school.organisation, school.mentor, school.mentee, *more)
    poll = polls.open_now(session, school.organisation, OPENING)
    finish(session, run_of(session, school.mentor), OPENING)
    run_of(session, more[0]).touched_at = OPENING
    session.scalars(select(Account).where(Account.person_id == more[1].id)).one().state = "unreachable"
    session.flush()
    assert db.polls.tally(session, poll.id) == Tally(answered=1, in_progress=1, not_opened=3, unreachable=1)
    assert [(one.person.id, one.begun, one.reachable) for one in turnout.silent(session, school.scope, poll.id)] == [
        (school.mentee.id, False, True),
        (school.parent.id, False, True),
        (more[0].id, True, True),
        (more[1].id, False, False),
        (more[2].id, False, True),
    ]
    assert turnout.one(session, school.other_scope, poll.id, OPENING) is None
    assert turnout.silent(session, school.other_scope, poll.id) == []


def test_a_reminder_by_hand_spares_whoever_was_written_to_today(session: Session, school: School) -> None:
    other = person(session, school.organisation, "mentee", "Смирнов Пётр", "9", "child", "5А")
    pair(session, school.organisation, school.mentor, school.mentee, other)
    poll = polls.open_now(session, school.organisation, OPENING)
    noon = OPENING + timedelta(days=3, hours=2)
    sent(session, letters_to(session, school.mentee)[0], OPENING)
    sent(session, letters_to(session, other)[0], noon - timedelta(hours=1))
    finish(session, run_of(session, school.mentor), OPENING)
    finish(session, run_of(session, school.parent), OPENING)
    assert turnout.one(session, school.scope, poll.id, noon).reach == Reach(
        frozenset({school.mentee.id}), {"written": 1}
    ), "the button promises no more than it does"
    assert turnout.remind(session, school.scope, poll.id, noon).ready == {school.mentee.id}
    assert turnout.remind(session, school.scope, poll.id, noon) == Reach(frozenset(), {"written": 2})
    assert len(letters_to(session, school.mentee)) == 2
    assert turnout.remind(session, school.other_scope, poll.id, noon) is None


def test_a_reminder_by_hand_tells_whom_it_cannot_reach_and_why(session: Session, school: School) -> None:
    more = [person(session, school.organisation, "mentee", f"Ученик Номер{n}", f"1{n}", "child") for n in range(4)]
    pair(session, school.organisation, school.mentor, school.mentee, *more)
    poll = polls.open_now(session, school.organisation, OPENING)
    finish(session, run_of(session, school.mentor), OPENING)
    finish(session, run_of(session, school.parent), OPENING)
    for one in (school.mentee, *more):
        sent(session, letters_to(session, one)[0], OPENING)
    run_of(session, more[0]).touched_at = OPENING
    session.scalars(select(Account).where(Account.person_id == more[1].id)).one().state = "unreachable"
    more[2].state = "left"
    session.flush()
    noon = OPENING + timedelta(days=3, hours=2)
    reached = turnout.remind(session, school.scope, poll.id, noon)
    assert reached == Reach(frozenset({school.mentee.id, more[3].id}), {"begun": 1, "unreachable": 1, "out": 1})
    assert [len(letters_to(session, one)) for one in (school.mentee, *more)] == [2, 1, 1, 1, 2]


def test_three_days_more_are_given_once_per_press_and_never_after_the_end(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    poll = polls.open_now(session, school.organisation, OPENING)
    pressed = int(poll.closes_at.timestamp())
    first = turnout.prolong(session, school.scope, poll.id, pressed, OPENING)
    assert first is not None
    assert poll.closes_at == OPENING + timedelta(days=13)
    assert turnout.prolong(session, school.scope, poll.id, pressed, OPENING) is None
    for _ in range(9):
        turnout.prolong(session, school.scope, poll.id, int(poll.closes_at.timestamp()), OPENING)
    assert poll.closes_at <= OPENING + timedelta(days=25)
    polls.close_due(session, poll.closes_at)
    assert turnout.prolong(session, school.scope, poll.id, int(poll.closes_at.timestamp()), OPENING) is None


def test_before_the_first_poll_the_curator_sees_when_it_opens(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    ahead = turnout.ahead(session, school.organisation, OPENING - timedelta(days=2))
    assert ahead is not None
    assert (ahead.opens, ahead.people) == (OPENING, 3)
    assert turnout.newest(session, school.organisation, OPENING) is None
    polls.open_now(session, school.organisation, OPENING)
    assert turnout.ahead(session, school.organisation, OPENING) is None


def test_a_wish_calls_the_curator_without_its_content(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_now(session, school.organisation, OPENING)
    run = run_of(session, school.mentee)
    given = {"change": Answer("change", choices=("psychologist",))}
    assert wishes.polled(session, run, given, OPENING).text_key == "polls.thanks_wish"
    wishes.polled(session, run, given, OPENING)
    called = letters_to(session, school.curator)
    told = [(letter.text_key, letter.kind, letter.values) for letter in called]
    assert told == [("letters.poll_calls", "notice", {})]
    assert letters_to(session, school.stranger_curator) == []


def test_a_child_who_does_not_feel_safe_calls_the_curator_at_once(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_now(session, school.organisation, OPENING)
    given = {"safety": Answer("safety", number=1, scale="faces3")}
    wishes.polled(session, run_of(session, school.mentee), given, OPENING)
    assert [letter.kind for letter in letters_to(session, school.curator)] == ["alert"]


def test_contentment_calls_nobody(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_now(session, school.organisation, OPENING)
    given = {"change": Answer("change", choices=("nothing",)), "safety": Answer("safety", number=3, scale="faces3")}
    assert wishes.polled(session, run_of(session, school.mentee), given, OPENING).text_key == "polls.thanks"
    assert letters_to(session, school.curator) == []


def test_polls_of_two_schools_do_not_meet(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    polls.open_month(session, OPENING)
    theirs = school.stranger_curator.organisation
    assert session.scalars(select(Poll).where(Poll.organisation_id == theirs.id)).all() == []


def test_a_poll_that_still_runs_keeps_the_next_one_from_being_opened_early(session: Session, school: School) -> None:
    pair(session, school.organisation, school.mentor, school.mentee)
    poll = polls.open_now(session, school.organisation, OPENING)
    turnout.prolong(session, school.scope, poll.id, int(poll.closes_at.timestamp()), OPENING)
    in_december = OPENING + timedelta(days=12)
    assert turnout.ahead(session, school.organisation, in_december) is None
    polls.close_due(session, poll.closes_at)
    ahead = turnout.ahead(session, school.organisation, poll.closes_at)
    assert ahead is not None
    assert ahead.people == 3
