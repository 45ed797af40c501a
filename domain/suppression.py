"""What may be shown of small groups: nobody's answer can be read, or worked out, from a published figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Value = TypeVar("Value")

SMALLEST = 5
"""Closed questions are shown from five respondents on; an organisation may raise this, never lower it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that is not shown.

    Too few answered; or it would give a hidden neighbour away; or the poll is still open, and two looks at a growing
    figure, subtracted, would tell the answer that came between them.
    """

    reason: Literal["few", "neighbour", "open"]
    least: int = SMALLEST


@dataclass(frozen=True, slots=True)
class Band:
    """A share shown as a range, both ends included, because the exact one would tell everybody's answer."""

    low: float
    high: float


Figure = float | Band | Hidden | None
"""A share as it may leave the domain; None when there was nobody to ask."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the respondents of a group gave the counted answer."""

    having: int
    respondents: int


def _checked(k: int) -> int:
    if k < SMALLEST:
        raise ValueError(f"groups smaller than {SMALLEST} are never shown")
    return k


def shown(value: Value, n: int, k: int = SMALLEST) -> Value | Hidden:
    """The value if at least k people stand behind it."""
    return value if n >= _checked(k) else Hidden("few", k)


def share(count: Count, base: int, k: int = SMALLEST) -> Figure:
    """The share of `base` people that gave the answer.

    When all or nobody did, or all but one, it becomes a band: if only the unanimous case were a band, the band would
    tell what it hides.
    """
    n = count.respondents
    if base == 0:
        return None
    if n < _checked(k):
        return Hidden("few", k)
    if not _one_sided(count):
        return count.having / base
    return Band(0.0, 1 / base) if count.having <= 1 else Band((n - 1) / base, n / base)


def split(groups: Mapping[str, Count], k: int = SMALLEST) -> dict[str, Figure]:
    """Shares of subgroups that are published beside the share of all of them together; what is hidden: see `unseen`."""
    sizes = {key: count.respondents for key, count in groups.items()}
    hidden = unseen(sizes, lambda keys: _one_sided(_together(groups, keys)), k)
    return {key: hidden.get(key) or share(count, count.respondents, k) for key, count in groups.items()}


def unseen(sizes: Mapping[str, int], alike: Callable[[Sequence[str]], bool], k: int = SMALLEST) -> dict[str, Hidden]:
    """Which subgroups are not shown beside all of them together; `alike` tells whether some of them, taken as one
    group, were of one mind.

    Small groups are hidden, and then the next smallest, until k people are hidden (two groups at least): sizes alone
    decide this. If subtracting would still tell that a group was of one mind, no subgroup is shown at all.
    """
    answered = sorted((key for key in sizes if sizes[key]), key=lambda key: sizes[key])
    few = {key for key in answered if sizes[key] < _checked(k)}
    hidden = len(few)
    while few and hidden < len(answered) and sum(sizes[key] for key in answered[:hidden]) < k:
        hidden += 1
    apart = [[key] for key in answered[hidden:]] + ([answered[:hidden]] if hidden else [])
    if answered and not alike(answered) and any(map(alike, apart)):
        hidden = len(answered)
    return {key: Hidden("few" if key in few else "neighbour", k) for key in answered[:hidden]}


def _together(groups: Mapping[str, Count], keys: Sequence[str]) -> Count:
    chosen = [groups[key] for key in keys]
    return Count(sum(count.having for count in chosen), sum(count.respondents for count in chosen))


def _one_sided(count: Count) -> bool:
    """Whether all, all but one, one or none gave the answer."""
    return count.having <= 1 or count.having >= count.respondents - 1
