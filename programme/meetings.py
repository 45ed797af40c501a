"""The meetings of a pair: what the mentor tells after one, and what the mentee says about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.letters
import db.meetings
import db.pairs
import db.people
from db.meetings import Confirmation, Meeting
from db.organisations import Scope
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.meetings import mirrored
from programme import letters, plans
from programme.endings import Ending
from programme.forming import Refused
from programme.pairs import People, curators_of, names, today, zone_of

UNDO = timedelta(seconds=60)
"""For so long nobody else is told of a record, so that a slip is taken back quietly (ux § 2)."""
ASKING = timedelta(days=3)
"""After that a mentee is not asked about a meeting any more: too long ago to remember."""
PAGE = 8
"""Meetings on one page."""
STATES = {"yes": "held", "other_day": "held", "moved": "moved", "no": "not_held"}
"""From the answer about the meeting to the state of its row."""


def checked_in(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending:
    """The mentor's check-in is finished: the meeting is in the log, and whoever has to know gets to know."""
    assert run.pair_id, "a check-in is about a pair"
    pair = session.get_one(Pair, run.pair_id)
    meeting = _record(session, run, pair, answers, now)
    people = db.pairs.members(session, pair.id)
    if pair.state != "active":
        _tell_of_late_record(session, pair, people, run, now)
    elif meeting.state == "held":
        _ask_mentees(session, meeting, people, run, now)
    if meeting.impression == "worrying":
        _alert(session, pair, people, run, now)
    return _ending(session, pair, meeting, now)


def take_back(session: Session, mentor: Person, meeting_id: int) -> Meeting | Refused:
    """Undo: the mentor's newest record goes, until something follows it or a mentee speaks. Twice is as once."""
    found = db.meetings.of_member(session, mentor.id, "mentor", meeting_id)
    if found is None:
        return Refused("menu.outdated")
    meeting, pair = found
    if meeting.state in ("planned", "cancelled"):
        return meeting
    newest = db.meetings.newest(session, pair.id)
    said = db.meetings.confirmations(session, [meeting.id])
    if newest is None or newest.id != meeting.id or any(word.held is not None for word in said):
        return Refused("meetings.too_late")
    db.letters.call_off(session, [_mirror_key(meeting, word.person_id) for word in said])
    db.meetings.forget_confirmations(session, meeting.id)
    meeting.state = "planned" if meeting.planned_at else "cancelled"
    meeting.held_on = meeting.minutes = meeting.topics = meeting.impression = meeting.reason = None
    return meeting


def confirm(session: Session, mentee: Person, meeting_id: int, held: bool, now: datetime) -> Confirmation | Refused:
    """A mentee's word about a held meeting, asked or unasked: the first word stands, a second press changes nothing."""
    found = db.meetings.of_member(session, mentee.id, "mentee", meeting_id)
    if found is None or found[0].state != "held" or found[1].state != "active":
        return Refused("meetings.not_to_confirm")
    word = db.meetings.confirmation(session, meeting_id, mentee.id)
    if word is None:
        word = Confirmation(meeting_id=meeting_id, person_id=mentee.id, asked_at=now)
        session.add(word)
    if word.held is None:
        word.held, word.answered_at = held, now
        db.letters.call_off(session, [_mirror_key(found[0], mentee.id)])
    session.flush()
    return word


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a log with whose it is, and what the mentees said."""

    meeting: Meeting
    people: People
    words: tuple[bool | None, ...]
    said: bool
    """The reader has given their word about it already."""
    active: bool
    """The pair is at work."""


def school_log(
    session: Session, scope: Scope, page: int, pair_id: int | None = None, month: date | None = None
) -> tuple[list[Entry], int, int]:
    """A page of the log for a curator, of a pair, of the month beginning on `month`; then how many pages and rows."""
    until = (month + timedelta(days=31)).replace(day=1) if month else None
    rows, count = db.meetings.log(
        session, scope, pair_id=pair_id, since=month, until=until, start=max(page, 0) * PAGE, limit=PAGE
    )
    return _entries(session, rows, None), max(1, -(-count // PAGE)), count


def own_log(session: Session, person: Person, role: str, page: int) -> tuple[list[Entry], int]:
    """A page of a person's own log in a role, and the number of pages."""
    rows, count = db.meetings.own_log(session, person.id, role, max(page, 0) * PAGE, PAGE)
    return _entries(session, rows, person), max(1, -(-count // PAGE))


def _entries(session: Session, rows: list[tuple[Meeting, Pair]], reader: Person | None) -> list[Entry]:
    people = db.pairs.people_of(session, list({pair.id for _, pair in rows}))
    given = db.meetings.confirmations(session, [meeting.id for meeting, _ in rows])
    entries = []
    for meeting, pair in rows:
        mine = [word for word in given if word.meeting_id == meeting.id]
        said = any(reader is not None and word.person_id == reader.id and word.held is not None for word in mine)
        words = tuple(word.held for word in mine)
        entries.append(Entry(meeting, people[pair.id], words, said, pair.state == "active"))
    return entries


def _record(session: Session, run: Run, pair: Pair, answers: Mapping[str, Answer], now: datetime) -> Meeting:
    """Writes the row: onto the plan that the check-in is about, else anew."""
    zone, day = zone_of(session, pair), today(session, pair, now)
    told = answers["held"].choices[0]
    asked = session.get(Meeting, run.meeting_id) if run.meeting_id else None
    if asked is not None and asked.state != "planned":
        asked = None
    held_on = date.fromisoformat(answers["day"].text or "") if told == "other_day" else _day_of(asked, zone, day)
    meeting = asked or plans.on_day(session, pair.id, held_on, zone) or Meeting(pair_id=pair.id)
    minutes, impression, reason = (answers.get(name) for name in ("minutes", "impression", "reason"))
    meeting.state, meeting.held_on = STATES[told], held_on
    meeting.minutes = int(minutes.number) if minutes and minutes.number is not None else None
    meeting.topics = list(answers["topics"].choices) if "topics" in answers else None
    meeting.impression = impression.choices[0] if impression and impression.choices else None
    meeting.reason = reason.choices[0] if reason and reason.choices else None
    meeting.logged_by, meeting.logged_at = run.person_id, now
    session.add(meeting)
    session.flush()
    run.meeting_id = meeting.id
    plans.call_off_letters(session, meeting, [person.id for _, person in db.pairs.members(session, pair.id)])
    return meeting


def _day_of(plan: Meeting | None, zone: ZoneInfo, day: date) -> date:
    """The day that was planned, unless it is still ahead; without a plan today."""
    if plan is None or plan.planned_at is None:
        return day
    return min(plan.planned_at.astimezone(zone).date(), day)


def _ending(session: Session, pair: Pair, meeting: Meeting, now: datetime) -> Ending:
    """What the mentor sees: the number of the meeting and, while the pair is at work, the way to the next one."""
    held = len(db.meetings.held_days(session, [pair.id])[pair.id]) if meeting.state == "held" else 0
    values: dict[str, Any] = {"number": held}
    if meeting.impression == "worrying":
        return Ending("meetings.recorded_worry", values, "meeting_worrying", meeting.id)
    if pair.state != "active":
        return Ending("meetings.recorded", values, "meeting_recorded", meeting.id)
    zone = zone_of(session, pair)
    ahead = db.meetings.next_planned(session, pair.id, since=now)
    if ahead is not None and ahead.planned_at is not None:
        values["next"] = plans.worded(ahead.planned_at, zone)
        return Ending("meetings.recorded_planned", values, "meeting_recorded", meeting.id)
    moment = plans.proposal(session, pair, meeting)
    if moment is None:
        return Ending("meetings.recorded", values, "meeting_plan", meeting.id)
    values["next"] = plans.worded(moment, zone)
    return Ending("meetings.recorded_proposal", values, "meeting_proposal", meeting.id)


def _ask_mentees(session: Session, meeting: Meeting, people: People, run: Run, now: datetime) -> None:
    """The mirror question: about the first meeting, and by lot about one in three."""
    first = len(db.meetings.held_days(session, [meeting.pair_id])[meeting.pair_id]) == 1
    if not mirrored(meeting.id, first=first):
        return
    assert meeting.held_on, "a held meeting has its day"
    for member, person in people:
        if member.role == "mentee" and db.meetings.confirmation(session, meeting.id, person.id) is None:
            session.add(Confirmation(meeting_id=meeting.id, person_id=person.id, asked_at=now))
            letters.write(
                session, person.id, "letters.meeting_mirror", kind="reminder", once=_mirror_key(meeting, person.id),
                now=now, not_before=now + UNDO, expires_at=now + ASKING, meeting=meeting.id,
                day={"day": meeting.held_on.isoformat()}, mentor=names(people)["mentor"],
            )  # fmt: skip


def _mirror_key(meeting: Meeting, person_id: int) -> str:
    logged = int(meeting.logged_at.timestamp()) if meeting.logged_at else 0
    return f"meeting:{meeting.id}:mirror:{person_id}:{logged}"


def _alert(session: Session, pair: Pair, people: People, run: Run, now: datetime) -> None:
    """Tells every curator that the mentor is worried; what about stays with the answer (security § 3)."""
    for curator in db.people.curators(session, pair.organisation_id):
        letters.write(
            session, curator.id, "letters.meeting_worrying", kind="alert", once=f"worrying:{run.id}:{curator.id}",
            now=now, pair=pair.id, **names(people),
        )  # fmt: skip


def _tell_of_late_record(session: Session, pair: Pair, people: People, run: Run, now: datetime) -> None:
    """The pair ended while its mentor was telling: the curator gets to know, nobody is asked (reliability row 29)."""
    for curator in curators_of(session, pair):
        letters.write(
            session, curator.id, "letters.meeting_late", kind="notice", once=f"late:{run.id}:{curator.id}", now=now,
            pair=pair.id, **names(people),
        )  # fmt: skip
