"""The tree of organisations, as the operator builds it."""

import pytest

import db.organisations
from db.organisations import scope_of
from programme import organisations
from programme.organisations import OrganisationRefused
from tests.conftest import NOW


def add(session, code, parent=None, zone="Europe/Moscow", name="Лицей № 2"):
    return organisations.add(session, code, name, zone=zone, now=NOW, parent=parent)


def test_a_school_lies_in_the_scope_of_its_municipality(session):
    city = add(session, "city")
    school, other = add(session, "school", "city"), add(session, "other")
    assert school.path.startswith(scope_of(city).path)
    assert not other.path.startswith(scope_of(city).path)


def test_parents_are_listed_before_their_children(session):
    city = add(session, "city")
    add(session, "school", "city")
    codes = [one.code for one in db.organisations.tree(session) if one.path.startswith(city.path)]
    assert codes == ["city", "school"]


@pytest.mark.parametrize("code", ["", "Школа", "a b", "-a", "a" * 32, "a\x00", "<b>", "%"])
def test_a_code_is_short_and_plain(session, code):
    with pytest.raises(OrganisationRefused, match="no code"):
        add(session, code)


def test_a_code_stands_for_one_organisation(session):
    add(session, "school")
    with pytest.raises(OrganisationRefused, match="already"):
        add(session, "school")


def test_a_misspelt_zone_or_parent_is_refused(session):
    with pytest.raises(OrganisationRefused, match="time zone"):
        add(session, "school", zone="Europe/Moskau")
    with pytest.raises(OrganisationRefused, match="no organisation"):
        add(session, "school", parent="nobody")


def test_the_only_school_need_not_be_named(session):
    add(session, "city")
    school = add(session, "school", "city")
    assert organisations.the_one(session, None) is school
    add(session, "second", "city")
    with pytest.raises(OrganisationRefused, match="--organisation"):
        organisations.the_one(session, None)
