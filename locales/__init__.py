"""The words of the bot: Fluent files, one per feature and language, read once and asked by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"
BOLD = "\ue000"
"""Opens bold. Marks are private-use characters, which cleaning strips from whatever people type: a name can never
be markup.
"""
PLAIN = "\ue001"
"""Closes bold."""


VALUE_LIMIT = 1000
"""Characters of a value inside a text; Fluent refuses longer ones."""


class MissingText(KeyError):
    """A key that no file has, or a value that the text asks for and was not given."""


@cache
def _bundle(language: str, feature: str) -> FluentBundle:
    source = (files(__name__) / language / f"{feature}.ftl").read_text(encoding="utf-8")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source.replace("<b>", BOLD).replace("</b>", PLAIN)))
    return bundle


@cache
def _pattern(language: str, key: str) -> tuple[FluentBundle, Any]:
    feature, _, rest = key.partition(".")
    name, _, part = rest.partition(".")
    try:
        bundle = _bundle(language, feature)
        message = bundle.get_message(name)
    except (FileNotFoundError, LookupError):
        raise MissingText(f"{language}: {key}") from None
    pattern = message.attributes.get(part) if part else message.value
    if pattern is None:
        raise MissingText(f"{language}: {key}")
    return bundle, pattern


def _formatted(language: str, tone: str, key: str, values: Mapping[str, object]) -> str:
    bundle, pattern = _pattern(language, key)
    given: dict[str, Any] = {
        "tone": tone,
        **{
            name: value if isinstance(value, int | float) else str(value)[:VALUE_LIMIT]
            for name, value in values.items()
        },
    }
    text, errors = bundle.format_pattern(pattern, given)
    if errors or isinstance(text, FluentNone):
        raise MissingText(f"{language}: {key}: {errors}")
    return str(text)


@cache
def _fixed(language: str, tone: str, key: str) -> str:
    """A text that takes no values is made once: most words on a card are such."""
    return _formatted(language, tone, key, {})


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in one language and tone; call it with a key `file.message[.part]` and the values of the text.

    `tone` is `child` («ты») or `adult` («вы») and reaches every text as `$tone`. Dates must be given as words, see
    `day`.
    """

    language: str = DEFAULT_LANGUAGE
    tone: str = "adult"

    def __call__(self, key: str, **values: object) -> str:
        return _formatted(self.language, self.tone, key, values) if values else _fixed(self.language, self.tone, key)

    def has(self, key: str) -> bool:
        """Whether this language has the text."""
        try:
            _pattern(self.language, key)
        except MissingText:
            return False
        return True

    def day(self, value: date, pattern: str = "d MMMM") -> str:
        """A date in words: `12 марта`; `pattern` is CLDR's (`EEE, d MMM`, `LLLL y`)."""
        return format_date(value, pattern, locale=self.language)

    def number(self, value: float) -> str:
        """A number as it is written: `1,5` in Russian."""
        return format_decimal(value, locale=self.language)

    def moment(self, value: datetime, pattern: str = "EEE, d MMMM, HH:mm") -> str:
        """A local moment in words; give it in the school's zone."""
        return format_datetime(value, pattern, locale=self.language)


@cache
def texts_in(language: str, tone: str = "adult") -> Texts:
    """The texts of a language; an unknown language gets the default one."""
    return Texts(language if language in LANGUAGES else DEFAULT_LANGUAGE, tone)
