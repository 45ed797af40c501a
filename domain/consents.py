"""Who must agree before anything else is asked, by age, and what the record of a consent says."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

Stage = Literal["child", "teen", "adult"]
Kind = Literal["processing", "assent"]
Decision = Literal["agreed", "refused"]
Relation = Literal["self", "mother", "father", "guardian"]

AGES = (14, 18)
"""Under 14 a parent signs; from 14 the pupil signs too; from 18 alone (domain § 11.1 fact 7: practice, not law)."""
GRADE_OF_A_TEEN = 8
"""Without a birth date: pupils from this class on are asked for their own consent besides the parent's."""
DESTROY_WITHIN = timedelta(days=30)
"""From a withdrawal to the destruction of the data (152-FZ art. 21 p. 5)."""

PURPOSES = ("admission", "matching", "reminders_and_polls", "support", "reports_without_names")
DATA_OF_A_PARTICIPANT = (
    "name", "birth_date", "organisation", "class_or_position", "role", "phone", "account", "answers", "meetings",
    "facts_of_consent",
)  # fmt: skip
DATA_OF_A_PARENT = (*DATA_OF_A_PARTICIPANT, "parent_name", "parent_relation", "parent_phone", "parent_account")
ACTIONS = (
    "collect", "record", "organise", "accumulate", "store", "correct", "retrieve", "use", "provide", "depersonalise",
    "block", "delete", "destroy",
)  # fmt: skip
THIRD_PARTIES = ("messenger",)
"""What the built-in texts of consent name (sections 3 to 6), as codes for the record (152-FZ art. 9 p. 4)."""


def age_on(day: date, born: date) -> int:
    """Full years; whoever was born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def grade(group: str | None) -> int | None:
    """The year of a class: 5 of `5Б`."""
    found = re.match(r"\d{1,2}", group or "")
    return int(found[0]) if found else None


def stage(born: date | None, group: str | None, tone: str, today: date, ages: Sequence[int] = AGES) -> Stage:
    """How much of a decision is a person's own. Without a birth date the stricter rule holds."""
    own_from, alone_from = ages
    if born is not None:
        years = age_on(today, born)
        return "child" if years < own_from else "teen" if years < alone_from else "adult"
    if tone != "child":
        return "adult"
    return "teen" if (grade(group) or 0) >= GRADE_OF_A_TEEN else "child"
