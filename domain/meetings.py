"""Rules of meetings: whom to ask whether a meeting was, what two sides together say, when the next one could be."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Literal
from zoneinfo import ZoneInfo

from domain.attention import window

USUAL_LENGTH = timedelta(minutes=45)
"""How long a planned meeting lasts, as far as nobody has said otherwise."""
ASK_AFTER = timedelta(minutes=30)
"""From the planned end to the check-in (ux § 6.3)."""
ONE_IN = 3
"""The mentee is asked about one meeting in so many (ux § 6.3)."""

Sides = Literal["both", "one", "not_asked"]


def mirrored(meeting_id: int, *, first: bool) -> bool:
    """Whether the mentee is asked about a held meeting: always about the first of a pair, else by a stable lot."""
    return first or int.from_bytes(sha256(str(meeting_id).encode()).digest()[:8]) % ONE_IN == 0


def sides(words: Iterable[bool | None]) -> Sides:
    """What the mentees' words make of a meeting that the mentor logged as held; None is the silence of one asked.

    A meeting nobody was asked about is in a class of its own, never counted against the pair (domain § 10.6).
    """
    asked = list(words)
    if not asked:
        return "not_asked"
    return "both" if any(asked) and False not in asked else "one"


def mismatched(words: Iterable[bool | None]) -> bool:
    """Whether somebody says that the meeting did not take place."""
    return False in list(words)


def at(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """The moment of a local day and time."""
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def weeks_later(planned_at: datetime, day: date, weeks: int, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment some weeks after a day, at the local time of the last plan; a week later again until it is ahead."""
    local = planned_at.astimezone(zone)
    moment = at(day + timedelta(weeks=weeks), local.hour, local.minute, zone)
    while moment <= now:
        day += timedelta(weeks=1)
        moment = at(day + timedelta(weeks=weeks), local.hour, local.minute, zone)
    return moment


def reminder_at(planned_at: datetime, tone: str, zone: ZoneInfo) -> datetime:
    """When to remind of a meeting: the day before, as soon as the person may be spoken to.

    Not the same day: that day's one unasked message (ux § 3) is the question whether the meeting took place.
    """
    eve = planned_at.astimezone(zone) - timedelta(days=1)
    opens, _ = window("reminder", tone, eve)
    return eve.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)
