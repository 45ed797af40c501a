"""Looking for words that ask for a look: a list of phrases with stems, and of phrases that only sound alike.

A hit says nothing about the person: it is a reason for a psychologist to talk, and it may well be wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.answers import folded

HARMLESS = "harmless"
"""The topic of phrases that only sound like one."""
ENDING = 4
"""Letters at most that may follow a stem."""
BETWEEN = 2
"""Other words at most between two words of a phrase."""
_CLAUSE = re.compile(r"[.!?;,:()\n…—]+|\s-\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in their order; one that ends with `*` is a stem, of which any form is meant."""

    topic: str
    words: tuple[str, ...]


def phrases(lines: Iterable[str]) -> tuple[Phrase, ...]:
    """A list as it is written: `topic: phrase | phrase`; `#` begins a remark. Raises ValueError for anything else."""
    found = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        topic, colon, listed = line.partition(":")
        if not colon:
            raise ValueError(f"no topic: {line!r}")
        found += [Phrase(topic.strip(), tuple(folded(each).split())) for each in listed.split("|") if each.strip()]
    return tuple(found)


def topics(text: str, known: Sequence[Phrase]) -> frozenset[str]:
    """The topics that a text touches, clause by clause; words of a harmless phrase do not count."""
    found: set[str] = set()
    for clause in _CLAUSE.split(folded(text)):
        words: list[str | None] = list(_WORD.findall(clause))
        for phrase in known:
            if phrase.topic == HARMLESS:
                for places in _places(words, phrase.words):
                    for place in places:
                        words[place] = None
        found.update(
            phrase.topic
            for phrase in known
            if phrase.topic != HARMLESS and next(_places(words, phrase.words), None) is not None
        )
    return frozenset(found)


def _places(words: Sequence[str | None], phrase: Sequence[str]) -> Iterator[list[int]]:
    """Where a phrase stands: the places of its words, few others between them."""
    for start in range(len(words)):
        places: list[int] = []
        for wanted in phrase:
            begin = places[-1] + 1 if places else start
            end = begin + BETWEEN + 1 if places else start + 1
            place = next((at for at in range(begin, min(end, len(words))) if _is(words[at], wanted)), None)
            if place is None:
                break
            places.append(place)
        else:
            yield places


def _is(word: str | None, wanted: str) -> bool:
    if word is None:
        return False
    if not wanted.endswith("*"):
        return word == wanted
    stem = wanted[:-1]
    return word.startswith(stem) and len(word) - len(stem) <= ENDING
