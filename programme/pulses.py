"""The first month of a pair: after its first and its third week both sides and a parent are asked how it goes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.due
import db.organisations
import db.polls
import db.pulses
from db.organisations import Organisation
from db.pairs import Pair
from domain import polls
from programme import letters
from programme.polls import Asked, ask, next_opening
from programme.runs import interrupt
from programme.setbacks import one_by_one


def first_month(session: Session, now: datetime) -> int:
    """Once an hour: asks the pairs whose first or third week has ended; returns how many people.

    Whoever was asked within a week is not asked again, and a poll that opens within a week asks in place of this.
    """
    if not db.due.claim(session, "first_month", "all", f"{now:%Y-%m-%dT%H}", now):
        return 0
    young = db.pulses.started_between(session, now.date() - timedelta(days=29), now.date())
    by_organisation: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in young:
        by_organisation[pair.organisation_id].append(pair)
    schools = [db.organisations.by_id(session, each) for each in sorted(by_organisation)]

    def look(organisation: Organisation) -> int:
        return _look(session, organisation, by_organisation[organisation.id], now)

    return one_by_one(session, "first_month", schools, look, now)


def close_due(session: Session, now: datetime) -> int:
    """Once an hour: closes the pulses of weeks whose time is over; who is just answering gets half an hour. Returns how
    many.
    """
    if not db.due.claim(session, "close_weeks", "all", f"{now:%Y-%m-%dT%H}", now):
        return 0
    over = db.pulses.weekly(session, polls.PULSES, now - polls.WEEKLY_FOR)
    ready = [run for run in over if run.touched_at is None or now - run.touched_at >= polls.GRACE]
    for run in ready:
        interrupt(session, run, now, "expired")
    return len(ready)


def _look(session: Session, organisation: Organisation, pairs: list[Pair], now: datetime) -> int:
    local = now.astimezone(ZoneInfo(organisation.zone))
    if local.time() < polls.AT or next_opening(organisation, now) - now <= polls.WEEKLY_FOR:
        return 0
    weeks = {pair.id: week for pair in pairs if pair.started_on
             if (week := polls.week_of(pair.started_on, local.date()))}  # fmt: skip
    lately = db.pulses.asked_since(session, organisation.id, polls.PULSES, now - polls.WEEKLY_FOR) if weeks else set()
    count = 0
    for asked in _members(session, organisation.id, weeks):
        if asked.person.id in lately:
            continue
        lately.add(asked.person.id)
        run = ask(session, asked, f"pulse:{asked.pair_id}:{weeks[asked.pair_id or 0]}", local.date(), now)
        key = "letters.pulse_week_parent" if asked.role == "parent" else "letters.pulse_week"
        count += letters.write(
            session, run.person_id, key, kind="reminder", once=f"pulse:{run.id}", now=now,
            expires_at=now + polls.WEEKLY_FOR, run_id=run.id, run=run.id,
        )  # fmt: skip
    return count


def _members(session: Session, organisation_id: int, weeks: dict[int, int]) -> Iterator[Asked]:
    """The two sides of each of these pairs, and of each mentee a parent."""
    if not weeks:
        return
    for person, role, pair_id in db.polls.participants(session, organisation_id):
        if pair_id in weeks:
            yield Asked(person, role, pair_id)
    families: set[int] = set()
    for parent, child_id, pair_id in db.polls.parents(session, organisation_id):
        if pair_id in weeks and child_id not in families:
            families.add(child_id)
            yield Asked(parent, "parent", pair_id, child_id)
