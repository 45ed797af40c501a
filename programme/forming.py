"""Forming a pair by hand: the curator's draft, who can be chosen, and what is known of both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

import db.pairs
import db.people
from db.organisations import Scope
from db.pairs import Member, Pair
from db.people import Person
from domain.forms import Labels
from programme import clearances, forms

PAGE = 8
"""People on one page of a base (ux § 7.2)."""
BASES: Mapping[str, tuple[str, str]] = {
    "mentor": ("mentor_application", "competences"),
    "mentee": ("mentee_request", "needs"),
}
"""By role: the questionnaire in which people say who they are, and its question about what they give or need."""

Options = Mapping[str, Labels]
"""Chosen options by name; the two questionnaires share the names."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed; the key of the text that says why."""

    text_key: str


@dataclass(frozen=True, slots=True)
class Side:
    """One person in the eyes of a curator who looks for a pair: what they need or give, and when they have time."""

    person: Person
    pairs: int
    """Pairs in which the person stands now."""
    capacity: int | None
    """How many mentees a mentor is ready for, as far as they have said."""
    help: Options
    days: Options
    cleared: bool = True
    """Everything that a mentor needs before meeting a child is on record; told of candidates only."""

    @property
    def answered(self) -> bool:
        """The person has filled in their questionnaire."""
        return bool(self.help or self.days)

    @property
    def full(self) -> bool:
        """The mentor has as many pairs as they asked for, or more."""
        return self.capacity is not None and self.pairs >= self.capacity


@dataclass(frozen=True, slots=True)
class Draft:
    """A pair that is being put together."""

    pair: Pair
    mentor: Side | None
    mentees: tuple[Side, ...]

    @property
    def wanted(self) -> str:
        """The role that is to be chosen next."""
        return "mentee" if self.mentor else "mentor"


def begin(session: Session, curator: Person, now: datetime) -> Draft:
    """An empty draft; a curator has one at a time, and a new beginning clears it."""
    pair = db.pairs.draft_of(session, curator.id)
    if pair is None:
        pair = Pair(organisation_id=curator.organisation_id, created_at=now, created_by=curator.id)
        session.add(pair)
    for member, _ in db.pairs.members(session, pair.id) if pair.id else ():
        session.delete(member)
    pair.revision = (pair.revision or 0) + 1
    session.flush()
    return Draft(pair, None, ())


def draft(session: Session, scope: Scope, pair_id: int) -> Draft | None:
    """A draft of the scope as it stands, or None when there is none, or no more."""
    pair = db.pairs.one(session, scope, pair_id)
    return _draft(session, pair) if pair is not None and pair.state == "draft" else None


def candidates(session: Session, scope: Scope, draft: Draft, page: int, now: datetime) -> tuple[list[Side], int]:
    """A page of the base to choose from, and the number of pages; mentees without a pair come first."""
    taken = {side.person.id for side in (draft.mentor, *draft.mentees) if side}
    people = [person for person in db.pairs.base(session, scope, draft.wanted) if person.id not in taken]
    if draft.wanted == "mentee":
        loads = db.pairs.loads(session, [person.id for person in people])
        people.sort(key=lambda person: loads[person.id] > 0)
    pages = max(1, -(-len(people) // PAGE))
    page = min(max(page, 0), pages - 1)
    sides = _sides(session, people[page * PAGE : (page + 1) * PAGE], draft.wanted)
    if draft.wanted == "mentor":
        gaps = clearances.gaps_of(session, [side.person for side in sides], now)
        sides = [replace(side, cleared=not gaps[side.person.id]) for side in sides]
    return sides, pages


def pick(session: Session, scope: Scope, pair_id: int, revision: int, person_id: int, now: datetime) -> Draft | Refused:
    """Puts a person into the draft: the mentor first, then mentees; with a second mentee it is a group."""
    pair = _at(session, scope, pair_id, revision)
    if pair is None:
        return Refused("pairs.draft_outdated")
    before = _draft(session, pair)
    person = db.people.one(session, scope, person_id)
    if person is None or person.state != "active" or before.wanted not in db.people.roles(session, person_id):
        return Refused("pairs.not_admitted")
    if any(side.person.id == person_id for side in (before.mentor, *before.mentees) if side):
        return Refused("pairs.same_person")
    if before.wanted == "mentor" and clearances.gaps_of(session, [person], now)[person.id]:
        return Refused("clearances.not_cleared")
    if before.mentor and db.pairs.together(session, before.mentor.person.id, [person_id]):
        return Refused("pairs.already_together")
    session.add(Member(pair_id=pair.id, person_id=person_id, role=before.wanted))
    return _changed(session, pair)


def put_back(session: Session, scope: Scope, pair_id: int, revision: int) -> Draft | Refused:
    """Takes the person chosen last out of the draft again."""
    pair = _at(session, scope, pair_id, revision)
    if pair is None:
        return Refused("pairs.draft_outdated")
    members = db.pairs.members(session, pair.id)
    if members:
        session.delete(max((member for member, _ in members), key=lambda member: member.id))
    return _changed(session, pair)


def common(draft: Draft) -> tuple[Options, Options]:
    """What the mentor gives and some mentee needs, and the days on which the mentor and every mentee have time."""
    if draft.mentor is None:
        return {}, {}
    needed = {name for side in draft.mentees for name in side.help}
    free = set(draft.mentor.days).intersection(*(side.days for side in draft.mentees))
    return (
        {name: label for name, label in draft.mentor.help.items() if name in needed},
        {name: label for name, label in draft.mentor.days.items() if name in free},
    )


def _at(session: Session, scope: Scope, pair_id: int, revision: int) -> Pair | None:
    """The draft, when nothing has happened to it since the button was made."""
    pair = db.pairs.one(session, scope, pair_id, change=True)
    return pair if pair is not None and pair.state == "draft" and pair.revision == revision else None


def _changed(session: Session, pair: Pair) -> Draft:
    pair.revision += 1
    session.flush()
    draft = _draft(session, pair)
    pair.kind = "group" if len(draft.mentees) > 1 else "pair"
    return draft


def _draft(session: Session, pair: Pair) -> Draft:
    members = db.pairs.members(session, pair.id)
    mentors = _sides(session, [person for member, person in members if member.role == "mentor"], "mentor")
    mentees = _sides(session, [person for member, person in members if member.role == "mentee"], "mentee")
    return Draft(pair, mentors[0] if mentors else None, tuple(mentees))


def _sides(session: Session, people: Sequence[Person], role: str) -> list[Side]:
    ids = [person.id for person in people]
    form_name, question = BASES[role]
    loads = db.pairs.loads(session, ids)
    said = db.pairs.said(session, ids, form_name, (question, "days", "capacity"))
    sides = []
    for person in people:
        capacity: int | None = None
        chosen: dict[str, Options] = {}
        if person.id in said:
            run, answers = said[person.id]
            form = forms.form_of(session, run)
            for name, answer in answers.items():
                asked = form.question(name)
                options = [asked.option(each) for each in answer.choices or ()] if asked else []
                chosen[name] = {option.name: option.label for option in options if option}
                if name == "capacity" and answer.number is not None:
                    capacity = int(answer.number)
        sides.append(Side(person, loads[person.id], capacity, chosen.get(question, {}), chosen.get("days", {})))
    return sides
