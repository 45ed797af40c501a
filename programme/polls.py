"""The monthly poll: opened by the clock, reminded of, closed, counted once and for all."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from domain.consents import age_on
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a pulse asks: in which role, in the only pair if there is only one, a parent about which child."""

    person: Person
    role: str
    pair_id: int | None
    child_id: int | None = None


def participants(session: Session, organisation_id: int) -> list[Asked]:
    """Whom a poll asks now: mentees and mentors once in each role, of each mentee one parent."""
    found: dict[tuple[int, str], Asked] = {}
    for person, role, pair_id in db.polls.participants(session, organisation_id):
        known = (person.id, role) in found
        found[person.id, role] = Asked(person, role, None if known else pair_id)
    families: dict[int, Asked] = {}
    for parent, child_id, pair_id in db.polls.parents(session, organisation_id):
        known = child_id in families
        first = families[child_id].person if known else parent
        families[child_id] = Asked(first, "parent", None if known else pair_id, child_id)
    return [*found.values(), *families.values()]


def ask(session: Session, asked: Asked, once: str, day: date, now: datetime, poll_id: int | None = None) -> Run:
    """Opens the pulse of a person: of the form that fits their role and, of a mentee, their age on the day."""
    person = asked.person
    form = polls.form_of(asked.role, age_on(day, person.born) if person.born else None, person.tone)
    about = f":{asked.child_id}" if asked.child_id is not None else ""
    once = f"{once}:{asked.role}:{person.id}{about}"
    return open_run(
        session, person, form, now=now, once=once, pair_id=asked.pair_id, poll_id=poll_id, about_id=asked.child_id
    )


def _open(session: Session, organisation: Organisation, period: str, now: datetime) -> Poll:
    closes_at = now + timedelta(days=poll_days(organisation))
    poll = Poll(organisation_id=organisation.id, period=period, opened_at=now, closes_at=closes_at)
    session.add(poll)
    session.flush()
    day = now.astimezone(ZoneInfo(organisation.zone)).date()
    for asked in participants(session, organisation.id):
        _remind(session, poll, 0, now, ask(session, asked, f"poll:{poll.id}", day, now, poll.id))
    return poll


def _remind(session: Session, poll: Poll, step: int, now: datetime, run: Run) -> bool:
    """Writes the first letter (step 0) or a reminder, each once."""
    return letters.write(
        session, run.person_id, letter_of(run, step), kind="reminder", once=db.polls.letter_key(run.id, step),
        now=now, expires_at=poll.closes_at, run_id=run.id, run=run.id,
    )  # fmt: skip


def letter_of(run: Run, step: int) -> str:
    """The text of a letter about a run of a poll: 0 opens it, others remind; parents are asked about their child."""
    key = "letters.poll_open" if step == 0 else f"letters.poll_reminder_{step}"
    return f"{key}_parent" if run.about_id is not None else key


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
    """By role of the pairs: satisfied, respondents, participants. A respondent is whoever finished the poll.

    Young and older mentees answer on scales of their own, each judged by its own threshold: people are added up, values
    are not (domain § 9.8).
    """
    satisfied = Counter[str]()
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
    result: dict[str, Any] = {}
    for role in polls.OF_PAIRS:
        of_role = [(satisfied[form], *numbers.get(form, (0, 0))) for form in polls.FORMS[role]]
        total, answered = (sum(each[place] for each in of_role) for place in (1, 2))
        result[role] = [sum(each[0] for each in of_role), answered, total]
    return result
