"""Who counts as satisfied, and both shares, against numbers worked out by hand."""

import pytest

from domain.satisfaction import Answer, Rule, is_satisfied, satisfaction


def answers(scale: str, *values: int) -> list[Answer]:
    return [Answer(scale, value) for value in values]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answers("s10", 7), True),
        (answers("s10", 6, 8), True),  # mean 7.0
        (answers("s10", 6, 7), False),  # mean 6.5
        (answers("words5", 4, 4, 4), True),
        (answers("words5", 5, 4, 2), False),  # mean 3.67
        (answers("faces3", 3), True),
        (answers("faces3", 2), False),
        (answers("faces3", 3, 2), True),  # mean 2.5
        (answers("yn", 1), True),
        (answers("yn", 0), False),
        ([], None),
    ],
)
def test_a_respondent_is_satisfied_from_the_mean_fixed_before_the_wave(given: list[Answer], expected: bool) -> None:
    assert is_satisfied(given, Rule()) is expected


def test_a_reversed_item_counts_the_other_way_round() -> None:
    bored_never, bored_always = Answer("s10", 1, reversed=True), Answer("s10", 10, reversed=True)
    assert bored_never.points() == 10
    assert bored_always.points() == 1
    assert is_satisfied([bored_never, Answer("s10", 4)], Rule()) is True  # mean of 10 and 4
    assert is_satisfied([bored_always, Answer("s10", 10)], Rule()) is False  # mean of 1 and 10


def test_values_of_different_scales_are_never_averaged_together() -> None:
    ten_and_a_sad_face = [Answer("s10", 10), Answer("faces3", 1)]
    assert is_satisfied(ten_and_a_sad_face, Rule()) is False
    assert is_satisfied([Answer("s10", 7), Answer("faces3", 3)], Rule()) is True


def test_another_rule_moves_the_threshold() -> None:
    assert is_satisfied(answers("s10", 7), Rule(s10=8)) is False


@pytest.mark.parametrize(("scale", "value"), [("s10", 0), ("s10", 11), ("words5", 6), ("faces3", 0), ("yn", 2)])
def test_a_value_outside_its_scale_is_refused(scale: str, value: int) -> None:
    with pytest.raises(ValueError, match=scale):
        is_satisfied([Answer(scale, value)], Rule())


@pytest.mark.parametrize(
    ("satisfied", "respondents", "participants", "of_participants", "of_respondents", "response_rate"),
    [
        (12, 16, 24, 0.5, 0.75, 2 / 3),
        (16, 16, 16, 1.0, 1.0, 1.0),
        (0, 10, 20, 0.0, 0.0, 0.5),
        (0, 0, 20, 0.0, None, 0.0),
        (0, 0, 0, None, None, None),
    ],
)
def test_both_formulas_and_the_response_rate_stand_together(
    satisfied: int,
    respondents: int,
    participants: int,
    of_participants: float | None,
    of_respondents: float | None,
    response_rate: float | None,
) -> None:
    found = satisfaction(satisfied, respondents, participants)
    assert found.of_participants == of_participants
    assert found.of_respondents == of_respondents
    assert found.response_rate == response_rate


@pytest.mark.parametrize("counts", [(3, 2, 5), (1, 6, 5), (-1, 2, 3)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="impossible"):
        satisfaction(*counts)
