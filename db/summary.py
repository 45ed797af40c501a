"""The monthly summary's questions: few, over whole months, answered by indexes of one school."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Date, String, bindparam, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.meetings import Confirmation, Meeting
from db.organisations import Scope, within
from db.pairs import Pair


class Worked(NamedTuple):
    """A pair that worked in a span of months, and the days it met: all of the span, and the newest before it."""

    id: int
    number: int | None
    started_on: date
    ended_on: date | None
    days: Sequence[date]
    """Oldest first."""


class Held(NamedTuple):
    """The meetings held on one day: how many, about how many a mentee was asked, and to how many one agreed."""

    day: date
    meetings: int
    asked: int
    agreed: int


WORKED = ("active", "ended")
"""The states of a pair that has worked at some time."""
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
_EARLIER = aliased(Meeting)
_BEFORE = (
    select(func.max(_EARLIER.held_on))
    .where(_EARLIER.pair_id == Pair.id, _EARLIER.state == "held", _EARLIER.held_on < _FIRST)
    .correlate(Pair)
    .scalar_subquery()
)
_DAYS = (
    select(func.coalesce(func.aggregate_strings(cast(Meeting.held_on, String), " "), ""))
    .where(
        Meeting.pair_id == Pair.id,
        Meeting.state == "held",
        Meeting.held_on >= func.coalesce(_BEFORE, _FIRST),
        Meeting.held_on <= _LAST,
    )
    .scalar_subquery()
)
"""As one text: a row for each meeting would cost more than everything else (`docs/performance.md`)."""
_WORKED = (
    select(Pair.id, Pair.number, Pair.started_on, Pair.ended_on, _DAYS)
    .where(Pair.state.in_(WORKED), Pair.started_on <= _LAST, or_(Pair.ended_on.is_(None), Pair.ended_on >= _FIRST))
    .order_by(Pair.number, Pair.id)
)
_HELD = (
    select(
        Meeting.held_on,
        func.count(Meeting.id.distinct()),
        func.count(Confirmation.meeting_id.distinct()),
        func.count(case((Confirmation.held.is_(True), Meeting.id)).distinct()),
    )
    .join(Pair, Pair.id == Meeting.pair_id)
    .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
    .where(Meeting.state == "held", Meeting.held_on >= _FIRST, Meeting.held_on <= _LAST)
    .group_by(Meeting.held_on)
)
"""Built once but for the scope: building costs as much as running it."""


def first_start(session: Session, scope: Scope) -> date | None:
    """The day on which the first pair of the scope began."""
    return session.scalar(
        select(func.min(Pair.started_on)).where(within(Pair.organisation_id, scope), Pair.state.in_(WORKED))
    )


def worked(session: Session, scope: Scope, first: date, last: date) -> list[Worked]:
    """Pairs that worked on at least one day from the first to the last, by number."""
    span = {"first": first, "last": last}
    rows = session.execute(_WORKED.where(within(Pair.organisation_id, scope)), span)
    return [
        Worked(pair_id, number, start, end, sorted(map(date.fromisoformat, days.split())))
        for pair_id, number, start, end, days in rows
        if start is not None
    ]


def held(session: Session, scope: Scope, first: date, last: date) -> list[Held]:
    """The meetings held from the first day to the last, by day."""
    span = {"first": first, "last": last}
    rows = session.execute(_HELD.where(within(Pair.organisation_id, scope)), span)
    return [Held(day, *numbers) for day, *numbers in rows if day is not None]
