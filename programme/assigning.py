"""Putting a campaign together: which questionnaire, for whom, from which day to which."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import db.campaigns
import db.own_forms
import db.people
from db.campaigns import Campaign
from db.organisations import scope_of
from db.runs import FormVersion
from domain import campaigns
from domain.campaigns import ASKED_OF, DAYS, PER_PAIR, STAGES, Audience, Recipients
from domain.comparability import Difference
from domain.forms import Form
from domain.profiles import FORMS
from programme import audiences, audit, forms, publishing
from programme.campaigns import local_day, open_now
from programme.completion import COMPLETIONS
from programme.presence import Visitor


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign that a curator puts together, and who would get it today; `groups` are the classes of the school."""

    campaign: Campaign
    form: Form
    audience: Audience
    recipients: Recipients
    groups: tuple[str, ...]
    forms_in_use: tuple[str, ...]
    today: date


def assignable(session: Session, by: Visitor) -> list[tuple[int, Form]]:
    """The questionnaires that may be given to people, the school's own first: number of the version, form. The built-in
    waves have a screen of their own.
    """
    by.scope_for("campaigns.run")
    known = db.own_forms.newest_of_each(session, by.organisation.id)
    found = [(version, forms.of_version(version)) for version in known]
    fit = [(version, form) for version, form in found if may_assign(version, form)]
    return [(version.id, form) for version, form in sorted(fit, key=lambda each: each[0].organisation_id is None)]


def begin(session: Session, by: Visitor, version_id: int, now: datetime) -> Draft | None:
    """A new campaign for a questionnaire, for everybody it is made for, from today on; an earlier draft is dropped.

    None when the questionnaire is not one to give out.
    """
    by.scope_for("campaigns.run")
    version = db.own_forms.usable(session, by.organisation.id, version_id)
    if version is None or not may_assign(version, forms.of_version(version)):
        return None
    for old in db.campaigns.draft_of(session, by.person.id):
        session.delete(old)
    form, today = forms.of_version(version), local_day(by.organisation, now)
    audience = Audience(campaigns.audiences(form)[0], form.mentoring_form or None)
    campaign = new(by, version, form, audience, today, today + timedelta(days=DAYS), now)
    session.add(campaign)
    session.flush()
    return _read(session, by, campaign, now)


def draft(session: Session, by: Visitor, campaign_id: int, now: datetime, *, change: bool = False) -> Draft | None:
    """The draft of this curator, with days that still may be; None when there is none."""
    found = db.campaigns.one(session, by.scope_for("campaigns.run"), campaign_id, "draft", change=change)
    if found is None or found.created_by != by.person.id:
        return None
    found.opens_on, found.closes_on = campaigns.fitting(
        found.opens_on, found.closes_on, local_day(by.organisation, now)
    )
    return _read(session, by, found, now)


def change(session: Session, by: Visitor, campaign_id: int, what: str, value: str, now: datetime) -> Draft | None:
    """Sets one thing of a draft: `role`, `form`, `stage`, `with` or `without` a class (its place in the list; empty:
    all of them), `opens`, `closes`. A value that there is not changes nothing.
    """
    found = draft(session, by, campaign_id, now, change=True)
    if found is None:
        return None
    campaign, audience = found.campaign, found.audience
    match what:
        case "role" if value in campaigns.audiences(found.form):
            audience = replace(audience, role=value)
        case "form" if value in ("", *FORMS):
            audience = replace(audience, form_of_mentoring=value or None)
        case "stage" if value in ("", *STAGES):
            audience = replace(audience, stage=value or None)
        case "with" | "without":
            audience = replace(audience, classes=_classes(audience, found.groups, value, wanted=what == "with"))
        case "opens" | "closes" if (day := _day(value)) is not None:
            length = campaign.closes_on - campaign.opens_on
            first, _ = campaigns.fitting(day if what == "opens" else campaign.opens_on, day, found.today)
            last = first + length if what == "opens" else day
            campaign.opens_on, campaign.closes_on = campaigns.fitting(first, last, found.today)
    campaign.audience = audience.packed()
    return _read(session, by, campaign, now)


def drop(session: Session, by: Visitor, campaign_id: int, now: datetime) -> None:
    """Deletes a draft: nobody has heard of it."""
    found = draft(session, by, campaign_id, now, change=True)
    if found is not None:
        session.delete(found.campaign)


def unlike(session: Session, by: Visitor, form: Form, now: datetime) -> tuple[Difference, ...]:
    """What forbids the second wave: questions that are not as they were in the first (domain § 9.1)."""
    if form.wave != "after":
        return ()
    known = db.own_forms.newest_of_each(session, by.organisation.id)
    earlier = [
        other.name
        for other in map(forms.of_version, known)
        if (other.wave, other.role, other.mentoring_form) == ("before", form.role, form.mentoring_form)
    ]
    organisation = by.organisation.id
    return tuple(
        each for name in earlier for each in publishing.not_comparable(session, organisation, name, form.name, now)
    )


def start(session: Session, by: Visitor, campaign_id: int, now: datetime) -> Campaign | None:
    """The curator's word: the campaign opens now, or waits for its day. None when there is no such draft any more, when
    nobody would get it, or when it may not open.
    """
    found = draft(session, by, campaign_id, now, change=True)
    if found is None or (found.campaign.opens_on == found.today and not found.recipients.sheets):
        return None
    if unlike(session, by, found.form, now) or campaigns.too_few(found.form, found.recipients.people):
        return None
    begun(session, by, found.campaign, now)
    return found.campaign


def begun(session: Session, by: Visitor, campaign: Campaign, now: datetime) -> None:
    """A campaign is to go out: at once when its day has come."""
    campaign.state = "planned"
    session.flush()
    audit.record(session, by, "campaign.started", f"campaign:{campaign.id}", now)
    if campaign.opens_on <= local_day(by.organisation, now):
        open_now(session, campaign, now)


def new(
    by: Visitor, version: FormVersion, form: Form, audience: Audience, opens: date, closes: date, now: datetime
) -> Campaign:
    """A campaign that is put together by somebody."""
    return Campaign(
        organisation_id=by.organisation.id, form_name=form.name, form_version=version.version, mode=form.mode,
        audience=audience.packed(), opens_on=opens, closes_on=closes, created_by=by.person.id, created_at=now,
    )  # fmt: skip


def may_assign(version: FormVersion, form: Form) -> bool:
    """Whether a form asks people, and nothing else follows from it; the monthly polls open by themselves."""
    if form.role not in ("", "any", *ASKED_OF) or campaigns.tells_who(form):
        return False
    if form.wave and version.organisation_id is None:
        return False
    return form.name not in COMPLETIONS or form.name in PER_PAIR


def _read(session: Session, by: Visitor, campaign: Campaign, now: datetime) -> Draft:
    form, audience = forms.form_of(session, campaign), Audience.unpacked(campaign.audience)
    return Draft(
        campaign,
        form,
        audience,
        audiences.recipients(session, campaign.organisation_id, form, audience),
        tuple(db.people.groups(session, scope_of(by.organisation))),
        tuple(sorted(audiences.forms_in_use(session, campaign.organisation_id))),
        local_day(by.organisation, now),
    )


def _classes(audience: Audience, groups: tuple[str, ...], value: str, *, wanted: bool) -> tuple[str, ...]:
    """The classes of an audience with one more or one less, in the order of the school's list."""
    if not value:
        return ()
    if not value.isdecimal() or int(value) >= len(groups):
        return audience.classes
    one = groups[int(value)]
    chosen = {*audience.classes, one} if wanted else {*audience.classes} - {one}
    return tuple(group for group in groups if group in chosen)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
