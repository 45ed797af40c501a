"""The monthly summary: asked of the database in a few questions, told by the domain."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.organisations
import db.pairs
import db.polls
import db.summary
from db.organisations import Organisation, Scope, scope_of
from db.polls import Poll
from domain.names import shown
from domain.polls import FORMS, first_day, months_later, period_of
from domain.rhythm import kept, rhythm
from domain.satisfaction import Satisfaction, satisfaction
from domain.summary import Attention, MonthSummary, Opinion, PairLine, Reason, opinion
from domain.suppression import SMALLEST
from domain.today import Reason as InQueue
from domain.today import Thing
from programme import today

MONTHS = 12
"""The most months that a chart and a table show."""
_REASONS: Mapping[InQueue, Reason] = {
    "unsafe": "wants_talk",
    "worried": "wants_talk",
    "worrying_meeting": "wants_talk",
    "wants_talk": "wants_talk",
    "consent_withdrawn": "consent_withdrawn",
    "no_meeting": "no_meeting",
    "first_meeting": "first_meeting",
    "one_side_only": "one_side_only",
    "cancelled_twice": "cancelled_twice",
    "missed_polls": "missed_polls",
}
"""From the queue's reasons to those of a file that goes from hand to hand: worries are told as a wish to talk."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database knows of a span of months."""

    pairs: Sequence[db.summary.Worked]
    held: Sequence[db.summary.Held]
    polls: Mapping[str, Sequence[Poll]]
    asked: Mapping[str, Mapping[str, tuple[int, int]]]
    """By month of a poll that is still open, and form: how many were asked, how many answered."""


def months(session: Session, organisation: Organisation, now: datetime) -> tuple[date, date]:
    """The first and the last month there is a summary of: from the first pair to this month."""
    this = _today(organisation, now).replace(day=1)
    start = db.summary.first_start(session, scope_of(organisation))
    return (min(start.replace(day=1), this) if start else this), this


def month(
    session: Session, organisation: Organisation, first: date, now: datetime, names: str
) -> tuple[MonthSummary, MonthSummary | None]:
    """A month, and the month before it if there is one, for the text."""
    start, _ = months(session, organisation, now)
    before = months_later(first, -1)
    both = history(session, organisation, before if before >= start else first, first, now)
    newest = replace(both[-1], attention=attention(session, scope_of(organisation), now, names))
    return newest, both[0] if len(both) > 1 else None


def history(session: Session, organisation: Organisation, first: date, last: date, now: datetime) -> list[MonthSummary]:
    """The months from the first to the last, oldest first, without what needs attention now."""
    listed = [first]
    while listed[-1] < last:
        listed.append(months_later(listed[-1], 1))
    facts = _facts(session, scope_of(organisation), listed)
    return [_month(organisation, each, facts, _today(organisation, now)) for each in listed]


def attention(session: Session, scope: Scope, now: datetime, names: str) -> tuple[Attention, ...]:
    """What needs the curator now, with people as this reader may see them (setting CHAT_NAMES); `none` names nobody.

    What is one reason to the reader, as two worrying answers of a poll, stands there once.
    """
    told = (
        Attention(
            _REASONS[thing.reason], _label(thing, names), thing.since, thing.pair_id, thing.person_id,
            thing.number if _is_of_pair(thing) else None,
        )
        for thing in today.queue(session, scope, now, _REASONS.keys())
    )  # fmt: skip
    return tuple(dict.fromkeys(told))


def chart(session: Session, organisation: int, month: str, at: str) -> list[MonthSummary]:
    """What the chart is drawn from: a year at most. Arguments are plain: ids, `2026-11`, an ISO moment."""
    return _year(session, db.organisations.by_id(session, organisation), first_day(month), datetime.fromisoformat(at))


def workbook(
    session: Session, organisation: int, month: str, at: str, names: str = "none"
) -> tuple[list[MonthSummary], list[PairLine]]:
    """What the table is made from: a year at most, and the pairs of the newest month."""
    school, first, now = db.organisations.by_id(session, organisation), first_day(month), datetime.fromisoformat(at)
    year = _year(session, school, first, now)
    year[-1] = replace(year[-1], attention=attention(session, scope_of(school), now, names))
    return year, _pair_lines(session, school, first, now, names)


def _today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()


def _year(session: Session, organisation: Organisation, last: date, now: datetime) -> list[MonthSummary]:
    start, _ = months(session, organisation, now)
    return history(session, organisation, min(max(start, months_later(last, 1 - MONTHS)), last), last, now)


def _last_day(first: date) -> date:
    return months_later(first, 1) - timedelta(days=1)


def _facts(session: Session, scope: Scope, listed: Sequence[date]) -> Facts:
    first, last = listed[0], _last_day(listed[-1])
    pairs = db.summary.worked(session, scope, first, last)
    held = db.summary.held(session, scope, first, last)
    polls: defaultdict[str, list[Poll]] = defaultdict(list)
    for poll in db.polls.of_periods(session, scope, [period_of(each) for each in listed]):
        polls[poll.period].append(poll)
    asked = {
        period: db.polls.asked_and_answered(session, [poll.id for poll in each])
        for period, each in polls.items()
        if any(poll.result is None for poll in each)
    }
    return Facts(pairs, held, polls, asked)


def _month(organisation: Organisation, first: date, facts: Facts, today: date) -> MonthSummary:
    last, pauses = min(_last_day(first), today), organisation.pauses
    active = [pair for pair in facts.pairs if pair.started_on <= last and (pair.ended_on or last) >= first]
    verdicts = Counter(kept(pair.started_on, pair.ended_on, pair.days, first, last, pauses) for pair in active)
    held = [each[1:] for each in facts.held if first <= each.day <= last]
    meetings, asked, agreed = (sum(numbers) for numbers in zip(*held, strict=True)) if held else (0, 0, 0)
    return MonthSummary(
        organisation=organisation.name,
        month=first,
        as_of=today,
        pairs_active=len(active),
        meetings_held=meetings,
        meetings_confirmed_both=agreed,
        meetings_confirmed_one=asked - agreed,
        meetings_not_asked=meetings - asked,
        pairs_in_rhythm=verdicts[True],
        pairs_judged=verdicts[True] + verdicts[False],
        mentees=_opinion(organisation, period_of(first), "mentee", facts),
        mentors=_opinion(organisation, period_of(first), "mentor", facts),
    )


def _opinion(organisation: Organisation, period: str, role: str, facts: Facts) -> Opinion:
    least = max(SMALLEST, int(organisation.settings.get("smallest_group", SMALLEST)))
    if period in facts.asked:
        numbers = [facts.asked[period].get(form, (0, 0)) for form in FORMS[role]]
        asked, answered = (sum(each[place] for each in numbers) for place in (0, 1))
        return opinion(Satisfaction(0, answered, asked), closed=False, k=least)
    results = [poll.result[role] for poll in facts.polls.get(period, ()) if poll.result]
    counts = satisfaction(*(sum(result[place] for result in results) for place in range(3)))
    return opinion(counts, closed=True, k=least)


def _pair_lines(session: Session, organisation: Organisation, first: date, now: datetime, names: str) -> list[PairLine]:
    last, pauses = min(_last_day(first), _today(organisation, now)), organisation.pauses
    pairs = db.summary.worked(session, scope_of(organisation), first, _last_day(first))
    people = db.pairs.named(session, [pair.id for pair in pairs]) if names != "none" else {}
    lines = []
    for pair in pairs:
        stands = rhythm(pair.started_on, pair.days, last, pauses)
        lines.append(
            PairLine(
                number=pair.number,
                label=_pair_label(people[pair.id].people if people else (), names),
                start=pair.started_on,
                held=sum(first <= day <= last for day in pair.days),
                last=stands.last,
                due_on=stands.due_on if pair.ended_on is None else None,
                kept=kept(pair.started_on, pair.ended_on, pair.days, first, last, pauses),
            )
        )
    return lines


def _label(thing: Thing, names: str) -> str:
    if _is_of_pair(thing):
        return _pair_label(thing.people if names != "none" else (), names)
    parts = [shown(name, names) for name in thing.people] if names != "none" else []
    return ", ".join([*parts, *([thing.group] if thing.group else [])]) or "—"


def _is_of_pair(thing: Thing) -> bool:
    return thing.pair_id is not None and thing.person_id is None


def _pair_label(people: Sequence[str], names: str) -> str:
    """`Анна К. → Маша И.`; nothing without names."""
    if not people:
        return ""
    mentor, *mentees = (shown(name, names) for name in people)
    return f"{mentor} → {', '.join(mentees)}"
