"""What a conversation leaves in the database, in columns that every release must fill alike."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.consents import Consent
from db.meetings import Confirmation, Meeting
from db.pairs import Member, Pair
from db.people import Person
from db.runs import AnswerRow, Run

ESSENTIAL: dict[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "people": (Person.id, Person.state, Person.language),
    "consents": (Consent.kind, Consent.decision, Consent.subject_id, Consent.signer_id, Consent.relation,
                 Consent.authority, Consent.signed_at, Consent.withdrawn_at),
    "pairs": (Pair.id, Pair.number, Pair.state, Pair.started_on),
    "members": (Member.pair_id, Member.person_id, Member.role, Member.accepted_at, Member.declined_at),
    "meetings": (Meeting.id, Meeting.pair_id, Meeting.state, Meeting.planned_at, Meeting.held_on, Meeting.minutes,
                 Meeting.topics, Meeting.impression, Meeting.reason),
    "confirmations": (Confirmation.meeting_id, Confirmation.person_id, Confirmation.held),
    "runs": (Run.id, Run.person_id, Run.form_name, Run.pair_id, Run.meeting_id, Run.poll_id, Run.state,
             Run.finished_at),
    "answers": (AnswerRow.run_id, AnswerRow.question, AnswerRow.number, AnswerRow.text, AnswerRow.choices,
                AnswerRow.scale),
}  # fmt: skip


def stored(session: Session) -> dict[str, list[list[Any]]]:
    """The rows by table, oldest first, as JSON holds them."""
    found = {}
    for name, columns in ESSENTIAL.items():
        key = list(columns[0].class_.__table__.primary_key)
        found[name] = [list(row) for row in session.execute(select(*columns).order_by(*key))]
    read: dict[str, list[list[Any]]] = json.loads(json.dumps(found, ensure_ascii=False, default=str))
    return read
