"""Corrections: what people say is wrong in what is kept of them; a questionnaire asks them what is right."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.organisations import Scope, within
from db.people import Person
from db.runs import Run

FORM = "data_correction"
"""The questionnaire that asks what is wrong and what is right."""


def asked(session: Session, scope: Scope) -> list[tuple[Run, Person]]:
    """Finished ones with their people, oldest first; those that a curator has dealt with are put off for good."""
    rows = session.execute(
        select(Run, Person)
        .join(Person, Person.id == Run.person_id)
        .where(
            within(Run.organisation_id, scope),
            Run.form_name == FORM,
            Run.state == "done",
            Person.erased_at.is_(None),
        )
        .order_by(Run.finished_at, Run.id)
    )
    return [(row[0], row[1]) for row in rows]
