"""Opening the questionnaire in which a sentence of the SWOT table is written or changed."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.runs
import db.swot
from db.people import Person
from db.runs import Run
from programme import runs, swot
from programme.presence import Visitor


def begin(session: Session, by: Visitor, entry_id: int | None, now: datetime) -> Run | None:
    """A new sentence, or (`entry_id`) other words for one of the scope; None for what there is not.

    What was left unfinished before is interrupted: it was about another sentence.
    """
    person: Person = by.person
    if entry_id is not None and db.swot.one(session, by.scope_for("results.publish"), entry_id) is None:
        return None
    for run in db.runs.open_of(session, person.id):
        if run.form_name == swot.FORM:
            runs.interrupt(session, run, now)
    once = swot.key(entry_id, now) if entry_id is not None else None
    return runs.open_run(session, person, swot.FORM, now=now, once=once)
