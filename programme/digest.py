"""The summary as a letter: sent to the curators when a month is over."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.due
import db.people
import db.polls
from db.organisations import Organisation
from domain.polls import months_later, period_of
from domain.summary import MonthSummary, Opinion, compare
from domain.suppression import Band
from programme import letters, summary
from programme.setbacks import one_by_one

SENT_AT = time(9, 30)
"""Local time on the first of the month at which the summary of the month before goes out."""
LAST_DAY = timedelta(days=1)
SENT_WITHIN = timedelta(days=7)
"""A summary that could not go out in the first week is left to `/summary`."""


def send_monthly(session: Session, now: datetime) -> int:
    """Sends the summary of the month before to every curator on the first, or later that week; returns how many.

    While the poll of that month is open it waits for the answers, but not beyond the week.
    """
    ready = {}

    def look(organisation: Organisation) -> int:
        local = now.astimezone(ZoneInfo(organisation.zone))
        opens = datetime.combine(local.date().replace(day=1), SENT_AT, local.tzinfo)
        first = months_later(opens.date(), -1)
        if opens <= local < opens + SENT_WITHIN and (
            local >= opens + SENT_WITHIN - LAST_DAY or not _asks(session, organisation, first)
        ):
            ready[organisation.id] = first
        return 0

    def send(organisation: Organisation) -> int:
        first = ready[organisation.id]
        mine = db.due.claim(session, "summary", str(organisation.id), period_of(first), now)
        return _send(session, organisation, first, now) if mine else 0

    at_work = db.polls.organisations_at_work(session)
    one_by_one(session, "look_monthly", at_work, look, now)
    done = db.due.done(session, "summary", {period_of(first) for first in ready.values()}) if ready else set()
    unsent = [one for one in at_work if one.id in ready and (str(one.id), period_of(ready[one.id])) not in done]
    return one_by_one(session, "send_monthly", unsent, send, now)


def _asks(session: Session, organisation: Organisation, first: date) -> bool:
    poll = db.polls.of_period(session, organisation.id, period_of(first))
    return poll is not None and poll.closed_at is None


def _send(session: Session, organisation: Organisation, first: date, now: datetime) -> int:
    if first < summary.months(session, organisation, now)[0]:
        return 0
    newest, before = summary.month(session, organisation, first, now, "none")
    values = {"month": {"month": first.isoformat()}, "period": period_of(first), **_numbers(newest, before)}
    arguments = {"organisation": organisation.id, "month": period_of(first), "at": now.isoformat()}
    curators = db.people.curators(session, organisation.id)
    for curator in curators:
        letters.write(
            session, curator.id, "letters.summary", kind="digest", now=now,
            once=f"summary:{organisation.id}:{period_of(first)}:{curator.id}", expires_at=now + SENT_WITHIN,
            pictures={"summary_chart": arguments}, files={"summary": arguments}, **values,
        )  # fmt: skip
    return len(curators)


def _numbers(newest: MonthSummary, before: MonthSummary | None) -> dict[str, Any]:
    """The letter's numbers, plain: shares in whole percent, -1 where there is nothing to tell."""
    meetings, rhythmic, response = compare(newest, before)
    return {
        "meetings": newest.meetings_held,
        "meetings_change": _sign(meetings.difference),
        "kept": newest.pairs_in_rhythm,
        "judged": newest.pairs_judged,
        "rhythm": _percent(rhythmic.now),
        "rhythm_change": _sign(rhythmic.difference),
        "respondents": newest.respondents,
        "participants": newest.participants,
        "response": _percent(response.now),
        "response_change": _sign(response.difference),
        **_satisfied("mentees", newest.mentees),
        **_satisfied("mentors", newest.mentors),
        "attention": len(newest.attention),
    }


def _satisfied(role: str, seen: Opinion) -> dict[str, Any]:
    match seen.of_respondents:
        case Band(low, high):
            return {role: "band", f"{role}_low": _percent(low), f"{role}_high": _percent(high)}
        case float() as share:
            return {role: "share", f"{role}_low": _percent(share), f"{role}_high": _percent(share)}
        case None:
            return {role: "nobody", f"{role}_low": -1, f"{role}_high": -1}
        case hidden:
            return {role: hidden.reason, f"{role}_low": hidden.least, f"{role}_high": hidden.least}


def _percent(value: float | None) -> int:
    return -1 if value is None else round(value * 100)


def _sign(difference: float | None) -> str:
    if difference is None:
        return "none"
    return "up" if difference > 0 else "down" if difference < 0 else "same"
