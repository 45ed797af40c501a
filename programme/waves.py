"""The official survey before and after the work: one word starts a wave for both sides of a form of mentoring."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

import db.campaigns
import db.organisations
from db.campaigns import Campaign
from domain.campaigns import PARTICIPANTS, Audience, Recipients, official
from domain.comparability import Difference
from domain.forms import Form
from domain.profiles import FORMS
from programme import assigning, audiences, forms
from programme.campaigns import local_day
from programme.presence import Visitor

Which = Literal["before", "after"]
WAVES: tuple[Which, ...] = ("before", "after")
DAYS = 14
"""How long a wave takes answers."""
KNOWN = ("planned", "open", "closed")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a wave: its questionnaire, who would get it now, and the campaign, if it was ever started.

    `unlike`: the questions that forbid to start it.
    """

    role: str
    form: Form
    recipients: Recipients
    campaign: Campaign | None
    unlike: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave of a form of mentoring. `waits`: the first one runs still, and this is the second."""

    which: Which
    sides: tuple[Side, ...]
    waits: bool = False

    @property
    def people(self) -> int:
        """How many people would get it now."""
        return sum(side.recipients.people for side in self.sides)

    @property
    def live(self) -> bool:
        """Whether it takes answers, or waits for its day."""
        return any(side.campaign is not None and side.campaign.state != "closed" for side in self.sides)

    @property
    def ran(self) -> bool:
        """Whether it was asked already; another year it is asked again."""
        return any(side.campaign is not None for side in self.sides)

    @property
    def may_start(self) -> bool:
        """Whether there is somebody to ask, and nothing forbids it."""
        return not self.live and not self.waits and self.people > 0 and not any(side.unlike for side in self.sides)


def mentoring_forms(session: Session, by: Visitor) -> tuple[str, ...]:
    """The forms of mentoring that the organisation uses; all of them, as long as none was ever written down."""
    by.scope_for("campaigns.run")
    used = audiences.forms_in_use(session, by.organisation.id)
    return tuple(form for form in FORMS if form in used) or FORMS


def waves(session: Session, by: Visitor, mentoring_form: str, now: datetime) -> tuple[Wave, ...]:
    """Both waves of a form of mentoring; none for one that there is not."""
    scope = by.scope_for("campaigns.run")
    if mentoring_form not in FORMS:
        return ()
    known = {
        each.form_name: each
        for each in db.campaigns.listed(session, scope, *KNOWN)
        if Audience.unpacked(each.audience).form_of_mentoring == mentoring_form
    }
    before, after = (_wave(session, by, mentoring_form, which, known, now) for which in WAVES)
    return before, replace(after, waits=before.live)


def start(session: Session, by: Visitor, mentoring_form: str, which: str, now: datetime) -> list[Campaign] | None:
    """Starts a wave for both sides, for two weeks from now on; None when it runs already, nobody would get it, the
    first wave runs still, or its questions changed since.
    """
    db.organisations.hold(session, by.organisation.id)
    wave = next((each for each in waves(session, by, mentoring_form, now) if each.which == which), None)
    if wave is None or not wave.may_start:
        return None
    today = local_day(by.organisation, now)
    started = []
    for side in wave.sides:
        if not side.recipients.sheets:
            continue
        version = forms.in_force(session, side.form.name, now)
        audience = Audience(side.role, mentoring_form)
        campaign = assigning.new(by, version, side.form, audience, today, today + timedelta(days=DAYS), now)
        session.add(campaign)
        assigning.begun(session, by, campaign, now)
        started.append(campaign)
    return started


def _wave(
    session: Session, by: Visitor, mentoring_form: str, which: Which, known: dict[str, Campaign], now: datetime
) -> Wave:
    sides = []
    for role in PARTICIPANTS:
        form = forms.of_version(forms.in_force(session, official(mentoring_form, which, role), now))
        audience = Audience(role, mentoring_form)
        meant = audiences.recipients(session, by.organisation.id, form, audience)
        unlike = assigning.unlike(session, by, form, now)
        sides.append(Side(role, form, meant, known.get(form.name), unlike))
    return Wave(which, tuple(sides))
