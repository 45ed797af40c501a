"""What is called off while it is on its way, and comes back because Telegram was away, is not sent again."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.letters
from db.letters import Letter
from programme import letters
from tests.conftest import NOW, School
from tests.outgoing import parcels

WAYS: dict[str, Callable[[Session, int], None]] = {
    "the fact was taken back": lambda session, _: db.letters.call_off(session, ["case:1"]),
    "the person withdrew": lambda session, person: db.letters.silence(session, person),
    "letters of the kind are not wanted any more": lambda session, person: db.letters.silence(session, person, "alert"),
    "the questionnaire is over": lambda session, _: db.letters.cancel(session, run_id=7),
    "the account is gone": lambda session, person: db.letters.cancel(session, person_id=person),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("end", ["later", "waiting", "crash"])
@pytest.mark.fault(31)
def test_what_was_called_off_on_its_way_is_not_sent_again(session: Session, school: School, way: str, end: str) -> None:
    """Somebody who turns out to be named in a case hears nothing more of it (security § 10)."""
    person = school.curator
    letters.write(session, person.id, "letters.run_waits", kind="alert", once="case:1", now=NOW, run_id=7, run=7)
    [parcel] = parcels(session, NOW)
    WAYS[way](session, person.id)
    session.expire_all()
    if end == "crash":
        letters.after_a_crash(session, NOW)
    else:
        letters.settle(session, [parcel.letters[0].id], end, NOW)
    session.flush()
    assert parcels(session, NOW) == []
    assert session.scalars(select(Letter.state)).one() in ("cancelled", "expired")


def test_what_was_called_off_on_its_way_and_came_is_noted_as_sent(session: Session, school: School) -> None:
    letters.write(session, school.curator.id, "letters.run_waits", kind="alert", once="case:1", now=NOW, run=7)
    [parcel] = parcels(session, NOW)
    db.letters.call_off(session, ["case:1"])
    session.expire_all()
    letters.settle(session, [parcel.letters[0].id], "sent", NOW, 5)
    assert session.scalars(select(Letter.state)).one() == "sent"
