"""A call for help: helplines for everybody, and for those we know somebody of the school, at once and without words.

It works before any consent: a child's vital interest comes first, and no more is kept than who called, when, and the
words that they chose to write (security § 10.2).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import db.cases
import db.organisations
from db.cases import Awaited, Case
from db.organisations import Organisation
from db.people import Person
from domain.answers import Refusal, clean, length
from domain.cases import Adult, Hours, helplines, hours, named
from programme import alarms, name_book

SAME = timedelta(hours=24)
"""So long a second call is the first one, called again."""
LISTENING = timedelta(minutes=30)
"""So long typed words are for the call."""
WORDS = 3000
"""All that is written to one call at most, in UTF-16 units: one message of it still fits on a card."""
TO = ("psychologist", "not_curator")


@dataclass(frozen=True, slots=True)
class Desk:
    """What somebody who needs help is shown: numbers, who could be told, when people answer."""

    numbers: dict[str, str]
    adults: tuple[Adult, ...]
    hours: Hours
    call: Case | None
    """Their own call that is not closed yet."""


@dataclass(frozen=True, slots=True)
class Called:
    """A call as it stands: whom it has reached, and of the adults who could see it those who must not."""

    case: Case
    told: tuple[Adult, ...]
    adults: tuple[Adult, ...]
    hours: Hours
    numbers: dict[str, str]


def desk(session: Session, person: Person | None, now: datetime) -> Desk:
    """What is shown first; strangers get the numbers only."""
    if person is None:
        return Desk(helplines({}), (), hours({}), None)
    organisation = db.organisations.by_id(session, person.organisation_id)
    adults = _each_once(_staff(session, organisation, person))
    call = db.cases.own_help(session, person.id, now - SAME)
    return Desk(helplines(organisation.settings), adults, hours(organisation.settings), call)


def call(
    session: Session, person: Person, now: datetime, adult_id: int | None = None, *, no_curator: bool = False
) -> Called:
    """Hands a call over: to the psychologist on duty, or to the adult of that id first. Pressed again it is the same
    call, told to whoever was chosen now.
    """
    organisation = db.organisations.by_id(session, person.organisation_id)
    first = adult_id if any(each.person_id == adult_id for each in _staff(session, organisation, person)) else None
    case = db.cases.own_help(session, person.id, now - SAME)
    if case is None:
        case = alarms.open_case(
            session, organisation.id, "help", "high", now, reporter_id=person.id, person_id=person.id, first_id=first,
            no_curator=no_curator,
        )  # fmt: skip
    else:
        case.first_id, case.no_curator = first or case.first_id, case.no_curator or no_curator
        case.retracted_at = None
        if case.no_curator:
            _hide(
                session, case, [each for each in _staff(session, organisation, person) if each.role == "curator"], now
            )
        alarms.sound(session, case, now)
    _listen(session, person, case, now)
    return _called(session, organisation, person, case)


def standing(session: Session, person: Person, case_id: int, now: datetime) -> Called | None:
    """An own call that is not closed, as it stands."""
    case = db.cases.own_help(session, person.id, now - SAME)
    if case is None or case.id != case_id:
        return None
    return _called(session, db.organisations.by_id(session, person.organisation_id), person, case)


def hide(session: Session, person: Person, case_id: int, adult_id: int, now: datetime) -> Called | None:
    """This adult must not see the call: they are left out from now on, and the next in turn is told instead."""
    called = standing(session, person, case_id, now)
    if called is None:
        return None
    _hide(session, called.case, [each for each in called.adults if each.person_id == adult_id], now)
    alarms.sound(session, called.case, now)
    return standing(session, person, case_id, now)


def retract(session: Session, person: Person, case_id: int, now: datetime) -> Case | None:
    """It was pressed by mistake: nobody is told further; those who know still see it, and close it themselves."""
    called = standing(session, person, case_id, now)
    if called is None:
        return None
    case = called.case
    case.retracted_at = case.retracted_at or now
    alarms.silence(session, case)
    _stop_listening(session, person)
    return case


def write(session: Session, person: Person, case: Case, text: str, now: datetime) -> Called | Refusal:
    """Words to a call: added to those before. Whoever of the staff is named in them is left out of the routing."""
    words = clean(text, WORDS, multiline=True)
    if isinstance(words, Refusal) or not words:
        return words if isinstance(words, Refusal) else Refusal("sos.no_words")
    kept = name_book.veiled(session, person.organisation_id, words)
    whole = f"{case.words}\n{kept}" if case.words else kept
    if length(whole) > WORDS:
        return Refusal("sos.enough")
    case.words = whole
    organisation = db.organisations.by_id(session, person.organisation_id)
    staff = _staff(session, organisation, person)
    found = named(words, name_book.of_adults(session, staff))
    _hide(session, case, [each for each in staff if each.person_id in found], now)
    alarms.sound(session, case, now)
    _listen(session, person, case, now)
    return _called(session, organisation, person, case)


def awaited(session: Session, person: Person, now: datetime) -> tuple[Case, str] | None:
    """The case that somebody's typed words are for now, and what they are to it (`help`, `note`)."""
    waits = session.get(Awaited, person.id)
    if waits is None or waits.until <= now:
        return None
    case = session.get_one(Case, waits.case_id)
    return (case, waits.purpose) if case.state != "closed" else None


def _called(session: Session, organisation: Organisation, person: Person, case: Case) -> Called:
    staff = _staff(session, organisation, person)
    knows = {alert.person_id for alert in db.cases.alerts(session, case.id) if alert.revoked_at is None}
    told = _each_once([each for each in staff if each.person_id in knows])
    others = _each_once([each for each in staff if each.person_id not in case.excluded])
    return Called(case, told, others, hours(organisation.settings), helplines(organisation.settings))


def _staff(session: Session, organisation: Organisation, person: Person) -> list[Adult]:
    return [each for each in db.cases.adults(session, organisation) if each.person_id != person.id]


def _each_once(adults: list[Adult]) -> tuple[Adult, ...]:
    """Psychologists first; who has several roles stands there with the first."""
    order = sorted(adults, key=lambda each: (each.role != "psychologist", not each.on_duty))
    known: dict[int, Adult] = {}
    for each in order:
        known.setdefault(each.person_id, each)
    return tuple(known.values())


def _hide(session: Session, case: Case, adults: list[Adult], now: datetime) -> None:
    hidden = {each.person_id for each in adults} - set(case.excluded)
    for person_id in sorted(hidden):
        alarms.revoke(session, case, person_id, now)
    case.excluded = [*case.excluded, *sorted(hidden)]
    if case.taken_by in hidden:
        case.state, case.taken_by, case.taken_at = "open", None, None
        case.revision += 1


def _listen(session: Session, person: Person, case: Case, now: datetime) -> None:
    session.merge(Awaited(person_id=person.id, case_id=case.id, purpose="help", until=now + LISTENING))
    session.flush()


def _stop_listening(session: Session, person: Person) -> None:
    waits = session.get(Awaited, person.id)
    if waits is not None:
        session.delete(waits)
