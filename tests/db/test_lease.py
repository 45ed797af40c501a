"""The lease: one process at a time."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

import db.lease
from tests.conftest import NOW


@pytest.mark.fault(69)
def test_a_second_process_waits_while_the_first_beats(session: Session) -> None:
    assert db.lease.take(session, "first", NOW) == 1
    session.flush()
    assert db.lease.take(session, "second", NOW + timedelta(seconds=29)) is None


@pytest.mark.fault(71)
def test_a_silent_holder_loses_the_lease_and_its_writes_are_refused(session: Session) -> None:
    db.lease.take(session, "first", NOW)
    session.flush()
    assert db.lease.take(session, "second", NOW + timedelta(seconds=31)) == 2
    session.flush()
    with pytest.raises(db.lease.Fenced):
        db.lease.check(session, 1)
    db.lease.check(session, 2)


def test_a_dead_holder_is_replaced_at_once(session: Session) -> None:
    db.lease.take(session, "first", NOW)
    session.flush()
    assert db.lease.take(session, "second", NOW, holder_is_dead=True) == 2


def test_a_graceful_stop_frees_the_lease(session: Session) -> None:
    db.lease.take(session, "first", NOW)
    session.flush()
    db.lease.release(session, 1)
    session.flush()
    assert db.lease.take(session, "second", NOW) == 2
