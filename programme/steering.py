"""A campaign in the curator's hand: how far it is, who owes, a reminder, some days more, a stop."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.ballots
import db.campaigns
import db.organisations
import db.results
import db.runs
from db.campaigns import Campaign
from db.organisations import Scope
from db.people import Person
from db.polls import Tally
from domain import campaigns
from domain.campaigns import Audience
from domain.forms import Form
from domain.suppression import SMALLEST, Hidden, unseen
from programme import audit, forms, letters, reminding
from programme.campaigns import break_off, end, letter, today
from programme.presence import Visitor
from programme.reminding import Reach

Reason = Literal["harm", "mistake", "audience", "other"]
"""Why a campaign is stopped: it hurts people, there is a mistake in it, it went to the wrong people."""
REASONS: tuple[Reason, ...] = get_args(Reason)
LIVE, OVER = ("planned", "open"), ("closed", "interrupted")


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign with its numbers. `groups` are by class; in an anonymous one small classes are not told apart.

    `reach` is whom a reminder would really reach today, of `owing` who have not answered.
    """

    campaign: Campaign
    form: Form
    audience: Audience
    total: Tally
    groups: tuple[tuple[str | None, Tally | Hidden], ...]
    owing: int
    reach: Reach
    longer: date | None
    """The last day after an extension, if there may be one."""
    result_id: int | None
    """The publication of what it gathered."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody with sheets without an answer, how many, and whether letters arrive."""

    person: Person
    sheets: int
    reachable: bool


def listed(session: Session, scope: Scope) -> list[tuple[Campaign, Form, Tally]]:
    """What runs or waits for its day, what ends first stands first."""
    return [_line(session, each) for each in db.campaigns.listed(session, scope, *LIVE)]


def past(session: Session, scope: Scope) -> list[tuple[Campaign, Form, Tally]]:
    """What is over, the newest first."""
    return [_line(session, each) for each in reversed(db.campaigns.listed(session, scope, *OVER))]


def one(session: Session, scope: Scope, campaign_id: int, now: datetime) -> Standing | None:
    """A campaign of the scope, or None."""
    campaign = db.campaigns.one(session, scope, campaign_id, *LIVE, *OVER)
    if campaign is None:
        return None
    tallies, day = _by_class(session, campaign), today(session, campaign, now)
    published = db.results.newest(session, campaign.organisation_id, campaign.form_name)
    ended = campaign.ended_at
    return Standing(
        campaign,
        forms.form_of(session, campaign),
        Audience.unpacked(campaign.audience),
        _sum(tallies),
        _shown(campaign, tallies),
        len({person.id for run, person, _ in db.campaigns.owing(session, campaign.id)}),
        _reach(session, campaign, now),
        campaigns.extended(campaign.opens_on, campaign.closes_on, day) if campaign.state in LIVE else None,
        published.id if published is not None and ended is not None and published.taken_at >= ended else None,
    )


def silent(session: Session, scope: Scope, campaign_id: int) -> list[Silent]:
    """Who has not answered, by name: an answer that is missing is no secret, an answer is."""
    if db.campaigns.one(session, scope, campaign_id, *LIVE, *OVER) is None:
        return []
    rows = db.campaigns.owing(session, campaign_id)
    counts = Counter(person.id for _, person, _ in rows)
    people = {person.id: Silent(person, counts[person.id], reachable) for _, person, reachable in rows}
    return list(people.values())


def remind_owing(session: Session, scope: Scope, campaign_id: int, now: datetime) -> Reach | None:
    """Reminds everybody who has not answered; returns whom that reaches, and why not the others."""
    campaign = db.campaigns.one(session, scope, campaign_id, "open", change=True)
    if campaign is None:
        return None
    found = _reach(session, campaign, now)
    day, key = today(session, campaign, now).isoformat(), "letters.campaign_reminder_1"
    composed = [
        letter(session, campaign, key, f"campaign:{campaign.id}:{each.id}:{day}", each, now)
        for each in db.campaigns.owing_people(session, campaign.id)
        if each.id in found.ready
    ]
    letters.write_all(session, composed)
    return found


def extend(session: Session, scope: Scope, campaign_id: int, closes: str, now: datetime) -> Campaign | None:
    """Three days more; None when it is over, can go on no longer, or ends on another day than was pressed for.

    What is closed stays closed: its results are published, and two looks at them must not differ (security § 8.1).
    """
    campaign = db.campaigns.one(session, scope, campaign_id, *LIVE, change=True)
    if campaign is None or campaign.closes_on.isoformat() != closes:
        return None
    longer = campaigns.extended(campaign.opens_on, campaign.closes_on, today(session, campaign, now))
    if longer is None:
        return None
    campaign.closes_on = longer
    return campaign


def stop(session: Session, by: Visitor, campaign_id: int, reason: str, now: datetime) -> Campaign | None:
    """Ends a campaign that does harm, at once and for a reason: open sheets are closed with what was answered so far,
    nobody is reminded. None when it is over already.
    """
    scope = by.scope_for("campaigns.run")
    campaign = db.campaigns.one(session, scope, campaign_id, *LIVE, change=True)
    if campaign is None or reason not in REASONS:
        return None
    for run in db.campaigns.unfinished(session, campaign.id):
        break_off(session, campaign, run, "stopped", now)
    campaign.reason = reason
    end(session, campaign, "interrupted", now)
    audit.record(session, by, "campaign.stopped", f"campaign:{campaign.id}", now, purpose=reason)
    return campaign


def _line(session: Session, campaign: Campaign) -> tuple[Campaign, Form, Tally]:
    return campaign, forms.form_of(session, campaign), _sum(_by_class(session, campaign))


def _by_class(session: Session, campaign: Campaign) -> dict[str | None, Tally]:
    """Where the sheets stand; of an anonymous campaign those sent are gone, and only who sent one is known."""
    tallies = dict(db.campaigns.progress(session, campaign.id))
    if campaign.mode == "anonymous":
        took_part = db.ballots.participants(session, campaign.id)
        for group, count in db.campaigns.classes(session, took_part).items():
            known = tallies.get(group, Tally(0, 0, 0, 0))
            tallies[group] = Tally(known.answered + count, known.in_progress, known.not_opened, known.unreachable)
    return tallies


def _shown(campaign: Campaign, tallies: dict[str | None, Tally]) -> tuple[tuple[str | None, Tally | Hidden], ...]:
    """The classes in their order; in an anonymous campaign small ones are hidden, and those that would tell them."""
    names = {group: group or "" for group in tallies}
    sizes = {names[group]: tally.asked for group, tally in tallies.items()}
    hidden = unseen(sizes, lambda _: False, SMALLEST) if campaign.mode == "anonymous" else {}
    return tuple(
        (group, hidden.get(names[group]) or tallies[group])
        for group in sorted(tallies, key=lambda group: campaigns.class_order(group or ""))
    )


def _sum(tallies: dict[str | None, Tally]) -> Tally:
    every = tallies.values()
    return Tally(
        sum(each.answered for each in every),
        sum(each.in_progress for each in every),
        sum(each.not_opened for each in every),
        sum(each.unreachable for each in every),
    )


def _reach(session: Session, campaign: Campaign, now: datetime) -> Reach:
    zone = ZoneInfo(db.organisations.by_id(session, campaign.organisation_id).zone)
    owing = db.campaigns.owing(session, campaign.id) if campaign.state == "open" else []
    return reminding.reach(session, owing, zone, now, anonymous=campaign.mode == "anonymous")
