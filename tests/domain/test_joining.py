"""The steps of the way in follow from what is known, for everybody who can come."""

from datetime import date
from typing import Any

import pytest

from domain.consents import age_on, grade, stage
from domain.joining import Facts, Guardianship, day_and_month, parent_step, participant_step

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (Facts("joining", "adult"), "consent"),
        (Facts("joining", "adult", own="agreed"), "home"),
        (Facts("joining", "adult", own="refused"), "refused"),
        (Facts("joining", "child"), "adult"),
        (Facts("joining", "child", own="agreed"), "adult"),
        (Facts("joining", "child", parent="refused"), "not_allowed"),
        (Facts("joining", "child", parent="agreed"), "assent"),
        (Facts("joining", "child", own="refused", parent="agreed"), "refused"),
        (Facts("joining", "child", own="agreed", parent="agreed"), "home"),
        (Facts("joining", "teen"), "adult"),
        (Facts("joining", "teen", parent="agreed"), "consent"),
        (Facts("joining", "teen", own="agreed", parent="agreed"), "home"),
        (Facts("withdrawn", "adult", own="agreed"), "withdrawn"),
        (Facts("left", "child", own="agreed", parent="agreed"), "withdrawn"),
    ],
)
def test_a_minor_needs_two_keys_and_an_adult_one(facts: Facts, step: str) -> None:
    assert participant_step(facts) == step


@pytest.mark.parametrize(
    ("known", "step"),
    [
        ({}, "phone"),
        ({"claimed": True}, "waiting"),
        ({"claimed": True, "confirmed": True}, "relation"),
        ({"claimed": True, "confirmed": True, "related": True}, "consent"),
        ({"claimed": True, "confirmed": True, "related": True, "decision": "refused"}, "refused"),
        ({"claimed": True, "confirmed": True, "related": True, "decision": "agreed"}, "home"),
        ({"related": True, "decision": "agreed"}, "phone"),
    ],
)
def test_a_parent_is_known_before_being_asked(known: dict[str, Any], step: str) -> None:
    assert parent_step(Guardianship("joining", **known)) == step


@pytest.mark.parametrize(
    ("born", "group", "tone", "expected"),
    [
        (date(2012, 11, 21), "5Б", "child", "child"),
        (date(2012, 11, 20), "8А", "child", "teen"),
        (date(2008, 11, 21), "11А", "child", "teen"),
        (date(2008, 11, 20), "11А", "child", "adult"),
        (None, "5Б", "child", "child"),
        (None, None, "child", "child"),
        (None, "8А", "child", "teen"),
        (None, "11", "child", "teen"),
        (None, None, "adult", "adult"),
    ],
)
def test_the_own_word_counts_from_14_and_alone_from_18(
    born: date | None, group: str | None, tone: str, expected: str
) -> None:
    assert stage(born, group, tone, TODAY) == expected


def test_an_organisation_may_set_other_ages() -> None:
    assert stage(date(2011, 11, 20), None, "child", TODAY, (16, 18)) == "child"
    assert stage(date(2010, 11, 20), None, "child", TODAY, (16, 18)) == "teen"


def test_a_leap_day_birthday_is_reached_on_the_first_of_march() -> None:
    born = date(2012, 2, 29)
    assert age_on(date(2026, 2, 28), born) == 13
    assert age_on(date(2026, 3, 1), born) == 14


@pytest.mark.parametrize(("group", "year"), [("5Б", 5), ("11", 11), ("", None), (None, None), ("вторая", None)])
def test_the_year_of_a_class(group: str | None, year: int | None) -> None:
    assert grade(group) == year


MONTHS = {"марта": 3, "март": 3, "march": 3, "мая": 5}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12.03", (12, 3)), ("12 03", (12, 3)), ("12/3/2014", (12, 3)), ("12.03.2014 г.", (12, 3)),
        ("12 марта", (12, 3)), ("12 Марта 2014", (12, 3)), ("March 12", (12, 3)), ("1 мая", (1, 5)),
    ],
)  # fmt: skip
def test_a_birthday_is_read_as_people_write_it(text, day):
    assert day_and_month(text, MONTHS) == day


@pytest.mark.parametrize("text", ["", "привет", "12", "32.01", "12.13", "2014", "марта", "2014-03-12", "🎂", "<b>&%_"])
def test_what_is_no_birthday_is_no_try(text):
    assert day_and_month(text, MONTHS) is None
