"""What a finished poll asks of people: a wish to talk, or an answer that worries, calls the curators."""

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
    wish, worrying = polls.wish(answers), polls.worrying(answers)
    if wish is None and not worrying:
        return Ending("polls.thanks", buttons="poll")
    for curator in db.people.curators(session, run.organisation_id):
        kind = "alert" if worrying else "notice"
        once = f"poll_calls:{run.id}:{curator.id}"
        letters.write(session, curator.id, "letters.poll_calls", kind=kind, once=once, now=now)
    return Ending("polls.thanks_wish", buttons="poll")
