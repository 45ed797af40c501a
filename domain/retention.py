"""How long each class of data is kept (security § 11.5): defaults, which an organisation's settings may change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Class = Literal["journal", "letters", "drafts", "names", "answers", "consents", "acts"]

DEFAULTS: Mapping[Class, int] = {
    "journal": 30,
    "letters": 30,
    "drafts": 60,
    "names": 0,
    "answers": 365,
    "consents": 3 * 365,
    "acts": 3 * 366,
}
"""Days after: an update was set aside; a letter was settled; a draft was touched; the reports were accepted; a name
was cut (answers without a name, and the mark of a consent); an act was made.
"""
PAPERS_MONTHS = 36
"""Acts and extracts of the log are kept so long (Roskomnadzor order 179 of 28.10.2022, p. 8)."""
LEAST: Mapping[Class, int] = {"acts": 3 * 366}
"""Nobody may choose less: acts and extracts of the log (Roskomnadzor order 179 of 28.10.2022, p. 8)."""
OF_THE_INSTALLATION: frozenset[Class] = frozenset({"journal"})
"""Classes that belong to no organisation: the default holds."""
REPORTS_ACCEPTED = (1, 20)
"""The reports of a year are not accepted before this day, month and day, of the next one (domain § 13)."""
BACKUP_DAYS = 35
"""An erased person is in no backup that is older (security § 11.5)."""
NEVER = ("audit", "cases")
"""What this clock leaves alone: the audit only grows, cases of safety go by the school's own rule."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A class and its days in an organisation."""

    name: Class
    days: int


def terms(settings: Mapping[str, Any]) -> tuple[Kept, ...]:
    """The terms of an organisation: setting `retention` by class, in days; what is no number is left out."""
    chosen = settings.get("retention", {})
    days = {
        name: int(chosen[name]) if str(chosen.get(name, "")).isdigit() else default
        for name, default in DEFAULTS.items()
        if name not in OF_THE_INSTALLATION
    }
    return tuple(Kept(name, max(count, LEAST.get(name, 0))) for name, count in days.items())


def names_go_on(left: date, accepted: int | None) -> date | None:
    """From when on the name of somebody who left serves no purpose: the reports of that year have been accepted.

    `accepted` is the last year of which the organisation says so (setting `reports_accepted`); None while it is not
    said.
    """
    if accepted is None or accepted < left.year:
        return None
    return date(left.year + 1, *REPORTS_ACCEPTED)
