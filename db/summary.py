"""The monthly summary's questions: few, over whole months, answered by indexes of one school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from db.meetings import Confirmation, Meeting
from db.organisations import Scope, within
from db.pairs import Pair


@dataclass(frozen=True, slots=True)
class Held:
    """A held meeting: of which pair, on which day, how many mentees were asked about it, and how many agreed."""

    pair_id: int
    day: date
    asked: int
    agreed: int


WORKED = ("active", "ended")
"""The states of a pair that has worked at some time."""


def first_start(session: Session, scope: Scope) -> date | None:
    """The day on which the first pair of the scope began."""
    return session.scalar(
        select(func.min(Pair.started_on)).where(within(Pair.organisation_id, scope), Pair.state.in_(WORKED))
    )


def worked(session: Session, scope: Scope, first: date, last: date) -> list[Pair]:
    """Pairs that worked on at least one day from the first to the last, by number."""
    return list(
        session.scalars(
            select(Pair)
            .where(
                within(Pair.organisation_id, scope),
                Pair.state.in_(WORKED),
                Pair.started_on <= last,
                or_(Pair.ended_on.is_(None), Pair.ended_on >= first),
            )
            .order_by(Pair.number, Pair.id)
        )
    )


def held(session: Session, scope: Scope, first: date, last: date) -> list[Held]:
    """The meetings held from the first day to the last, oldest first."""
    rows = session.execute(
        select(
            Meeting.pair_id,
            Meeting.held_on,
            func.count(Confirmation.id),
            func.sum(case((Confirmation.held.is_(True), 1), else_=0)),
        )
        .join(Pair, Pair.id == Meeting.pair_id)
        .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
        .where(
            within(Pair.organisation_id, scope),
            Meeting.state == "held",
            Meeting.held_on >= first,
            Meeting.held_on <= last,
        )
        .group_by(Meeting.id)
        .order_by(Meeting.held_on, Meeting.id)
    )
    return [Held(row[0], row[1], row[2], int(row[3])) for row in rows if row[1] is not None]


def last_before(session: Session, pair_ids: Sequence[int], first: date) -> dict[int, date]:
    """The newest held meeting before a day, of each of the pairs that had met by then."""
    rows = session.execute(
        select(Meeting.pair_id, func.max(Meeting.held_on))
        .where(Meeting.pair_id.in_(pair_ids), Meeting.state == "held", Meeting.held_on < first)
        .group_by(Meeting.pair_id)
    )
    return {row[0]: row[1] for row in rows if row[1] is not None}
