"""An invented school with a history, the same for the same seed, made by the verbs that real people use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import db.accounts
import db.organisations
import db.people
from db.accounts import Account
from db.organisations import Organisation
from db.people import Person
from domain.clearances import KINDS, ends_on
from programme import clearances, consents, doors, guardians, invitations, joining, organisations, seed_history
from programme.filling import fill
from programme.invented import Inventor, lists
from programme.seed_history import History

NOBODY = "invented"
"""The messenger of people who have no phone: their accounts are taken away again, so that nobody writes to them."""

STUCK = {1: "link", 2: "number"}
"""In a school of six or more, the last pupil and the last but one do not get in by themselves."""

Chats = Callable[[str, str], str]
"""Gives an invented person (name, role) a chat, and returns its address."""

POLL_DAY = 25
"""The invented school asks late in the month, so that a poll is open when a month turns."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many pupils and mentors, and how many weeks the pairs have been at work."""

    pupils: int
    mentors: int
    weeks: int


@dataclass(slots=True)
class School:
    """Who is in the invented school; `new` is False when it was there already."""

    organisation: Organisation
    new: bool
    curator: Person | None = None
    mentors: list[Person] = field(default_factory=list)
    mentees: list[Person] = field(default_factory=list)


@dataclass(slots=True)
class _Hand:
    """What making people takes."""

    session: Session
    organisation: Organisation
    inventor: Inventor
    chats: Chats | None
    count: int = 0

    @property
    def channel(self) -> str:
        return "telegram" if self.chats else NOBODY

    def chat(self, name: str, role: str) -> str:
        self.count += 1
        return self.chats(name, role) if self.chats else f"{self.organisation.code}-{self.count}"


def school(session: Session, size: Size, seed: int, now: datetime, zone: str, chats: Chats | None = None) -> School:
    """Makes the school of this seed, once; without `chats` nobody in it can be written to."""
    code = f"invented-{seed}"
    known = db.organisations.by_code(session, code)
    if known is not None:
        return School(known, new=False)
    begin = _first_day(now, size.weeks, ZoneInfo(zone))
    organisations.add(session, f"{code}-city", lists()["city"], zone=zone, now=begin)
    organisation = organisations.add(session, code, lists()["school"], zone=zone, now=begin, parent=f"{code}-city")
    organisation.settings = {"poll_day": POLL_DAY}
    random = Random(seed)
    hand = _Hand(session, organisation, Inventor(random), chats)
    curator = _adult(hand, "curator", lists()["curator"], begin)
    made = School(organisation, True, curator)
    for number in range(size.mentors):
        name = lists()["mentor"] if number == 0 else hand.inventor.adult()
        made.mentors.append(_mentor(hand, name, -(-size.pupils // size.mentors), begin + timedelta(hours=number % 48)))
    for number in range(size.pupils):
        stuck = STUCK.get(size.pupils - number) if size.pupils >= 6 else None
        made.mentees.append(_pupil(hand, stuck, begin + timedelta(days=2, hours=number % 96)))
    history = History(session, organisation, random, now)
    seed_history.tell(history, curator, made.mentors, [one for one in made.mentees if one.state == "active"], begin)
    if chats is None:
        _take_chats_away(session, organisation)
    return made


def _first_day(now: datetime, weeks: int, zone: ZoneInfo) -> datetime:
    """Noon of the Monday on which people began to join: ten days before the first week of work."""
    day = (now.astimezone(zone) - timedelta(weeks=weeks, days=10)).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(12), zone).astimezone(UTC)


def _adult(hand: _Hand, role: str, name: str, now: datetime) -> Person:
    """A curator or a mentor comes in by an invitation and agrees."""
    _, token = invitations.invite(hand.session, hand.organisation, role, name, now)
    return _agree(hand, _enter(hand, token, name, role, now), now)


def _mentor(hand: _Hand, name: str, capacity: int, now: datetime) -> Person:
    person = _adult(hand, "mentor", name, now)
    for kind in KINDS:
        until = ends_on("two_years", now.date())
        clearances.record_paper(hand.session, person, kind, now.date(), until, "", None, now + timedelta(minutes=30))
    given = {
        "capacity": str(min(max(capacity, 1), 10)),
        "motivation": hand.inventor.words("motivations"),
        "experience": "no",
        "start": (now + timedelta(days=14)).date().isoformat(),
    }
    _first_form(hand, person, 0.9, now + timedelta(hours=1), given)
    return person


def _pupil(hand: _Hand, stuck: str | None, now: datetime) -> Person:
    """A pupil with a parent. `stuck` on the way in: no adult opened the link, or the number is not the school's."""
    name, phone = hand.inventor.child(), hand.inventor.phone()
    _, token = invitations.invite(
        hand.session, hand.organisation, "mentee", name, now, group=hand.inventor.group(), guardian_phone=phone
    )
    child = _enter(hand, token, name, "mentee", now)
    if stuck == "link":
        return child
    mother = hand.inventor.mother_of(name)
    _, link = invitations.invite_parent(hand.session, child, now)
    parent = _enter(hand, link, mother, "parent", now + timedelta(hours=2))
    guardians.share_phone(hand.session, parent, hand.inventor.phone() if stuck == "number" else phone, mother, now)
    here = joining.station(hand.session, parent, now)
    if here.guardian is None or here.step != "relation":
        return child
    guardians.relate(hand.session, parent, here.guardian.id, "mother", now)
    _agree(hand, parent, now + timedelta(hours=3))
    _agree(hand, child, now + timedelta(hours=4))
    given = {"own_wish": "yes", "wish": hand.inventor.words("wishes")}
    _first_form(hand, child, 0.7, now + timedelta(hours=5), given)
    return child


def _enter(hand: _Hand, token: str, name: str, role: str, now: datetime) -> Person:
    """Opens a link from the person's own chat."""
    person = doors.accept(hand.session, token, hand.channel, hand.chat(name, role), "ru", now)
    assert isinstance(person, Person), "a fresh link opens"
    return person


def _agree(hand: _Hand, person: Person, now: datetime) -> Person:
    """Gives the consent that is asked for, having been shown its text."""
    here = joining.station(hand.session, person, now)
    account = db.accounts.to_write_to(hand.session, person.id, hand.channel)
    assert account, "whoever agrees has come in from a chat"
    shown, told = consents.told(hand.session, here, "ru").text, f"{account.channel}:{account.address}"
    consents.decide(hand.session, person, here.subject.id, "agreed", shown, "ru", told, now)
    return person


def _first_form(hand: _Hand, person: Person, mood: float, now: datetime, given: dict[str, str]) -> None:
    form = joining.station(hand.session, person, now).first_form
    assert form, "mentors and mentees have a first questionnaire"
    run = seed_history.open_first(hand.session, person, form, now)
    fill(hand.session, person, run, hand.inventor.random, mood, now, given)


def _take_chats_away(session: Session, organisation: Organisation) -> None:
    people = select(Person.id).where(Person.organisation_id == organisation.id)
    session.execute(delete(Account).where(Account.channel == NOBODY, Account.person_id.in_(people)))
