"""The history of an invented school: pairs, meetings, polls, one after another in the order in which they happened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import db.meetings
import db.polls
from db.letters import Letter
from db.organisations import Organisation, scope_of
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain import polls as calendar
from programme import check_ins, forming, meetings, pairs, plans, polls, today
from programme.filling import fill
from programme.forming import Draft
from programme.runs import open_run

WAITING_FOR_A_MENTOR = 1
"""Pupils who are in but have no pair yet, in a school of six or more."""
DEALT_WITH = ("unsafe", "worried", "worrying_meeting", "wants_talk", "one_side_only", "missed_polls", "cancelled_twice")
"""What a curator settles by a conversation."""
RHYTHMS = (1, 1, 1, 1, 2, 1, 2, 3, 1, 4)
"""Weeks from one meeting to the next, pair by pair: most keep the rule of two weeks, some do not."""
SITTING = timedelta(minutes=5)
"""What begins so shortly before the end would be finished after it."""


@dataclass(slots=True)
class History:
    """What is still to happen, by its moment; nothing happens after `until`."""

    session: Session
    organisation: Organisation
    random: Random
    until: datetime
    _events: list[tuple[datetime, int, Callable[..., None], tuple[Any, ...]]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.organisation.zone)

    def at(self, moment: datetime, happens: Callable[..., None], *about: Any) -> None:
        """Something will happen."""
        heappush(self._events, (moment, next(self._order), happens, about))

    def run(self) -> None:
        """Lets everything happen; letters written on the way are taken as read."""
        while self._events and self._events[0][0] <= self.until - SITTING:
            moment, _, happens, about = heappop(self._events)
            happens(self, moment, *about)
            self.session.flush()
            self._deliver(moment)

    def _deliver(self, moment: datetime) -> None:
        mine = select(Person.id).where(Person.organisation_id == self.organisation.id)
        waiting = update(Letter).where(
            Letter.state == "waiting", Letter.person_id.in_(mine), Letter.not_before <= moment
        )
        self.session.execute(
            waiting.values(state="sent", settled_at=moment), execution_options={"synchronize_session": False}
        )


def open_first(session: Session, person: Person, form: str, now: datetime) -> Run:
    """The questionnaire that a person is offered after coming in."""
    return open_run(session, person, form, now=now, once=f"first:{form}:{person.id}")


def tell(history: History, curator: Person, mentors: list[Person], mentees: list[Person], begin: datetime) -> None:
    """Pairs are formed in the second week, meet from then on, and are asked every month."""
    paired = mentees[: len(mentees) - WAITING_FOR_A_MENTOR] if len(mentees) > 3 else mentees
    for number, mentee in enumerate(paired if mentors else []):
        mentor = mentors[number % len(mentors)]
        history.at(begin + timedelta(days=8, minutes=5 * number), _pair, curator, mentor, mentee, number)
    local = begin.astimezone(history.zone)
    month = local.date().replace(day=1)
    while month <= history.until.astimezone(history.zone).date():
        opens = calendar.opening(calendar.period_of(month), polls.poll_day(history.organisation), history.zone)
        history.at(opens, _poll)
        month = calendar.months_later(month, 1)
    for week in range((history.until - begin).days // 7):
        history.at(begin + timedelta(weeks=week, days=4, hours=3), _look_after, curator)
    history.run()


def _look_after(history: History, now: datetime, curator: Person) -> None:
    """On Fridays the curator deals with most of what was a worry for some days."""
    scope, before = scope_of(history.organisation), (now - timedelta(days=4)).date()
    for thing in today.queue(history.session, scope, now):
        if thing.reason in DEALT_WITH and thing.since <= before and history.random.random() < 0.9:
            today.put_off(history.session, scope, thing.key, curator, now, done=True)


def _pair(history: History, now: datetime, curator: Person, mentor: Person, mentee: Person, number: int) -> None:
    """The curator puts two people together; both accept within a day."""
    session, scope = history.session, scope_of(history.organisation)
    draft: Any = forming.begin(session, curator, now)
    for person in (mentor, mentee):
        draft = forming.pick(session, scope, draft.pair.id, draft.pair.revision, person.id, now)
        assert isinstance(draft, Draft), "everybody in the bases may be paired"
    pair = pairs.propose(session, scope, draft.pair.id, draft.pair.revision, now)
    assert isinstance(pair, Pair), "nobody else changes the draft"
    history.at(now + timedelta(hours=3), _accept, mentor, pair)
    history.at(now + timedelta(hours=20), _accept, mentee, pair)
    first = datetime.combine((now + timedelta(days=6 + number % 5)).date(), time(14 + number % 3), history.zone)
    history.at(now + timedelta(hours=21), _plan, mentor, mentee, pair, _weekday(first), number)


def _accept(history: History, now: datetime, person: Person, pair: Pair) -> None:
    pairs.accept(history.session, person, pair.id, now)


def _plan(
    history: History, now: datetime, mentor: Person, mentee: Person, pair: Pair, moment: datetime, number: int
) -> None:
    plans.plan(history.session, pair, moment, mentor.id, now)
    history.at(moment + timedelta(minutes=70), _meet, mentor, mentee, pair, moment, number)


def _meet(
    history: History, now: datetime, mentor: Person, mentee: Person, pair: Pair, moment: datetime, number: int
) -> None:
    """The mentor tells how it was, mostly well; then the next one is planned."""
    session, random = history.session, history.random
    run = check_ins.check_in(session, mentor, pair.id, now)
    assert run, "the pair is at work"
    mood = 0.7 if number % 7 == 3 else 0.98
    given = {"held": "yes", "impression": "fine" if random.random() < mood else "worrying"}
    if random.random() < 0.08:
        given = {"held": "no", "reason": random.choice(("mentee_ill", "mentor_busy", "holidays"))}
    now = fill(session, mentor, run, random, mood, now, given)
    history.at(now + timedelta(hours=2), _confirm, mentee, pair, number)
    weeks = RHYTHMS[number % len(RHYTHMS)]
    following = _weekday(moment.astimezone(history.zone) + timedelta(weeks=weeks))
    history.at(now + timedelta(minutes=2), _plan, mentor, mentee, pair, following, number)


def _confirm(history: History, now: datetime, mentee: Person, pair: Pair, number: int) -> None:
    """A mentee who was asked says yes, a few say nothing, one in twenty says no."""
    newest = db.meetings.newest(history.session, pair.id)
    asked = newest and db.meetings.confirmation(history.session, newest.id, mentee.id)
    if newest is not None and asked is not None and history.random.random() < 0.85:
        meetings.confirm(history.session, mentee, newest.id, history.random.random() > 0.05, now)


def _poll(history: History, now: datetime) -> None:
    """The month's poll opens if anybody is at work; four in five answer, at once or after a reminder."""
    session, random = history.session, history.random
    if not polls.participants(session, history.organisation.id):
        return
    poll = polls.open_now(session, history.organisation, now)
    for run, person, _ in db.polls.silent(session, poll.id):
        if random.random() < 0.8:
            history.at(now + timedelta(hours=random.choice((1, 5, 9, 26, 31, 74))), _answer, person, run)
    for hours in (25, 74):
        history.at(now + timedelta(hours=hours), _remind)
    history.at(poll.closes_at, _close)


def _remind(history: History, now: datetime) -> None:
    polls.remind(history.session, now)


def _close(history: History, now: datetime) -> None:
    polls.close_due(history.session, now)


def _answer(history: History, now: datetime, person: Person, run: Run) -> None:
    fill(history.session, person, run, history.random, history.random.choice((0.95, 0.9, 0.9, 0.8, 0.6)), now)


def _weekday(moment: datetime) -> datetime:
    """The same time on the next school day: Monday to Friday, after the holidays of January."""
    while moment.weekday() >= 5 or (moment.month == 1 and moment.day <= 8):
        moment += timedelta(days=1)
    return moment
