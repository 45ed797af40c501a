"""Satisfaction of a role: who counts as satisfied, and the two shares that are always shown together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType

RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"s10": (1, 10), "words5": (1, 5), "faces3": (1, 3), "yn": (0, 1)}
)
"""Lowest and highest raw value of each scale."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered item: scale, raw value, and whether a high value speaks against the programme."""

    scale: str
    value: int
    reversed: bool = False

    def points(self) -> int:
        """The value with the good end up. A value outside its scale raises ValueError."""
        low, high = RANGES[self.scale]
        if not low <= self.value <= high:
            raise ValueError(f"{self.value} is outside {self.scale}")
        return low + high - self.value if self.reversed else self.value


@dataclass(frozen=True, slots=True)
class Rule:
    """From which mean on a respondent counts as satisfied, per scale. Fixed before a wave opens, printed in reports."""

    s10: float = 7.0
    words5: float = 4.0
    faces3: float = 2.5
    yn: float = 1.0

    def least(self, scale: str) -> float:
        """The smallest mean of the scale that counts as satisfied."""
        return {"s10": self.s10, "words5": self.words5, "faces3": self.faces3, "yn": self.yn}[scale]


def is_satisfied(answers: Iterable[Answer], rule: Rule) -> bool | None:
    """Whether one respondent is satisfied; None when no item was answered.

    Values of different scales are never averaged together: each scale used must reach its own threshold.
    """
    by_scale: defaultdict[str, list[int]] = defaultdict(list)
    for answer in answers:
        by_scale[answer.scale].append(answer.points())
    if not by_scale:
        return None
    return all(fmean(points) >= rule.least(scale) for scale, points in by_scale.items())


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Counts of one role in one wave. Non-response lowers the official share, so all three shares belong together."""

    satisfied: int
    respondents: int
    participants: int

    @property
    def of_participants(self) -> float | None:
        """The indicator's own formula: satisfied of all who took part."""
        return self.satisfied / self.participants if self.participants else None

    @property
    def of_respondents(self) -> float | None:
        """Satisfied of those who answered."""
        return self.satisfied / self.respondents if self.respondents else None

    @property
    def response_rate(self) -> float | None:
        """Those who answered of all who took part."""
        return self.respondents / self.participants if self.participants else None


def satisfaction(satisfied: int, respondents: int, participants: int) -> Satisfaction:
    """The counts, checked: more satisfied than respondents, or more respondents than participants, is a ValueError."""
    if not 0 <= satisfied <= respondents <= participants:
        raise ValueError(f"impossible counts: {satisfied} of {respondents} of {participants}")
    return Satisfaction(satisfied, respondents, participants)
