"""Who is told of a case, in which order, and when."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.cases import Adult, Hours, counts_from, helplines, hours, is_answered, named, next_morning, tiers

MOSCOW = ZoneInfo("Europe/Moscow")
ELENA = Adult(1, "psychologist", "Светлова Елена Игоревна", on_duty=True)
INNA = Adult(2, "psychologist", "Гаврилова Инна Павловна")
OLGA = Adult(3, "curator", "Орлова Ольга Викторовна")
PETR = Adult(4, "director", "Ли Пётр Андреевич")
ALL = (ELENA, INNA, OLGA, PETR)


def test_the_psychologist_on_duty_is_told_first_then_the_deputy_then_the_director() -> None:
    assert tiers(ALL, None, False, ()) == ((1,), (2,), (4,))


def test_without_a_second_psychologist_the_curator_is_the_deputy() -> None:
    assert tiers((ELENA, OLGA, PETR), None, False, ()) == ((1,), (3,), (4,))


def test_without_anybody_on_duty_every_psychologist_is_told() -> None:
    rested = Adult(1, "psychologist", ELENA.name)
    assert tiers((rested, INNA, OLGA), None, False, ()) == ((1, 2), (3,))


def test_whoever_was_chosen_is_told_before_everybody() -> None:
    assert tiers(ALL, 3, False, ()) == ((3,), (1,), (4,))


def test_not_the_curator_means_nobody_who_is_one() -> None:
    both = Adult(2, "curator", INNA.name)
    assert tiers((*ALL, both), None, True, ()) == ((1,), (4,))


def test_whoever_is_named_is_in_no_tier_and_the_chain_goes_on() -> None:
    assert tiers(ALL, None, False, {1}) == ((2,), (3,), (4,))
    assert tiers(ALL, 1, False, {1, 2, 3}) == ((4,),)
    assert tiers(ALL, None, False, {1, 2, 3, 4}) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Орлова кричит на меня", {3}),
        ("я боюсь Ольгу Викторовну", {3}),
        ("не говорите Орловой и Гавриловой!", {2, 3}),
        ("меня обижает светлова.", {1}),
        ("директор Ли", {4}),
        ("мы с Еленой дружим", set()),
        ("лишь бы не узнали", set()),
        ("в классе есть Орлов", {3}),
    ],
)
def test_a_person_named_in_the_words_is_found_in_any_case(words: str, found: set[int]) -> None:
    assert named(words, ALL) == found


def test_alerts_go_at_once_unless_the_school_decided_for_the_morning() -> None:
    night = datetime(2026, 11, 20, 23, 30, tzinfo=MOSCOW)  # a Friday
    assert counts_from(night, {}) == night
    assert counts_from(night, {"safety_out_of_hours": "morning"}) == datetime(2026, 11, 23, 9, tzinfo=MOSCOW)
    noon = night.replace(hour=12)
    assert counts_from(noon, {"safety_out_of_hours": "morning"}) == noon


def test_hours_and_numbers_are_the_schools_own() -> None:
    own = {"safety_hours": {"days": [0, 5], "opens": "08:30", "closes": "20:00"}, "helplines": {"free": "123"}}
    assert hours(own) == Hours((0, 5), time(8, 30), time(20))
    saturday = datetime(2026, 11, 21, 8, 30, tzinfo=MOSCOW)
    assert is_answered(saturday, hours(own))
    assert not is_answered(saturday, hours({}))
    assert next_morning(saturday, hours(own)) == datetime(2026, 11, 23, 8, 30, tzinfo=MOSCOW)
    assert helplines(own)["free"] == "123"
    assert helplines(own)["emergency"] == "112"


def test_hours_without_a_day_are_refused() -> None:
    with pytest.raises(ValueError, match="no day"):
        next_morning(datetime(2026, 11, 21, tzinfo=MOSCOW), Hours(()))
