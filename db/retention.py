"""What has been kept long enough: by organisation, older than a moment; deleted or emptied at once."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, cast, delete, func, or_, select, update
from sqlalchemy.orm import Session

from db.consents import Consent
from db.erasures import OPEN, Erasure
from db.letters import Letter
from db.papers import Paper
from db.people import Person
from db.runs import AnswerEdit, AnswerRow, Run

SETTLED = ("sent", "uncertain", "cancelled", "expired", "failed")


def empty_letters(session: Session, organisation_id: int, before: datetime) -> int:
    """Empties letters to the organisation's people that were settled before the moment; the fact that they went stays
    as long as the attention budget and `once_key` need it.
    """
    old = update(Letter).where(
        Letter.person_id.in_(_people(organisation_id)),
        Letter.state.in_(SETTLED),
        func.coalesce(Letter.settled_at, Letter.written_at) < before,
        cast(Letter.values, String) != "{}",
    )
    return _done(session, old.values(values={}, message_id=None))


def drafts(session: Session, organisation_id: int, before: datetime) -> list[Run]:
    """Runs that nobody has touched since the moment and that were not finished, while they still hold answers."""
    touched = func.coalesce(Run.touched_at, Run.opened_at)
    answered = select(AnswerRow.run_id).where(AnswerRow.run_id == Run.id).exists()
    found = select(Run).where(
        Run.organisation_id == organisation_id,
        Run.state != "done",
        touched < before,
        or_(answered, Run.state == "open"),
    )
    return list(session.scalars(found.order_by(Run.id)))


def forget_answers(session: Session, runs: Select[Any]) -> int:
    """Deletes the answers of some runs (a select of ids); returns how many there were."""
    _done(session, delete(AnswerEdit).where(AnswerEdit.run_id.in_(runs)))
    return _done(session, delete(AnswerRow).where(AnswerRow.run_id.in_(runs)))


def of_runs(runs: list[Run]) -> Select[Any]:
    """The ids of some runs, as a select."""
    return select(Run.id).where(Run.id.in_([run.id for run in runs]))


def of_erased(organisation_id: int, before: datetime) -> Select[Any]:
    """The runs of people who were erased before the moment, as a select of ids."""
    return select(Run.id).where(Run.person_id.in_(_erased(organisation_id, before)))


def left(session: Session, organisation_id: int) -> list[Person]:
    """People who left and still have a name, for whom nothing is under way."""
    waits = select(Erasure.id).where(Erasure.person_id == Person.id, Erasure.state.in_(OPEN)).exists()
    found = select(Person).where(
        Person.organisation_id == organisation_id,
        Person.state == "left",
        Person.left_at.is_not(None),
        Person.erased_at.is_(None),
        Person.merged_into.is_(None),
        ~waits,
    )
    return list(session.scalars(found.order_by(Person.id)))


def forget_consents(session: Session, organisation_id: int, before: datetime) -> int:
    """Deletes the marks of consents and papers about people who were erased before the moment."""
    erased = _erased(organisation_id, before)
    gone = _done(session, delete(Consent).where(Consent.subject_id.in_(erased)))
    referred = select(Consent.paper_id).where(Consent.paper_id.is_not(None))
    return gone + _done(session, delete(Paper).where(Paper.subject_id.in_(erased), Paper.id.not_in(referred)))


def forget_acts(session: Session, organisation_id: int, day: date) -> int:
    """Deletes what is known of destructions whose papers need not be kept any more."""
    old = delete(Erasure).where(
        Erasure.organisation_id == organisation_id, Erasure.state == "done", Erasure.keep_until < day
    )
    return _done(session, old)


def _people(organisation_id: int) -> ScalarSelect[int]:
    return select(Person.id).where(Person.organisation_id == organisation_id).scalar_subquery()


def _erased(organisation_id: int, before: datetime) -> ScalarSelect[int]:
    conditions: tuple[ColumnElement[bool], ...] = (
        Person.organisation_id == organisation_id, Person.erased_at < before,
    )  # fmt: skip
    return select(Person.id).where(*conditions).scalar_subquery()


def _done(session: Session, statement: Any) -> int:
    session.flush()
    changed: int = session.connection().execute(statement).rowcount
    return changed
