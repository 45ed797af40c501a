"""Plans of meetings: at most one ahead for a pair; the next one is proposed from the last, or chosen by the mentor."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.letters
import db.meetings
import db.pairs
from db.meetings import Meeting
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.meetings import at, reminder_at, weeks_later
from programme import letters
from programme.endings import Ending
from programme.forming import Refused
from programme.pairs import names, zone_of
from programme.setbacks import one_by_one

CHECK_IN = "meeting_check_in"
"""The questionnaire by which a mentor tells about a meeting."""
AHEAD = timedelta(hours=36)
"""How early the clock looks for meetings to remind of: the day before is early enough."""


def proposal(session: Session, pair: Pair, meeting: Meeting, weeks: int = 1) -> datetime | None:
    """When the meeting after this one could be: on the day that the mentor named when it was moved, else some weeks
    later, at the time of the last plan. None when the pair never had a time. The same answer whenever it is asked."""
    last = db.meetings.last_plan(session, pair.id)
    if last is None or last.planned_at is None or meeting.held_on is None or meeting.logged_at is None:
        return None
    zone = zone_of(session, pair)
    named = new_day(session, meeting)
    if named is not None and weeks == 1:
        return weeks_later(last.planned_at, named, 0, meeting.logged_at, zone)
    return weeks_later(last.planned_at, meeting.held_on, weeks, meeting.logged_at, zone)


def new_day(session: Session, meeting: Meeting) -> date | None:
    """The day that the mentor named for a meeting that did not take place."""
    run = db.meetings.check_in_of(session, meeting.id, CHECK_IN)
    answers = {row.question: row.text for row in db.runs.answers(session, run.id)} if run else {}
    named = answers.get("new_day")
    return date.fromisoformat(named) if named and meeting.state != "held" else None


def plan_next(session: Session, mentor: Person, meeting_id: int, weeks: int, now: datetime) -> Meeting | Refused:
    """Agrees to the proposal after a record, or to some weeks later; a second press finds the same plan."""
    found = db.meetings.of_member(session, mentor.id, "mentor", meeting_id)
    if found is None or found[1].state != "active" or weeks not in (1, 2):
        return Refused("menu.outdated")
    meeting, pair = found
    moment = proposal(session, pair, meeting, weeks)
    ahead = db.meetings.next_planned(session, pair.id, since=now)
    if ahead is not None and ahead.planned_at == moment:
        return ahead
    newest = db.meetings.newest(session, pair.id)
    if moment is None or moment <= now or newest is None or newest.id != meeting.id:
        return Refused("meetings.plan_outdated")
    return plan(session, pair, moment, mentor.id, now)


def times_after(session: Session, mentor: Person, meeting_id: int, now: datetime) -> list[tuple[int, datetime]] | None:
    """The times that can be chosen after a record, by weeks; None when something came after it."""
    found = db.meetings.of_member(session, mentor.id, "mentor", meeting_id)
    newest = db.meetings.newest(session, found[1].id) if found else None
    if found is None or found[1].state != "active" or newest is None or newest.id != meeting_id:
        return None
    times = [(weeks, proposal(session, found[1], found[0], weeks)) for weeks in (1, 2)]
    return [(weeks, moment) for weeks, moment in times if moment is not None and moment > now]


def plan(session: Session, pair: Pair, moment: datetime, by: int, now: datetime) -> Meeting:
    """Plans a meeting in place of the one that was ahead, if any; the other members are told."""
    people = db.pairs.members(session, pair.id)
    before = db.meetings.next_planned(session, pair.id, since=now)
    if before is not None and before.planned_at == moment:
        return before
    if before is not None:
        before.state = "cancelled"
        call_off_letters(session, before, [person.id for _, person in people])
    meeting = Meeting(pair_id=pair.id, state="planned", planned_at=moment, logged_by=by, logged_at=now)
    session.add(meeting)
    session.flush()
    key = "letters.meeting_moved" if before else "letters.meeting_planned"
    for _, person in people:
        if person.id != by:
            letters.write(
                session, person.id, key, kind="notice", once=_planned_key(meeting, person.id), now=now,
                expires_at=moment, next=worded(moment, zone_of(session, pair)), **names(people),
            )  # fmt: skip
    return meeting


def planned(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending:
    """The questionnaire about the next meeting is finished: day, hour, minute."""
    assert run.pair_id, "a plan is about a pair"
    pair = session.get_one(Pair, run.pair_id)
    if pair.state != "active":
        return Ending("meetings.plan_over")
    zone = zone_of(session, pair)
    hour, minute = int(answers["hour"].number or 0), int(answers["minute"].choices[0])
    moment = at(date.fromisoformat(answers["day"].text or ""), hour, minute, zone)
    if moment <= now:
        return Ending("meetings.plan_past", {"next": worded(moment, zone)}, "meeting_day", pair.id)
    meeting = plan(session, pair, moment, run.person_id, now)
    run.meeting_id = meeting.id
    return Ending("meetings.planned", {"next": worded(moment, zone)}, "pair")


def remind(session: Session, now: datetime) -> int:
    """Reminds both sides of meetings that are near; returns how many letters that made. For the clock."""
    near = db.meetings.planned_between(session, now, now + AHEAD)
    everybody = db.pairs.people_of(session, list({meeting.pair_id for meeting, _ in near}))
    zones, due = {meeting.id: zone for meeting, zone in near}, {}

    def find(meeting: Meeting) -> int:
        zone = ZoneInfo(zones[meeting.id])
        assert meeting.planned_at, "found by its plan"
        for member, person in everybody[meeting.pair_id]:
            moment = reminder_at(meeting.planned_at, person.tone, zone)
            if moment <= now and (meeting.logged_at is None or meeting.logged_at < moment):
                due[_near_key(meeting, person.id)] = member, meeting, zone
        return 0

    one_by_one(session, "remind", [meeting for meeting, _ in near], find, now)
    unsaid = due.keys() - db.letters.known_among(session, list(due))
    for once in sorted(unsaid):
        member, meeting, zone = due[once]
        assert meeting.planned_at, "found by its plan"
        letters.write(
            session, member.person_id, f"letters.meeting_near_{member.role}", kind="reminder", once=once, now=now,
            expires_at=meeting.planned_at, next=worded(meeting.planned_at, zone), **names(everybody[meeting.pair_id]),
        )  # fmt: skip
    return len(unsaid)


def on_day(session: Session, pair_id: int, day: date, zone: ZoneInfo) -> Meeting | None:
    """The plan of a pair for a local day, not told about yet."""
    for meeting in db.meetings.plans(session, pair_id):
        if meeting.planned_at is not None and meeting.planned_at.astimezone(zone).date() == day:
            return meeting
    return None


def call_off_letters(session: Session, meeting: Meeting, person_ids: Sequence[int]) -> None:
    """Nobody is told any more of a plan that has changed or is over."""
    keys = [key(meeting, person_id) for person_id in person_ids for key in (_planned_key, _near_key)]
    db.letters.call_off(session, keys)


def worded(moment: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """A moment as a value of letters and endings."""
    return {"moment": moment.isoformat(), "zone": zone.key}


def _planned_key(meeting: Meeting, person_id: int) -> str:
    return f"meeting:{meeting.id}:planned:{person_id}"


def _near_key(meeting: Meeting, person_id: int) -> str:
    return f"meeting:{meeting.id}:near:{person_id}"
