"""Many people who have joined, and one letter to each: what a broadcast is tried on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from db.accounts import Account
from db.letters import Letter
from db.organisations import Organisation
from db.people import Grant, Person
from domain.names import search_key

EARLY_AFTERNOON = 13


def gather(session: Session, addresses: Sequence[int], now: datetime) -> list[int]:
    """A school where it is early afternoon now, with a mentor in each of the chats; returns their ids."""
    ahead = EARLY_AFTERNOON - now.hour
    school = Organisation(code="crowd", name="Crowd", path="", zone=f"Etc/GMT{-ahead:+d}", settings={}, created_at=now)
    session.add(school)
    session.flush()
    school.path = f"/{school.id}/"
    people = [
        Person(
            organisation_id=school.id, name=f"Человек {address}", search_key=search_key(f"Человек {address}", None),
            tone="adult", language="ru", state="active", created_at=now, joined_at=now,
        )
        for address in addresses
    ]  # fmt: skip
    session.add_all(people)
    session.flush()
    for person, address in zip(people, addresses, strict=True):
        session.add(Account(channel="telegram", address=str(address), person_id=person.id, since=now))
        session.add(Grant(person_id=person.id, role="mentor", organisation_id=school.id, since=now))
    session.flush()
    return [person.id for person in people]


def announce(session: Session, people: Sequence[int], now: datetime, not_before: datetime) -> None:
    """One unasked letter to each."""
    session.add_all(
        Letter(
            once_key=f"crowd:{person}", person_id=person, text_key="start.apology", values={}, kind="reminder",
            written_at=now, not_before=not_before,
        )
        for person in people
    )  # fmt: skip
    session.flush()
