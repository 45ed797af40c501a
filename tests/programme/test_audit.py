"""The audit: who did what is written once and for all, and a change is found."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import db.audit
from programme import audit
from programme.presence import arrive
from tests.conftest import NOW, School


def three_acts(session: Session) -> None:
    curator = arrive(session, "telegram", "1", NOW)
    assert curator
    audit.record(session, curator, "parents.judge", "guardian:1", NOW)
    audit.record(session, audit.SYSTEM, "erasures.approve", "person:K7Q2MN", NOW, purpose="152-FZ")
    audit.record(session, curator, "cases.work", "case:12", NOW, result="denied")


def test_a_chain_that_nobody_touched_is_whole(session: Session, school: School) -> None:
    three_acts(session)
    assert audit.verify(session) == (3, None)


def test_an_act_names_people_by_their_codes(session: Session, school: School) -> None:
    three_acts(session)
    mine = db.audit.by(session, school.curator.code)
    assert [(row.role, row.object, row.result) for row in mine] == [
        ("curator", "guardian:1", "done"),
        ("curator", "case:12", "denied"),
    ]


@pytest.mark.parametrize("change", ["UPDATE audit SET result = 'done'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_what_was_written(session: Session, school: School, change: str) -> None:
    three_acts(session)
    with pytest.raises(DBAPIError, match="only grows"), session.begin_nested():
        session.execute(text(change))
    assert audit.verify(session) == (3, None)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE audit SET result = 'done' WHERE result = 'denied'",
        "DELETE FROM audit WHERE object = 'person:K7Q2MN'",
    ],
)
def test_whoever_gets_round_the_guard_is_found_out(session: Session, school: School, forgery: str) -> None:
    three_acts(session)
    if session.connection().dialect.name == "postgresql":
        session.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
    else:
        session.execute(text("DROP TRIGGER audit_UPDATE"))
        session.execute(text("DROP TRIGGER audit_DELETE"))
    session.execute(text(forgery))
    session.expire_all()
    count, first = audit.verify(session)
    assert first is not None
    assert count < 3
