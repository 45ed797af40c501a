"""Sealed columns: a stolen file tells nothing, a moved value does not open, old keys still do."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.sealed import Ring, Unreadable
from tests.conftest import School

OLD, NEW = bytes(32), bytes(range(32))


def test_the_file_does_not_tell_what_is_sealed(session: Session, school: School) -> None:
    session.info["ring"] = Ring((NEW,))
    school.mentee.born = date(2014, 3, 12)
    session.flush()
    kept = session.scalar(text("SELECT born_sealed FROM people WHERE id = :id").bindparams(id=school.mentee.id))
    assert b"2014" not in bytes(kept)
    assert school.mentee.born == date(2014, 3, 12)


def test_a_value_moved_to_another_row_does_not_open(session: Session, school: School) -> None:
    session.info["ring"] = Ring((NEW,))
    school.mentee.born = date(2014, 3, 12)
    school.parent.born_sealed = school.mentee.born_sealed
    with pytest.raises(Unreadable):
        _ = school.parent.born


def test_an_old_key_opens_and_the_newest_seals(session: Session, school: School) -> None:
    session.info["ring"] = Ring((OLD,))
    school.mentee.born = date(2014, 3, 12)
    session.info["ring"] = Ring((NEW, OLD))
    assert school.mentee.born == date(2014, 3, 12)
    assert not session.info["ring"].is_current(school.mentee.born_sealed)
    school.mentee.born = school.mentee.born
    assert session.info["ring"].is_current(school.mentee.born_sealed)
    session.info["ring"] = Ring((NEW,))
    assert school.mentee.born == date(2014, 3, 12)


def test_without_the_key_it_is_said_so(session: Session, school: School) -> None:
    session.info["ring"] = Ring((NEW,))
    school.mentee.born = date(2014, 3, 12)
    session.info["ring"] = Ring()
    with pytest.raises(Unreadable, match="DATA_KEY"):
        _ = school.mentee.born


def test_what_was_kept_before_there_was_a_key_is_still_read(session: Session, school: School) -> None:
    school.mentee.born = date(2014, 3, 12)
    session.info["ring"] = Ring((NEW,))
    assert school.mentee.born == date(2014, 3, 12)
    assert not session.info["ring"].is_current(school.mentee.born_sealed)
