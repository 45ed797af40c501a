"""What may be told of a questionnaire's answers: figures of groups, with nobody's answer in them to be worked out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.forms import SCALES, Form, Question
from domain.statistics import Change, Spread, apart, together
from domain.summary import Opinion
from domain.suppression import SMALLEST, Band, Count, Figure, Hidden, share, unseen

OPEN = 10
"""Open answers are listed from so many on (security § 8.1)."""
UNTOLD = ("private", "case")
"""Answers that enter no figure."""
READ = ("programme", "shared_with_mentor", "everybody")
"""Whose words, without a name, the curator may read."""
TOLD = ("choice", "choices", "scale", "yes_no", "whole", "number")
SPLIT = ("choice", "scale", "yes_no")
"""Kinds that are told by form of mentoring too: one answer of a short list."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each answer was given by `n` people: by name of the option, or by the value (`7`)."""

    n: int
    having: Mapping[str, int]

    @property
    def spread(self) -> Spread:
        """Of answers that are numbers."""
        return Spread.of({float(value): count for value, count in self.having.items()})

    @property
    def alike(self) -> bool:
        """All, or all but one, gave the same answer: then every answer is known as soon as the figure is exact."""
        return max(self.having.values(), default=0) >= self.n - 1


@dataclass(frozen=True, slots=True)
class Told:
    """One question in one group: how many answered, the share of each answer, the mean with its 95 % interval.

    Where all but one agree, `shares` holds a band for the common answer and nothing else, and there is no mean.
    """

    n: int
    shares: Mapping[str, Figure]
    mean: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question as it was published: of all, by form of mentoring, and beside the wave before."""

    question: str
    whole: Told | Hidden
    groups: Mapping[str, Told | Hidden] = field(default_factory=dict)
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one publication tells; `texts`: how many answered each open question in their own words."""

    items: Sequence[Item]
    texts: Mapping[str, int] = field(default_factory=dict)
    satisfaction: Opinion | None = None

    def item(self, question: str) -> Item | None:
        """What is told of a question."""
        return next((item for item in self.items if item.question == question), None)


def is_survey(form: Form) -> bool:
    """Whether a form asks for opinions: it has a scale that enters figures; a form about a case has not."""
    return any(question.scale for question in told_questions(form)) and not any(
        question.seen_by == "case" for question in form.questions
    )


def told_questions(form: Form) -> list[Question]:
    """The questions that figures are made of."""
    return [each for each in form.questions if each.kind in TOLD and each.seen_by not in UNTOLD]


def open_questions(form: Form) -> list[Question]:
    """The questions whose answers are words that the curator may read."""
    return [each for each in form.questions if each.kind == "text" and each.seen_by in READ]


def told(question: Question, tally: Tally, k: int = SMALLEST) -> Told | Hidden:
    """The figures of one question in one group, if there are enough people."""
    if tally.n < k:
        return Hidden("few", k)
    if question.kind == "choices":
        return Told(tally.n, {name: share(Count(count, tally.n), tally.n, k) for name, count in tally.having.items()})
    if tally.alike:
        common = max(tally.having, key=lambda value: tally.having[value])
        return Told(tally.n, {common: Band((tally.n - 1) / tally.n, 1.0)})
    shares = {} if question.kind in ("whole", "number") else {name: n / tally.n for name, n in tally.having.items()}
    if question.kind in ("choice", "yes_no"):
        return Told(tally.n, shares)
    spread = tally.spread
    return Told(tally.n, shares, spread.mean, *_inside(question, spread.interval()))


def by_form(question: Question, groups: Mapping[str, Tally], k: int = SMALLEST) -> dict[str, Told | Hidden]:
    """The same by form of mentoring, beside the whole; nothing where there is one group only."""
    if question.kind not in SPLIT or len(groups) < 2:
        return {}
    sizes = {name: tally.n for name, tally in groups.items()}
    hidden = unseen(sizes, lambda names: merged([groups[name] for name in names]).alike, k)
    return {name: hidden.get(name) or told(question, tally, k) for name, tally in groups.items()}


def changed(before: Tally, after: Tally, both: Mapping[tuple[str, str], int], k: int = SMALLEST) -> Change | None:
    """From the wave before to this one; `both`: how often each pair of values was given by people who answered twice.

    The same people are compared when there are k of them and nobody can be subtracted out of it: those who answered
    once only are none or k, and neither they nor the differences are all of one mind. Else the two published groups
    are compared, which tells nothing new.
    """
    if min(before.n, after.n) < k or before.alike or after.alike:
        return None
    n = sum(both.values())
    first, second, differences = Counter[str](), Counter[str](), Counter[float]()
    for (earlier, later), count in both.items():
        first[earlier] += count
        second[later] += count
        differences[float(later) - float(earlier)] += count
    residues = [_without(before, first), _without(after, second)]
    groups = [Tally(n, first), Tally(n, second), Tally(n, {str(value): count for value, count in differences.items()})]
    safe = n >= k and not any(group.alike for group in groups)
    if safe and all(not residue.n or (residue.n >= k and not residue.alike) for residue in residues):
        return together(groups[0].spread, Spread.of(differences))
    return apart(before.spread, after.spread)


def counted(item: Item | None) -> Tally | None:
    """The counts behind a published question of numbers; None where they were not told."""
    if item is None or isinstance(item.whole, Hidden) or item.whole.mean is None:
        return None
    n = item.whole.n
    return Tally(n, {value: round(share * n) for value, share in item.whole.shares.items() if isinstance(share, float)})


def merged(tallies: Sequence[Tally]) -> Tally:
    """Several groups as one."""
    having = Counter[str]()
    for tally in tallies:
        having.update(tally.having)
    return Tally(sum(tally.n for tally in tallies), having)


def _without(whole: Tally, part: Mapping[str, int]) -> Tally:
    left = Counter(whole.having)
    left.subtract(part)
    return Tally(sum(left.values()), left)


def _inside(question: Question, interval: tuple[float, float]) -> tuple[float, float]:
    """An interval of a scale's mean does not leave the scale."""
    most = SCALES.get(question.scale)
    return interval if most is None else (max(interval[0], 1.0), min(interval[1], float(most)))


def packed(content: Content) -> dict[str, Any]:
    """The publication as it is kept."""
    opinion = content.satisfaction
    return {
        "items": [
            {
                "question": item.question,
                "whole": _packed(item.whole),
                "groups": {name: _packed(group) for name, group in item.groups.items()},
                "change": item.change
                and [
                    item.change.n, item.change.difference, item.change.low, item.change.high, item.change.size,
                    item.change.paired,
                ],
            }
            for item in content.items
        ],
        "texts": dict(content.texts),
        "satisfaction": opinion
        and [
            opinion.participants, opinion.respondents, _figure(opinion.of_participants),
            _figure(opinion.of_respondents),
        ],
    }  # fmt: skip


def unpacked(kept: Mapping[str, Any]) -> Content:
    """What `packed` kept."""
    items = [
        Item(
            each["question"],
            _unpacked(each["whole"]),
            {name: _unpacked(group) for name, group in each["groups"].items()},
            Change(*each["change"]) if each["change"] else None,
        )
        for each in kept["items"]
    ]
    found = kept["satisfaction"]
    opinion = Opinion(found[0], found[1], _of_figure(found[2]), _of_figure(found[3])) if found else None
    return Content(items, kept["texts"], opinion)


def _packed(group: Told | Hidden) -> dict[str, Any]:
    if isinstance(group, Hidden):
        return {"hidden": group.reason, "least": group.least}
    shares = {name: _figure(value) for name, value in group.shares.items()}
    return {"n": group.n, "shares": shares, "mean": group.mean, "low": group.low, "high": group.high}


def _unpacked(kept: Mapping[str, Any]) -> Told | Hidden:
    if "hidden" in kept:
        return Hidden(kept["hidden"], kept["least"])
    shares = {name: _of_figure(value) for name, value in kept["shares"].items()}
    return Told(kept["n"], shares, kept["mean"], kept["low"], kept["high"])


def _figure(value: Figure) -> Any:
    match value:
        case Band(low, high):
            return [low, high]
        case Hidden(reason, least):
            return {"hidden": reason, "least": least}
        case exact:
            return exact


def _of_figure(kept: Any) -> Figure:
    match kept:
        case [low, high]:
            return Band(low, high)
        case {"hidden": reason, "least": least}:
            return Hidden(reason, least)
        case exact:
            return exact  # type: ignore[no-any-return]  # what `_figure` wrote: a number or nothing
