"""The journal: nothing twice, nothing forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.journal
from db.sealed import Ring
from tests.conftest import NOW


def row(update_id: int) -> dict[str, Any]:
    return {"channel": "telegram", "update_id": update_id, "person_key": "7", "received_at": NOW, "payload": "{}"}


@pytest.mark.fault(10)
def test_a_redelivered_update_is_a_no_op(session: Session) -> None:
    assert db.journal.keep(session, [row(1), row(2)]) == {1, 2}
    assert db.journal.keep(session, [row(2), row(3)]) == {3}


def test_an_update_is_processed_once(session: Session) -> None:
    db.journal.keep(session, [row(1)])
    assert db.journal.processed(session, "telegram", 1, "[]")
    assert not db.journal.processed(session, "telegram", 1, "[]")


def test_replies_are_kept_until_they_are_sent(session: Session) -> None:
    db.journal.keep(session, [row(1)])
    db.journal.processed(session, "telegram", 1, '["hello"]')
    assert [kept.replies for kept in db.journal.unspoken(session, "telegram")] == ['["hello"]']
    db.journal.settle(session, "telegram", [1])
    session.expire_all()
    assert db.journal.unspoken(session, "telegram") == []


def test_what_somebody_sent_before_is_emptied_and_what_is_being_processed_is_not(session: Session) -> None:
    other = row(4) | {"person_key": "8"}
    db.journal.keep(session, [row(1), row(2), row(3), other])
    for number in (1, 4):
        db.journal.processed(session, "telegram", number, '["hello"]')
    for _ in range(3):
        db.journal.failed(session, "telegram", 2, 3)
    db.journal.hush(session, ["7"])
    session.expire_all()
    kept = {each.update_id: (each.payload, each.replies) for each in session.scalars(select(db.journal.Update))}
    assert kept[1] == kept[2] == (None, None)
    assert kept[3][0] is not None, "it is emptied when its replies are sent"
    assert kept[4][0] is not None, "another person's"


@pytest.mark.fault(11)
def test_a_poison_update_dies_at_the_third_try(session: Session) -> None:
    db.journal.keep(session, [row(1)])
    assert [db.journal.failed(session, "telegram", 1, 3) for _ in range(3)] == ["new", "new", "dead"]
    assert db.journal.waiting(session, "telegram") == []


def test_only_settled_rows_are_forgotten(session: Session) -> None:
    db.journal.keep(session, [row(1), row(2)])
    db.journal.processed(session, "telegram", 1, None)
    assert db.journal.forget(session, NOW + timedelta(days=8)) == 1
    assert [kept.update_id for kept in db.journal.waiting(session, "telegram")] == [2]


def test_what_was_set_aside_is_emptied_after_a_month_and_then_nothing_tells_whose_it_was(session: Session) -> None:
    """The number of somebody's chat is as personal as their words."""
    db.journal.keep(session, [row(1)])
    for _ in range(3):
        db.journal.failed(session, "telegram", 1, 3)
    month = NOW + timedelta(days=31)
    session.flush()
    assert db.journal.forget(session, month) == 0, "an operator may still look into it"
    assert db.journal.empty(session, month) == 1
    assert db.journal.forget(session, month) == 1
    assert db.journal.keep(session, [row(1)]) == {1}, "an update that has its number by chance is a new one"


def test_what_somebody_sent_and_was_answered_is_kept_sealed(session: Session) -> None:
    session.info["ring"] = Ring((bytes(32),))
    db.journal.keep(session, [row(1) | {"payload": '{"text": "тайна"}'}])
    db.journal.processed(session, "telegram", 1, '["ответ"]')
    kept = session.execute(select(db.journal.Update.payload, db.journal.Update.replies)).one()
    assert "тайна".encode() not in bytes(kept[0])
    assert "ответ".encode() not in bytes(kept[1])
    read = db.journal.unspoken(session, "telegram")
    assert [(each.payload, each.replies) for each in read] == [('{"text": "тайна"}', '["ответ"]')]
