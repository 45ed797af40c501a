"""Finding people, and what a curator may see of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

import db.accounts
import db.consents
import db.find
import db.pairs
import db.people
import db.runs
from db.find import Wanted
from db.organisations import Scope
from db.pairs import Member, Pair
from db.people import Person
from db.runs import Run
from domain import find
from domain.answers import Answer
from domain.forms import Form, Question
from locales import LANGUAGES, texts_in
from programme import audit, forms
from programme.presence import Visitor
from programme.standing import answers_of

PAGE = 8
"""People on a page (ux § 7.2)."""
FIRST_FORMS = ("mentee_request", "mentor_application")
"""The questionnaires that the curator reads a person by."""
FOR_CURATORS = ("programme", "shared_with_mentor")
"""Whose answers the curator may read (security § 3.2): never the sensitive ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a list of people."""

    person: Person
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: its lines, its number from 0, how many pages and people there are."""

    lines: list[Found]
    number: int
    pages: int
    total: int
    typo: bool = False
    """Nobody is called so; these are nearly."""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody as a curator may know them."""

    person: Person
    roles: tuple[str, ...]
    consent: str
    """`standing`, `withdrawn`, `refused` or `awaited`."""
    reachable: bool
    pairs: list[tuple[Pair, list[tuple[Member, Person]]]]
    sees_pairs: bool
    guest: bool
    """Of another organisation, with a role here: only the role is ours to see."""
    open_forms: list[Form]
    answers: list[tuple[Question, Answer]]
    answered: Form | None


@dataclass(frozen=True, slots=True)
class Sensitive:
    """Sensitive answers by form, with the moment at which each was finished."""

    person: Person
    forms: list[tuple[Form, datetime, list[tuple[Question, Answer]]]]


def people(session: Session, scope: Scope, text: str, page: int = 0) -> Page:
    """Whom the words name; if nobody, whom they would name but for one letter a word."""
    words = find.words(text, _look_alikes())
    exact = db.find.by_words(session, scope, words) if words else []
    if exact or not words:
        return _page(session, exact, page)
    near = find.near(words, db.find.keys(session, scope))
    return _page(session, db.find.by_ids(session, scope, near) if near else [], page, typo=True)


def listed(session: Session, scope: Scope, wanted: Wanted, page: int = 0) -> Page:
    """Everybody of a role, a class, a state, by name; a page beyond the last is the last."""
    _, total = db.find.page(session, scope, wanted, 0, 0)
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 0), pages - 1)
    people, _ = db.find.page(session, scope, wanted, number * PAGE, PAGE)
    return Page(_lines(session, people), number, pages, total)


def numbers(session: Session, scope: Scope, now: datetime) -> dict[str, int]:
    """How many people hold each role; `all` and `invited` (invitations nobody has used) beside them."""
    return db.find.numbers(session, scope) | {"invited": db.find.open_invitations(session, scope, now)}


def groups(session: Session, scope: Scope) -> list[str]:
    """The classes of the scope's people."""
    return db.people.groups(session, scope)


def states(session: Session, scope: Scope, wanted: Wanted) -> dict[str, int]:
    """How many people of a role and a class stand in each state."""
    return db.find.states(session, scope, wanted)


def card(session: Session, by: Visitor, person_id: int, now: datetime) -> PersonCard | None:
    """A person of the visitor's, or None: another school's id is a miss. Answers are for those who may read them.

    Raises `Denied`.
    """
    scope = by.scope_for("people.see")
    person = db.people.one(session, scope, person_id)
    guest = person is None
    person = person or db.people.guest(session, scope, person_id)
    if person is None or person.emptied:
        return None
    newest = None
    if not guest and by.may("answers.programme"):
        done = [run for name in FIRST_FORMS if (run := db.runs.latest_done(session, person.id, name)) is not None]
        newest = max(done, key=lambda run: run.finished_at or now, default=None)
    account = db.accounts.to_write_to(session, person.id, "telegram")
    return PersonCard(
        person=person,
        roles=tuple(dict.fromkeys(grant.role for grant in db.people.held_within(session, scope, person.id))),
        sees_pairs=by.may("pairs.see") and not guest,
        guest=guest,
        consent=_consent(session, person),
        reachable=account is not None and account.state == "active",
        pairs=_pairs(session, person) if by.may("pairs.see") and not guest else [],
        open_forms=[] if guest else [forms.form_of(session, run) for run in db.runs.open_of(session, person.id)],
        answers=_readable(session, newest) if newest else [],
        answered=forms.form_of(session, newest) if newest else None,
    )


def sensitive(session: Session, by: Visitor, person_id: int, now: datetime) -> Sensitive | None:
    """What somebody answered to sensitive questions, for the psychologist; that it was looked at is recorded.

    None for somebody who is not the visitor's. Raises `Denied`.
    """
    person = db.people.one(session, by.scope_for("answers.sensitive"), person_id)
    if person is None:
        return None
    found = []
    for run in db.runs.newest_done(session, person.id):
        form, given = forms.form_of(session, run), answers_of(session, run.id)
        said = [(each, given[each.name]) for each in form.questions if _is_sensitive(each) and each.name in given]
        if said and run.finished_at:
            found.append((form, run.finished_at, [(each, answer) for each, answer in said if not answer.skipped]))
    audit.record(session, by, "answers.sensitive", f"person:{person.code}", now)
    return Sensitive(person, found)


def _is_sensitive(question: Question) -> bool:
    return question.seen_by == "sensitive"


@cache
def _look_alikes() -> dict[int, int]:
    """Latin letters that are typed for others of the same look, from every language's list of pairs."""
    pairs = " ".join(texts_in(language)("find.look_alikes") for language in LANGUAGES).split()
    return {ord(pair[0]): ord(pair[1]) for pair in pairs}


def _pairs(session: Session, person: Person) -> list[tuple[Pair, list[tuple[Member, Person]]]]:
    mine = db.pairs.mine(session, person.id, "proposed", "active")
    people = db.pairs.people_of(session, [pair.id for pair in mine])
    return [(pair, people[pair.id]) for pair in mine]


def _consent(session: Session, person: Person) -> str:
    if any(consent.kind == "processing" for consent in db.consents.standing(session, person.id)):
        return "standing"
    decided = db.consents.about(session, person.id)
    if decided and decided[-1].withdrawn_at is not None:
        return "withdrawn"
    return "refused" if decided and decided[-1].decision == "refused" else "awaited"


def _readable(session: Session, run: Run) -> list[tuple[Question, Answer]]:
    given = answers_of(session, run.id)
    return [
        (question, given[question.name])
        for question in forms.form_of(session, run).questions
        if question.seen_by in FOR_CURATORS and question.name in given and not given[question.name].skipped
    ]


def _page(session: Session, people: Sequence[Person], page: int, *, typo: bool = False) -> Page:
    pages = max(1, -(-len(people) // PAGE))
    number = min(max(page, 0), pages - 1)
    lines = _lines(session, people[number * PAGE : (number + 1) * PAGE])
    return Page(lines, number, pages, len(people), typo)


def _lines(session: Session, people: Sequence[Person]) -> list[Found]:
    roles = db.find.roles(session, [person.id for person in people])
    return [Found(person, tuple(roles.get(person.id, ()))) for person in people]
