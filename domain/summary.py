"""The monthly summary of one organisation: what a curator and a head teacher are told, with small groups hidden."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.satisfaction import Satisfaction
from domain.suppression import SMALLEST, Count, Figure, Hidden, share

Reason = Literal[
    "wants_talk", "consent_withdrawn", "no_meeting", "first_meeting", "one_side_only", "cancelled_twice", "missed_polls"
]
"""Why a pair or a person needs the curator; the two that come first are red, the others amber."""
RED: frozenset[Reason] = frozenset({"wants_talk", "consent_withdrawn"})


@dataclass(frozen=True, slots=True)
class Opinion:
    """The satisfaction of one role as it may be shown; participation itself is never secret."""

    participants: int
    respondents: int
    of_participants: Figure
    of_respondents: Figure

    @property
    def response_rate(self) -> float | None:
        """Those who answered of all who took part."""
        return self.respondents / self.participants if self.participants else None


def opinion(counts: Satisfaction, *, closed: bool, k: int = SMALLEST) -> Opinion:
    """What may be shown of the counts of one role; the number of satisfied people does not leave the domain.

    Until the poll is closed only participation is shown; k as in `suppression`.
    """
    count = Count(counts.satisfied, counts.respondents)

    def figure(base: int) -> Figure:
        return share(count, base, k) if closed or not base else Hidden("open", k)

    return Opinion(counts.participants, counts.respondents, figure(counts.participants), figure(counts.respondents))


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that needs the curator: the reason, whom it is about as the reader may see them, and since when; of a
    pair its `number`.
    """

    reason: Reason
    label: str
    since: date
    pair_id: int | None = None
    person_id: int | None = None
    number: int | None = None

    @property
    def red(self) -> bool:
        """Whether it cannot wait."""
        return self.reason in RED


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair in the details: its people as the reader may see them, start, meetings of the month and whether it kept
    the two-week rule.
    """

    label: str
    start: date
    held: int
    last: date | None
    due_on: date | None
    kept: bool | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """One month of one organisation, complete: texts, charts and workbooks are made from nothing else.

    Meetings fall into three classes: confirmed by both sides, known from one side although the other was asked, and
    those whose second side was not asked. `pairs_judged` leaves out pairs with nothing to judge (`rhythm.kept`).
    """

    organisation: str
    month: date
    """Its first day."""
    as_of: date
    """The day on which the numbers were taken; before the end of the month they are provisional."""
    pairs_active: int
    meetings_held: int
    meetings_confirmed_both: int
    meetings_confirmed_one: int
    meetings_not_asked: int
    pairs_in_rhythm: int
    pairs_judged: int
    mentees: Opinion
    mentors: Opinion
    attention: tuple[Attention, ...] = ()

    @property
    def rhythm_share(self) -> float | None:
        """Pairs that kept the two-week rule of those that could be judged."""
        return self.pairs_in_rhythm / self.pairs_judged if self.pairs_judged else None

    @property
    def respondents(self) -> int:
        """Mentees and mentors who answered the poll."""
        return self.mentees.respondents + self.mentors.respondents

    @property
    def participants(self) -> int:
        """Mentees and mentors who were to answer the poll."""
        return self.mentees.participants + self.mentors.participants

    @property
    def response_rate(self) -> float | None:
        """Answered polls of both roles together."""
        return self.respondents / self.participants if self.participants else None

    @property
    def unfinished(self) -> bool:
        """Whether the month was still running when the numbers were taken."""
        return (self.as_of.year, self.as_of.month) == (self.month.year, self.month.month)


@dataclass(frozen=True, slots=True)
class Change:
    """One leading number beside the month before; shares are 0…1, `difference` is None without a comparable number."""

    name: Literal["meetings", "rhythm", "response"]
    now: float | None
    difference: float | None


def compare(current: MonthSummary, previous: MonthSummary | None) -> tuple[Change, Change, Change]:
    """The three leading numbers: meetings held, share of pairs in rhythm, response rate.

    The sum of meetings of a month that still runs is not compared with a full month.
    """
    meetings_before = previous.meetings_held if previous and not current.unfinished else None
    rhythm_before = previous.rhythm_share if previous else None
    response_before = previous.response_rate if previous else None
    return (
        Change("meetings", current.meetings_held, _difference(current.meetings_held, meetings_before)),
        Change("rhythm", current.rhythm_share, _difference(current.rhythm_share, rhythm_before)),
        Change("response", current.response_rate, _difference(current.response_rate, response_before)),
    )


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
