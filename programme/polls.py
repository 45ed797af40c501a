"""The monthly poll: opened by the clock, reminded of, closed, counted once and for all."""

from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.due
import db.letters
import db.organisations
import db.polls
from db.organisations import Organisation
from db.people import Person
from db.polls import Poll
from db.runs import Run
from domain import polls, satisfaction
from domain.satisfaction import Rule
from programme import forms, letters, results
from programme.runs import interrupt, open_run
from programme.setbacks import one_by_one


def open_month(session: Session, now: datetime) -> int:
    """Opens the poll of every organisation whose day and hour have come; returns how many."""
    wanted = {}

    def look(organisation: Organisation) -> int:
        local = now.astimezone(ZoneInfo(organisation.zone))
        period = polls.due(local, poll_day(organisation), poll_days(organisation))
        if period is not None:
            wanted[organisation.id, period] = organisation
        return 0

    def begin(organisation: Organisation) -> int:
        _open(session, organisation, missing[organisation.id], now)
        return 1

    one_by_one(session, "look", db.polls.organisations_at_work(session), look, now)
    known = db.polls.known(session, {period for _, period in wanted}) if wanted else set()
    missing = dict(sorted(wanted.keys() - known))
    return one_by_one(session, "open_month", [wanted[key] for key in missing.items()], begin, now)


def open_now(session: Session, organisation: Organisation, now: datetime) -> Poll:
    """A curator opens the poll of this month before its day; the same one again when it is open already."""
    period = polls.period_of(now.astimezone(ZoneInfo(organisation.zone)).date())
    return db.polls.of_period(session, organisation.id, period) or _open(session, organisation, period, now)


def poll_day(organisation: Organisation) -> int:
    """The day of the month on which the organisation's poll opens (setting `poll_day`)."""
    return int(organisation.settings.get("poll_day", polls.DAY))


def poll_days(organisation: Organisation) -> int:
    """For how many days it takes answers (setting `poll_days`)."""
    return int(organisation.settings.get("poll_days", polls.DAYS))


def next_opening(organisation: Organisation, now: datetime) -> datetime:
    """When the next poll opens by itself, in local time."""
    return polls.next_opening(now.astimezone(ZoneInfo(organisation.zone)), poll_day(organisation))


def participants(session: Session, organisation_id: int) -> dict[tuple[int, str], tuple[Person, int | None]]:
    """Whom a poll asks now, once per person and role; with the pair when there is only one."""
    found: dict[tuple[int, str], tuple[Person, int | None]] = {}
    for person, role, pair_id in db.polls.participants(session, organisation_id):
        known = (person.id, role) in found
        found[person.id, role] = (person, None if known else pair_id)
    return found


def _open(session: Session, organisation: Organisation, period: str, now: datetime) -> Poll:
    closes_at = now + timedelta(days=poll_days(organisation))
    poll = Poll(organisation_id=organisation.id, period=period, opened_at=now, closes_at=closes_at)
    session.add(poll)
    session.flush()
    for (person_id, role), (person, pair_id) in participants(session, organisation.id).items():
        once = f"poll:{poll.id}:{role}:{person_id}"
        run = open_run(session, person, polls.FORMS[role], now=now, once=once, pair_id=pair_id, poll_id=poll.id)
        _remind(session, poll, 0, now, run)
    return poll


def _remind(session: Session, poll: Poll, step: int, now: datetime, run: Run) -> bool:
    """Writes the first letter (step 0) or a reminder, each once."""
    key = "letters.poll_open" if step == 0 else f"letters.poll_reminder_{step}"
    return letters.write(
        session, run.person_id, key, kind="reminder", once=db.polls.letter_key(run.id, step),
        now=now, expires_at=poll.closes_at, run_id=run.id, run=run.id,
    )  # fmt: skip


def remind(session: Session, now: datetime) -> int:
    """Once an hour: reminds a day after the first letter came and two days after that, then no more (ux § 3)."""
    if not db.due.claim(session, "remind_polls", "all", f"{now:%Y-%m-%dT%H}", now):
        return 0
    written = 0
    for poll in db.polls.open_ones(session):
        for step, pause in enumerate(polls.LADDER, start=1):
            runs = db.polls.to_remind(session, poll.id, step, now - pause)
            written += one_by_one(session, "remind_polls", runs, partial(_remind, session, poll, step, now), now)
    return written


def close_due(session: Session, now: datetime) -> int:
    """Closes polls whose time is over; who is just answering gets half an hour. Returns how many are closed."""

    def close(poll: Poll) -> int:
        waiting = db.polls.unfinished(session, poll.id)
        busy = [run for run in waiting if run.touched_at is not None and now - run.touched_at < polls.GRACE]
        for run in waiting:
            if run not in busy:
                interrupt(session, run, now, "expired")
        if busy:
            return 0
        session.flush()
        poll.closed_at, poll.result = now, _counted(session, poll)
        results.publish_poll(session, poll, now)
        return 1

    due = [poll for poll in db.polls.open_ones(session) if poll.closes_at <= now]
    return one_by_one(session, "close_due", due, close, now)


def _counted(session: Session, poll: Poll) -> dict[str, Any]:
    """By role: satisfied, respondents, participants. A respondent is whoever finished the poll."""
    satisfied = dict.fromkeys(polls.FORMS.values(), 0)
    reversed_questions: dict[str, set[str]] = {}
    for run_id, rows in groupby(db.polls.scaled(session, poll.id), key=lambda row: row[0]):
        answers = []
        for _, form_name, version, question, scale, number in rows:
            if version not in reversed_questions:
                form = forms.form_of(session, session.get_one(Run, run_id))
                reversed_questions[version] = {each.name for each in form.questions if each.reverse}
            if (form_name, question) not in polls.NOT_SATISFACTION:
                answers.append(satisfaction.Answer(scale, int(number), question in reversed_questions[version]))
        satisfied[form_name] += bool(satisfaction.is_satisfied(answers, Rule()))
    numbers = db.polls.asked_and_answered(session, [poll.id])
    asked = {role: numbers.get(form, (0, 0)) for role, form in polls.FORMS.items()}
    return {role: [satisfied[polls.FORMS[role]], answered, total] for role, (total, answered) in asked.items()}
