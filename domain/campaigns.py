"""Campaigns: who is meant by an audience, what each of them is asked about, and from which day to which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from domain.forms import Form
from domain.suppression import SMALLEST

PARTICIPANTS = ("mentee", "mentor")
PARTICIPANT = "participant"
"""An audience of mentees and mentors alike."""
ASKED_OF: Mapping[str, tuple[str, ...]] = {
    "mentee": ("mentee",),
    "mentor": ("mentor",),
    "parent": ("parent",),
    "informant": ("parent", "class_teacher", "psychologist"),
}
"""By the role that a form is made for: whom it may be given to. A form for any role goes to `ANYBODY`."""
ANYBODY = (PARTICIPANT, *PARTICIPANTS, "parent", "class_teacher")
STAGES = ("waiting", "working", "ended")
"""Where somebody is: without a pair yet, in a working pair, after the last pair ended."""
PER_PAIR = frozenset({"after_first", "after_trial", "planning"})
"""Questionnaires about the other side: one for each working pair."""
ABOUT_CHILDREN = ("parent", "informant")
"""Forms made for these roles are about a child: one for each."""
OFFICIAL: Mapping[str, str] = {"student_student": "pupil_pupil"}
"""Forms of mentoring without an official set of their own, and whose they are asked with (`docs/questionnaires.md`)."""
DAYS = 10
"""How long a campaign takes answers, unless the curator says otherwise."""
PERIODS = (7, 10, 14, 30)
"""Lengths that are offered, in days."""
LONGEST = 60
"""Days; what is asked for longer is a survey that nobody remembers."""
AHEAD = 366
"""Days; nobody plans a survey further ahead."""
EXTENSION = timedelta(days=3)
"""By how much one press extends a campaign."""

Missing = Literal["consent", "unreachable", "form"]
"""Why somebody who is meant gets nothing: no consent, no open chat, nobody knows in which form of mentoring."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is asked: a role of `ASKED_OF` or `ANYBODY`; a form of mentoring, classes and a stage, where they matter."""

    role: str
    form_of_mentoring: str | None = None
    classes: tuple[str, ...] = ()
    stage: str | None = None

    def packed(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "role": self.role, "form_of_mentoring": self.form_of_mentoring, "classes": list(self.classes),
            "stage": self.stage,
        }  # fmt: skip

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> "Audience":
        """What `packed` kept."""
        return cls(kept["role"], kept["form_of_mentoring"], tuple(kept["classes"]), kept["stage"])

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the people who answer."""
        return PARTICIPANTS if self.role == PARTICIPANT else (self.role,)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sheet that somebody might get: the person, and the child or the pair that it is about, if any.

    Class, forms of mentoring and stage are those of the child where the sheet is about one.
    """

    person_id: int
    admitted: bool
    reachable: bool
    group: str | None
    forms: frozenset[str]
    stage: str
    about_id: int | None = None
    pair_id: int | None = None


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets which sheet, and how many people get none though they are meant, by reason."""

    sheets: tuple[Candidate, ...]
    missing: Mapping[Missing, int]

    @property
    def people(self) -> int:
        """How many people get something."""
        return len({each.person_id for each in self.sheets})


def audiences(form: Form) -> tuple[str, ...]:
    """Whom a form may be given to."""
    return ASKED_OF.get(form.role, ANYBODY)


def official(mentoring_form: str, wave: str, role: str) -> str:
    """The name of the official questionnaire of a wave."""
    return f"{OFFICIAL.get(mentoring_form, mentoring_form)}.{wave}.{role}"


def about_children(form: Form) -> bool:
    """Whether somebody gets one sheet for each child; what is anonymous is about nobody."""
    return form.role in ABOUT_CHILDREN and form.mode != "anonymous"


def too_few(form: Form, people: int) -> bool:
    """Whether an anonymous form would go to so few people that no figure could hide them."""
    return form.mode == "anonymous" and people < SMALLEST


def tells_who(form: Form) -> bool:
    """Whether the form promises anonymity that it cannot keep: of a pair, everybody knows who it was (security § 8)."""
    return form.mode == "anonymous" and form.name in PER_PAIR


def stage(states: Collection[str]) -> str:
    """The stage of somebody whose pairs are in these states."""
    if "active" in states:
        return "working"
    return "ended" if "ended" in states else "waiting"


def recipients(audience: Audience, candidates: Sequence[Candidate], in_use: Collection[str]) -> Recipients:
    """Who of the candidates is meant, and gets a sheet or not. `in_use`: the forms of mentoring of the organisation;
    where there is only one, everybody is in it, and where none was ever written down, in the one that is asked for.
    """
    sheets: list[Candidate] = []
    missing: dict[Missing, set[int]] = {"consent": set(), "unreachable": set(), "form": set()}
    for each in candidates:
        if audience.classes and each.group not in audience.classes:
            continue
        if audience.stage is not None and each.stage != audience.stage:
            continue
        if audience.form_of_mentoring is not None:
            forms = each.forms or _lone(audience.form_of_mentoring, in_use)
            if not forms:
                missing["form"].add(each.person_id)
            if audience.form_of_mentoring not in forms:
                continue
        if not each.admitted:
            missing["consent"].add(each.person_id)
        elif not each.reachable:
            missing["unreachable"].add(each.person_id)
        else:
            sheets.append(each)
    return Recipients(tuple(sheets), {reason: len(people) for reason, people in missing.items() if people})


def _lone(asked: str, in_use: Collection[str]) -> frozenset[str]:
    return frozenset(in_use or (asked,)) if len(in_use) < 2 else frozenset()


def fitting(opens: date, closes: date, today: date) -> tuple[date, date]:
    """The nearest days that a campaign may have: not in the past, nor further than `AHEAD`, at least one day, at most
    `LONGEST`.
    """
    first = min(max(opens, today), today + timedelta(days=AHEAD))
    return first, min(max(closes, first), first + timedelta(days=LONGEST))


def extended(opens: date, closes: date, today: date) -> date | None:
    """The last day after one more extension; None when it would be longer than `LONGEST`."""
    until = max(closes, today) + EXTENSION
    return until if until <= opens + timedelta(days=LONGEST) else None


def next_monday(today: date) -> date:
    """The first Monday after today."""
    return today + timedelta(days=7 - today.weekday())


def class_order(group: str) -> tuple[int, str]:
    """Sorts classes as schools do: 5Б before 10А; who is in none comes first."""
    return int("".join(filter(str.isdecimal, group)) or 0), group
