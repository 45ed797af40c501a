"""The dialog in which a curator invites somebody: one at a time, taken up again where it was left."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.runs
from db.people import Person
from programme import runs
from programme.runs import Card

FORM = "invite_person"


def begin(session: Session, curator: Person, now: datetime) -> Card:
    """The card of the invitation that is being made, or of a new one."""
    unfinished = [run for run in db.runs.open_of(session, curator.id) if run.form_name == FORM]
    run = unfinished[0] if unfinished else runs.open_run(session, curator, FORM, now=now)
    card = runs.resume(session, curator, run.id, now)
    assert card, "the run is the curator's own"
    return card
