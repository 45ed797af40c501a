"""Means and changes are those of SciPy, from counts alone."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from domain.statistics import Change, Spread, apart, small_sample, student, together

MARKS = st.lists(st.integers(1, 10), min_size=5, max_size=60)


def spread(values: list[int]) -> Spread:
    counts: dict[float, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return Spread.of(counts)


@pytest.mark.parametrize("freedom", [4, 4.5, 5, 9, 30, 100, 2000])
def test_students_quantile_is_exact_enough_from_five_answers_on(freedom: float) -> None:
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=2e-3)


@given(MARKS)
def test_mean_and_interval_from_counts_are_those_of_the_answers(values: list[int]) -> None:
    told = spread(values)
    assert told.mean == pytest.approx(numpy.mean(values))
    assert told.deviation == pytest.approx(numpy.std(values, ddof=1), abs=1e-9)
    if told.variance:
        wanted = stats.t.interval(0.95, len(values) - 1, loc=numpy.mean(values), scale=stats.sem(values))
        assert told.interval() == pytest.approx(wanted, abs=5e-3)
    else:
        assert told.interval() == (told.mean, told.mean)


@given(MARKS, MARKS)
def test_two_groups_are_compared_as_welch_and_hedges_do(first: list[int], second: list[int]) -> None:
    change = apart(spread(first), spread(second))
    assert change.difference == pytest.approx(numpy.mean(second) - numpy.mean(first))
    assert change.n == min(len(first), len(second))
    if len(set(first)) > 1 and len(set(second)) > 1:
        wanted = stats.ttest_ind(second, first, equal_var=False).confidence_interval(0.95)
        assert (change.low, change.high) == pytest.approx((wanted.low, wanted.high), abs=2e-2)
        freedom = len(first) + len(second) - 2
        squares = (len(first) - 1) * numpy.var(first, ddof=1) + (len(second) - 1) * numpy.var(second, ddof=1)
        assert change.size == pytest.approx(
            change.difference / numpy.sqrt(squares / freedom) * (1 - 3 / (4 * freedom - 1))
        )


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=5, max_size=60))
def test_the_same_people_are_compared_by_their_differences(both: list[tuple[int, int]]) -> None:
    before, after = zip(*both, strict=True)
    change = together(spread(list(before)), spread([second - first for first, second in both]))
    assert change.paired
    assert change.difference == pytest.approx(numpy.mean(after) - numpy.mean(before), abs=1e-9)
    if len({second - first for first, second in both}) > 1:
        wanted = stats.ttest_rel(after, before).confidence_interval(0.95)
        assert (change.low, change.high) == pytest.approx((wanted.low, wanted.high), abs=5e-3)
    if len(set(before)) > 1:
        size = change.difference / numpy.std(before, ddof=1) * small_sample(len(both) - 1)
        assert change.size == pytest.approx(size, abs=1e-9)
    else:
        assert change.size is None


@pytest.mark.parametrize(
    ("size", "word"), [(0.1, "none"), (-0.3, "small"), (0.6, "medium"), (-1.2, "large"), (None, None)]
)
def test_a_size_is_told_in_a_word(size: float | None, word: str | None) -> None:
    assert Change(10, 1, 0.5, 1.5, size, paired=True).word == word


def test_a_difference_is_certain_only_when_its_interval_leaves_out_nothing_at_all() -> None:
    assert Change(10, 1, 0.5, 1.5, 0.4, paired=True).certain
    assert Change(10, -1, -1.5, -0.5, 0.4, paired=True).certain
    assert not Change(10, 1, -0.5, 2.5, 0.4, paired=True).certain
