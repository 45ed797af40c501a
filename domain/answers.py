"""Answers as values, and the cleaning of what people type: done once, where text comes in."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Detail = Literal["phone", "email", "document"]

MARKS = 3
"""Combining marks kept on one character; stacks of them ruin a screen."""

_JOINER = "\u200d"
_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that look like nothing, used to send empty names."""

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}\.[^\W\d]{2,}")
_DIGIT_RUN = re.compile(r"\d(?:[\s\u2116.\-/()]{0,3}\d){8,}")
_DOCUMENT = re.compile(
    r"(?<!\d)(?:\d{2}\s?\d{2}[\s\u2116-]{0,3}\d{6}|\d{3}[\s-]?\d{3}[\s-]?\d{3}[\s-]?\d{2}|\d{12}|\d{16})(?!\d)"
    r"|\b[IVXL]{1,4}\s?-\s?[^\W\d_]{2}\s?\u2116?\s?\d{6}(?!\d)"
)
"""Passport (4+6 digits), SNILS (11), tax number (12), health insurance (16); birth certificate (IV-AB 123456)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to one question: a number, a text or names of options; none of them means it was skipped.

    A day is ISO text, a phone is E.164 text; a yes or no keeps its option and the number 1 or 0. `scale` names the
    scale of a number, kept with it so that values of different scales are never averaged together.
    """

    question: str
    number: float | None = None
    text: str | None = None
    choices: tuple[str, ...] = ()
    scale: str = ""

    @property
    def skipped(self) -> bool:
        """Whether the person went past the question without saying anything."""
        return self.number is None and self.text is None and not self.choices

    @property
    def value(self) -> str:
        """The answer as conditions see it; empty when skipped. Several options are parted by spaces, as in ODK."""
        if self.choices:
            return " ".join(self.choices)
        if self.number is None:
            return self.text or ""
        return str(int(self.number)) if self.number == int(self.number) else repr(self.number)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reply is not taken: `key` of the text that says what to do next, with its values.

    If `message` is given (by language), it is the questionnaire's own wording and is shown instead.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    message: Mapping[str, str] = field(default_factory=dict)


def as_number(value: str) -> float | None:
    """The number that a value is, as `Answer.value` writes numbers; None if it is none."""
    return float(value) if _NUMBER.fullmatch(value) else None


def length(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str, limit: int, *, multiline: bool = False) -> str | Refusal:
    """Text fit to be kept and shown, in NFC, without control, format and private characters; or too long, with figures.

    Emoji joiners stay inside emoji. Spaces collapse; with `multiline` line breaks stay, two in a row at most. It
    may come out empty.
    """
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _shown(text.replace("\r\n", "\n"), multiline))
        text = _few_marks(text)
    text = _spaced(text, multiline)
    return text if length(text) <= limit else Refusal("answers.too_long", {"length": length(text), "limit": limit})


def folded(text: str) -> str:
    """Text for comparing: letter case, `\u0451` against `\u0435` and spaces do not matter."""
    return " ".join(text.casefold().replace("\u0451", "\u0435").split())


def personal_details(text: str) -> frozenset[Detail]:
    """Kinds of personal details in a free text, so that the person is asked to rewrite it before it is kept."""
    found: set[Detail] = set()
    if _EMAIL.search(text):
        found.add("email")
    if _DOCUMENT.search(text):
        found.add("document")
    if _DIGIT_RUN.search(text) and _has_phone(text):
        found.add("phone")
    return frozenset(found)


def phone(text: str) -> str | None:
    """A phone number in E.164, read as Russian unless it begins with `+`; None if it is not a possible one."""
    import phonenumbers  # late: start-up does not need it

    try:
        number = phonenumbers.parse(text, "RU")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _has_phone(text: str) -> bool:
    import phonenumbers

    return any(phonenumbers.PhoneNumberMatcher(text, "RU"))


def _shown(text: str, multiline: bool) -> str:
    kept: list[str] = []
    for index, character in enumerate(text):
        if character == _JOINER:
            if kept and _of_emoji(kept[-1]) and _of_emoji(text[index + 1 : index + 2]):
                kept.append(character)
        elif character.isspace():
            kept.append("\n" if multiline and _breaks(character) else " ")
        elif not _hidden(character):
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=2048)
def _hidden(character: str) -> bool:
    code = ord(character)
    nowhere = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return nowhere or character in _INVISIBLE or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


def _breaks(character: str) -> bool:
    return character in "\n\r\v\f\x85\u2028\u2029"


def _of_emoji(character: str) -> bool:
    return character == "\ufe0f" or (character != "" and unicodedata.category(character) in ("So", "Sk"))


def _few_marks(text: str) -> str:
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run <= MARKS:
            kept.append(character)
    return "".join(kept)


def _spaced(text: str, multiline: bool) -> str:
    if not multiline:
        return " ".join(text.split())
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
