"""Whether answers to two versions of a questionnaire may be compared: what of each question changed, and how much.

A wording in which only letters were put right is the same question; any other change makes another one (domain § 9.1).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from domain.answers import folded
from domain.find import SHORTEST_TYPO, one_edit
from domain.forms import Form, Labels, Question

What = Literal["new", "gone", "kind", "scale", "options", "asked", "picture", "wording", "typo"]
"""`options`: or the bounds of a number; `asked`: its condition, or which options are offered to whom; `picture`: what
is shown right before it; `typo`: of the wording only letters differ.
"""
ANSWERED_BY_NOBODY = ("note", "computed")

_WORD = re.compile(r"[^\W_]+|[^\w\s.,;:!?…«»„“”\"'’()—–-]")
"""A word, or a sign that means something, as a face or `%`; punctuation may change."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a question is not as it was; `before` and `after` are the words, where words differ."""

    question: str
    what: What
    before: str = ""
    after: str = ""


def differences(before: Form, after: Form) -> tuple[Difference, ...]:
    """What differs between the questions of two forms, found by their names: one thing each, the gravest."""
    return tuple(_differences(before, after))


def only_typos(found: Collection[Difference]) -> bool:
    """Whether answers to both forms stay comparable, once somebody says that no meaning was changed."""
    return all(each.what == "typo" for each in found)


def changed(before: Question, after: Question) -> Difference | None:
    """The gravest difference between two questions that stand for one; None when they ask the same."""
    if before.kind != after.kind:
        return Difference(after.name, "kind", before.kind, after.kind)
    if (before.scale, before.reverse) != (after.scale, after.reverse):
        return Difference(after.name, "scale", before.scale, after.scale)
    if [option.name for option in before.options] != [option.name for option in after.options]:
        return Difference(after.name, "options")
    if (before.minimum, before.maximum, before.step) != (after.minimum, after.maximum, after.step):
        return Difference(after.name, "options")
    for old, new in ((before.relevant, after.relevant), (before.choice_filter, after.choice_filter)):
        if old != new:
            return Difference(after.name, "asked", old, new)
    return _reworded(before, after)


def shown(form: Form) -> dict[str, list[dict[str, str]]]:
    """What is seen before each question since the one before it: digests of pictures by language."""
    found, seen = {}, list[dict[str, str]]()
    for question in form.questions:
        if question.picture:
            seen.append({code: form.pictures[name] for code, name in question.picture.items()})
        elif question.kind not in ANSWERED_BY_NOBODY:
            found[question.name], seen = seen, []
    return found


def is_typo(before: str, after: str) -> bool:
    """Whether of two wordings one is the other with letters, spaces or punctuation put right.

    As many words, at most every third of them changed, and that by one letter; so a lost `not` is no typo. A short
    word and a number are other words with one letter changed.
    """
    old, new = (_WORD.findall(folded(text)) for text in (before, after))
    if "".join(old) == "".join(new):
        return True
    pairs = [(left, right) for left, right in zip(old, new, strict=False) if left != right]
    few = len(old) == len(new) and 3 * len(pairs) <= max(3, len(old))
    return few and all(_slip(left, right) for left, right in pairs)


def _slip(left: str, right: str) -> bool:
    long = min(len(left), len(right)) >= SHORTEST_TYPO
    return long and not any(map(str.isdigit, left + right)) and one_edit(left, right)


def _differences(before: Form, after: Form) -> Iterator[Difference]:
    earlier, later = (
        {each.name: each for each in form.questions if each.kind not in ANSWERED_BY_NOBODY} for form in (before, after)
    )
    shown_before, shown_after = shown(before), shown(after)
    for name, question in later.items():
        if name not in earlier:
            yield Difference(name, "new")
            continue
        found = changed(earlier[name], question)
        if shown_before[name] != shown_after[name] and (found is None or found.what in ("wording", "typo")):
            yield Difference(name, "picture")
        elif found is not None:
            yield found
    yield from (Difference(name, "gone") for name in earlier if name not in later)


def _reworded(before: Question, after: Question) -> Difference | None:
    """Another wording, or at least a typo, of anything that is read before answering."""
    typo = None
    for labels in _texts(before, after):
        for old, new in _by_language(*labels):
            if not is_typo(old, new):
                return Difference(after.name, "wording", old, new)
            if old != new and typo is None:
                typo = Difference(after.name, "typo", old, new)
    return typo


def _texts(before: Question, after: Question) -> Iterator[tuple[Labels, Labels]]:
    yield from ((before.heading, after.heading), (before.label, after.label), (before.hint, after.hint))
    yield from ((old.label, new.label) for old, new in zip(before.options, after.options, strict=True))


def _by_language(before: Labels, after: Labels) -> Iterator[tuple[str, str]]:
    """What is read in each language and tone of both; where they share none, any two texts of them."""
    both = [code for code in sorted({*before, *after}) if _language(code) in before.keys() & after.keys()]
    for code in both:
        plain = _language(code)
        yield before.get(code, before[plain]), after.get(code, after[plain])
    if not both:
        yield next(iter(before.values()), ""), next(iter(after.values()), "")


def _language(code: str) -> str:
    return code.partition("-")[0]
