"""Opening questionnaires about meetings: the check-in, by hand or by the clock, and the plan of the next meeting."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.meetings
import db.pairs
import db.runs
from db.meetings import Meeting
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain.meetings import ASK_AFTER, USUAL_LENGTH
from programme import clearances, letters, plans
from programme.pairs import by_role, names, today, zone_of
from programme.plans import CHECK_IN
from programme.runs import NUDGES, fill_in, interrupt, open_run
from programme.setbacks import one_by_one

PLAN = "meeting_plan"
"""The questionnaire by which a mentor chooses the day and time of the next meeting."""


def check_in(session: Session, mentor: Person, pair_id: int, now: datetime) -> Run | None:
    """The check-in of a pair, the open one if there is one; None unless the pair is this mentor's and at work.

    None too while the clearance of the mentor has run out: meetings wait until it is renewed (security § 10.1).
    """
    pair = db.pairs.of_member(session, mentor.id, pair_id, "mentor", change=True)
    if pair is None or pair.state != "active" or clearances.expired(session, mentor, now):
        return None
    known = db.meetings.open_run(session, pair.id, mentor.id, CHECK_IN)
    return known or open_run(session, mentor, CHECK_IN, now=now, pair_id=pair.id)


def choose_day(session: Session, mentor: Person, pair_id: int, now: datetime) -> Run | None:
    """The questionnaire for the day and time of the next meeting, begun anew; None as in `check_in`.

    A day that the mentor named when telling that a meeting was moved is not asked for again.
    """
    pair = db.pairs.of_member(session, mentor.id, pair_id, "mentor", change=True)
    if pair is None or pair.state != "active":
        return None
    before = db.meetings.open_run(session, pair.id, mentor.id, PLAN)
    if before is not None:
        interrupt(session, before, now)
    run = open_run(session, mentor, PLAN, now=now, pair_id=pair.id)
    newest = db.meetings.newest(session, pair.id)
    named = plans.new_day(session, newest) if newest else None
    if named is not None and named >= today(session, pair, now):
        fill_in(session, run, "day", now, text=named.isoformat())
    return run


def day_after(session: Session, mentor: Person, meeting_id: int, now: datetime) -> Run | None:
    """The same from a record of the log."""
    found = db.meetings.of_member(session, mentor.id, "mentor", meeting_id)
    return choose_day(session, mentor, found[1].id, now) if found else None


def ask(session: Session, now: datetime) -> int:
    """Asks mentors about meetings that should be over; returns how many. For the clock."""

    def ask_about(meeting: Meeting) -> int:
        meeting.asked_at = now
        people = db.pairs.members(session, meeting.pair_id)
        pair = session.get_one(Pair, meeting.pair_id)
        for mentor in by_role(people)[0]:
            run = _about(session, mentor, meeting, now)
            run.nudge_at = now + NUDGES[0]
            assert meeting.planned_at, "found by its plan"
            letters.write(
                session, mentor.id, "letters.meeting_due", kind="reminder",
                once=f"meeting:{meeting.id}:due:{mentor.id}", now=now, run_id=run.id, run=run.id,
                moment=plans.worded(meeting.planned_at, zone_of(session, pair)),
                **names(people),
            )  # fmt: skip
        return 1

    return one_by_one(session, "ask", db.meetings.to_ask(session, now - USUAL_LENGTH - ASK_AFTER), ask_about, now)


def _about(session: Session, mentor: Person, meeting: Meeting, now: datetime) -> Run:
    """The check-in for a planned meeting: an open one becomes it, unless it is half-way about an earlier plan."""
    known = db.meetings.open_run(session, meeting.pair_id, mentor.id, CHECK_IN)
    if known is not None and (known.meeting_id is None or not db.runs.answers(session, known.id)):
        known.meeting_id = meeting.id
        return known
    if known is not None:
        interrupt(session, known, now)
    return open_run(session, mentor, CHECK_IN, now=now, pair_id=meeting.pair_id, meeting_id=meeting.id)
