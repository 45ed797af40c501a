"""Means, their uncertainty and sizes of change, from counts alone: values, how often each, nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

CONFIDENCE = 0.95
FEW = 30
"""Below so many answers a mean is told with a warning."""
LEAST = 5
"""Nothing is computed of fewer values; the expansion of `student` is exact to 0.001 from four degrees of freedom on."""

Size = Literal["none", "small", "medium", "large"]
_SIZES: tuple[tuple[float, Size], ...] = ((0.2, "none"), (0.5, "small"), (0.8, "medium"))
"""Cohen's customary words for standardised differences."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers summed up: how many, their sum, the sum of their squares."""

    n: int
    total: float
    squares: float

    @classmethod
    def of(cls, counts: Mapping[float, int]) -> "Spread":
        """From how often each value was given."""
        return cls(
            sum(counts.values()),
            sum(value * count for value, count in counts.items()),
            sum(value * value * count for value, count in counts.items()),
        )

    @property
    def mean(self) -> float:
        return self.total / self.n

    @property
    def variance(self) -> float:
        """Of the sample, with n - 1."""
        return max(0.0, (self.squares - self.total * self.total / self.n) / (self.n - 1))

    @property
    def deviation(self) -> float:
        """The standard deviation of the sample."""
        return sqrt(self.variance)

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the mean, by Student's distribution."""
        reach = student(self.n - 1) * sqrt(self.variance / self.n)
        return self.mean - reach, self.mean + reach


@dataclass(frozen=True, slots=True)
class Change:
    """From one wave to another: the difference of the means, its 95 % interval, its size in standard deviations.

    `paired`: the same `n` people answered both times. `size` is None when the values before did not differ at all.
    """

    n: int
    difference: float
    low: float
    high: float
    size: float | None
    paired: bool

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low > 0 or self.high < 0

    @property
    def word(self) -> Size | None:
        """The size in words."""
        if self.size is None:
            return None
        return next((word for bound, word in _SIZES if abs(self.size) < bound), "large")


def apart(before: Spread, after: Spread) -> Change:
    """Two groups that are not the same people: Welch's interval, Hedges' g with the pooled deviation.

    `n` is the smaller of the two groups.
    """
    parts = before.variance / before.n, after.variance / after.n
    error = sqrt(sum(parts))
    freedom = before.n + after.n - 2
    if error:
        freedom_of_welch = sum(parts) ** 2 / (parts[0] ** 2 / (before.n - 1) + parts[1] ** 2 / (after.n - 1))
        reach = student(freedom_of_welch) * error
    else:
        reach = 0.0
    pooled = sqrt(((before.n - 1) * before.variance + (after.n - 1) * after.variance) / freedom)
    difference = after.mean - before.mean
    size = difference / pooled * small_sample(freedom) if pooled else None
    return Change(min(before.n, after.n), difference, difference - reach, difference + reach, size, paired=False)


def together(before: Spread, differences: Spread) -> Change:
    """The same people twice: the mean of their differences, and the standardised mean change with the deviation before
    (Becker 1988), corrected for small samples.
    """
    low, high = differences.interval()
    size = differences.mean / before.deviation * small_sample(before.n - 1) if before.variance else None
    return Change(differences.n, differences.mean, low, high, size, paired=True)


def small_sample(freedom: int) -> float:
    """Hedges' correction: without it small groups show too large sizes."""
    return 1 - 3 / (4 * freedom - 1)


def student(freedom: float) -> float:
    """The two-sided 95 % quantile of Student's t: the expansion by the normal one (Abramowitz and Stegun 26.7.5)."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
