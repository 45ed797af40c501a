"""What needs the curator: the things of the queue, which come first, and when one that was dealt with comes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

Reason = Literal[
    "unsafe", "worried", "worrying_meeting", "wants_talk", "consent_withdrawn", "stop_demanded", "erasure_wished",
    "purpose_reached", "erasure_waits", "correction", "published", "birthday",
    "guardian", "at_the_door", "applications", "declined", "unanswered", "waiting", "no_meeting", "first_meeting",
    "one_side_only",
    "cancelled_twice", "wants_advice", "poll_silent", "missed_polls", "unreachable", "stalled",
    "not_cleared",
]  # fmt: skip
"""Why something needs the curator; one proposed action belongs to each (domain § 10.6)."""
REASONS: frozenset[Reason] = frozenset(get_args(Reason))
RED: frozenset[Reason] = frozenset(
    {"unsafe", "worried", "worrying_meeting", "wants_talk", "consent_withdrawn", "stop_demanded", "published"}
)
STATUTORY: frozenset[Reason] = frozenset(
    {"consent_withdrawn", "stop_demanded", "erasure_wished", "purpose_reached", "erasure_waits", "correction"}
)
"""Duties with a day of the law: they may be put off, but only doing them ends them (domain § 11.2)."""
ERASURES: frozenset[Reason] = STATUTORY - {"correction"}
DESTROYED: frozenset[Reason] = ERASURES - {"erasure_wished"}
"""Whose data must go by a day; a wish only asks for an answer."""
LASTING: frozenset[Reason] = frozenset(
    {
        "waiting", "no_meeting", "first_meeting", "one_side_only", "cancelled_twice", "missed_polls", "unreachable",
        "stalled", "not_cleared",
    }
)  # fmt: skip
"""States that may go on although the curator did something: they come back. The others are events, done for good."""
COMES_BACK = timedelta(days=14)
PUT_OFF = timedelta(days=3)

UNANSWERED = timedelta(days=3)
"""A proposal that somebody has not accepted for so long (as the brief of the pair allows)."""
WAITS_FOR_PAIR = timedelta(days=7)
"""From the finished request to the reminder that there is no pair yet."""
STALLED = timedelta(days=14)
"""An invitation that was not accepted, or a joining that stopped (domain § 10.6)."""
UNCONFIRMED = timedelta(days=3)
"""So long the other side may take to confirm a meeting before its silence counts."""
NEARS = timedelta(days=30)
"""Before its last day a blocked erasure comes up again."""
RECENT = timedelta(days=45)
"""Events older than this are history."""
NAMES = 5
"""Names that a thing about many people tells."""
LADDER_OVER = timedelta(hours=96)
"""A day after the last reminder of a poll."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that needs the curator: why, about what, since when; `people` are full names, mentor first.

    `subject` is the id of whatever the reason is about; with the day it tells this occurrence from an earlier one.
    """

    reason: Reason
    subject: int
    since: date
    organisation_id: int
    people: tuple[str, ...] = ()
    group: str | None = None
    number: int | None = None
    """Of the pair."""
    pair_id: int | None = None
    person_id: int | None = None
    poll_id: int | None = None
    count: int = 0
    wish: str = ""
    until: date | None = None

    @property
    def key(self) -> str:
        """What putting off remembers."""
        return f"{self.reason}.{self.subject}.{self.since:%Y%m%d}"

    @property
    def red(self) -> bool:
        """Whether it cannot wait."""
        return self.reason in RED


def in_order(things: Iterable[Thing]) -> list[Thing]:
    """Red first, then the oldest; the order stays the same from look to look."""
    return sorted(things, key=lambda thing: (not thing.red, thing.since, thing.reason, thing.subject))


def done_until(thing: Thing, now: datetime) -> datetime | None:
    """Until when a thing that was dealt with stays away; None is for good."""
    if thing.reason in STATUTORY:
        return now + PUT_OFF
    return now + COMES_BACK if thing.reason in LASTING else None


@dataclass(frozen=True, slots=True)
class Logged:
    """A meeting as the rules see it: the day, whether it was held, and what the mentee was asked and said."""

    day: date
    held: bool
    asked_at: datetime | None = None
    confirmed: bool = False
    denied: bool = False


def cancelled_twice(newest_first: Sequence[Logged]) -> date | None:
    """The day of the first of two meetings in a row that were not held, if the two last ones were."""
    last = newest_first[:2]
    return last[1].day if len(last) == 2 and not any(meeting.held for meeting in last) else None


def one_side_only(newest_first: Sequence[Logged], now: datetime) -> date | None:
    """The day of the first of two meetings in a row that only the mentor tells of. Not asked is not counted."""
    asked = [
        meeting
        for meeting in newest_first
        if meeting.held
        and meeting.asked_at is not None
        and (meeting.confirmed or meeting.denied or now - meeting.asked_at > UNCONFIRMED)
    ][:2]
    return asked[1].day if len(asked) == 2 and not any(meeting.confirmed for meeting in asked) else None
