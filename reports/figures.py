"""Numbers, shares and people's text as files and chats show them, in the reader's language."""

import re
import unicodedata
from datetime import date

from babel.numbers import format_decimal, format_percent

from domain.suppression import Band, Figure, Hidden
from locales import Texts

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Direction marks: in a table they would turn the neighbouring columns round."""
_UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
"""Control, unassigned, private-use (our marks of bold among them) and lone surrogate characters."""


def plain(text: str) -> str:
    """Text that any file format can hold: without marks of bold, control and direction characters; lines are kept."""
    text = re.sub(r"\r\n?", "\n", text).replace("\t", " ")
    text = _BIDI.sub("", text)
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNPRINTABLE)


def units(text: str) -> int:
    """The length of a text as Telegram and Excel count it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` UTF-16 units; what is left out is marked by `…`, no character is cut in half."""
    if units(text) <= limit:
        return text
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)]
    return head.decode("utf-16-le", "ignore") + "…"


def one_line(text: str, limit: int) -> str:
    """A name or label for a line of text, of at most `limit` UTF-16 units."""
    return cut(" ".join(plain(text).split()), limit)


def month(first: date, texts: Texts) -> str:
    """A month in words, as a heading: `Ноябрь 2026`."""
    words = texts.day(first, "LLLL y")
    return words[0].upper() + words[1:]


def number(value: float, texts: Texts) -> str:
    """A number with at most one decimal: `4,5` in Russian."""
    return format_decimal(value, format="#,##0.#", locale=texts.language)


def decimal(value: float, texts: Texts) -> str:
    """A mean or a difference with one decimal, never a negative zero: `7,0` in Russian."""
    return format_decimal(round(value, 1) + 0.0, format="0.0", locale=texts.language)


def percent(value: float, texts: Texts) -> str:
    """A share 0…1 in whole percent, the sign spaced as the language wants it."""
    return format_percent(value, format=None, locale=texts.language)


def points(difference: float, texts: Texts) -> str:
    """The absolute difference of two shares 0…1 in percentage points."""
    return texts("reports.percent_points", difference=number(abs(round(difference * 100)), texts))


def figure(value: Figure, texts: Texts) -> str:
    """A share in words: a percentage, a band, or why it is hidden."""
    match value:
        case None:
            return texts("reports.nobody")
        case Hidden("few", least):
            return texts("reports.hidden_few", least=least)
        case Hidden(reason):
            return texts(f"reports.hidden_{reason}")
        case Band(low, high):
            return texts("reports.band", low=number(round(low * 100), texts), high=percent(high, texts))
        case share:
            return percent(share, texts)
