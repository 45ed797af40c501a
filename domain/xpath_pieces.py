"""The pieces of an expression: which are let through, and how they are written for the evaluator."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

LIMIT = 500
"""Characters of an expression."""
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


def translated(expression: str, columns: frozenset[str]) -> tuple[tuple[str, ...], list[str]]:
    """The questions that an expression names, each once, and its parts in XPath 2; `columns` may stand as bare words.

    Raises ConditionError.
    """
    if len(expression) > LIMIT:
        raise ConditionError("forms.condition_long", length=len(expression), limit=LIMIT)
    pieces = list(_pieces(expression, columns))
    parts = _translated(pieces)
    _let_empty_text_mean_unanswered(parts)
    return tuple(dict.fromkeys(piece["name"] for piece in pieces if piece["name"])), _comparable(parts)


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


def _comparable(parts: Sequence[str]) -> list[str]:
    """The parts with a function of ours around what follows `<` or `>`: an answer, or a bracket to its end."""
    written: list[str] = []
    ends: list[int] = []
    depth, follows = 0, False
    for part in parts:
        wraps = follows and part != "-"
        before, depth = depth, depth + _deeper(part)
        written += ["odk-comparable(", part] if wraps else [part]
        if wraps and depth > before:
            ends.append(before)
        elif wraps:
            written.append(")")
        elif ends and depth == ends[-1]:
            written.append(")")
            ends.pop()
        follows = part in ("<", ">", "<=", ">=")
    return written


def _deeper(part: str) -> int:
    """How many brackets a part opens, less those that it closes; a text in quotes opens none."""
    return 0 if part[0] in "'\"" else part.count("(") - part.count(")")


def _opened(parts: Sequence[str], closed: int) -> int:
    """Where the bracket was opened that is closed there."""
    depth = 0
    for index in range(closed, -1, -1):
        depth -= _deeper(parts[index])
        if depth <= 0:
            return index
    raise ConditionError("forms.condition_brackets")
