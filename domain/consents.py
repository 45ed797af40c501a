"""Who must agree to what: the kinds of consent as data, the stages of age, and what the record of a consent says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Stage = Literal["child", "teen", "adult"]
Kind = Literal["processing", "assent", "publication", "photo", "transfer", "mentor_duty"]
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


@dataclass(frozen=True, slots=True)
class Terms:
    """What a kind of consent covers, as codes for the record; each is a document of its own (156-FZ of 24.06.2025).

    `choices` are allowed one by one; `optional`: whoever refuses takes part all the same; `written`: the law wants
    paper or an electronic signature, a tap in the chat is not enough.
    """

    purposes: tuple[str, ...]
    data: tuple[str, ...]
    actions: tuple[str, ...]
    third_parties: tuple[str, ...] = THIRD_PARTIES
    choices: tuple[str, ...] = ()
    optional: bool = True
    written: bool = False


DATUMS = ("name", "photo", "class", "quote")
"""What may be published, each allowed by itself (152-FZ art. 10.1)."""
TERMS: Mapping[Kind, Terms] = {
    "processing": Terms(PURPOSES, DATA_OF_A_PARTICIPANT, ACTIONS, optional=False),
    "assent": Terms(PURPOSES, DATA_OF_A_PARTICIPANT, ACTIONS, optional=False),
    "publication": Terms(("publication",), DATUMS, ("publish",), ("anybody",), DATUMS),
    "photo": Terms(("photo_of_events",), ("photo",), ("take_photo", "store", "use", "delete", "destroy"), ()),
    "transfer": Terms(
        ("register_of_programmes", "joint_events"), ("name", "class_or_position", "role"), ("provide",), (),
        ("municipality", "partner"),
    ),
    "mentor_duty": Terms(("mentor_duty",), ("name", "class_or_position"), ("mentor",), (), written=True),
}  # fmt: skip
"""Mentor duty is the written consent of a worker who mentors (Labour Code art. 351.8)."""
KINDS: tuple[Kind, ...] = tuple(TERMS)
OFFERED: tuple[Kind, ...] = tuple(kind for kind, terms in TERMS.items() if terms.optional and not terms.written)
"""What people decide about in the chat whenever they like."""
GATE: tuple[Kind, ...] = ("processing", "assent")
"""Kinds without which nobody takes part."""
AHEAD = timedelta(days=30)
"""How long before a birthday that changes who decides everybody is told."""


def document_name(kind: Kind, for_child: bool) -> str:
    """The name of the text of a kind: adults and parents sign different ones about the use of data."""
    return f"{kind}_{'parent' if for_child else 'adult'}" if kind == "processing" else kind


DOCUMENTS = ("processing_adult", "processing_parent", *OFFERED, "mentor_duty")
"""Texts that are documents: agreed to, printed, signed."""
ASSENT = "assent"
"""A few sentences in the chat, to which a child says yes or not yet."""
REPLACEABLE = (*DOCUMENTS, ASSENT)
"""Texts that an organisation may replace by its own."""


def keys(stage: Stage) -> tuple[Literal["parent", "own"], ...]:
    """Whose word an optional consent needs: under 14 the parent's, from 14 both, from 18 the own."""
    if stage == "teen":
        return "parent", "own"
    return ("parent",) if stage == "child" else ("own",)


def age_on(day: date, born: date) -> int:
    """Full years; whoever was born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def grade(group: str | None) -> int | None:
    """The year of a class: 5 of `5Б`."""
    found = re.match(r"\d{1,2}", group or "")
    return int(found[0]) if found else None


def class_order(group: str | None) -> tuple[bool, int, str]:
    """Classes as a school lists them: 5А, 5Б, 10А; people without one come last."""
    return group is None, grade(group) or 0, group or ""


def stage(born: date | None, group: str | None, tone: str, today: date, ages: Sequence[int] = AGES) -> Stage:
    """How much of a decision is a person's own. Without a birth date the stricter rule holds."""
    own_from, alone_from = ages
    if born is not None:
        years = age_on(today, born)
        return "child" if years < own_from else "teen" if years < alone_from else "adult"
    if tone != "child":
        return "adult"
    return "teen" if (grade(group) or 0) >= GRADE_OF_A_TEEN else "child"


def birthday(born: date, age: int) -> date:
    """The day on which somebody turns an age; of 29 February in other years: 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def comes_of_age(born: date, today: date, ages: Sequence[int] = AGES) -> tuple[date, Stage] | None:
    """The next day, at most 30 days off and never today, on which somebody decides more, and the stage from then on."""
    stages: tuple[Stage, Stage] = ("teen", "adult")
    for age, following in zip(ages, stages, strict=True):
        if today < birthday(born, age) <= today + AHEAD:
            return birthday(born, age), following
    return None
