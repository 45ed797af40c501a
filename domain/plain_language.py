"""Plain language for children: the rules that a text for a ten-year-old keeps, and where a text breaks them.

The rules with their reasons are in `docs/plain-language.md`, what differs by language in
`locales/*/plain_language.txt`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from domain.answers import folded

Rule = Literal["long_sentence", "many_sentences", "brackets", "formal", "gendered", "negatives", "officialese"]

SENTENCES = 3
"""Sentences of a question or a hint at most (ux § 9)."""
ON_A_SCREEN = 6
"""Sentences of a paragraph of a whole screen at most."""

LONGEST = "longest"
"""The line that says how many words a sentence may have."""
ALLOWED = "allowed"
"""The topic of words that only look as if they broke a rule."""
LISTED: Sequence[Rule] = ("formal", "gendered", "negatives", "officialese")
"""Rules that are lists of words."""

_SENTENCE = re.compile(r"[.!?…]+(?=[\s»”)]|$)|\n")
_PAUSE = re.compile(r"[:;]\s|\s[—–]\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_BRACKETS = re.compile(r"[^\W\d_]\([^\W\d_]{1,4}\)")
"""An ending in brackets, as in `pupil(s)`."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a text breaks, and the words that break it."""

    rule: Rule
    found: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a language allows: words of a sentence, and phrases by topic.

    A word of a phrase with `*` before or after it stands for every word with that ending or beginning.
    """

    longest: int
    phrases: Mapping[str, Sequence[tuple[str, ...]]]


def measure(lines: Iterable[str]) -> Measure:
    """The file of a language: `longest: 12`, `topic: phrase | phrase`, `#` a remark. Raises ValueError for others."""
    longest, phrases = 0, dict[str, list[tuple[str, ...]]]()
    for line in lines:
        topic, _, listed = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if topic == LONGEST:
            longest = int(listed)
        elif topic in (ALLOWED, *LISTED):
            phrases.setdefault(topic, []).extend(tuple(folded(each).split()) for each in listed.split("|"))
        else:
            raise ValueError(f"no topic: {line!r}")
    return Measure(longest, phrases)


def breaches(text: str, language: Measure, sentences: int = SENTENCES) -> Iterator[Breach]:
    """What is wrong with a text that a child reads, in its order; `sentences` is how many a line may have."""
    for paragraph in text.split("\n"):
        said = [each.strip() for each in _SENTENCE.split(paragraph) if _WORD.search(each)]
        if len(said) > sentences:
            yield Breach("many_sentences", paragraph)
        for sentence in said:
            yield from _in_sentence(sentence, language)


def _in_sentence(sentence: str, language: Measure) -> Iterator[Breach]:
    for part in _PAUSE.split(sentence):
        if len(_WORD.findall(part)) > language.longest:
            yield Breach("long_sentence", part)
    for bracket in _BRACKETS.finditer(sentence):
        yield Breach("brackets", bracket[0])
    said = _WORD.findall(folded(sentence))
    allowed = {place for phrase in language.phrases.get(ALLOWED, ()) for start in _places(said, phrase)
               for place in range(start, start + len(phrase))}  # fmt: skip
    for rule in LISTED:
        for phrase in language.phrases.get(rule, ()):
            for start in _places(said, phrase):
                if start not in allowed:
                    yield Breach(rule, " ".join(said[start : start + len(phrase)]))


def _places(said: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    for start in range(len(said) - len(phrase) + 1):
        if all(map(_is, said[start:], phrase)):
            yield start


def _is(word: str, wanted: str) -> bool:
    if wanted.startswith("*"):
        return word.endswith(wanted[1:])
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
