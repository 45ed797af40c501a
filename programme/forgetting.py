"""Forgetting a person: the plan of tables, the pairs that end, letters and updates of others that name them."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.erasing
import db.journal
import db.letters
import db.meetings
import db.pairs
import db.people
import db.runs
from db.erasing import Rule
from db.journal import Update
from db.pairs import Pair
from db.people import Person
from programme import letters, pairs, runs


def contents(session: Session, person: Person, cause: str) -> dict[str, int]:
    """What an erasure would destroy now, by category, and under `kept_…` what stays without a name."""
    by_category: dict[str, list[Rule]] = {}
    for rule in _plan(cause):
        if rule.category:
            by_category.setdefault(rule.category, []).append(rule)
    counted = {name: db.erasing.count(session, rules, person.id) for name, rules in by_category.items()}
    return {name: number for name, number in counted.items() if number} | _kept(session, person.id)


def forget(session: Session, person: Person, cause: str, now: datetime) -> dict[str, int]:
    """Does it: everything that holds the person goes, the emptied row stays; returns what went, as `contents`."""
    gone = contents(session, person, cause)
    stop(session, person, now)
    person.state, person.left_at, person.erased_at = "left", person.left_at or now, now
    session.flush()
    addresses = db.erasing.addresses(session, person.id)
    gone["letters"] = gone.get("letters", 0) + _letters_about(session, person, addresses)
    gone["journal"] = _updates_about(session, person, addresses)
    gone["words"] = db.erasing.forget_words_of_others(session, person.id)
    db.erasing.forget_addresses(session, addresses)
    db.erasing.forget_consent_texts(session, person.id)
    if cause == "purpose":
        db.erasing.strip(session, person.id)
    for rule in _plan(cause):
        db.erasing.apply(session, rule, person.id)
    db.erasing.read_anew(session)
    return {name: number for name, number in gone.items() if number}


def _plan(cause: str) -> tuple[Rule, ...]:
    """Answers stay as statistics without a name where nobody has asked for more (security § 11.5)."""
    return db.erasing.PLAN if cause == "purpose" else (*db.erasing.ANSWERS, *db.erasing.PLAN)


def _kept(session: Session, person_id: int) -> dict[str, int]:
    places = {
        "pairs": Rule("members", "person_id", "empty"),
        "meetings": Rule("meetings", "pair_id", "empty", through=("members", "pair_id", "person_id")),
    }
    counted = {f"kept_{name}": db.erasing.count(session, [rule], person_id) for name, rule in places.items()}
    return {name: number for name, number in counted.items() if number}


def quiet(session: Session, person: Person, now: datetime) -> None:
    """Nothing is asked of the person and nothing is said to them any more."""
    for run in db.runs.open_of(session, person.id):
        runs.interrupt(session, run, now)
    db.letters.silence(session, person.id)


def stop(session: Session, person: Person, now: datetime) -> None:
    """The same for good: roles end, and so do pairs."""
    quiet(session, person, now)
    for grant in db.people.grants_of(session, [person.id]).get(person.id, []):
        grant.until = now
    for pair in db.pairs.mine(session, person.id, "draft", "proposed"):
        pairs.cancel(session, pair, now)
    for pair in db.pairs.mine(session, person.id, "active"):
        _out_of(session, pair, person, now)
    session.flush()


def _out_of(session: Session, pair: Pair, person: Person, now: datetime) -> None:
    """A pair ends, and whoever is left hears of it without a name; a group goes on without one of its mentees."""
    members = db.pairs.members(session, pair.id)
    mine = next(member for member, one in members if one.id == person.id)
    if mine.role == "mentee" and len(members) > 2:
        session.delete(mine)
        pair.kind, pair.revision = "group" if len(members) > 3 else "pair", pair.revision + 1
        return
    pair.state, pair.ended_on, pair.revision = "ended", pairs.today(session, pair, now), pair.revision + 1
    for plan in db.meetings.plans(session, pair.id):
        if plan.planned_at is not None and plan.planned_at > now:
            plan.state = "cancelled"
    for member, other in members:
        if member is not mine:
            once = f"pair:{pair.id}:alone:{other.id}"
            letters.write(session, other.id, "letters.pair_without_other", kind="notice", once=once, now=now)


def _letters_about(session: Session, person: Person, addresses: list[str]) -> int:
    """Empties letters to others that speak of the person; those that still wait are not sent."""
    about = {word for word in (person.name, *addresses) if word}
    emptied = 0
    for letter in db.erasing.letters_of_others(session, person.id):
        if about & set(_words(letter.values)):
            letter.values = {}
            letter.state = "cancelled" if letter.state == "waiting" else letter.state
            emptied += 1
    session.flush()
    return emptied


def _updates_about(session: Session, person: Person, addresses: list[str]) -> int:
    """Empties the person's updates, and those of others that were set aside and speak of the person."""
    about = [json.dumps(word)[1:-1] for word in (person.name, *addresses) if word]  # as it stands in the payload
    found = [row for row in db.journal.dead(session, "telegram") if any(word in row.payload for word in about)]
    for row in found:
        kept = session.get_one(Update, ("telegram", row.update_id))
        kept.payload = kept.replies = None
    session.flush()
    return len(found) + db.erasing.forget_journal(session, addresses)


def _words(value: Any) -> Iterator[str]:
    """Every string of a letter's values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
