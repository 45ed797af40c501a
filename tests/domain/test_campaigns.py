"""An audience is whom its words say, and days stay within bounds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain import campaigns
from domain.campaigns import AHEAD, LONGEST, Audience, Candidate
from domain.forms import Form

TODAY = date(2026, 11, 20)
"""A Friday."""
ANNA = Candidate(1, True, True, "5А", frozenset({"pupil_pupil"}), "working")
MENTEES = Audience("mentee")


def form(role: str = "any", mode: str = "named", name: str = "own") -> Form:
    return Form(name, {"ru": name}, (), mode=mode, role=role)  # type: ignore[arg-type]


def test_everybody_of_the_role_is_meant_unless_it_is_narrowed() -> None:
    assert campaigns.recipients(MENTEES, [ANNA], ()).people == 1
    for narrowed in (
        replace(MENTEES, classes=("5Б",)),
        replace(MENTEES, stage="waiting"),
        replace(MENTEES, form_of_mentoring="teacher_teacher"),
    ):
        found = campaigns.recipients(narrowed, [ANNA], ("pupil_pupil", "teacher_teacher"))
        assert (found.sheets, found.missing) == ((), {})
    exact = Audience("mentee", "pupil_pupil", ("5А", "5Б"), "working")
    assert campaigns.recipients(exact, [ANNA], ()).sheets == (ANNA,)


def test_who_gets_nothing_is_counted_with_the_reason() -> None:
    boris, vera, gleb = (
        replace(ANNA, person_id=2, admitted=False),
        replace(ANNA, person_id=3, reachable=False),
        replace(ANNA, person_id=4, forms=frozenset()),
    )
    audience = replace(MENTEES, form_of_mentoring="pupil_pupil")
    found = campaigns.recipients(audience, [ANNA, boris, vera, gleb], ("pupil_pupil", "student_pupil"))
    assert found.sheets == (ANNA,)
    assert found.missing == {"consent": 1, "unreachable": 1, "form": 1}


def test_where_there_is_one_form_of_mentoring_everybody_is_in_it() -> None:
    unknown = replace(ANNA, forms=frozenset())
    audience = replace(MENTEES, form_of_mentoring="pupil_pupil")
    assert campaigns.recipients(audience, [unknown], ("pupil_pupil",)).sheets == (unknown,)
    assert campaigns.recipients(audience, [unknown], ("student_pupil",)).sheets == ()
    assert campaigns.recipients(audience, [unknown], ()).sheets == (unknown,), "nobody wrote any form down"


def test_a_parent_of_two_is_one_person_with_two_sheets() -> None:
    sheets = [replace(ANNA, about_id=child) for child in (7, 8)]
    found = campaigns.recipients(Audience("parent"), sheets, ())
    assert (found.people, len(found.sheets)) == (1, 2)


def test_an_audience_survives_being_kept() -> None:
    audience = Audience("mentor", "teacher_teacher", ("5А",), "ended")
    assert Audience.unpacked(audience.packed()) == audience


def test_a_form_goes_to_whom_it_is_made_for() -> None:
    assert campaigns.audiences(form("mentor")) == ("mentor",)
    assert "parent" in campaigns.audiences(form("informant"))
    assert campaigns.audiences(form("any"))[0] == "participant"
    assert Audience("participant").roles == ("mentee", "mentor")


def test_about_a_child_is_nothing_that_is_anonymous() -> None:
    assert campaigns.about_children(form("parent"))
    assert campaigns.about_children(form("informant", "confidential"))
    assert not campaigns.about_children(form("parent", "anonymous"))
    assert not campaigns.about_children(form("mentee"))


def test_a_form_about_the_other_side_of_a_pair_cannot_be_anonymous() -> None:
    assert campaigns.tells_who(form(name="after_first", mode="anonymous"))
    assert not campaigns.tells_who(form(name="after_first", mode="confidential"))
    assert not campaigns.tells_who(form(mode="anonymous"))


@pytest.mark.parametrize(
    ("states", "stage"),
    [((), "waiting"), (("proposed",), "waiting"), (("ended",), "ended"), (("ended", "active"), "working")],
)
def test_the_stage_follows_from_the_pairs(states: tuple[str, ...], stage: str) -> None:
    assert campaigns.stage(states) == stage


def test_days_are_moved_to_the_nearest_that_may_be() -> None:
    week, long = timedelta(days=7), timedelta(days=LONGEST)
    assert campaigns.fitting(TODAY, TODAY + week, TODAY) == (TODAY, TODAY + week)
    assert campaigns.fitting(TODAY - week, TODAY - week, TODAY) == (TODAY, TODAY)
    assert campaigns.fitting(TODAY, TODAY + 9 * long, TODAY) == (TODAY, TODAY + long)
    assert campaigns.fitting(date.max, date.max, TODAY) == (TODAY + timedelta(days=AHEAD), TODAY + timedelta(days=426))
    assert campaigns.next_monday(TODAY) == date(2026, 11, 23)
    assert campaigns.next_monday(date(2026, 11, 23)) == date(2026, 11, 30)


def test_a_campaign_is_extended_as_long_as_it_may_last() -> None:
    assert campaigns.extended(TODAY, TODAY, TODAY) == TODAY + campaigns.EXTENSION
    assert campaigns.extended(TODAY, TODAY + timedelta(days=LONGEST - 2), TODAY) is None


def test_students_among_themselves_are_asked_with_the_set_of_pupils() -> None:
    assert campaigns.official("student_student", "before", "mentor") == "pupil_pupil.before.mentor"
    assert campaigns.official("teacher_teacher", "after", "mentee") == "teacher_teacher.after.mentee"


def test_classes_stand_in_the_order_of_schools() -> None:
    assert sorted(["10А", "5Б", ""], key=campaigns.class_order) == ["", "5Б", "10А"]
