"""An organisation's rules about consents: what the texts say of it, which kinds are signed on paper, who checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import db.organisations
import db.people
from db.organisations import Organisation
from db.runs import Run
from domain import rights
from domain.answers import Answer
from domain.consents import OFFERED
from programme import audit
from programme.endings import Ending
from programme.presence import Visitor

FORM = "operator_details"
"""The questionnaire that asks what the texts of consent say about the organisation."""
DETAILS = ("operator_address", "operator_contact", "programme", "processor")
FOUR_EYES = "four_eyes"
ON_PAPER = ("processing", *OFFERED)
"""Kinds that an organisation may want on paper; the others are on paper, or said by a child, anyway."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds: the details by name (empty: not told), the kinds on paper, whether two people check a form."""

    details: Mapping[str, str]
    on_paper: tuple[str, ...]
    four_eyes: bool


def rules(session: Session, by: Visitor) -> Rules:
    """The rules of the organisation that somebody acts in."""
    by.scope_for("consents.texts")
    told = by.organisation.settings
    details = {name: str(told.get(name) or "") for name in DETAILS}
    on_paper = tuple(kind for kind in ON_PAPER if kind in told.get("paper_only", ()))
    return Rules(details, on_paper, bool(told.get(FOUR_EYES)))


def toggle(session: Session, by: Visitor, rule: str, on: bool, now: datetime) -> Rules:
    """Turns a rule on or off: `four_eyes`, or a kind that is taken on paper only. An unknown one changes nothing."""
    by.scope_for("consents.texts")
    organisation = db.organisations.by_id(session, by.organisation.id)
    told = dict(organisation.settings)
    if rule == FOUR_EYES:
        told[FOUR_EYES] = on
    elif rule in ON_PAPER:
        kept = set(told.get("paper_only", ())) - {rule} | ({rule} if on else set())
        told["paper_only"] = [kind for kind in ON_PAPER if kind in kept]
    if told != organisation.settings:
        organisation.settings = told
        result = f"{rule}={'on' if on else 'off'}"
        audit.record(session, by, "consent.rule_changed", f"organisation:{organisation.id}", now, result=result)
    return rules(session, by)


def ask(session: Session, by: Visitor, now: datetime) -> Run | None:
    """The questionnaire about the organisation; None for whoever acts in another one than their own."""
    from programme.runs import open_run  # it knows the completions, and those know this module

    by.scope_for("consents.texts")
    if by.organisation.id != by.person.organisation_id:
        return None
    return open_run(session, by.person, FORM, now=now)


def told(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `operator_details`: what was skipped stays as it was."""
    if rights.reach("consents.texts", db.people.roles(session, run.person_id)) is None:
        return Ending("consent_rules.not_yours")
    organisation: Organisation = db.organisations.by_id(session, run.organisation_id)
    answers = {name: answer.text for name, answer in given.items() if name in DETAILS and answer.text}
    organisation.settings = {**organisation.settings, **answers}
    session.flush()
    return Ending("consent_rules.told", {}, "consent_rules")
