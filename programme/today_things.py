"""Where the things of the curator's queue come from: each source looks at a scope and tells what needs a person."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.applications
import db.attention
import db.clearances
import db.guardians
import db.invitations
import db.meetings
import db.organisations
import db.pairs
import db.people
import db.polls
import db.pulses
from db.applications import Application
from db.organisations import Organisation, Scope
from db.people import Person
from db.polls import Poll
from domain import polls, rights, today
from domain.rhythm import REGULAR_DAYS, rhythm
from domain.today import Reason, Thing
from programme import birthdays, clearances, duties

REQUEST = "mentee_request"
"""The questionnaire whose end begins the wait for a pair."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a scope: the moment, and the local day of each of its organisations."""

    session: Session
    scope: Scope
    now: datetime
    organisations: dict[int, Organisation]

    def day(self, organisation_id: int, moment: datetime | None = None) -> date:
        zone = ZoneInfo(self.organisations[organisation_id].zone)
        return (moment or self.now).astimezone(zone).date()


def _about(person: Person, reason: Reason, subject: int, since: date, **more: Any) -> Thing:
    return Thing(
        reason, subject, since, person.organisation_id, (person.name,), person.group_name, person_id=person.id, **more
    )


def _called(look: Look) -> Iterator[Thing]:
    """Wishes and worries of the pulses, and wishes after meetings."""
    since = look.now - today.RECENT
    forms = polls.PULSES.union(polls.AFTER_MEETINGS)
    rows = db.polls.calling(look.session, look.scope, since, polls.WISHES, polls.LOWEST, forms)
    for run, person, answer in rows:
        reason: Reason = "unsafe" if run.form_name in polls.OF_MENTEES else "worried"
        wish = ""
        if answer.question != "safety":
            wish = next(choice for choice in answer.choices or () if choice in polls.WISHES)
            reason = "wants_talk" if wish in polls.TALKS else "wants_advice"
        mentor_from_afar = run.organisation_id not in look.organisations
        school = next(iter(look.organisations)) if mentor_from_afar else run.organisation_id
        about = _about(person, reason, run.id, look.day(school, run.finished_at), pair_id=run.pair_id, wish=wish)
        yield replace(about, organisation_id=school)


def _erasures(look: Look) -> Iterator[Thing]:
    return duties.erasures(look.session, look.scope, look.organisations, look.now)


def _corrections(look: Look) -> Iterator[Thing]:
    return duties.corrections(look.session, look.scope, look.organisations)


def _published(look: Look) -> Iterator[Thing]:
    return duties.published(look.session, look.scope, look.organisations)


def _birthdays(look: Look) -> Iterator[Thing]:
    return birthdays.things(look.session, look.scope, look.organisations, look.now)


def _guardians(look: Look) -> Iterator[Thing]:
    for guardian, parent, child in db.guardians.unverified(look.session, look.scope):
        since = look.day(child.organisation_id, guardian.claimed_at)
        yield Thing(
            "guardian", guardian.id, since, child.organisation_id, (parent.name, child.name), child.group_name,
            person_id=child.id,
        )  # fmt: skip


def _at_the_door(look: Look) -> Iterator[Thing]:
    """Who came in and waits for somebody to say that it is they."""
    roles = rights.GRANTS["form_curator" if look.scope.form else "curator"]
    for invitation in db.invitations.all_awaiting(look.session, look.scope, roles):
        person = look.session.get_one(Person, invitation.person_id)
        yield _about(person, "at_the_door", invitation.id, look.day(person.organisation_id, invitation.used_at))


def _applications(look: Look) -> Iterator[Thing]:
    """What posters have brought, as one thing of each class."""
    by_class: defaultdict[tuple[int, str], list[Application]] = defaultdict(list)
    for application in db.applications.waiting(look.session, look.scope):
        by_class[application.organisation_id, application.group_name].append(application)
    for (organisation_id, group), waiting in by_class.items():
        since = look.day(organisation_id, waiting[0].created_at)
        yield Thing("applications", waiting[-1].id, since, organisation_id, group=group, count=len(waiting))


def _proposals(look: Look) -> Iterator[Thing]:
    found: list[tuple[int, Reason, date, int]] = []
    for pair, members in db.pairs.listed(look.session, look.scope, "proposed", "declined"):
        declined_at = max((member.declined_at for member, _ in members if member.declined_at), default=None)
        if declined_at is not None and look.now - declined_at < today.RECENT:
            found.append((pair.id, "declined", look.day(pair.organisation_id, declined_at), 0))
        elif pair.state == "proposed" and pair.proposed_at and look.now - pair.proposed_at > today.UNANSWERED:
            found.append((pair.id, "unanswered", look.day(pair.organisation_id, pair.proposed_at), 0))
    return _of_pairs(look, found)


def _waiting(look: Look) -> Iterator[Thing]:
    before = look.now - today.WAITS_FOR_PAIR
    for person, finished_at in db.attention.without_pair(look.session, look.scope, REQUEST, before):
        yield _about(person, "waiting", person.id, look.day(person.organisation_id, finished_at))


def _late(look: Look) -> Iterator[Thing]:
    """Working pairs that are behind the two-week rule, or have not met yet."""
    days = {each: look.day(each) for each in look.organisations}
    pauses = {each: organisation.pauses for each, organisation in look.organisations.items()}
    until, found = max(days.values()), []
    for pair in db.attention.unmet(look.session, look.scope, until - timedelta(days=REGULAR_DAYS), until):
        school, held = pair.organisation_id, [pair.last] if pair.last else []
        start = pair.started_on or look.day(school, pair.created_at)
        stands = rhythm(start, held, days[school], pauses[school])
        if stands.overdue:
            reason: Reason = "first_meeting" if stands.waits_for_first else "no_meeting"
            found.append((pair.pair_id, reason, stands.last or start, 0))
    return _of_pairs(look, found)


def _meetings(look: Look) -> Iterator[Thing]:
    """What the newest meetings of the working pairs tell."""
    logs: defaultdict[int, list[db.attention.Logged]] = defaultdict(list)
    for meeting in db.attention.logged(look.session, look.scope, (look.now - 2 * today.RECENT).date()):
        logs[meeting.pair_id].append(meeting)
    return _of_pairs(look, [(pair_id, *sign) for pair_id, log in logs.items() for sign in _signs(look, log)])


def _of_pairs(look: Look, found: Sequence[tuple[int, Reason, date, int]]) -> Iterator[Thing]:
    """Things about pairs: of which, why, since when, about what; the people are asked for at once."""
    pairs = db.pairs.named(look.session, {pair_id for pair_id, *_ in found}) if found else {}
    for pair_id, reason, since, subject in found:
        school, number, people = pairs[pair_id]
        yield Thing(reason, subject or pair_id, since, school, tuple(people), number=number, pair_id=pair_id)


def _signs(look: Look, log: list[db.attention.Logged]) -> Iterator[tuple[Reason, date, int]]:
    """What a pair's meetings tell: reason, since when, and the meeting if it is about one."""
    for meeting in log:
        told = meeting.impression == "worrying" and meeting.logged_at
        if told and meeting.day and look.now - told < today.RECENT:
            yield "worrying_meeting", meeting.day, meeting.id
    newest = [
        today.Logged(meeting.day, meeting.state == "held", meeting.asked_at, meeting.agreed > 0, meeting.denied > 0)
        for meeting in log
        if meeting.day is not None
    ]
    if (first := today.cancelled_twice(newest)) is not None:
        yield "cancelled_twice", first, 0
    if (first := today.one_side_only(newest, look.now)) is not None:
        yield "one_side_only", first, 0


def _silent(look: Look) -> Iterator[Thing]:
    """Who has not answered the newest poll, as one thing."""
    newest: dict[int, Poll] = {}
    for poll in db.polls.newest(look.session, look.scope, 2 * len(look.organisations)):
        newest.setdefault(poll.organisation_id, poll)
    for organisation_id, poll in newest.items():
        if not today.LADDER_OVER < look.now - poll.opened_at < today.RECENT:
            continue
        tally = db.polls.tally(look.session, poll.id)
        missing = tally.asked - tally.answered
        if missing:
            names = tuple(db.polls.silent_names(look.session, poll.id, today.NAMES + 1))
            since = look.day(organisation_id, poll.opened_at)
            yield Thing("poll_silent", poll.id, since, organisation_id, names, poll_id=poll.id, count=missing)


def _missed(look: Look) -> Iterator[Thing]:
    """Whoever missed two pulses in a row, one by one: a call."""
    recent, over = look.now - today.RECENT, look.now - today.LADDER_OVER
    for person, organisation_id, first in db.pulses.missed(
        look.session, look.scope, polls.PULSES, recent - today.RECENT, over, recent
    ):
        yield _about(person, "missed_polls", person.id, look.day(organisation_id, first))


def _unreachable(look: Look) -> Iterator[Thing]:
    for person, seen_at in db.attention.unreachable(look.session, look.scope):
        yield _about(person, "unreachable", person.id, look.day(person.organisation_id, seen_at))


def _stalled(look: Look) -> Iterator[Thing]:
    """Everybody who has not joined, as one thing of each school: its newest name makes it another one."""
    by_organisation: defaultdict[int, list[Person]] = defaultdict(list)
    for person in db.attention.stalled(look.session, look.scope, look.now - today.STALLED):
        by_organisation[person.organisation_id].append(person)
    for organisation_id, people in by_organisation.items():
        names = tuple(person.name for person in people)
        since = look.day(organisation_id, people[0].created_at)
        yield Thing("stalled", people[-1].id, since, organisation_id, names, count=len(people))


def _uncleared(look: Look) -> Iterator[Thing]:
    """Mentors who must not be paired yet, or whose papers have run out, as one thing of each school."""
    mentors = [person for person, _ in db.clearances.mentors(look.session, look.scope)]
    gaps = clearances.gaps_of(look.session, mentors, look.now)
    by_organisation: defaultdict[int, list[Person]] = defaultdict(list)
    for person in sorted(mentors, key=lambda one: one.id):
        if gaps[person.id]:
            by_organisation[person.organisation_id].append(person)
    for organisation_id, people in by_organisation.items():
        names = tuple(person.name for person in people)
        since = look.day(organisation_id, people[-1].joined_at)
        yield Thing("not_cleared", people[-1].id, since, organisation_id, names, count=len(people))


SOURCES: Mapping[Callable[[Look], Iterator[Thing]], frozenset[Reason]] = {
    _called: frozenset({"unsafe", "worried", "wants_talk", "wants_advice"}),
    _erasures: frozenset(duties.REASONS.values()) | {"erasure_waits"},
    _corrections: frozenset({"correction"}),
    _published: frozenset({"published"}),
    _guardians: frozenset({"guardian"}),
    _at_the_door: frozenset({"at_the_door"}),
    _applications: frozenset({"applications"}),
    _proposals: frozenset({"declined", "unanswered"}),
    _waiting: frozenset({"waiting"}),
    _late: frozenset({"no_meeting", "first_meeting"}),
    _meetings: frozenset({"worrying_meeting", "cancelled_twice", "one_side_only"}),
    _silent: frozenset({"poll_silent"}),
    _missed: frozenset({"missed_polls"}),
    _unreachable: frozenset({"unreachable"}),
    _stalled: frozenset({"stalled"}),
    _birthdays: frozenset({"birthday"}),
    _uncleared: frozenset({"not_cleared"}),
}
"""Whoever has something for the queue, and for which reasons: whoever asks for a few reasons asks a few of them."""
