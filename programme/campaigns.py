"""Campaigns as the clock keeps them: opened, given to who comes later, reminded of, closed and counted."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.ballots
import db.campaigns
import db.due
import db.letters
import db.organisations
import db.runs
from db.campaigns import Campaign, Owing
from db.letters import Letter
from db.organisations import Organisation
from db.runs import Run
from domain.campaigns import Audience, Candidate
from domain.polls import GRACE, LADDER
from programme import audiences, forms, letters, results
from programme.runs import interrupt
from programme.setbacks import one_by_one


def open_due(session: Session, now: datetime) -> int:
    """Opens what was planned for today or earlier; returns how many. One whose days passed meanwhile is closed, and
    nobody was asked.
    """

    def begin(campaign: Campaign) -> int:
        if campaign.closes_on < today(session, campaign, now):
            campaign.state, campaign.ended_at = "closed", now
            return 0
        open_now(session, campaign, now)
        return 1

    planned = db.campaigns.in_state(session, "planned")
    due = [each for each in planned if each.opens_on <= today(session, each, now)]
    return one_by_one(session, "open_campaigns", due, begin, now)


def open_now(session: Session, campaign: Campaign, now: datetime) -> None:
    """A campaign begins: everybody of its audience gets the form."""
    campaign.state, campaign.opened_at = "open", now
    session.flush()
    hand_out(session, campaign, now)


def hand_out(session: Session, campaign: Campaign, now: datetime) -> int:
    """Gives the form to everybody of the audience who has not got it: at the opening, and to who came since. Returns to
    how many people.
    """
    form, audience = forms.form_of(session, campaign), Audience.unpacked(campaign.audience)
    known = db.campaigns.sheets(session, campaign.id)
    meant = audiences.recipients(session, campaign.organisation_id, form, audience).sheets
    done = db.ballots.participants(session, campaign.id)  # whose sheet is gone, because it was anonymous
    new = [
        each
        for each in meant
        if each.person_id not in done and (each.person_id, each.about_id, each.pair_id) not in known
    ]
    session.add_all(_sheet(campaign, each, now) for each in new)
    session.flush()
    people = {each.person_id for each in new}
    owing = [each for each in db.campaigns.owing_people(session, campaign.id) if each.id in people]
    letters.write_all(session, [_letter(session, campaign, 0, each, now) for each in owing])
    return len(people)


def remind(session: Session, now: datetime) -> int:
    """Once an hour: reminds a day after the first letter came and two days after that, then no more (ux § 3); letters
    to who has answered meanwhile are called off. Once a day whoever joined since gets the form. Returns how many
    reminders.
    """
    if not db.due.claim(session, "remind_campaigns", "all", f"{now:%Y-%m-%dT%H}", now):
        return 0

    def look(campaign: Campaign) -> int:
        day = today(session, campaign, now)
        if day <= campaign.closes_on and db.due.claim(session, "campaign", str(campaign.id), day.isoformat(), now):
            hand_out(session, campaign, now)
        db.letters.call_off(session, db.campaigns.needless(session, campaign.id))
        composed = [
            _letter(session, campaign, step, each, now)
            for step, pause in enumerate(LADDER, start=1)
            for each in db.campaigns.to_remind(session, campaign.id, step, now - pause)
        ]
        return letters.write_all(session, composed)

    return one_by_one(session, "remind_campaigns", db.campaigns.in_state(session, "open"), look, now)


def close_due(session: Session, now: datetime) -> int:
    """Closes campaigns whose last day is over, and publishes what they gathered; who is just answering gets half an
    hour. Returns how many are closed.
    """

    def close(campaign: Campaign) -> int:
        waiting = db.campaigns.unfinished(session, campaign.id)
        busy = [run for run in waiting if run.touched_at is not None and now - run.touched_at < GRACE]
        for run in waiting:
            if run not in busy:
                break_off(session, campaign, run, "expired", now)
        if busy:
            return 0
        end(session, campaign, "closed", now)
        organisation = db.organisations.by_id(session, campaign.organisation_id)
        results.publish(session, organisation, campaign.form_name, None, now)
        return 1

    open_ones = db.campaigns.in_state(session, "open")
    due = [each for each in open_ones if each.closes_on < today(session, each, now)]
    return one_by_one(session, "close_campaigns", due, close, now)


def break_off(session: Session, campaign: Campaign, run: Run, state: str, now: datetime) -> None:
    """A sheet is closed as far as it was filled in; of an anonymous one nothing is kept that names who began it."""
    interrupt(session, run, now, state)
    if campaign.mode == "anonymous":
        db.runs.forget_answers(session, run.id)


def end(session: Session, campaign: Campaign, state: str, now: datetime) -> None:
    """A campaign is over, closed or interrupted: nobody is written to about it any more."""
    campaign.state, campaign.ended_at = state, now
    session.flush()
    db.letters.call_off(session, db.campaigns.needless(session, campaign.id))


def today(session: Session, campaign: Campaign, now: datetime) -> date:
    """The day at the school of a campaign."""
    return local_day(db.organisations.by_id(session, campaign.organisation_id), now)


def local_day(organisation: Organisation, now: datetime) -> date:
    """The day at a school."""
    return now.astimezone(ZoneInfo(organisation.zone)).date()


def letter(session: Session, campaign: Campaign, key: str, once: str, owing: Owing, now: datetime) -> Letter:
    """A letter about a campaign, to be written: which form, until when, how many sheets, and the first of them. It has
    no sense any more after the last day.
    """
    form = forms.form_of(session, campaign)
    zone = ZoneInfo(db.organisations.by_id(session, campaign.organisation_id).zone)
    values = {
        "title": {"label": dict(form.title)}, "minutes": form.minutes, "until": {"day": campaign.closes_on.isoformat()},
        "sheets": owing.sheets, "run": owing.run_id,
    }  # fmt: skip
    return Letter(
        once_key=once, person_id=owing.id, text_key=key, values=values, kind="reminder", written_at=now, not_before=now,
        expires_at=datetime.combine(campaign.closes_on, time.max, zone),
        run_id=owing.run_id if owing.sheets == 1 else None,
    )  # fmt: skip


def _sheet(campaign: Campaign, given: Candidate, now: datetime) -> Run:
    return Run(
        person_id=given.person_id, about_id=given.about_id, pair_id=given.pair_id, campaign_id=campaign.id,
        organisation_id=campaign.organisation_id, form_name=campaign.form_name, form_version=campaign.form_version,
        once_key=f"campaign:{campaign.id}:{given.person_id}:{given.about_id or 0}:{given.pair_id or 0}", opened_at=now,
    )  # fmt: skip


def _letter(session: Session, campaign: Campaign, step: int, owing: Owing, now: datetime) -> Letter:
    """The first letter (step 0) or a reminder: each once to a person, however many sheets there are."""
    key = "letters.campaign_open" if step == 0 else f"letters.campaign_reminder_{step}"
    return letter(session, campaign, key, db.campaigns.letter_key(campaign.id, owing.id, step), owing, now)
