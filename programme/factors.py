"""The second factor: what a pupil knows and the finder of a forwarded link does not (security § 4.2)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from babel.dates import get_month_names
from sqlalchemy.orm import Session

import db.applications
import db.doors
from db.doors import WrongTry
from db.people import Person
from domain import guessing
from domain.answers import folded
from domain.joining import day_and_month
from locales import LANGUAGES


@dataclass(frozen=True, slots=True)
class Later:
    """Too many wrong tries: nothing is looked at until then."""

    until: datetime


Factor = Literal["birthday", "class_code"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to be typed before the invitation is bound; `left` tries, None before the first.

    `unclear`: what was typed is no birthday and no code, and was not counted.
    """

    what: Factor
    left: int | None = None
    unclear: bool = False


def needed(session: Session, person: Person | None, names: str) -> Factor | None:
    """What a pupil has to know: the own birthday, else the code of the class, where the school has told either.

    Where only codes pass the chat (`names` is CHAT_NAMES), never the birthday.
    """
    if person is None or person.tone != "child":
        return None
    if person.born is not None and names != "codes":
        return "birthday"
    known = person.group_name and db.applications.class_code(session, person.organisation_id, person.group_name)
    return "class_code" if known else None


def fits(session: Session, what: Factor, person: Person, said: str) -> bool | None:
    """Whether what was typed is right; None for something that is no try."""
    if what == "birthday":
        typed, born = day_and_month(said, _months()), person.born
        return None if typed is None else born is not None and typed == (born.day, born.month)
    kept = db.applications.class_code(session, person.organisation_id, person.group_name or "")
    digits = "".join(each for each in said if each.isdecimal())
    return None if not digits else kept is not None and digits == kept.code


@cache
def _months() -> dict[str, int]:
    """Names of months in every language, as they stand in a date and alone."""
    return {
        folded(name): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, language).items()
    }


def closed(session: Session, account: str, now: datetime) -> Later | None:
    """Whether an account (`channel:address`) has been wrong too often of late."""
    until = guessing.closed_until(_own(session, account, now), 0, now)
    return Later(until) if until else None


def wrong(session: Session, account: str, now: datetime) -> int:
    """Counts a wrong try of an account; returns how many it has left."""
    session.add(WrongTry(kind="factor", account=account, at=now))
    session.flush()
    return guessing.TRIES - len(_own(session, account, now))


def _own(session: Session, account: str, now: datetime) -> list[datetime]:
    return db.doors.wrong_tries(session, "factor", now - guessing.WINDOW, account)
