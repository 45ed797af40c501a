"""Letters: once, at a decent hour, never to somebody who has not agreed or has left."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.accounts import Account
from db.letters import Letter
from db.people import Person
from programme import delivery, letters
from tests.conftest import NOW, School
from tests.outgoing import parcels

EVENING = NOW + timedelta(hours=7)
"""22:00 in the school."""


def post(session: Session, to: Person, kind: str, once: str, now: datetime = NOW) -> bool:
    return letters.write(session, to.id, "letters.run_waits", kind=kind, once=once, now=now, run=1, title="x")


def state_of(session: Session, once: str) -> str:
    session.flush()
    return session.scalars(select(Letter.state).where(Letter.once_key == once)).one()


def test_a_letter_is_written_once(session: Session, school: School) -> None:
    assert post(session, school.mentee, "reminder", "poll:1")
    assert not post(session, school.mentee, "reminder", "poll:1")


def test_several_reminders_become_one_message(session: Session, school: School) -> None:
    post(session, school.mentee, "reminder", "poll:1")
    post(session, school.mentee, "reminder", "meeting:1")
    post(session, school.mentee, "notice", "pair:1")
    found = parcels(session, NOW)
    assert sorted(len(parcel.letters) for parcel in found) == [1, 2]


@pytest.mark.fault(66)
def test_a_pupil_is_not_reminded_in_the_evening(session: Session, school: School) -> None:
    post(session, school.mentee, "reminder", "poll:1", EVENING)
    assert parcels(session, EVENING) == []
    waiting = session.scalars(select(Letter)).one()
    assert waiting.not_before == datetime.fromisoformat("2026-11-21T11:00:00+03:00")


def test_one_unasked_message_a_day_and_three_a_week(session: Session, school: School) -> None:
    sent = []
    for day in range(10):
        now = NOW + timedelta(days=day)
        post(session, school.mentee, "reminder", f"thing:{day}", now)
        for parcel in parcels(session, now):
            letters.settle(session, [letter.id for letter in parcel.letters], "sent", now)
            sent.append(day)
        session.flush()
        assert parcels(session, now + timedelta(minutes=5)) == []
    assert sent == [0, 1, 2, 7, 8, 9]


def test_nothing_but_consent_goes_to_who_has_not_agreed(session: Session, school: School) -> None:
    school.mentee.state = "joining"
    post(session, school.mentee, "notice", "pair:1")
    post(session, school.mentee, "consent", "assent:1")
    assert [parcel.letters[0].once_key for parcel in parcels(session, NOW)] == ["assent:1"]


@pytest.mark.fault(31)
def test_who_withdrew_gets_nothing_more(session: Session, school: School) -> None:
    post(session, school.mentee, "notice", "pair:1")
    school.mentee.state = "withdrawn"
    assert parcels(session, NOW) == []
    assert state_of(session, "pair:1") == "cancelled"


@pytest.mark.fault(24)
def test_a_blocked_bot_stops_reminders(session: Session, school: School) -> None:
    post(session, school.mentee, "reminder", "poll:1")
    session.flush()
    delivery.unreachable(session, "telegram", "3")
    session.expire_all()
    assert state_of(session, "poll:1") == "cancelled"
    post(session, school.mentee, "notice", "pair:1")
    assert parcels(session, NOW) == []
    assert session.scalars(select(Account.state).where(Account.address == "3")).one() == "unreachable"


def test_an_expired_letter_is_not_sent(session: Session, school: School) -> None:
    letters.write(
        session, school.mentee.id, "letters.run_waits", kind="reminder", once="soon", now=NOW,
        expires_at=NOW + timedelta(hours=1), run=1, title="x",
    )  # fmt: skip
    assert parcels(session, NOW + timedelta(hours=2)) == []
    assert state_of(session, "soon") == "expired"


@pytest.mark.fault(5, 6)
def test_after_a_crash_a_reminder_is_uncertain_and_a_card_is_sent_once_more(session: Session, school: School) -> None:
    post(session, school.mentee, "reminder", "poll:1")
    post(session, school.mentee, "notice", "pair:1")
    parcels(session, NOW)
    letters.after_a_crash(session, NOW)
    assert (state_of(session, "poll:1"), state_of(session, "pair:1")) == ("uncertain", "waiting")
    parcels(session, NOW)
    letters.after_a_crash(session, NOW)
    assert state_of(session, "pair:1") == "uncertain"


@pytest.mark.fault(5, 40, 41)
def test_a_reminder_that_may_have_come_is_the_one_of_its_day(session: Session, school: School) -> None:
    post(session, school.mentee, "reminder", "poll:1")
    (parcel,) = parcels(session, NOW)
    letters.settle(session, [parcel.letters[0].id], "uncertain", NOW)
    soon = NOW + timedelta(minutes=5)
    assert letters.may_hear(session, [school.mentee], ZoneInfo("Europe/Moscow"), soon) == set()
    post(session, school.mentee, "reminder", "meeting:1", soon)
    assert parcels(session, soon) == []
    assert len(parcels(session, NOW + timedelta(days=1))) == 1


def test_waiting_for_telegram_costs_no_try(session: Session, school: School) -> None:
    post(session, school.mentee, "notice", "pair:1")
    for _ in range(5):
        (parcel,) = parcels(session, NOW)
        letters.settle(session, [parcel.letters[0].id], "later", NOW)
    assert session.scalars(select(Letter.attempts)).one() == 0


@pytest.mark.fault(60)
def test_an_outcome_that_is_written_down_twice_counts_once(session: Session, school: School) -> None:
    post(session, school.mentee, "reminder", "poll:1")
    (parcel,) = parcels(session, NOW)
    for _ in range(2):  # nobody heard that the first commit was done
        letters.settle(session, [parcel.letters[0].id], "later", NOW)
    parcels(session, NOW)
    assert session.scalars(select(Letter.attempts)).one() == 1


def test_an_alert_does_not_wait_behind_a_broadcast(session: Session, school: School) -> None:
    for person in (school.mentor, school.parent):
        post(session, person, "reminder", f"broadcast:{person.id}", NOW - timedelta(hours=1))
    post(session, school.curator, "alert", "help")
    first = letters.claim(session, NOW)
    assert first
    assert [letter.once_key for parcel in first for letter in parcel.letters] == ["help"]


def test_nobody_is_written_to_twice_at_a_time(session: Session, school: School) -> None:
    post(session, school.mentor, "notice", "first")
    assert letters.claim(session, NOW, [school.mentor.id]) is None
    assert letters.claim(session, NOW)
