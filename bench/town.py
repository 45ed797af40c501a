"""The soak's town: schools of people who have joined, pairs at work, the first meeting of each pair planned."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from db.accounts import Account
from db.guardians import Guardian
from db.organisations import Organisation
from db.pairs import Member, Pair
from db.people import Grant, Person
from domain.names import search_key
from domain.rights import Role
from programme import plans
from programme.invented import Inventor

PUPILS, MENTORS = 200, 100
"""In one school; every pupil has a parent, every mentor two pupils. With the curator: 501 people."""

Chats = Callable[[str], int]
"""Gives a person (name) a chat, and returns its address."""


def found(session: Session, schools: int, now: datetime, chats: Chats) -> dict[str, list[int]]:
    """Founds the town; returns by role the addresses of its people."""
    random, addresses = Random(1), {role: list[int]() for role in ("mentee", "parent", "mentor", "curator")}
    for number in range(schools):
        school = _school(session, number, now)
        inventor = Inventor(random)

        def people(
            role: Role, names: Sequence[str], school: Organisation = school, inventor: Inventor = inventor
        ) -> list[Person]:
            made = _people(session, school, role, names, inventor, now)
            for person in made:
                address = chats(person.name)
                addresses[role].append(address)
                session.add(Account(channel="telegram", address=str(address), person_id=person.id, since=now))
                session.add(Grant(person_id=person.id, role=role, organisation_id=school.id, since=now))
            return made

        pupils = people("mentee", [inventor.child() for _ in range(PUPILS)])
        parents = people("parent", [inventor.mother_of(pupil.name) for pupil in pupils])
        mentors = people("mentor", [inventor.adult() for _ in range(MENTORS)])
        (curator,) = people("curator", [inventor.adult()])
        for pupil, parent in zip(pupils, parents, strict=True):
            session.add(Guardian(child_id=pupil.id, parent_id=parent.id, relation="mother", confirmed_at=now))
        for order, pupil in enumerate(pupils):
            _pair(session, school, curator, mentors[order % MENTORS], pupil, order, now)
    return addresses


def _school(session: Session, number: int, now: datetime) -> Organisation:
    school = Organisation(
        code=f"town-{number}", name=f"Школа № {number + 1}", path="", zone="Europe/Moscow", settings={}, created_at=now
    )
    session.add(school)
    session.flush()
    school.path = f"/{school.id}/"
    return school


def _people(
    session: Session, school: Organisation, role: str, names: Sequence[str], inventor: Inventor, now: datetime
) -> list[Person]:
    made = []
    for name in names:
        group = inventor.group() if role == "mentee" else None
        made.append(
            Person(
                organisation_id=school.id, name=name, search_key=search_key(name, group), group_name=group,
                tone="child" if role == "mentee" else "adult", language="ru", state="active",
                created_at=now, joined_at=now,
            )
        )  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def _pair(
    session: Session, school: Organisation, curator: Person, mentor: Person, pupil: Person, order: int, now: datetime
) -> None:
    pair = Pair(
        organisation_id=school.id, number=order + 1, state="active", created_at=now, created_by=curator.id,
        proposed_at=now, started_on=now.date(),
    )  # fmt: skip
    session.add(pair)
    session.flush()
    session.add(Member(pair_id=pair.id, person_id=mentor.id, role="mentor", accepted_at=now))
    session.add(Member(pair_id=pair.id, person_id=pupil.id, role="mentee", accepted_at=now))
    session.flush()
    first = _weekday(now.date() + timedelta(days=3 + order % 10))
    moment = datetime(first.year, first.month, first.day, 11 + order % 3, tzinfo=now.tzinfo)
    plans.plan(session, pair, moment, mentor.id, now)


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
