"""The clock's work, subject by subject: what fails for one is tried three times a day and holds up nobody else's."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session

import db.due

log = structlog.get_logger()

TRIES = 3
"""So often a day; then the subject is set aside until the next, as updates are for good (reliability § 4.3)."""
MEMORY = timedelta(days=1)


class Numbered(Protocol):
    """Whatever has a number: a run, a poll, an organisation."""

    @property
    def id(self) -> int: ...


T = TypeVar("T", bound=Numbered)


def one_by_one(session: Session, work: str, subjects: Sequence[T], do: Callable[[T], int], now: datetime) -> int:
    """Does the work for each and returns the sum. All together first, as nearly always nothing is wrong; after a
    failure each alone. A trouble of the database itself is raised: nothing is wrong with the subject.
    """
    if not subjects:
        return 0
    aside = db.due.failing(session, work, TRIES, now - MEMORY)
    ready = [subject for subject in subjects if str(subject.id) not in aside]
    try:
        with session.begin_nested():
            return sum(do(subject) for subject in ready)
    except Exception as error:
        if _is_the_databases(error):
            raise
    return sum(_alone(session, work, subject, do, now) for subject in ready)


def _alone(session: Session, work: str, subject: T, do: Callable[[T], int], now: datetime) -> int:
    number = str(subject.id)
    try:
        with session.begin_nested():
            return do(subject)
    except Exception as error:
        if _is_the_databases(error):
            raise
        db.due.failed(session, work, number, now, now - MEMORY)
        log.error("scheduled work failed for one", work=work, subject=number, error=type(error).__name__)
        return 0


def _is_the_databases(error: Exception) -> bool:
    of_a_row = isinstance(error, IntegrityError | DataError)
    return isinstance(error, OSError) or (isinstance(error, DBAPIError) and not of_a_row)
