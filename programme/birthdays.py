"""Birthdays that change who decides: told of a month before, and on the day the missing word closes the gate kindly."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.due
import db.guardians
import db.organisations
import db.people
import db.register
from db.organisations import Organisation, Scope
from db.people import Person
from domain.consents import AGES, AHEAD, Stage, birthday, comes_of_age
from domain.today import Thing
from programme import joining, letters
from programme.people import tell_curators

KIND = "birthday"
"""Of the work that is noted in `db.due`: subject is the person, period the day."""
FROM_HOUR = 8
"""Local hour after which a day is looked at: nobody is woken by their birthday."""


def look(session: Session, now: datetime) -> int:
    """Looks at every organisation once a day; returns how many people heard something. For the clock."""
    told, days = 0, [(now.date() + timedelta(days=days)).isoformat() for days in (-1, 0, 1)]
    looked_at = db.due.done(session, "birthdays", days)
    for organisation in db.organisations.tree(session):
        local = now.astimezone(ZoneInfo(organisation.zone))
        today = local.date().isoformat()
        if local.hour < FROM_HOUR or (organisation.code, today) in looked_at:
            continue
        if db.due.claim(session, "birthdays", organisation.code, today, now):
            people = db.register.born(session, organisation.id)
            told += sum(_look_at(session, person, organisation, local.date(), now) for person in people)
    return told


def things(session: Session, scope: Scope, organisations: Mapping[int, Organisation], now: datetime) -> Iterator[Thing]:
    """Birthdays of the coming month whose new word is not there yet, for the curator's queue."""
    first = now.date() - timedelta(days=1)
    days = [(first + timedelta(days=days)).isoformat() for days in range(AHEAD.days + 3)]
    noted = {int(subject): date.fromisoformat(day) for subject, day in db.due.done(session, KIND, days)}
    for person in db.register.in_scope(session, scope, noted) if noted else ():
        organisation, day = organisations[person.organisation_id], noted[person.id]
        today = now.astimezone(ZoneInfo(organisation.zone)).date()
        if day > today and not _is_ready(session, person, organisation, today):
            yield Thing(
                "birthday", person.id, day - AHEAD, organisation.id, (person.name,), person.group_name,
                person_id=person.id, until=day,
            )  # fmt: skip


def _is_ready(session: Session, person: Person, organisation: Organisation, today: date) -> bool:
    """The word that will be needed is there already."""
    own = [
        each
        for each in db.consents.standing(session, person.id)
        if each.kind == "processing" and each.signer_id == person.id
    ]
    ages = organisation.settings.get("consent_ages", AGES)
    coming = comes_of_age(person.born, today, ages) if person.born is not None else None
    if not own or coming is None:
        return bool(own)
    return coming[1] == "teen" or joining.is_fresh(own[-1], person, organisation)


def _look_at(session: Session, person: Person, organisation: Organisation, today: date, now: datetime) -> bool:
    assert person.born, "asked for with a birth date"
    ages = organisation.settings.get("consent_ages", AGES)
    coming = comes_of_age(person.born, today, ages)
    if coming is not None:
        return _announce(session, person, *coming, now)
    reached: tuple[tuple[int, Stage], ...] = ((ages[1], "adult"), (ages[0], "teen"))
    for age, stage in reached:
        day = birthday(person.born, age)
        if today - AHEAD <= day <= today:  # a week of silence is made up for
            return _turn(session, person, stage, day, now)
    return False


def _announce(session: Session, person: Person, day: date, stage: Stage, now: datetime) -> bool:
    """The person, the parents and the curators learn a month before what will be needed."""
    if not db.due.claim(session, KIND, str(person.id), day.isoformat(), now):
        return False
    once = f"birthday:{person.id}:{day.isoformat()}"
    about: dict[str, Any] = {"day": {"day": day.isoformat()}, "who": {"name": person.name} if person.name else "—"}
    if person.state == "active":
        letters.write(session, person.id, f"letters.birthday_soon_{stage}", kind="reminder", once=f"{once}:own",
                      now=now, day=about["day"])  # fmt: skip
    for guardian in db.guardians.of_child(session, person.id):
        if guardian.parent_id is not None and guardian.confirmed_at is not None:
            letters.write(session, guardian.parent_id, f"letters.birthday_parent_{stage}", kind="notice",
                          once=f"{once}:{guardian.parent_id}", now=now, **about)  # fmt: skip
    tell_curators(session, person.organisation_id, f"letters.birthday_curator_{stage}", once, now, **about)
    return True


def _turn(session: Session, person: Person, stage: Stage, day: date, now: datetime) -> bool:
    """The day is there: without the word that is needed now the gate closes, and nothing is lost."""
    if not db.due.claim(session, "birthday_reached", str(person.id), day.isoformat(), now):
        return False
    if stage == "adult":
        _end_guardianships(session, person, now)
    was_in = person.state == "active"
    here = joining.advance(session, person, now)
    if was_in and here.step != "home":
        once = f"birthday_reached:{person.id}:{day.isoformat()}"
        letters.write(session, person.id, f"letters.birthday_{stage}", kind="consent", once=once, now=now)
    return was_in


def _end_guardianships(session: Session, person: Person, now: datetime) -> None:
    """Whoever is grown up decides alone: the parents' consents end, and the parents see nothing any more."""
    for consent in db.consents.standing(session, person.id):
        if consent.relation != "self":
            consent.replaced_at = now
    for guardian in db.guardians.of_child(session, person.id):
        if guardian.ended_at is None:
            guardian.ended_at = now
            if guardian.parent_id is not None and guardian.confirmed_at is not None:
                who = {"name": person.name} if person.name else "—"
                once = f"grown_up:{guardian.id}"
                letters.write(
                    session, guardian.parent_id, "letters.grown_up", kind="notice", once=once, now=now, who=who
                )
