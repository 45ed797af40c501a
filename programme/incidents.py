"""Reports of incidents: what an adult saw or heard goes into a sealed case and stays nowhere else (security § 10.3)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

import db.cases
import db.meetings
import db.organisations
import db.pairs
import db.runs
from db.cases import Case
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.cases import named
from programme import alarms, runs
from programme.endings import Ending
from programme.standing import answers_of

FORM = "incident"
UNTOUCHED = timedelta(hours=1)
"""A report that was begun and left for so long is handed over as it is: a child may need it."""


def begin(session: Session, person: Person, meeting_id: int, now: datetime) -> Run:
    """The report that somebody has begun, or a new one: about the pair of that meeting, or about the only pair."""
    for run in db.runs.open_of(session, person.id):
        if run.form_name == FORM:
            return run
    met = db.meetings.of_member(session, person.id, "mentor", meeting_id) if meeting_id else None
    mine = [met[1]] if met else _mentored(session, person)
    run = runs.open_run(session, person, FORM, now=now, pair_id=mine[0].id if len(mine) == 1 else None)
    if _child(session, run) is not None:
        runs.fill_in(session, run, "who", now)  # the pair tells who it is about
    return run


def reported(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending:
    """The form is finished: a case is opened, whoever it names is left out, the answers are kept in the case only."""
    case = _hand_over(session, run, answers, now)
    told = [alert for alert in db.cases.alerts(session, case.id) if alert.revoked_at is None]
    key = "incidents.reported" if told else "incidents.reported_to_nobody"
    return Ending(key, {"number": case.number})


def hand_over_unfinished(session: Session, now: datetime) -> int:
    """Reports that were begun and left become cases as they are; those without a word are closed. For the clock."""
    left = db.runs.left(session, FORM, now - UNTOUCHED)
    for run in left:
        answers = answers_of(session, run.id)
        runs.interrupt(session, run, now)
        if answers.keys() - set(run.known or ()):
            _hand_over(session, run, answers, now)
    return len(left)


def _hand_over(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Case:
    organisation = db.organisations.by_id(session, run.organisation_id)
    facts = answers.get("facts")
    hidden = named(facts.text or "", db.cases.adults(session, organisation)) if facts else set()
    safe, child = answers.get("safe"), _child(session, run)
    case = alarms.open_case(
        session, organisation.id, "incident", "normal" if safe and safe.choices == ("yes",) else "high", now,
        reporter_id=run.person_id, person_id=child.id if child else None, pair_id=run.pair_id, run_id=run.id,
        excluded=sorted(hidden),
    )  # fmt: skip
    case.report = [_packed(each) for each in answers.values() if not each.skipped]
    db.runs.forget_answers(session, run.id)
    return case


def _mentored(session: Session, person: Person) -> list[Pair]:
    """The pairs at work that somebody mentors."""
    pairs = db.pairs.mine(session, person.id, "active")
    return [pair for pair in pairs if db.pairs.of_member(session, person.id, pair.id, "mentor")]


def _child(session: Session, run: Run) -> Person | None:
    """Whom a report is about, as far as the pair tells."""
    members = db.pairs.members(session, run.pair_id) if run.pair_id is not None else []
    mentees = [person for member, person in members if member.role == "mentee"]
    return mentees[0] if len(mentees) == 1 else None


def _packed(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "number": answer.number,
        "text": answer.text,
        "choices": [*answer.choices],
    }


def unpacked(report: list[dict[str, Any]]) -> list[Answer]:
    """The answers of a report as the case keeps them."""
    return [Answer(each["question"], each["number"], each["text"], tuple(each["choices"])) for each in report]
