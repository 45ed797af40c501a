"""Numbers in the cells of an XLSForm: ranges, limits, suggestions."""

import re

from domain.forms import Kind
from programme.xlsform_rows import Row

LENGTH_LIMIT = 3000
"""The most that a form may let people type, in UTF-16 units: the answer is shown back in one message of 4096."""

BUTTONS = 20
"""Values of a range that are offered as buttons; more are typed."""


def limits(row: Row, kind: Kind) -> tuple[float | None, float | None, float | None, tuple[float, ...]]:
    """The least and the greatest number, the step between, and what to offer as buttons."""
    if row.content["type"] == "range" and kind in ("whole", "number"):
        start, end, step = range_of(row)
        count = round((end - start) / step) + 1
        values = [round(start + index * step, 6) for index in range(min(count, BUTTONS + 1))]
        offered = [int(value) if value.is_integer() else value for value in values]
        return start, end, step, tuple(offered) if count <= BUTTONS else ()
    minimum, maximum = (figure(row, f"bind::{side}") for side in ("minimum", "maximum"))
    if (minimum is None) != (maximum is None) or (minimum or 0) > (maximum or 0):
        raise row.wrong("forms.both_limits", "bind::minimum")
    return minimum, maximum, None, _suggestions(row)


def range_of(row: Row) -> tuple[float, float, float]:
    """Start, end and step. Raises FormError where they make no row of values."""
    given = row.content["parameters"]
    try:
        start, end, step = (float(given[name]) for name in ("start", "end", "step"))
    except (KeyError, ValueError):
        raise row.wrong("forms.range_numbers", "parameters") from None
    steps = (end - start) / step if step > 0 else 0
    if steps < 1 or abs(steps - round(steps)) > 1e-6 or max(abs(start), abs(end)) > 1e9:
        raise row.wrong("forms.range_numbers", "parameters")
    return start, end, step


def figure(row: Row, column: str) -> float | None:
    """The number in a column of ours. Raises FormError where it is none."""
    given = row.bind.get(column.removeprefix("bind::"))
    if given is None:
        return None
    try:
        value = float(str(given))
    except ValueError:
        raise row.wrong("forms.figure", column, value=given) from None
    if column == "bind::length" and not 1 <= value <= LENGTH_LIMIT:
        raise row.wrong("forms.length", column, limit=LENGTH_LIMIT)
    return value


def _suggestions(row: Row) -> tuple[int, ...]:
    given = str(row.bind.get("suggestions", "")).split()
    if not all(re.fullmatch(r"\d{1,9}", number, re.ASCII) for number in given):
        raise row.wrong("forms.suggestions", "bind::suggestions")
    return tuple(map(int, given))
