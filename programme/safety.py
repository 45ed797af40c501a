"""What an organisation decides about safety: numbers, hours, what mentors need, the look at words."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy.orm import Session

import db.cases
from db.organisations import Organisation
from domain.cases import HELPLINES, Adult, helplines, hours
from domain.clearances import KINDS, required
from programme import audit, letters
from programme.organisations import OrganisationRefused, by_code

NAMES = (*HELPLINES, "hours", "out_of_hours", "screening", "clearances_adult", "clearances_child")
"""What can be decided; the numbers by their name."""
_NUMBER = re.compile(r"[0-9+*#() -]{2,20}")
_HOURS = re.compile(r"([1-7])-([1-7]) (\d\d:\d\d)-(\d\d:\d\d)")


def chosen(session: Session, code: str) -> dict[str, str]:
    """How an organisation has decided, by name, as it would be typed; the defaults where it has not."""
    settings = by_code(session, code).settings
    when = hours(settings)
    return {
        **helplines(settings),
        "hours": f"{when.days[0] + 1}-{when.days[-1] + 1} {when.opens:%H:%M}-{when.closes:%H:%M}",
        "out_of_hours": settings.get("safety_out_of_hours", "at_once"),
        "screening": settings.get("screening", "on"),
        "clearances_adult": ",".join(required("adult", settings)) or "none",
        "clearances_child": ",".join(required("child", settings)) or "none",
    }


def choose(session: Session, code: str, name: str, value: str, now: datetime) -> None:
    """Decides one thing for an organisation. Raises `OrganisationRefused` with what would be right."""
    organisation = by_code(session, code)
    fewer = weakens(session, code, name, value)
    organisation.settings = {**organisation.settings, **_read(organisation, name, value.strip())}
    purpose = f"{name} weaker" if fewer else name
    row = audit.record(
        session, audit.OPERATOR, "safety.settings", f"organisation:{organisation.code}", now, purpose=purpose
    )
    if fewer:
        for adult in dict.fromkeys(each.person_id for each in _answerable(session, organisation)):
            letters.write(
                session, adult, "letters.safety_weaker", kind="alert", once=f"safety:{row.id}:{adult}", now=now,
                organisation=organisation.name, what={"text": f"cases.setting_{name}"},
            )  # fmt: skip


def weakens(session: Session, code: str, name: str, value: str) -> bool:
    """Whether a decision takes protection away: the look at words, alerts out of hours, what a mentor needs.

    Such a one asks for a second word (security § 3.3). Raises `OrganisationRefused` like `choose`.
    """
    organisation = by_code(session, code)
    settings, value = organisation.settings, value.strip()
    later = {**settings, **_read(organisation, name, value)}
    match name:
        case "screening" | "out_of_hours":
            safe = "on" if name == "screening" else "at_once"
            key = "screening" if name == "screening" else "safety_out_of_hours"
            return value != safe and settings.get(key, safe) == safe
        case "clearances_adult" | "clearances_child":
            tone = name.removeprefix("clearances_")
            return not set(required(tone, settings)) <= set(required(tone, later))
        case _:
            return False


def _answerable(session: Session, organisation: Organisation) -> list[Adult]:
    """Who has to know that protection was taken away: psychologists and directors, not whoever curates."""
    return [each for each in db.cases.adults(session, organisation) if each.role in ("psychologist", "director")]


def _read(organisation: Organisation, name: str, value: str) -> Mapping[str, Any]:
    match name:
        case "emergency" | "free" | "mobile" if _NUMBER.fullmatch(value):
            return {"helplines": {**organisation.settings.get("helplines", {}), name: value}}
        case "hours" if (found := _HOURS.fullmatch(value)) and found[1] <= found[2] and _is_before(found[3], found[4]):
            days = [*range(int(found[1]) - 1, int(found[2]))]
            return {"safety_hours": {"days": days, "opens": found[3], "closes": found[4]}}
        case "out_of_hours" if value in ("at_once", "morning"):
            return {"safety_out_of_hours": value}
        case "screening" if value in ("on", "off"):
            return {"screening": value}
        case "clearances_adult" | "clearances_child" if value == "none" or set(value.split(",")) <= set(KINDS):
            tone = name.removeprefix("clearances_")
            needed = {each: list(required(each, organisation.settings)) for each in ("adult", "child")}
            return {"clearances": {**needed, tone: [] if value == "none" else value.split(",")}}
        case _:
            raise OrganisationRefused(
                "Choose emergency, free or mobile (a number), hours (1-5 09:00-18:00), out_of_hours (at_once, morning),"
                f" screening (on, off), clearances_adult or clearances_child ({','.join(KINDS)} or none)."
            )


def _is_before(opens: str, closes: str) -> bool:
    try:
        return time.fromisoformat(opens) < time.fromisoformat(closes)
    except ValueError:
        return False
