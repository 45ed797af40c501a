"""What must be on record before a mentor meets a child."""

from datetime import date

import pytest

from domain.clearances import KINDS, Gap, Held, ends_on, gaps, required

TODAY = date(2026, 11, 20)


def test_an_adult_needs_a_certificate_training_and_rules_a_pupil_no_certificate() -> None:
    assert required("adult", {}) == KINDS
    assert required("child", {}) == ("training", "rules")
    assert required("adult", {"clearances": {"adult": ["rules"]}}) == ("rules",)


def test_what_is_missing_and_what_has_run_out_stands_in_the_way() -> None:
    held = [Held("background", date(2026, 11, 19)), Held("training", TODAY)]
    assert gaps(held, KINDS, TODAY) == (Gap("background", date(2026, 11, 19)), Gap("rules"))


def test_the_newest_record_counts() -> None:
    assert gaps([Held("rules", date(2025, 1, 1)), Held("rules", None)], ("rules",), TODAY) == ()


@pytest.mark.parametrize(
    ("term", "issued", "end"),
    [
        ("year", date(2026, 11, 20), date(2027, 11, 19)),
        ("two_years", date(2024, 2, 29), date(2026, 2, 28)),
        ("school_year", date(2026, 9, 1), date(2027, 8, 31)),
        ("school_year", date(2026, 8, 31), date(2026, 8, 31)),
        ("for_good", date(2026, 9, 1), None),
    ],
)
def test_how_long_a_paper_holds(term: str, issued: date, end: date | None) -> None:
    assert ends_on(term, issued) == end
