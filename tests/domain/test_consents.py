"""Consents as rules: whose word each age needs, and when a birthday changes it."""

from datetime import date, timedelta

import pytest

from domain.consents import (
    AHEAD,
    DOCUMENTS,
    GATE,
    KINDS,
    OFFERED,
    REPLACEABLE,
    TERMS,
    birthday,
    class_order,
    comes_of_age,
    document_name,
    keys,
    stage,
)


def test_under_14_the_parent_decides_from_14_both_from_18_oneself() -> None:
    assert [keys(each) for each in ("child", "teen", "adult")] == [("parent",), ("parent", "own"), ("own",)]


def test_nothing_optional_is_needed_to_take_part_and_no_written_kind_is_asked_for_in_the_chat() -> None:
    assert not set(GATE) & set(OFFERED)
    assert all(TERMS[kind].optional and not TERMS[kind].written for kind in OFFERED)
    assert TERMS["mentor_duty"].written


def test_every_kind_is_a_document_of_its_own() -> None:
    names = {document_name(kind, child) for kind in KINDS for child in (True, False)} - {"assent"}
    assert names == set(DOCUMENTS)
    assert set(REPLACEABLE) == names | {"assent"}
    assert len(DOCUMENTS) == len(set(DOCUMENTS))


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(2012, 3, 30), 14, date(2026, 3, 30)),
        (date(2012, 2, 29), 14, date(2026, 3, 1)),
        (date(2012, 2, 29), 16, date(2028, 2, 29)),
    ],
)
def test_a_birthday_falls_on_its_day(born: date, age: int, day: date) -> None:
    assert birthday(born, age) == day


def test_the_stage_changes_on_the_very_birthday() -> None:
    born = date(2012, 2, 29)
    day = birthday(born, 14)
    assert stage(born, None, "child", day - timedelta(days=1)) == "child"
    assert stage(born, None, "child", day) == "teen"


def test_a_coming_birthday_is_told_a_month_before_and_not_on_the_day() -> None:
    born, day = date(2012, 3, 30), date(2026, 3, 30)
    assert comes_of_age(born, day - AHEAD - timedelta(days=1)) is None
    assert comes_of_age(born, day - AHEAD) == (day, "teen")
    assert comes_of_age(born, day - timedelta(days=1)) == (day, "teen")
    assert comes_of_age(born, day) is None
    assert comes_of_age(born, date(2030, 3, 15)) == (date(2030, 3, 30), "adult")


def test_a_school_may_set_other_ages() -> None:
    assert comes_of_age(date(2012, 3, 30), date(2028, 3, 20), (16, 18)) == (date(2028, 3, 30), "teen")


def test_classes_stand_in_the_order_of_a_school() -> None:
    assert sorted(["10А", None, "5Б", "5А", "кружок"], key=class_order) == ["кружок", "5А", "5Б", "10А", None]
