"""The number of a paper form: short, typed from paper without mistakes, and the same that its QR code holds."""

import re

_NUMBER = re.compile(r"\s*(\d{1,10})\s*[-‐‑–—]\s*(\d)\s*")


def number(form: int) -> str:
    """The number printed on a form, `00017-4`: the last digit tells a mistyped number (Luhn, ISO/IEC 7812-1)."""
    return f"{form:05d}-{_check(form)}"


def parse(text: str) -> int | None:
    """The form that somebody typed the number of, or None when it is no number, or has a wrong digit."""
    found = _NUMBER.fullmatch(text)
    if found is None or not found[1].isascii() or int(found[2]) != _check(int(found[1])):
        return None
    return int(found[1])


def looks_like_one(text: str) -> bool:
    """Whether the words are written as the number of a form is, right or wrong."""
    return re.fullmatch(r"\s*\d{5,10}\s*[-‐‑–—]\s*\d\s*", text) is not None


def _check(form: int) -> int:
    total = 0
    for place, digit in enumerate(reversed(str(form))):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10
