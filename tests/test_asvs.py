"""The security page answers every requirement, and every test that it names is there."""

from tests.asvs import ANSWERS, PAGE, asked, page, promises


def test_every_requirement_of_level_two_is_answered():
    assert sorted(ANSWERS["requirement"]) == sorted(asked())


def test_every_test_that_the_page_names_is_there():
    named = [test.split("::") for one in ANSWERS["requirement"].values() for test in one.get("tests", ())]
    assert named
    assert [f"{file}::{name}" for file, name in named if name not in promises(file)] == []


def test_the_page_is_made_from_the_answers():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.asvs`"
