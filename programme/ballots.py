"""Anonymous questionnaires: the end of one parts the answers from whoever gave them, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.ballots
import db.erasing
import db.journal
import db.organisations
import db.runs
from db.runs import Run
from domain.answers import Answer
from domain.forms import Form
from domain.results import TOLD, UNTOLD
from domain.suppression import SMALLEST
from programme.endings import Ending


def cast(session: Session, run: Run, form: Form, answers: Mapping[str, Answer], now: datetime) -> Ending | None:
    """A finished questionnaire becomes a participation and a ballot, and the run with its answers is gone.

    Whoever has taken part already (as two rows that became one person) adds nothing, and is told so.
    """
    assert run.campaign_id is not None, "what is anonymous is asked in a campaign only"
    again = db.ballots.took_part(session, run.campaign_id, run.person_id)
    if not again:
        zone = ZoneInfo(db.organisations.by_id(session, run.organisation_id).zone)
        db.ballots.cast(session, run.campaign_id, run.person_id, now.astimezone(zone).date(), _packed(form, answers))
    db.runs.forget(session, run)
    db.journal.hush(session, db.erasing.addresses(session, run.person_id))
    return Ending("runs.took_part") if again else None


def shuffle(session: Session, now: datetime) -> int:
    """Ballots that still lie in the order in which they came are written anew; returns how many."""
    return sum(db.ballots.shuffle(session, campaign) for campaign in db.ballots.waiting(session, SMALLEST))


def _packed(form: Form, answers: Mapping[str, Answer]) -> dict[str, dict[str, Any]]:
    """What a ballot holds, in the order of the form: not that in which it was answered; and only what is ever shown.
    A day, a phone or a computed value could lead back to the person.
    """
    shown = [each.name for each in form.questions if each.kind in (*TOLD, "text") and each.seen_by not in UNTOLD]
    given = {name: answers.get(name) for name in shown}
    return {name: _values(answer) for name, answer in given.items() if answer is not None and not answer.skipped}


def _values(answer: Answer) -> dict[str, Any]:
    values = {
        "number": answer.number,
        "text": answer.text,
        "choices": list(answer.choices) or None,
        "scale": answer.scale or None,
    }
    return {name: value for name, value in values.items() if value is not None}
