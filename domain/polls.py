"""The calendar of the monthly poll, and which of its answers ask for a person."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.answers import Answer

FORMS: Mapping[str, tuple[str, ...]] = {
    "mentee": ("pulse_mentee", "pulse_mentee_teen"),
    "mentor": ("pulse_mentor",),
    "parent": ("pulse_parent",),
}
"""The questionnaires of each role; mentees have one of faces and one of words (domain § 9.8)."""
OF_PAIRS = ("mentee", "mentor")
"""Whose satisfaction is an indicator (domain § 8.1)."""
PULSES = frozenset(form for forms in FORMS.values() for form in forms)
WORDS_FROM = 12
"""From this age on five words are asked for, below three faces."""
OF_MENTEES = frozenset(FORMS["mentee"])
"""Questionnaires in which the safety question is about the mentee's own safety."""
AFTER_MEETINGS = ("after_trial", "meeting_feedback")
"""Questionnaires outside the poll whose question `change` may ask for a person."""
DAY = 20
"""Day of the month on which the poll opens, unless the organisation chose another (`poll_day`)."""
DAYS = 10
"""For so many days it takes answers, unless the organisation chose otherwise (`poll_days`)."""
LONGEST = timedelta(days=25)
"""It cannot be prolonged beyond this: the next month's poll must find an end of this one."""
AT = time(10, 0)
"""Local time of opening: letters go out in the windows of that day."""
LADDER = (timedelta(hours=24), timedelta(hours=48))
"""From the first letter to the first reminder, from that to the last one (ux § 3: +24 h, +72 h, then silence)."""
GRACE = timedelta(minutes=30)
"""Whoever answers while the poll closes may finish."""
WEEKS = (1, 3)
"""After these weeks of its first month a pair is asked how it goes (domain § 10.5)."""
WEEKLY_FOR = timedelta(days=7)
"""For so long the pulse of a week takes answers; a poll that opens as soon as that takes its place."""
NOT_SATISFACTION = frozenset({("pulse_mentor", "safety")})
"""A mentor who worries about a mentee is no less satisfied with the programme: form and question."""
TALKS = frozenset({"psychologist", "curator", "another_mentor", "another_pair"})
"""Wishes for a conversation that cannot wait."""
WISHES = TALKS | {"advice"}
LOWEST = 1
"""The value of the safety question that calls for an adult: of the faces the lowest, of a worry «yes»."""


def form_of(role: str, age: int | None, tone: str) -> str:
    """The questionnaire that somebody gets. A mentee whose birthday nobody knows gets faces, an adult one words."""
    if role != "mentee":
        return FORMS[role][0]
    older = age >= WORDS_FROM if age is not None else tone != "child"
    return FORMS[role][older]


def of_first_month(form_name: str, poll_id: int | None) -> bool:
    """Whether a run is a pulse of a pair's first month: the same questions, but no poll of the month."""
    return form_name in PULSES and poll_id is None


def told_together(form_name: str) -> frozenset[str]:
    """The questionnaires whose answers the monthly summary tells as one figure with those of this one."""
    return next((frozenset(forms) for forms in FORMS.values() if form_name in forms), frozenset())


def week_of(start: date, day: date) -> int | None:
    """Which pulse of a pair's first month is due on a day (1 or 3): those weeks end on that day or lately."""
    ended = (day - start).days // 7
    return ended if ended in WEEKS else None


def period_of(day: date) -> str:
    """The month as polls are named: `2026-11`."""
    return f"{day:%Y-%m}"


def first_day(period: str) -> date:
    """The first day of a month written `2026-11`; ValueError for anything else."""
    year, _, month = period.partition("-")
    return date(int(year), int(month), 1)


def months_later(first: date, months: int) -> date:
    """The first day of the month so many months later (or earlier)."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def opening(period: str, day: int, zone: ZoneInfo) -> datetime:
    """When the poll of a month opens: on its day, moved to the next one from Monday to Friday."""
    first = first_day(period)
    on = first.replace(day=min(max(day, 1), monthrange(first.year, first.month)[1]))
    while on.weekday() >= 5:
        on += timedelta(days=1)
    return datetime.combine(on, AT, zone)


def due(now: datetime, day: int, days: int) -> str | None:
    """The month whose poll should be open at this local moment; one missed by more than its length is left out."""
    assert isinstance(now.tzinfo, ZoneInfo), "the moment must be local"
    this = now.date().replace(day=1)
    for first in (this, months_later(this, -1)):
        opens = opening(period_of(first), day, now.tzinfo)
        if opens <= now < opens + timedelta(days=days):
            return period_of(first)
    return None


def next_opening(now: datetime, day: int) -> datetime:
    """The next moment at which a poll opens by itself, given in local time."""
    assert isinstance(now.tzinfo, ZoneInfo), "the moment must be local"
    first = months_later(now.date().replace(day=1), -1)
    while (opens := opening(period_of(first), day, now.tzinfo)) <= now:
        first = months_later(first, 1)
    return opens


def wish(answers: Mapping[str, Answer]) -> str | None:
    """What should change, if it needs a person: one of WISHES."""
    given = answers.get("change")
    return next((choice for choice in given.choices if choice in WISHES), None) if given else None


def worrying(answers: Mapping[str, Answer]) -> bool:
    """Whether the safety question got its lowest answer."""
    given = answers.get("safety")
    return given is not None and given.number == LOWEST
