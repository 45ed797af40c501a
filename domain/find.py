"""Searching for people by typed words: any order, ё or е, Latin letters that look Russian, one wrong letter."""

from collections.abc import Iterable, Mapping, Sequence

from domain.names import search_key

WORDS = 5
"""More words than a name and a class have say nothing more."""
SHORTEST_TYPO = 4
"""In a shorter word one wrong letter makes another word."""

_QUOTES = str.maketrans('«»„“”"', "      ")


def words(text: str, look_alikes: Mapping[int, int]) -> list[tuple[str, ...]]:
    """The folded words of a query without quotes, each with its Russian look-alike beside it if there is one.

    `look_alikes` leads from Latin letters to the Russian ones of the same look.
    """
    folded = search_key(text.translate(_QUOTES)).split()[:WORDS]
    return [tuple(dict.fromkeys((word, word.translate(look_alikes)))) for word in folded]


def near(query: Sequence[tuple[str, ...]], keys: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of the keys that hold every word of the query, one mistyped letter in each forgiven."""
    return [number for number, key in keys if _fits(query, key.split())]


def one_edit(typed: str, word: str) -> bool:
    """Whether the words are equal but for one letter: wrong, missing, too many, or swapped with its neighbour."""
    if abs(len(typed) - len(word)) > 1:
        return False
    same = 0
    while same < min(len(typed), len(word)) and typed[same] == word[same]:
        same += 1
    left, right = typed[same:], word[same:]
    swapped = len(left) >= 2 and left[1::-1] == right[:2] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


def _fits(query: Sequence[tuple[str, ...]], words: Sequence[str]) -> bool:
    return all(any(_close(typed, word) for typed in variants for word in words) for variants in query)


def _close(typed: str, word: str) -> bool:
    if typed in word:
        return True
    if len(typed) < SHORTEST_TYPO:
        return False
    return one_edit(typed, word) or one_edit(typed, word[: len(typed)])
