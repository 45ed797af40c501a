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
from domain.results import UNTOLD
from domain.suppression import SMALLEST
from programme.endings import Ending


def cast(session: Session, run: Run, form: Form, answers: Mapping[str, Answer], now: datetime) -> Ending | None:
    """A finished questionnaire becomes a participation and a ballot, and the run with its answers is gone.

    Whoever has taken part already (two forms of one person that became one) adds nothing, and is told so.
    """
    assert run.campaign_id is not None, "what is anonymous is asked in a campaign only"
    again = run.person_id in db.ballots.participants(session, run.campaign_id)
    if not again:
        zone = ZoneInfo(db.organisations.by_id(session, run.organisation_id).zone)
        kept = {name: _packed(given) for name, given in answers.items() if _is_told(form, given)}
        db.ballots.cast(session, run.campaign_id, run.person_id, now.astimezone(zone).date(), kept)
    db.runs.forget(session, run)
    db.journal.hush(session, db.erasing.addresses(session, run.person_id))
    return Ending("runs.took_part") if again else None


def shuffle(session: Session, now: datetime) -> int:
    """Ballots that still lie in the order in which they came are written anew; returns how many."""
    return sum(db.ballots.shuffle(session, campaign) for campaign in db.ballots.waiting(session, SMALLEST))


def _is_told(form: Form, given: Answer) -> bool:
    """Whether anybody may ever see the answer; what is for the person's own eyes would be nobody's now."""
    question = form.question(given.question)
    return not given.skipped and question is not None and question.seen_by not in UNTOLD


def _packed(given: Answer) -> dict[str, Any]:
    values = {
        "number": given.number,
        "text": given.text,
        "choices": list(given.choices) or None,
        "scale": given.scale or None,
    }
    return {name: value for name, value in values.items() if value is not None}
