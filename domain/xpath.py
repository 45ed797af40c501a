"""Conditions of questionnaires: the small part of XPath that a form may use, checked at load, evaluated on answers.

A condition is input from outside. Only the pieces listed here are let through to the evaluator: no paths, no loops, no
documents, no regular expressions; so its cost is bounded by its length.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

LIMIT = 500
"""Characters of a condition."""

FUNCTIONS = (
    "selected", "count-selected", "today", "string-length", "not", "true", "false", "number", "string", "boolean",
    "contains", "starts-with", "concat", "round", "floor", "ceiling",
)  # fmt: skip
OPERATORS = ("and", "or", "div", "mod")
SAMPLE_DAY = date(2026, 1, 15)

_PIECE = re.compile(
    r"""\s*(?:
      \$\{\s*(?P<name>[A-Za-z_][\w.-]*)\s*\}
    | (?P<today>today\s*\(\s*\))
    | (?P<word>[A-Za-z][A-Za-z-]*)(?P<call>\s*\()?
    | (?P<plain>'[^']*'|"[^"]*"|\d+(?:\.\d+)?|!=|<=|>=|[=<>+*(),.-])
    )\s*""",
    re.VERBOSE | re.ASCII,
)


class ConditionError(ValueError):
    """A condition that the bot does not support: `key` is the text key of the advice, `values` its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class _Condition:
    names: tuple[str, ...]
    dated: bool
    own: bool
    token: Any


def names_in(expression: str) -> tuple[str, ...]:
    """The questions that a condition asks about, each once. Raises ConditionError."""
    return _compiled(expression).names


def check(expression: str, samples: Mapping[str, Sequence[str]], own: Sequence[str] = ()) -> None:
    """Try a condition on every sample value of each question it names, and on none answered. Raises ConditionError.

    `samples` are possible values by question; `own` those of the question whose constraint this is. Only a constraint
    may speak of `.`, the value that is being judged.
    """
    names = names_in(expression)
    if _compiled(expression).own and not own:
        raise ConditionError("forms.condition_piece", piece=".")
    trials: list[dict[str, str]] = [{}, {name: samples[name][0] for name in names}]
    trials += [{**trials[1], name: value} for name in names for value in samples[name][1:]]
    for values in trials:
        for value in own or (None,):
            try:
                holds(expression, values, SAMPLE_DAY, value)
            except (ValueError, TypeError, ArithmeticError) as problem:
                raise ConditionError("forms.condition_fails", detail=str(problem)) from problem


def holds(expression: str, values: Mapping[str, str], today: date, own: str | None = None) -> bool:
    """Whether a condition is met by the values given; an unanswered question has none. `own` is what `.` means."""
    condition = _compiled(expression)
    given = tuple((name, values[name]) for name in condition.names if name in values)
    day = today if condition.dated else SAMPLE_DAY
    return _decided(expression, given, day) if own is None else _decide(expression, given, day, own)


def _decide(expression: str, given: tuple[tuple[str, str], ...], today: date, own: str | None = None) -> bool:
    from elementpath import XPathContext

    root = ElementTree.Element("data")
    for name, value in given:
        ElementTree.SubElement(root, name).text = value
    item = root
    if own is not None:
        item = ElementTree.SubElement(root, "_")
        item.text = own
    context = XPathContext(root, item=item, variables={"today": today.isoformat()})
    return bool(_compiled(expression).token.evaluate(context))


_decided = lru_cache(maxsize=4096)(_decide)


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> _Condition:
    if len(expression) > LIMIT:
        raise ConditionError("forms.condition_long", length=len(expression), limit=LIMIT)
    names: dict[str, None] = {}
    parts: list[str] = []
    for piece in _pieces(expression):
        if name := piece["name"]:
            names[name] = None
            parts.append(f"/data/{name}")
        else:
            parts.append("$today" if piece["today"] else piece[0].strip())
    _let_empty_text_mean_unanswered(parts)
    try:
        token = _parser().parse(f"boolean({' '.join(parts)})")
    except (ValueError, TypeError, SyntaxError, KeyError, RecursionError) as problem:
        raise ConditionError("forms.condition_fails", detail=str(problem)) from problem
    return _Condition(tuple(names), "$today" in parts, "." in parts, token)


def _pieces(expression: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(expression):
        piece = _PIECE.match(expression, position)
        if piece is None:
            raise ConditionError("forms.condition_piece", piece=expression[position : position + 20].strip())
        word = piece["word"]
        if word == "if":
            raise ConditionError("forms.condition_if")
        if word and word not in OPERATORS and not (piece["call"] and word in FUNCTIONS):
            raise ConditionError("forms.condition_word", word=word, known=", ".join(FUNCTIONS + OPERATORS))
        yield piece
        position = piece.end()


def _let_empty_text_mean_unanswered(parts: list[str]) -> None:
    # In ODK `${question} = ''` asks whether it is unanswered; with no node in the tree XPath would say false.
    for index, part in enumerate(parts):
        if part in ("=", "!=") and 0 < index < len(parts) - 1:
            for here, there in ((index - 1, index + 1), (index + 1, index - 1)):
                if parts[here].startswith("/data/") and parts[there] in ("''", '""'):
                    parts[here] = f"string({parts[here]})"


@lru_cache(maxsize=1)
def _parser() -> Any:
    from elementpath.xpath2 import XPath2Parser  # late: start-up does not need it

    parser = XPath2Parser()
    functions: Mapping[str, Callable[..., Any]] = {"selected": _selected, "count-selected": _count_selected}
    for name, function in functions.items():
        if name not in XPath2Parser.symbol_table:
            parser.external_function(function, name)
    return parser


def _selected(value: Any, name: Any) -> bool:
    return _words(name) != [] and set(_words(name)) <= set(_words(value))


def _count_selected(value: Any) -> int:
    return len(_words(value))


def _words(value: Any) -> list[str]:
    if value is None or value == []:
        return []
    return str(getattr(value, "string_value", value)).split()
