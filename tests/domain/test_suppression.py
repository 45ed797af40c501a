"""Nobody's answer can be read or worked out from what is shown: an attacker tries by brute force."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.suppression import Band, Count, Figure, Hidden, share, shown, split


@st.composite
def counts(draw: st.DrawFn) -> Count:
    respondents = draw(st.integers(0, 9))
    return Count(draw(st.integers(0, respondents)), respondents)


def possible(figure: Figure, respondents: int) -> set[int]:
    """How many may have given the answer, for somebody who sees the figure and knows how many answered."""
    everything = range(respondents + 1)
    match figure:
        case Band(low, high):
            return {n for n in everything if low - 1e-9 <= n / respondents <= high + 1e-9}
        case float(exact):
            return {n for n in everything if abs(n / respondents - exact) < 1e-9}
        case _:
            return set(everything)


@pytest.mark.parametrize(("n", "visible"), [(0, False), (4, False), (5, True), (40, True)])
def test_a_value_is_shown_from_five_people_on(n: int, visible: bool) -> None:
    assert shown(4.5, n) == (4.5 if visible else Hidden("few", 5))


def test_a_school_may_ask_for_more_people_but_never_for_fewer() -> None:
    assert shown(1, 9, k=10) == Hidden("few", 10)
    with pytest.raises(ValueError, match="5"):
        shown(1, 4, k=4)
    with pytest.raises(ValueError, match="5"):
        share(Count(1, 4), 4, k=3)


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (Count(3, 4), 4, Hidden("few", 5)),
        (Count(3, 5), 5, 0.6),
        (Count(3, 5), 10, 0.3),
        (Count(5, 5), 5, Band(0.8, 1.0)),
        (Count(4, 5), 5, Band(0.8, 1.0)),
        (Count(0, 5), 5, Band(0.0, 0.2)),
        (Count(1, 5), 10, Band(0.0, 0.1)),
        (Count(10, 10), 20, Band(0.45, 0.5)),
        (Count(0, 0), 0, None),
        (Count(0, 0), 7, Hidden("few", 5)),
    ],
)
def test_a_share_is_exact_only_when_it_tells_nobody_s_answer(count: Count, base: int, expected: Figure) -> None:
    assert share(count, base) == expected


@given(counts())
def test_a_shown_share_never_tells_that_all_answered_the_same(count: Count) -> None:
    if count.respondents:
        left = possible(share(count, count.respondents), count.respondents)
        assert count.having in left
        assert left not in ({0}, {count.respondents})


def test_one_small_class_takes_the_next_smallest_along() -> None:
    classes = {"5А": Count(2, 3), "5Б": Count(3, 6), "6А": Count(6, 12)}
    assert split(classes) == {"5А": Hidden("few", 5), "5Б": Hidden("neighbour", 5), "6А": 0.5}


def test_two_small_classes_that_are_five_together_need_no_third() -> None:
    classes = {"5А": Count(2, 4), "5Б": Count(1, 4), "6А": Count(6, 12)}
    assert split(classes)["6А"] == 0.5


def test_two_small_classes_that_are_fewer_than_five_take_a_third_along() -> None:
    classes = {"5А": Count(1, 2), "5Б": Count(1, 2), "6А": Count(3, 6), "6Б": Count(6, 12)}
    assert [type(figure) for figure in split(classes).values()] == [Hidden, Hidden, Hidden, float]


def test_when_the_whole_school_is_of_one_mind_every_class_is_a_band() -> None:
    assert split({"5А": Count(5, 5), "5Б": Count(10, 10)}) == {"5А": Band(0.8, 1.0), "5Б": Band(0.9, 1.0)}


def test_classes_without_answers_show_no_data_and_hide_nobody() -> None:
    assert split({"5А": Count(0, 0), "5Б": Count(3, 7)})["5А"] is None


def test_a_unanimous_class_cannot_be_found_by_subtracting_the_others() -> None:
    assert set(split({"5А": Count(5, 5), "5Б": Count(7, 10)}).values()) == {Hidden("neighbour", 5)}


@given(st.lists(counts(), min_size=1, max_size=4))
@pytest.mark.fault(102)
def test_no_hidden_answer_can_be_subtracted_out_of_what_is_shown(groups: list[Count]) -> None:
    """The attacker tries every combination of answers that fits all shown shares and the share of the whole."""
    named = {str(place): count for place, count in enumerate(groups)}
    figures = split(named)
    people = sum(count.respondents for count in groups)
    whole = possible(share(Count(sum(count.having for count in groups), people), people), people) if people else {0}
    options = [sorted(possible(figures[key], count.respondents)) for key, count in named.items()]
    worlds = [world for world in product(*options) if sum(world) in whole]
    assert tuple(count.having for count in groups) in worlds
    for place, (key, count) in enumerate(named.items()):
        if count.respondents and not isinstance(figures[key], float):
            assert len({world[place] for world in worlds}) >= 2, (key, figures)
