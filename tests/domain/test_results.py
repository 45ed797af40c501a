"""No figure of a publication gives away a group below five: an attacker tries every world that fits all of them."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forms import Form, Option, Question
from domain.results import Content, Item, Tally, Told, by_form, changed, merged, packed, told, unpacked
from domain.satisfaction import satisfaction
from domain.summary import opinion
from domain.suppression import Band, Hidden

SCALE = Question("mark", "scale", {"ru": "?"}, scale="faces3")
ANSWERS = ("1", "2", "3")


@st.composite
def groups(draw: st.DrawFn, answers: tuple[str, ...], most: int) -> dict[str, Tally]:
    """Up to three forms of mentoring with up to nine people each."""
    found = {}
    for name in ("", "pupil_pupil", "student_pupil")[: draw(st.integers(1, most))]:
        given_ = Counter(draw(st.lists(st.sampled_from(answers), max_size=9)))
        found[name] = Tally(sum(given_.values()), given_)
    return found


def worlds(figure: Told | Hidden, n: int, answers: tuple[str, ...]) -> list[tuple[int, ...]]:
    """How often each answer may have been given, for somebody who sees the figure and knows how many answered."""
    every = [counts for counts in product(range(n + 1), repeat=len(answers)) if sum(counts) == n]
    return [counts for counts in every if _fits(figure, dict(zip(answers, counts, strict=True)), n)]


def _fits(figure: Told | Hidden, counts: dict[str, int], n: int) -> bool:
    if isinstance(figure, Hidden):
        return True
    for answer, share in figure.shares.items():
        if isinstance(share, Band):
            if not share.low - 1e-9 <= counts[answer] / n <= share.high + 1e-9:
                return False
        elif abs(counts[answer] / n - float(share)) > 1e-9:  # type: ignore[arg-type]
            return False
    exact = any(isinstance(share, float) and not isinstance(share, Band) for share in figure.shares.values())
    return not exact or all(counts[answer] == 0 for answer in counts if answer not in figure.shares)


@pytest.mark.fault(102)
@pytest.mark.parametrize(("answers", "most"), [(ANSWERS[:2], 3), (ANSWERS, 2)])
def test_no_hidden_group_can_be_worked_out_of_the_others(answers: tuple[str, ...], most: int) -> None:
    @settings(max_examples=120, deadline=None)
    @given(groups(answers, most))
    def attack(found: dict[str, Tally]) -> None:
        whole = told(SCALE, merged(list(found.values())))
        split = by_form(SCALE, found)
        if not split:
            return
        total = set(worlds(whole, sum(tally.n for tally in found.values()), answers))
        options = [worlds(split[name], tally.n, answers) for name, tally in found.items()]
        possible = [world for world in product(*options) if tuple(map(sum, zip(*world, strict=True))) in total]
        true = tuple(tuple(tally.having.get(answer, 0) for answer in answers) for tally in found.values())
        assert true in possible, "a figure never lies"
        for place, (name, tally) in enumerate(found.items()):
            if not tally.n:
                continue
            left = {world[place] for world in possible}
            if isinstance(split[name], Hidden):
                assert len(left) >= 2, f"{name} is hidden and can be worked out"
            assert len(left) >= 2 or max(next(iter(left))) <= tally.n - 2, f"{name} is known to be of one mind"

    attack()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), max_size=12),
    st.lists(st.sampled_from(ANSWERS), max_size=7),
    st.lists(st.sampled_from(ANSWERS), max_size=7),
)
@pytest.mark.fault(102)
def test_the_same_people_are_told_only_where_nobody_else_can_be_subtracted(
    both: list[tuple[str, str]], only_before: list[str], only_after: list[str]
) -> None:
    before = Counter([first for first, _ in both] + only_before)
    after = Counter([second for _, second in both] + only_after)
    change = changed(Tally(sum(before.values()), before), Tally(sum(after.values()), after), Counter(both))
    if change is None or not change.paired:
        return
    assert len(both) >= 5
    for rest in (only_before, only_after):
        assert not rest or (len(rest) >= 5 and Counter(rest).most_common(1)[0][1] <= len(rest) - 2)
    differences = Counter(int(second) - int(first) for first, second in both)
    assert differences.most_common(1)[0][1] <= len(both) - 2


def test_what_is_kept_is_what_was_told() -> None:
    tally = Tally(8, {"1": 2, "2": 3, "3": 3})
    alike = Tally(6, {"3": 6})
    item = Item("mark", told(SCALE, tally), {"pupil_pupil": Hidden("few", 5), "": told(SCALE, alike)}, None)
    change = changed(tally, Tally(8, {"1": 1, "2": 3, "3": 4}), {})
    satisfied = opinion(satisfaction(6, 8, 10), closed=True)
    hidden = opinion(satisfaction(3, 4, 10), closed=True)
    for content in (
        Content([item, Item("other", Hidden("few", 7), {}, change)], {"valuable": 12}, satisfied),
        Content([], {}, hidden),
    ):
        assert unpacked(packed(content)) == content


def test_options_that_may_be_chosen_together_are_told_one_by_one() -> None:
    question = Question("help", "choices", {}, options=(Option("study", {}), Option("talk", {}), Option("none", {})))
    told_ = told(question, Tally(8, {"study": 8, "talk": 4, "none": 1}))
    assert told_ == Told(8, {"study": Band(7 / 8, 1.0), "talk": 0.5, "none": Band(0.0, 1 / 8)})
    assert Form("x", {}, (question,)).question("help") is question
