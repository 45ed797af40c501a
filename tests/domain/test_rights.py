"""The matrix of roles and rights: nobody gets what it does not say."""

import pytest

from domain.rights import GRANTS, RIGHTS, ROLES, may_grant, reach


def test_a_right_that_the_matrix_does_not_know_lets_nobody_in():
    with pytest.raises(KeyError):
        reach("pairs.fly", ROLES)


@pytest.mark.parametrize("right", RIGHTS)
def test_without_a_role_there_is_no_right(right):
    assert reach(right, ()) is None
    assert reach(right, ("headmaster",)) is None


def test_of_several_roles_the_widest_counts():
    assert reach("pairs.see", ("form_curator",)) == "form"
    assert reach("pairs.see", ("form_curator", "director")) == "organisation"


def test_only_the_psychologist_opens_sensitive_answers():
    assert set(RIGHTS["answers.sensitive"]) == {"psychologist"}


@pytest.mark.parametrize("role", ["municipal_operator", "tech_admin"])
def test_who_sees_no_names_has_numbers_and_their_own_only(role):
    assert {reach(right, (role,)) for right in RIGHTS if right != "people.invite"} <= {None, "own", "numbers"}


@pytest.mark.parametrize("role", ["mentee", "mentor", "parent"])
def test_whoever_takes_part_has_only_their_own(role):
    assert {reach(right, (role,)) for right in RIGHTS} <= {None, "own"}


def test_nobody_hands_out_their_own_power_or_more():
    for role, given in GRANTS.items():
        assert all(ROLES.index(other) < ROLES.index(role) for other in given), role
    assert may_grant(("mentor",)) == ()
