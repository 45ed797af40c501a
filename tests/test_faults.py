"""The fault catalogue is complete, and its page says what the tests say."""

from tests import faults


def test_every_fault_is_tried_or_says_what_it_waits_for():
    proofs = faults.marked()
    assert [row for row in faults.FAULTS if row not in proofs and row not in faults.LATER] == []
    assert [row for row in faults.LATER if row in proofs] == [], "it need not wait any more"
    assert [row for row in proofs if row not in faults.FAULTS] == []


def test_the_page_of_faults_is_up_to_date():
    assert faults.PAGE.read_text(encoding="utf-8") == faults.page(), "run python -m tests.faults"


def test_the_catalogue_has_its_hundred_and_three_rows():
    assert list(faults.FAULTS) == list(range(1, 104))
    assert [row for rows in faults.PARTS.values() for row in rows] == list(faults.FAULTS)
