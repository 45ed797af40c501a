"""The way in: which step a person is at follows from what is known of them, and is stored nowhere."""

from dataclasses import dataclass
from typing import Literal

from domain.consents import Decision, Stage

Step = Literal[
    "phone", "waiting", "relation", "consent", "adult", "not_allowed", "assent", "refused", "withdrawn", "home"
]  # fmt: skip
"""`phone`, `waiting`, `relation`: of a parent. A child waits for an `adult`; they said `not_allowed`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of somebody who takes part; `own` and `parent` are the newest words about it that stand."""

    state: str
    stage: Stage = "adult"
    own: Decision | None = None
    parent: Decision | None = None


@dataclass(frozen=True, slots=True)
class Guardianship:
    """What is known of a parent and one child; `decision` is the parent's newest word that stands."""

    state: str
    claimed: bool = False
    confirmed: bool = False
    related: bool = False
    decision: Decision | None = None


def participant_step(facts: Facts) -> Step:
    """Where a mentee, a mentor or a curator is. A minor needs two keys: the parent's and the own."""
    if facts.state in ("withdrawn", "left"):
        return "withdrawn"
    if facts.stage != "adult" and facts.parent != "agreed":
        return "not_allowed" if facts.parent == "refused" else "adult"
    if facts.own is None:
        return "assent" if facts.stage == "child" else "consent"
    return "home" if facts.own == "agreed" else "refused"


def parent_step(facts: Guardianship) -> Step:
    """Where a parent is with one child: the phone, the curator's word if it is not on the list, then the consent."""
    if facts.state in ("withdrawn", "left"):
        return "withdrawn"
    if not facts.confirmed:
        return "waiting" if facts.claimed else "phone"
    if not facts.related:
        return "relation"
    if facts.decision is None:
        return "consent"
    return "home" if facts.decision == "agreed" else "refused"
