"""Expressions of questionnaires: the part of XPath that a form may use, checked at load, evaluated on answers.

An expression is input from outside. Only the pieces listed here are let through to the evaluator: no paths, no loops,
no documents, no pattern that can take long; so its cost is bounded by its length.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from domain.xpath_pieces import ConditionError, translated

__all__ = ["ConditionError", "check", "fits", "holds", "names_in", "outcomes", "value"]

VALUE_LIMIT = 1000
"""Characters of a computed value: one made of others cannot grow without end."""
SAMPLE_DAY = date(2026, 1, 15)
NO_COLUMNS: frozenset[str] = frozenset()
UNSAID = (ValueError, TypeError, ArithmeticError)
"""What the evaluator raises where values do not fit an expression."""


_Item = str | Mapping[str, str] | None
"""What is being judged: the value of a constraint, the columns of an option, or nothing."""


@dataclass(frozen=True, slots=True)
class _Expression:
    names: tuple[str, ...]
    dated: bool
    own: bool
    token: Any
    truth: Any
    """The token as a condition."""


def names_in(expression: str, columns: Collection[str] = ()) -> tuple[str, ...]:
    """The questions that an expression asks about, each once. `columns` are those of the choices, in a filter.

    Raises ConditionError.
    """
    return _compiled(expression, frozenset(columns)).names


def check(
    expression: str,
    samples: Mapping[str, Sequence[str]],
    own: Sequence[str] = (),
    options: Sequence[Mapping[str, str]] = (),
) -> None:
    """Try a condition on every sample value of each question it names, and on none answered. Raises ConditionError.

    `samples` are possible values by question; `own` those of the question whose constraint this is, the only one that
    may speak of `.`, the value that is being judged; `options` the columns of each option that a filter judges.
    """
    condition = _compiled(expression, frozenset(name for option in options for name in option))
    if condition.own and not own:
        raise ConditionError("forms.condition_piece", piece=".")
    for values in _trials(condition, samples):
        for item in (*own, *options):
            _tried(_evaluate, condition, condition.truth, values, SAMPLE_DAY, item)
        if not own and not options:
            _tried(_decided, expression, tuple(values.items()), SAMPLE_DAY)


def outcomes(expression: str, samples: Mapping[str, Sequence[str]]) -> list[str]:
    """What an expression comes to, tried like a condition; each once, without the empty ones. Raises ConditionError."""
    computed = _compiled(expression, NO_COLUMNS)
    if computed.own:
        raise ConditionError("forms.condition_piece", piece=".")
    trials = _trials(computed, samples)
    found = [_said(_tried(_evaluate, computed, computed.token, values, SAMPLE_DAY, None)) for values in trials]
    return [value for value in dict.fromkeys(found) if value]


def _trials(expression: _Expression, samples: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Nothing answered, everything answered, and every answer in turn."""
    all_answered = {name: samples[name][0] for name in expression.names}
    others = [{**all_answered, name: value} for name in expression.names for value in samples[name][1:]]
    return [{}, all_answered, *others]


def _tried(evaluate: Callable[..., Any], *given: Any) -> Any:
    try:
        return evaluate(*given)
    except ConditionError:
        raise
    except UNSAID as problem:
        raise ConditionError("forms.condition_fails", detail=str(problem)) from problem


def holds(expression: str, values: Mapping[str, str], today: date, own: str | None = None) -> bool:
    """Whether a condition is met by the values given; an unanswered question has none. `own` is what `.` means.

    Where an answer is so unlike every sample that nothing can be said, the condition is not met.
    """
    try:
        condition = _compiled(expression, NO_COLUMNS)
        given = tuple((name, values[name]) for name in condition.names if name in values)
        day = today if condition.dated else SAMPLE_DAY
        return _decided(expression, given, day) if own is None else _decide(expression, given, day, own)
    except ConditionError:
        raise
    except UNSAID:
        return False


def value(expression: str, values: Mapping[str, str], today: date) -> str:
    """What an expression comes to, as an answer would be written; empty where it comes to nothing."""
    computed = _compiled(expression, NO_COLUMNS)
    given = tuple((name, values[name]) for name in computed.names if name in values)
    return _computed(expression, given, today if computed.dated else SAMPLE_DAY)


def fits(
    expression: str,
    values: Mapping[str, str],
    today: date,
    option: Mapping[str, str],
    columns: frozenset[str],
) -> bool:
    """Whether an option passes a `choice_filter`; `columns` are those that any option of the list has."""
    filtering = _compiled(expression, columns)
    given = tuple((name, values[name]) for name in filtering.names if name in values)
    return _fitting(expression, given, today if filtering.dated else SAMPLE_DAY, tuple(option.items()), columns)


def _decide(expression: str, given: tuple[tuple[str, str], ...], today: date, own: str | None = None) -> bool:
    condition = _compiled(expression, NO_COLUMNS)
    return bool(_evaluate(condition, condition.truth, dict(given), today, own))


def _compute(expression: str, given: tuple[tuple[str, str], ...], today: date) -> str:
    computed = _compiled(expression, NO_COLUMNS)
    try:
        return _said(_evaluate(computed, computed.token, dict(given), today, None))
    except UNSAID:  # an answer unlike every sample: no value, as in ODK
        return ""


def _fit(
    expression: str,
    given: tuple[tuple[str, str], ...],
    today: date,
    option: tuple[tuple[str, str], ...],
    columns: frozenset[str],
) -> bool:
    filtering = _compiled(expression, columns)
    try:
        return bool(_evaluate(filtering, filtering.truth, dict(given), today, dict(option)))
    except UNSAID:
        return False


_decided = lru_cache(maxsize=4096)(_decide)
_fitting = lru_cache(maxsize=4096)(_fit)
_computed = lru_cache(maxsize=4096)(_compute)


def _evaluate(expression: _Expression, token: Any, values: Mapping[str, str], today: date, item: _Item) -> Any:
    from elementpath import XPathContext

    root = ElementTree.Element("data")
    for name in expression.names:
        if name in values:
            ElementTree.SubElement(root, name).text = values[name]
    here = root
    if item is not None:
        here = ElementTree.SubElement(root, "_")
        if isinstance(item, str):
            here.text = item
        else:
            for column, given in item.items():
                ElementTree.SubElement(here, column).text = given
    return token.evaluate(XPathContext(root, item=here, variables={"today": today.isoformat()}))


def _said(result: Any) -> str:
    from domain import xpath_functions

    return xpath_functions.text(result[0] if isinstance(result, list) and result else result)[:VALUE_LIMIT]


@lru_cache(maxsize=1024)
def _compiled(expression: str, columns: frozenset[str]) -> _Expression:
    names, parts = translated(expression, columns)
    written = " ".join(parts)
    try:
        token, truth = _parser().parse(written), _parser().parse(f"boolean({written})")
    except (ValueError, TypeError, SyntaxError, KeyError, RecursionError) as problem:
        raise ConditionError("forms.condition_fails", detail=str(problem)) from problem
    return _Expression(names, "$today" in parts, "." in parts, token, truth)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from elementpath.xpath2 import XPath2Parser  # late: start-up does not need it

    from domain.xpath_functions import INNER, OWN

    parser = XPath2Parser()
    for name, function in {**OWN, **INNER}.items():
        if f"odk-{name}" not in XPath2Parser.symbol_table:
            parser.external_function(function, f"odk-{name}")
    return parser
