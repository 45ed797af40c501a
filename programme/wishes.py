"""What a finished poll, or an answer after a meeting, asks of people: a wish to talk or a worry calls the curators."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

import db.people
from db.runs import Run
from domain import polls
from domain.answers import Answer
from programme import letters
from programme.endings import Ending


def polled(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending:
    """Thanks; the curators are called without a word of the answers, `/today` tells them the reason."""
    worrying = polls.worrying(answers)
    if polls.wish(answers) is None and not worrying:
        return Ending("polls.thanks" if run.about_id is None else "polls.thanks_parent", buttons="poll")
    _call(session, run, "letters.poll_calls", "alert" if worrying else "notice", now)
    return Ending("polls.thanks_wish", buttons="poll")


def met(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending | None:
    """After a meeting: a wish to talk or for another pair calls the curators as a poll does; else the form's thanks."""
    if polls.wish(answers) is None:
        return None
    _call(session, run, "letters.meeting_calls", "notice", now)
    return Ending("polls.thanks_wish", buttons="poll")


def _call(session: Session, run: Run, key: str, kind: str, now: datetime) -> None:
    for curator in db.people.curators(session, run.organisation_id):
        letters.write(session, curator.id, key, kind=kind, once=f"poll_calls:{run.id}:{curator.id}", now=now)
