"""Who may do what: the matrix of roles and rights (security § 3.2) as data; what is not written here is denied."""

from collections.abc import Iterable, Mapping
from typing import Literal

Role = Literal[
    "mentee",
    "mentor",
    "parent",
    "class_teacher",
    "psychologist",
    "form_curator",
    "curator",
    "director",
    "municipal_operator",
    "tech_admin",
]
ROLES: tuple[Role, ...] = (
    "mentee", "mentor", "parent", "class_teacher", "psychologist", "form_curator", "curator", "director",
    "municipal_operator", "tech_admin",
)  # fmt: skip
STAFF: tuple[Role, ...] = ROLES[3:]
"""Roles whose invitations live 48 hours (security § 4.1)."""

Reach = Literal["own", "class", "form", "case", "numbers", "organisation"]
"""How far a right goes: what is one's `own`; the own `class`; the own `form` of mentoring; a `case` one is assigned
to; `numbers` without any name; everybody of the `organisation` and of those below it.
"""

_CURATORS: Mapping[Role, Reach] = {"curator": "organisation", "form_curator": "form"}
_CURATOR: Mapping[Role, Reach] = {"curator": "organisation"}
_DIRECTOR: Mapping[Role, Reach] = {"director": "organisation"}
_EVERYBODY: Mapping[Role, Reach] = dict.fromkeys(ROLES, "own")

RIGHTS: Mapping[str, Mapping[Role, Reach]] = {
    # everybody's own
    "home": _EVERYBODY,
    "my_data": _EVERYBODY,
    "consents.own": _EVERYBODY,
    "runs.own": _EVERYBODY,
    # those who take part
    "pairs.own": {"mentor": "own", "mentee": "own"},
    "meetings.own": {"mentor": "own", "mentee": "own"},
    "meetings.log": {"mentor": "own"},
    "meetings.confirm": {"mentee": "own"},
    "mentor.change": {"mentee": "own"},
    "incidents.report": {"mentor": "own", "class_teacher": "own", "curator": "own", "form_curator": "own"},
    "children.see": {"parent": "own"},
    # the curator's work
    "today": _CURATORS,
    "people.see": {
        "curator": "organisation",
        "form_curator": "form",
        "psychologist": "organisation",
        "director": "organisation",
    },
    "class.see": {"class_teacher": "class"},
    "people.invite": {**_CURATORS, "director": "organisation", "municipal_operator": "organisation"},  # see GRANTS
    "posters.print": _CURATOR,
    "applications.judge": _CURATOR,
    "class.code": {"curator": "organisation", "class_teacher": "class"},
    "people.change": _CURATOR,
    "people.import": _CURATOR,
    "parents.judge": _CURATOR,
    "answers.programme": _CURATORS,
    "answers.sensitive": {"psychologist": "organisation"},
    "answers.confidential": _CURATOR,
    "pairs.see": {"curator": "organisation", "form_curator": "form", "director": "organisation"},
    "pairs.form": _CURATORS,
    "meetings.see": _CURATORS,
    "polls.run": _CURATOR,
    "campaigns.run": _CURATOR,
    "summary.see": {"curator": "organisation", "director": "organisation"},
    "results.see": {"curator": "organisation", "director": "organisation"},
    "results.publish": _CURATOR,
    "questionnaires.own": _CURATOR,
    "questionnaires.paper": _CURATOR,
    "schools.see": {"municipal_operator": "numbers"},
    "consents.see": {"curator": "organisation", "director": "organisation"},
    "consents.paper": _CURATOR,
    "consents.texts": {"curator": "organisation", "director": "organisation"},
    "erasures.see": {"curator": "organisation", "director": "organisation"},
    "erasures.prepare": _CURATOR,
    "erasures.approve": _DIRECTOR,
    "clearances.record": _CURATOR,
    "export.named": {"curator": "organisation", "director": "organisation"},
    # somebody needs help (security § 10)
    "cases.work": {"psychologist": "organisation", "curator": "case", "director": "case"},
    "cases.deadlines": {"director": "organisation"},
    "cases.count": {"municipal_operator": "numbers", "curator": "numbers"},
    "duty": {"psychologist": "own"},
    # the machine
    "health.see": {"tech_admin": "numbers"},
}
"""Right → who has it, and how far. A role that a right does not name has nothing of it."""

AUDITED = frozenset(
    {"answers.sensitive", "answers.confidential", "cases.work", "export.named", "erasures.prepare", "erasures.approve"}
)
"""Rights whose every use leaves a row in the audit (security § 7), reading included."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "programme": ("answers.programme",),
    "sensitive": ("today", "answers.sensitive"),
}
"""The rights by which the staff comes to know an answer, by whom its question names as readers (`bind::seen_by`).

A sensitive one that asks for a person stands on the curator's «Сегодня»; all of them the psychologist opens.
"""

GRANTS: Mapping[str, tuple[Role, ...]] = {
    "municipal_operator": ("director",),
    "director": ("curator", "form_curator", "psychologist", "class_teacher"),
    "curator": ("mentor", "mentee", "parent", "class_teacher", "psychologist", "form_curator"),
    "form_curator": ("mentor", "mentee", "parent"),
}
"""Which roles a role may invite people into (security § 3.2, last row). Nobody hands out the own power or more."""


def reach(right: str, roles: Iterable[str]) -> Reach | None:
    """How far a right goes for somebody who holds the roles now: the widest; None is a denial.

    Raises KeyError for a right that the matrix does not know, so that a misspelt one never lets anybody in.
    """
    held = RIGHTS[right]
    reaches = [held[role] for role in ROLES if role in held and role in set(roles)]
    return max(reaches, key=_WIDTH.index, default=None)


def holders(rights: Iterable[str]) -> tuple[Role, ...]:
    """The roles of the staff that have one of the rights over more than what is their own, in the order of rights."""
    return tuple(dict.fromkeys(role for right in rights for role, reach in RIGHTS[right].items() if reach != "own"))


def may_grant(roles: Iterable[str]) -> tuple[Role, ...]:
    """The roles that somebody may invite people into."""
    allowed = {role for own in roles if own in GRANTS for role in GRANTS[own]}
    return tuple(role for role in ROLES if role in allowed)


_WIDTH: tuple[Reach, ...] = ("own", "case", "numbers", "class", "form", "organisation")
