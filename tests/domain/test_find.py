"""Typed words find people however they are spelled, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import find
from domain.find import near, one_edit

LOOK_ALIKES = str.maketrans("aceo", "асео")
KEYS = [(1, "иванова мария 5б"), (2, "смирнов петр 5а"), (3, "ли анна 10а"), (4, "артемьева олеся")]


def words(text: str) -> list[tuple[str, ...]]:
    return find.words(text, LOOK_ALIKES)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("иваново", [1]),  # a wrong letter
        ("иванва", [1]),  # a missing one
        ("ивванова", [1]),  # one too many
        ("ивнаова", [1]),  # two swapped
        ("мраия иванва", [1]),  # one in each word
        ("Артемева", [4]),
        ("иваниво", []),  # two wrong
        ("ла", []),  # too short to guess
        ("5в", []),
        ("мари иванова 5б", [1]),
    ],
)
def test_one_wrong_letter_is_forgiven_and_two_are_not(typed: str, found: list[int]) -> None:
    assert near(words(typed), KEYS) == found


@pytest.mark.fault(76)
def test_spelling_does_not_matter() -> None:
    assert words("ПЁТР «5А»") == [("петр",), ("5а",)]
    assert words("Cмирнов") == [("cмирнов", "смирнов")]  # the first letter is Latin
    assert words("5a") == [("5a", "5а")]
    assert words("  \t ") == []


def test_a_long_text_is_five_words() -> None:
    assert len(words("слово " * 1000)) == 5


@given(st.text(max_size=200))
@pytest.mark.fault(77)
def test_nothing_that_is_typed_breaks_the_search(text: str) -> None:
    near(words(text), KEYS)


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_one_edit_is_the_same_from_both_sides(left: str, right: str) -> None:
    assert one_edit(left, right) == one_edit(right, left)


@given(st.text("абвг", min_size=1, max_size=8), st.integers(0, 7), st.sampled_from("абвг"))
def test_any_single_change_is_one_edit(word: str, place: int, letter: str) -> None:
    place %= len(word)
    assert one_edit(word[:place] + letter + word[place + 1 :], word)
    assert one_edit(word[:place] + word[place + 1 :], word)
    assert one_edit(word[:place] + letter + word[place:], word)
