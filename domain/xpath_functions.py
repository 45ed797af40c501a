"""Functions of ODK that XPath itself does not have, or has in another meaning; each is bounded and touches nothing."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from elementpath.datatypes import UntypedAtomic

EPOCH = date(1970, 1, 1)
NAN = float("nan")

_CLOCK = re.compile(r"(?:.*[T ])?(\d{1,2}):(\d{2})", re.ASCII)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}$", re.ASCII)
_MARK = re.compile(r"%(.)")


def text(item: Any) -> str:
    """What an argument says; an unanswered question says nothing."""
    if item is None or item == []:
        return ""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, (int, float, Decimal)):
        return _plain(float(item))
    return str(getattr(item, "string_value", item))


def number(item: Any) -> float:
    """The number that an argument is; not a number where it is none."""
    if isinstance(item, bool):
        return float(item)
    try:
        return float(text(item))
    except ValueError:
        return NAN


def _plain(figure: float) -> str:
    if math.isnan(figure) or math.isinf(figure):
        return ""
    return str(int(figure)) if figure == int(figure) else repr(figure)


def _words(item: Any) -> list[str]:
    return text(item).split()


def _selected(several: Any, name: Any) -> bool:
    return _words(name) != [] and set(_words(name)) <= set(_words(several))


def _count_selected(several: Any) -> int:
    return len(_words(several))


def _answer(said: str) -> Any:
    """A text that may be compared with numbers as with words; nothing, where it is empty."""
    return UntypedAtomic(said) if said else []


def _selected_at(several: Any, index: Any) -> Any:
    names, place = _words(several), number(index)
    return _answer(names[int(place)] if 0 <= place < len(names) else "")


def _coalesce(first: Any, *others: Any) -> Any:
    return _answer(next(filter(None, map(text, (first, *others))), ""))


def _concat(first: Any, *others: Any) -> Any:
    return _answer("".join(map(text, (first, *others))))


def _join(separator: Any, *parts: Any) -> Any:
    return _answer(text(separator).join(filter(None, map(text, parts))))


def _substr(whole: Any, start: Any, end: Any = None) -> Any:
    first, last = number(start), math.inf if end is None else number(end)
    if math.isnan(first) or math.isnan(last):
        return _answer("")
    said = text(whole)
    return _answer(said[int(max(first, 0)) : len(said) if math.isinf(last) else int(last)])


def _regex(whole: Any, pattern: Any) -> bool:
    return re.fullmatch(text(pattern), text(whole)) is not None


def _boolean_from_string(item: Any) -> bool:
    return text(item) in ("true", "1")


def _round(item: Any, places: Any = 0) -> float:
    try:
        return float(Decimal(text(item)).quantize(Decimal(1).scaleb(-int(number(places))), ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        return NAN


def _whole(item: Any) -> float:
    figure = number(item)
    return figure if math.isnan(figure) or math.isinf(figure) else float(math.trunc(figure))


def _least(first: Any, *others: Any) -> float:
    return min(map(number, filter(text, (first, *others))), default=NAN)


def _most(first: Any, *others: Any) -> float:
    return max(map(number, filter(text, (first, *others))), default=NAN)


def _checklist(least: Any, most: Any, *answers: Any) -> bool:
    return _between(sum(text(each) == "yes" for each in answers), least, most)


def _weighted_checklist(least: Any, most: Any, *pairs: Any) -> bool:
    weights = (number(weight) for each, weight in zip(pairs[::2], pairs[1::2], strict=True) if text(each) == "yes")
    return _between(sum(weights), least, most)


def _between(count: float, least: Any, most: Any) -> bool:
    low, high = number(least), number(most)
    return (low == -1 or count >= low) and (high == -1 or count <= high)


def _day(item: Any) -> date | None:
    said = text(item)
    try:
        return date.fromisoformat(said[:10]) if "-" in said[1:] else EPOCH + timedelta(days=math.floor(float(said)))
    except (ValueError, OverflowError):
        return None


def _minutes(item: Any) -> int | None:
    found = _CLOCK.match(text(item))
    return int(found[1]) * 60 + int(found[2]) if found else None


def _date(item: Any) -> Any:
    day = _day(item)
    return _answer(day.isoformat() if day else "")


def _decimal_date_time(item: Any) -> float:
    day = _day(item)
    return (day - EPOCH).days + (_minutes(item) or 0) / 1440 if day else NAN


def _decimal_time(item: Any) -> float:
    minutes = _minutes(item)
    return NAN if minutes is None else minutes / 1440


def _format_date(item: Any, pattern: Any) -> Any:
    day = _day(item)
    if day is None:
        return _answer("")
    hour, minute = divmod(_minutes(item) or 0, 60)
    marks = {
        "Y": f"{day.year:04}", "y": f"{day.year % 100:02}", "m": f"{day.month:02}", "n": str(day.month),
        "d": f"{day.day:02}", "e": str(day.day), "H": f"{hour:02}", "h": str(hour), "M": f"{minute:02}", "S": "00",
        "3": "000", "%": "%",
    }  # fmt: skip
    return _answer(_MARK.sub(lambda mark: marks.get(mark[1], mark[0]), text(pattern)))


def _of_numbers(figure: Callable[..., float], *items: Any) -> float:
    try:
        return float(figure(*map(number, items)))
    except (ValueError, OverflowError, ZeroDivisionError):
        return NAN


def _comparable(item: Any) -> Any:
    said = text(item)
    return said if _DATED.match(said) else item


INNER: Mapping[str, Callable[..., Any]] = {"comparable": _comparable}
"""What a form may not write: it stands around what follows `<` or `>`, so that two days are compared as texts of equal
length; XPath would take both for numbers.
"""
OWN: Mapping[str, Callable[..., Any]] = {
    "selected": _selected,
    "count-selected": _count_selected,
    "selected-at": _selected_at,
    "coalesce": _coalesce,
    "concat": _concat,
    "join": _join,
    "substr": _substr,
    "regex": _regex,
    "boolean-from-string": _boolean_from_string,
    "round": _round,
    "int": _whole,
    "min": _least,
    "max": _most,
    "checklist": _checklist,
    "weighted-checklist": _weighted_checklist,
    "date": _date,
    "decimal-date-time": _decimal_date_time,
    "decimal-time": _decimal_time,
    "format-date": _format_date,
    "format-date-time": _format_date,
    "abs": lambda item: _of_numbers(math.fabs, item),
    "pow": lambda base, power: _of_numbers(math.pow, base, power),
    "sqrt": lambda item: _of_numbers(math.sqrt, item),
    "exp": lambda item: _of_numbers(math.exp, item),
    "exp10": lambda item: _of_numbers(lambda power: math.pow(10, power), item),
    "log": lambda item: _of_numbers(math.log, item),
    "log10": lambda item: _of_numbers(math.log10, item),
    "sin": lambda item: _of_numbers(math.sin, item),
    "cos": lambda item: _of_numbers(math.cos, item),
    "tan": lambda item: _of_numbers(math.tan, item),
    "asin": lambda item: _of_numbers(math.asin, item),
    "acos": lambda item: _of_numbers(math.acos, item),
    "atan": lambda item: _of_numbers(math.atan, item),
    "atan2": lambda y, x: _of_numbers(math.atan2, y, x),
    "pi": lambda: math.pi,
}
"""By the name that a form writes."""
