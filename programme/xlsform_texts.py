"""Texts of an XLSForm by language: labels, hints, headings, each short enough for a card."""

import re
from collections.abc import Callable, Mapping

from domain.forms import Labels
from programme.xlsform_errors import FormError

LABEL_LIMIT = 1000
"""Characters of a question or a hint: both stand on one card with the buttons' words, in one message of 4096."""

OPTION_LIMIT = 60
"""Characters of an option: longer ones are cut on the buttons of a phone."""

HEADING_LIMIT = 200
"""Characters of what stands over a group, on every card of it."""

LANGUAGE = re.compile(r"(?:.*\()?([a-z]{2,3}(?:-child)?)\)?$", re.DOTALL)

Wrong = Callable[..., FormError]
"""Makes the error of a row: key, column, values."""


def labels(given: object, language: str) -> Labels:
    """Texts by language code; pyxform keeps a column's language as it was typed, `Russian (ru)` or `ru`."""
    if not given:
        return {}
    if not isinstance(given, Mapping):
        return {language: str(given)}
    found = ((LANGUAGE.match(str(name)), str(text)) for name, text in given.items())
    return {match[1] if match else language: text for match, text in found}


def checked(wrong: Wrong, found: Labels, column: str, limit: int, *, piped: bool = False) -> Labels:
    """The texts, if none is too long; `piped` where answers may be put in. Raises FormError."""
    if found and all("-" in code for code in found):
        raise wrong("forms.no_label", column)
    if not piped and any("${" in text for text in found.values()):
        raise wrong("forms.piping", column)
    if longest := max((text for text in found.values() if len(text) > limit), key=len, default=""):
        raise wrong("forms.label_long", column, length=len(longest), limit=limit)
    return found


def together(first: Labels, second: Labels, between: str) -> Labels:
    """Two texts as one, in every language that either has."""
    if not first or not second:
        return first or second
    codes = dict.fromkeys([*first, *second])
    return {code: f"{_nearest(first, code)}{between}{_nearest(second, code)}" for code in codes}


def _nearest(labels: Labels, code: str) -> str:
    return labels.get(code) or labels.get(code.partition("-")[0]) or next(iter(labels.values()))
