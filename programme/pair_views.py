"""What curators and members are shown of pairs: lists and cards, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.cases
import db.closings
import db.meetings
import db.pairs
from db.organisations import Scope
from db.pairs import Pair
from db.people import Person
from domain.meetings import mismatched
from domain.rhythm import Rhythm, rhythm
from programme.pairs import People, today, zone_of

PAGE = 8
"""Pairs on one page."""
GROUPS: Mapping[str, tuple[str, ...]] = {"now": ("active", "proposed"), "over": ("ended", "declined")}
"""The two lists of pairs: those that stand, and those that are over or did not come about."""


@dataclass(frozen=True, slots=True)
class Line:
    """A pair in the list."""

    pair: Pair
    people: People
    last: date | None
    """The day of its latest meeting."""


@dataclass(frozen=True, slots=True)
class View:
    """A pair's card. What its members think of each other is not here: two are too few to show (security § 8)."""

    pair: Pair
    people: People
    held: int
    rhythm: Rhythm | None
    """Where an active pair stands in the two-week rule."""
    planned_at: datetime | None
    """The next meeting."""
    mismatches: int
    """Held meetings that a mentee remembers otherwise."""
    today: date
    zone: ZoneInfo
    closes_on: date | None = None
    """The day on which it ends, while its members say goodbye."""
    has_question: bool = False
    """Somebody works on a case about it: no more than that is told (security § 10.4)."""

    def role_of(self, person: Person) -> str:
        """The role of a member."""
        return next(member.role for member, one in self.people if one.id == person.id)

    def accepted_by(self, person: Person) -> bool:
        """Whether a member has agreed."""
        return any(one.id == person.id and member.accepted_at is not None for member, one in self.people)


def listed(session: Session, scope: Scope, group: str, page: int) -> tuple[list[Line], int]:
    """A page of the pairs of a group of states, by number, and the number of pages."""
    found = db.pairs.listed(session, scope, *GROUPS.get(group, GROUPS["now"]))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    days = db.meetings.held_days(session, [pair.id for pair, _ in shown])
    return [Line(pair, people, max(days[pair.id], default=None)) for pair, people in shown], pages


def card(session: Session, scope: Scope, pair_id: int, now: datetime) -> View | None:
    """The card of a pair of the scope; a draft has none."""
    pair = db.pairs.one(session, scope, pair_id)
    if pair is None or pair.state == "draft":
        return None
    view, closing = _views(session, [pair], now)[0], db.closings.open_of(session, pair.id)
    return replace(
        view,
        closes_on=closing.ends_at.astimezone(view.zone).date() if closing and pair.state == "active" else None,
        has_question=db.cases.question_open(session, pair.id),
    )


def mine(session: Session, person: Person, now: datetime) -> list[View]:
    """The standing pairs of a person, oldest first."""
    return _views(session, db.pairs.mine(session, person.id, *db.pairs.STANDING), now)


def _views(session: Session, pairs: Sequence[Pair], now: datetime) -> list[View]:
    ids = [pair.id for pair in pairs]
    people, days = db.pairs.people_of(session, ids), db.meetings.held_days(session, ids)
    views = []
    for pair in pairs:
        zone, day = zone_of(session, pair), today(session, pair, now)
        plan = db.meetings.next_planned(session, pair.id, since=now)
        start = pair.started_on if pair.state == "active" else None
        views.append(
            View(
                pair=pair,
                people=people[pair.id],
                held=len(days[pair.id]),
                rhythm=rhythm(start, days[pair.id], day) if start else None,
                planned_at=plan.planned_at if plan else None,
                mismatches=sum(map(mismatched, db.meetings.words(session, pair.id).values())),
                today=day,
                zone=zone,
            )
        )
    return views
