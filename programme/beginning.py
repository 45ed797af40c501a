"""Questionnaires that people begin themselves: one of a kind at a time, taken up again where it was left."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.runs
from db.people import Person
from db.runs import Run
from programme import runs
from programme.joining import Station


def begin(session: Session, person: Person, form_name: str, now: datetime) -> Run:
    """The unfinished run of a form, or a new one."""
    unfinished = (run for run in db.runs.open_of(session, person.id) if run.form_name == form_name)
    return next(unfinished, None) or runs.open_run(session, person, form_name, now=now)


def first(session: Session, here: Station, now: datetime) -> Run | None:
    """What somebody fills in first; None for a role without such a form, and for who has done it before."""
    name = here.first_form
    if name is None or db.runs.latest_done(session, here.person.id, name) is not None:
        return None
    return begin(session, here.person, name, now)
