"""The way in: which step a person is at follows from what is known of them, and is stored nowhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain.consents import Decision, Stage

Step = Literal[
    "vouching", "phone", "waiting", "relation", "consent", "adult", "not_allowed", "assent", "refused", "withdrawn",
    "home",
]  # fmt: skip
"""`vouching`: whoever invited has not said yet that it is they. `phone`, `waiting`, `relation`: of a parent. A child
waits for an `adult`; they said `not_allowed`.
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of somebody who takes part; `own` and `parent` are the newest words about it that stand;
    `vouched` is False while somebody has yet to say that it is they (security § 4.2).
    """

    state: str
    stage: Stage = "adult"
    own: Decision | None = None
    parent: Decision | None = None
    vouched: bool = True


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
    if not facts.vouched:
        return "vouching"
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


def day_and_month(text: str, months: Mapping[str, int]) -> tuple[int, int] | None:
    """A birthday as people write it: `12.03`, `12/3/2014`, `12 March`, `March 12`; None for anything else.

    `months` are names of months, in small letters, with their numbers.
    """
    words = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    numbers = [int(word) for word in words if word.isdecimal()]
    named = [months[word] for word in words if word in months]
    if named and numbers:
        day, month = numbers[0], named[0]
    elif len(numbers) >= 2 and len(str(numbers[0])) <= 2:
        day, month = numbers[0], numbers[1]
    else:
        return None
    return (day, month) if 1 <= day <= 31 and 1 <= month <= 12 else None
