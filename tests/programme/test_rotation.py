"""Changing keys: everything that is sealed is sealed anew, in batches, and nothing is lost on the way."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.journal
from db.guardians import Guardian
from db.sealed import Ring, Unreadable
from db.sealed_places import places
from programme import rotation
from tests.conftest import NOW, School

OLD, NEW = bytes(32), bytes(range(32))


def sealed(session: Session, school: School) -> None:
    school.mentee.born = date(2014, 3, 12)
    session.scalars(select(Guardian)).one().phone = "+79161234567"
    update = {"channel": "telegram", "update_id": 7, "person_key": "3", "received_at": NOW, "payload": '{"a": 1}'}
    db.journal.keep(session, [update])
    session.flush()


def counts(session: Session, ring: Ring) -> dict[str, int]:
    return {each.place: each.count for each in rotation.left(session, ring)}


def rotated(session: Session, ring: Ring) -> None:
    session.info["ring"] = ring
    while rotation.step(session, ring):
        pass
    session.expire_all()


ALL = {"people.born_sealed": 1, "guardians.phone_sealed": 1, "updates.payload": 1}


def test_after_a_rotation_only_the_newest_key_is_needed(session: Session, school: School) -> None:
    session.info["ring"] = Ring((OLD,))
    sealed(session, school)
    assert counts(session, Ring((OLD,))).get("people.born_sealed") is None
    both = Ring((NEW, OLD))
    assert counts(session, both).items() >= ALL.items()
    rotated(session, both)
    assert counts(session, both) == {}
    session.info["ring"] = Ring((NEW,))
    assert school.mentee.born == date(2014, 3, 12)
    assert session.scalars(select(Guardian)).one().phone == "+79161234567"
    assert [row.payload for row in db.journal.waiting(session, "telegram")] == ['{"a": 1}']


def test_what_was_kept_without_a_key_is_sealed_too(session: Session, school: School) -> None:
    sealed(session, school)
    rotated(session, Ring((NEW,)))
    kept = session.scalar(select(type(school.mentee).born_sealed).where(type(school.mentee).id == school.mentee.id))
    assert b"2014" not in bytes(kept)
    assert school.mentee.born == date(2014, 3, 12)


def test_a_rotation_that_was_stopped_goes_on(session: Session, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    session.info["ring"] = Ring((OLD,))
    sealed(session, school)
    both = Ring((NEW, OLD))
    monkeypatch.setattr(rotation, "BATCH", 1)
    total = sum(counts(session, both).values())
    assert rotation.step(session, both) == 1
    assert sum(counts(session, both).values()) == total - 1
    rotated(session, both)
    assert counts(session, both) == {}


def test_a_missing_key_is_named_and_nothing_is_lost(session: Session, school: School) -> None:
    session.info["ring"] = Ring((OLD,))
    sealed(session, school)
    with pytest.raises(Unreadable, match="DATA_KEY"), session.begin_nested():
        rotation.step(session, Ring((NEW,)))
    session.expire_all()
    assert school.mentee.born == date(2014, 3, 12)


def test_every_sealed_column_is_among_the_places() -> None:
    from db import Base

    named = {place.name for place in places()}
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed")
    }
    assert columns <= named
    assert {"updates.payload", "updates.replies"} <= named
