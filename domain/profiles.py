"""What a person's profile may say: forms of mentoring, roles that are bound, likely doubles."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from domain.find import one_edit
from domain.names import parse, search_key

FORMS = (
    "pupil_pupil", "teacher_teacher", "student_student", "student_pupil", "employer_pupil", "employer_student",
)  # fmt: skip
"""The forms of mentoring of the target model, and students among themselves."""
BOUND: Mapping[str, Literal["group", "form"]] = {"class_teacher": "group", "form_curator": "form"}
"""Roles that reach no further than a class, or than a form of mentoring."""
PIN_DIGITS = (4, 6)
"""The shortest and the longest PIN."""


def alike(name: str, group: str | None, other: str, other_group: str | None) -> bool:
    """Whether two rows may be one person: surname and name equal, or a letter apart within one class.

    Where a class is not known it may be any.
    """
    mine, theirs = _two(name), _two(other)
    if not all(mine) or not all(theirs):
        return False
    same_group = group == other_group or not group or not other_group
    if mine == theirs or mine == theirs[::-1]:
        return True
    return same_group and all(left == right or one_edit(left, right) for left, right in zip(mine, theirs, strict=True))


def weak_pin(digits: str) -> bool:
    """One digit again and again, or a run up or down: the first that anybody would try."""
    steps = {int(right) - int(left) for left, right in pairwise(digits)}
    return steps in ({0}, {1}, {-1})


def best_state(states: Sequence[str]) -> str:
    """How far somebody is who stood in several rows: the furthest."""
    order = ("left", "invited", "joining", "active")
    return max(states, key=order.index)


def _two(full: str) -> tuple[str, str]:
    name = parse(full)
    return search_key(name.family), search_key(name.given)
