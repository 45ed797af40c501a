"""Expressions of questionnaires: the part of XPath that a form may use, checked at load, evaluated on answers.

An expression is input from outside. Only the pieces listed here are let through to the evaluator: no paths, no loops,
no documents, no pattern that can take long; so its cost is bounded by its length.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

LIMIT = 500
"""Characters of an expression."""
VALUE_LIMIT = 1000
"""Characters of a computed value: one made of others cannot grow without end."""
GREEDY, OPTIONAL = 2, 6
"""Atoms of a pattern that may match any number of times, and that may be absent: more of them could take long."""

NATIVE = (
    "true", "false", "not", "boolean", "string", "number", "contains", "starts-with", "ends-with", "substring-before",
    "substring-after", "translate", "string-length", "normalize-space", "floor", "ceiling",
)  # fmt: skip
"""Functions that mean in XPath what they mean in ODK. The others are in `domain.xpath_functions`."""
OPERATORS = ("and", "or", "div", "mod")
REFUSED: Mapping[str, str] = {
    **dict.fromkeys(("position", "indexed-repeat", "count", "count-non-empty", "sum"), "forms.function_repeat"),
    **dict.fromkeys(("random", "randomize", "uuid", "once"), "forms.function_chance"),
    **dict.fromkeys(("pulldata", "instance", "current", "last-saved"), "forms.function_file"),
    **dict.fromkeys(("area", "distance", "geofence", "intersects"), "forms.function_place"),
    **dict.fromkeys(("digest", "base64-decode", "extract-signed", "property"), "forms.function_device"),
    "now": "forms.function_now",
    "jr:choice-name": "forms.function_label",
    "jr:itext": "forms.function_label",
}
"""Functions of ODK that have no meaning here, with the key of the advice."""
SAMPLE_DAY = date(2026, 1, 15)
COLUMN = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)
"""A column of the choices that a filter may ask about."""

_PIECE = re.compile(
    r"""\s*(?:
      \$\{\s*(?P<name>[A-Za-z_][\w.-]*)\s*\}
    | (?P<today>today\s*\(\s*\))
    | (?P<word>(?:jr:)?[A-Za-z_][\w-]*)(?P<call>\s*\()?
    | (?P<plain>'[^']*'|"[^"]*"|\d+(?:\.\d+)?|!=|<=|>=|[=<>+*(),.-])
    )\s*""",
    re.VERBOSE | re.ASCII,
)
_PATTERN = re.compile(
    r"(?:\\[dwsDWS.\-\\/+*?^$\[\](){}|]|\[\^?\]?(?:\\.|[^\]\\])+\]|[^\\\[\](){}|*+?^$])(?P<times>[*+?]|\{\d*,?\d*\})?"
)
_EXACT = re.compile(r"\{\d{1,3}\}", re.ASCII)
_NAME_OF_DAY = re.compile(r"%[ab]")

EMPTY = ("''", '""')
Piece = re.Match[str]


class ConditionError(ValueError):
    """An expression that the bot does not support: `key` is the text key of the advice, `values` its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


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
) -> list[str]:
    """Try an expression on every sample value of each question it names, and on none answered; what came of it.

    `samples` are possible values by question; `own` those of the question whose constraint this is, the only one that
    may speak of `.`, the value that is being judged; `options` the columns of each option that a filter judges.
    Raises ConditionError.
    """
    columns = frozenset(name for option in options for name in option)
    compiled = _compiled(expression, columns)
    if compiled.own and not own:
        raise ConditionError("forms.condition_piece", piece=".")
    trials: list[dict[str, str]] = [{}, {name: samples[name][0] for name in compiled.names}]
    trials += [{**trials[1], name: value} for name in compiled.names for value in samples[name][1:]]
    items: list[str | Mapping[str, str] | None] = [*own, *options] or [None]
    found: dict[str, None] = {}
    for values in trials:
        for item in items:
            try:
                _evaluate(compiled, compiled.truth, values, SAMPLE_DAY, item)
                found[_said(_evaluate(compiled, compiled.token, values, SAMPLE_DAY, item))] = None
            except ConditionError:
                raise
            except (ValueError, TypeError, ArithmeticError) as problem:
                raise ConditionError("forms.condition_fails", detail=str(problem)) from problem
    return [value for value in found if value]


def holds(expression: str, values: Mapping[str, str], today: date, own: str | None = None) -> bool:
    """Whether a condition is met by the values given; an unanswered question has none. `own` is what `.` means."""
    condition = _compiled(expression, frozenset())
    given = tuple((name, values[name]) for name in condition.names if name in values)
    day = today if condition.dated else SAMPLE_DAY
    return _decided(expression, given, day) if own is None else _decide(expression, given, day, own)


def value(expression: str, values: Mapping[str, str], today: date) -> str:
    """What an expression comes to, as an answer would be written; empty where it comes to nothing."""
    computed = _compiled(expression, frozenset())
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
    condition = _compiled(expression, frozenset())
    return bool(_evaluate(condition, condition.truth, dict(given), today, own))


def _compute(expression: str, given: tuple[tuple[str, str], ...], today: date) -> str:
    computed = _compiled(expression, frozenset())
    try:
        return _said(_evaluate(computed, computed.token, dict(given), today, None))
    except (ValueError, TypeError, ArithmeticError):  # an answer unlike every sample: no value, as in ODK
        return ""


def _fit(
    expression: str,
    given: tuple[tuple[str, str], ...],
    today: date,
    option: tuple[tuple[str, str], ...],
    columns: frozenset[str],
) -> bool:
    filtering = _compiled(expression, columns)
    return bool(_evaluate(filtering, filtering.truth, dict(given), today, dict(option)))


_decided = lru_cache(maxsize=4096)(_decide)
_fitting = lru_cache(maxsize=4096)(_fit)
_computed = lru_cache(maxsize=4096)(_compute)


def _evaluate(
    expression: _Expression, token: Any, values: Mapping[str, str], today: date, item: str | Mapping[str, str] | None
) -> Any:
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
    if len(expression) > LIMIT:
        raise ConditionError("forms.condition_long", length=len(expression), limit=LIMIT)
    pieces = list(_pieces(expression, columns))
    parts = _translated(pieces)
    _let_empty_text_mean_unanswered(parts)
    written = " ".join(parts)
    names = tuple(dict.fromkeys(piece["name"] for piece in pieces if piece["name"]))
    try:
        token, truth = _parser().parse(written), _parser().parse(f"boolean({written})")
    except (ValueError, TypeError, SyntaxError, KeyError, RecursionError) as problem:
        raise ConditionError("forms.condition_fails", detail=str(problem)) from problem
    return _Expression(names, "$today" in parts, "." in parts, token, truth)


def _pieces(expression: str, columns: frozenset[str]) -> Iterator[Piece]:
    position = 0
    while position < len(expression):
        piece = _PIECE.match(expression, position)
        if piece is None:
            raise ConditionError("forms.condition_piece", piece=expression[position : position + 20].strip())
        word = piece["word"]
        if word in REFUSED:
            raise ConditionError(REFUSED[word], word=word)
        known = word in OPERATORS or (piece["call"] and word in functions()) or (not piece["call"] and word in columns)
        if word and not known:
            raise ConditionError("forms.condition_word", word=word, known=", ".join((*functions(), *OPERATORS)))
        yield piece
        position = piece.end()


@lru_cache(maxsize=1)
def functions() -> tuple[str, ...]:
    """Every function that a form may use."""
    from domain.xpath_functions import OWN

    return tuple(sorted((*NATIVE, *OWN, "today", "if")))


def _translated(pieces: Sequence[Piece]) -> list[str]:
    """The pieces as the evaluator wants them: `if(a, b, c)` is written out, functions of ours have names of ours."""
    parts: list[str] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        if piece["name"]:
            parts.append(f"/data/{piece['name']}")
        elif piece["today"]:
            parts.append("$today")
        elif piece["word"] == "if":
            arguments, index = _arguments(pieces, index)
            if len(arguments) != 3 or not all(arguments):
                raise ConditionError("forms.condition_if")
            condition, then, otherwise = map(_translated, arguments)
            parts += ["(", "if", "(", *condition, ")", "then", "(", *then, ")", "else", "(", *otherwise, ")", ")"]
        elif piece["call"] and piece["word"] not in (*NATIVE, *OPERATORS):
            _check_pattern(piece["word"], _arguments(pieces, index)[0])
            parts.append(f"odk-{piece['word']}(")
        else:
            parts.append(piece[0].strip())
    return parts


def _arguments(pieces: Sequence[Piece], start: int) -> tuple[list[list[Piece]], int]:
    """The arguments of a call whose bracket has just been opened, and where the pieces go on after it."""
    arguments: list[list[Piece]] = [[]]
    depth = 1
    for index in range(start, len(pieces)):
        said = pieces[index][0].strip()
        depth += said.endswith("(") - (said == ")")
        if depth == 0:
            return arguments, index + 1
        if depth == 1 and said == ",":
            arguments.append([])
        else:
            arguments[-1].append(pieces[index])
    raise ConditionError("forms.condition_brackets")


def _check_pattern(function: str, arguments: Sequence[Sequence[Piece]]) -> None:
    """Patterns are written out, so that they can be judged before anybody is asked."""
    if function not in ("regex", "format-date", "format-date-time"):
        return
    second = [piece[0].strip() for piece in arguments[1]] if len(arguments) == 2 else []
    if len(second) != 1 or second[0][0] not in "'\"":
        raise ConditionError("forms.pattern_written", word=function)
    pattern = second[0][1:-1]
    if function != "regex":
        if _NAME_OF_DAY.search(pattern):
            raise ConditionError("forms.pattern_names", word=function)
        return
    atoms = list(_PATTERN.finditer(pattern.removeprefix("^").removesuffix("$")))
    whole = "".join(atom[0] for atom in atoms) == pattern.removeprefix("^").removesuffix("$")
    times = [atom["times"] for atom in atoms if atom["times"] and not _EXACT.fullmatch(atom["times"])]
    optional = times.count("?")
    try:
        re.compile(pattern)
    except re.error:
        whole = False
    if not whole or optional > OPTIONAL or len(times) - optional > GREEDY:
        raise ConditionError("forms.pattern", pattern=pattern)


def _let_empty_text_mean_unanswered(parts: list[str]) -> None:
    # In ODK `${question} = ''` asks whether it is unanswered; with no node in the tree XPath would say false.
    for index, part in enumerate(parts):
        if part in ("=", "!=") and 0 < index < len(parts) - 1:
            for here, there in ((index - 1, index + 1), (index + 1, index - 1)):
                if parts[here].startswith("/data/") and parts[there] in EMPTY:
                    parts[here] = f"string({parts[here]})"
            if parts[index - 1] == ")" and parts[index + 1] in EMPTY:
                opened = _opened(parts, index - 1)
                parts[opened] = f"string({parts[opened]}"
                parts[index - 1] = "))"


def _opened(parts: Sequence[str], closed: int) -> int:
    """Where the bracket was opened that is closed there."""
    depth = 0
    for index in range(closed, -1, -1):
        depth += parts[index].count(")") - parts[index].count("(")
        if depth <= 0:
            return index
    raise ConditionError("forms.condition_brackets")


@lru_cache(maxsize=1)
def _parser() -> Any:
    from elementpath.xpath2 import XPath2Parser  # late: start-up does not need it

    from domain.xpath_functions import OWN

    parser = XPath2Parser()
    for name, function in OWN.items():
        if f"odk-{name}" not in XPath2Parser.symbol_table:
            parser.external_function(function, f"odk-{name}")
    return parser
