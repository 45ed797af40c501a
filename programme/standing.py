"""Where a questionnaire stands: the card that its owner sees, made of the run, its form and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.organisations
import db.pairs
import db.runs
from db.meetings import Meeting
from db.people import Person
from db.runs import Given, Run
from domain import paper_twin
from domain.answers import Answer
from domain.forms import Form, Question
from domain.questionnaire import Place, narrowed, next_question, previous_question, progress
from domain.replies import preset
from programme import forms, offers
from programme.endings import Ending

REVIEW_FROM = 2
"""Forms of so many minutes end with a summary to look over and send; shorter ones (polls, check-ins) end at the
last tap.
"""


TYPING = timedelta(hours=24)
"""Words typed within this time of the last step are for the open question."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the live card shows: a question, or the summary when `question` is None; `ending` when the run is over."""

    run: Run
    form: Form
    answers: Mapping[str, Answer]
    question: Question | None
    today: date
    ending: Ending | None = None
    lost: tuple[Question, ...] = ()
    """Questions that an edit has just made needless."""
    company: tuple[str, ...] = ()
    """Names of the other side, when the form is about a pair."""
    about: datetime | None = None
    """The planned meeting that a check-in is about, in the school's time."""

    @property
    def place(self) -> Place:
        """Position of the question and how many there are; of a sheet, what is printed on it."""
        assert self.question, "the summary has no place"
        if self.run.channel == "paper":
            numbers = paper_twin.numbers(self.form)
            return Place(numbers[self.question.name], len(numbers), sure=True)
        return progress(self.form, self.answers, self.question, self.today, self.run.known or ())

    @property
    def long(self) -> bool:
        """Whether the form ends with a summary to look over; short ones also say less on the way."""
        return self.form.minutes >= REVIEW_FROM or self.run.channel == "paper"

    @property
    def own(self) -> bool:
        """Whether people answer for themselves, and are told who will read it."""
        return self.form.role != "curator" and self.run.channel != "paper"

    @property
    def given(self) -> Answer | None:
        """What was answered to the open question, as far as it is still offered."""
        asked = self.question
        answer = self.answers.get(asked.name) if asked else None
        if answer is None or asked is None or not asked.choice_filter:
            return answer
        return answer if all(asked.option(name) for name in answer.value.split()) else None

    @property
    def preset(self) -> Answer | None:
        """What stands in the open question before anything is said, if the form has a default that fits."""
        asked = self.question
        if asked is None or not (asked.default or asked.calculation) or asked.name in self.answers:
            return None
        return preset(self.form, asked, self.today, self.answers)

    @property
    def first(self) -> bool:
        """Nothing lies behind this question."""
        return self.question is None or previous_question(self.form, self.answers, self.question, self.today) is None


@dataclass(frozen=True, slots=True)
class Outdated:
    """The press belongs to an earlier state of the run: the card as it stands now, or None when there is none for
    this person.
    """

    card: Card | None


def current(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """The card of a person's run as it stands; None when there is no such run for this person."""
    found = db.runs.one(session, person.id, run_id)
    return card_of(session, person, *found, now) if found else None


def ticks(card: Card) -> list[str]:
    """What is ticked in the open question: the draft, else the answer that is being changed."""
    if card.run.draft is not None or card.question is None:
        return card.run.draft or []
    given = card.given or card.preset
    return list(given.choices) if given else []


def awaited(session: Session, person: Person, now: datetime, within: timedelta = TYPING) -> Card | None:
    """The card that typed words are for: of the run touched last, if that was lately and it was not put aside."""
    for run in db.runs.open_of(session, person.id):
        if run.touched_at is not None and not run.paused and now - run.touched_at < within:
            return card_of(session, person, run, db.runs.given(session, run.id), now)
    return None


def answers_of(session: Session, run_id: int) -> dict[str, Answer]:
    """The answers of a run by question."""
    return {row.question: _value(row) for row in db.runs.given(session, run_id)}


def card_of(session: Session, person: Person, run: Run, rows: list[Given], now: datetime) -> Card:
    form = offers.narrowed(session, person, forms.form_of(session, run))
    form = paper_twin.entered(form) if run.channel == "paper" else form
    zone = ZoneInfo(db.organisations.by_id(session, run.organisation_id).zone)
    answers = {row.question: _value(row) for row in rows}
    meeting = session.get(Meeting, run.meeting_id) if run.meeting_id is not None else None
    about = meeting.planned_at.astimezone(zone) if meeting and meeting.planned_at else None
    today = now.astimezone(zone).date()
    on_paper = run.state == "interrupted" and db.runs.came_on_paper(session, run)
    ending = Ending("runs.over_on_paper") if on_paper else None
    return seen(Card(run, form, answers, None, today, ending, company=company(session, run), about=about))


def company(session: Session, run: Run) -> tuple[str, ...]:
    """Names of whom a run is about: the person, or the other side of the pair."""
    if run.about_id is not None:
        return (session.get_one(Person, run.about_id).name,)
    if run.pair_id is None:
        return ()
    return tuple(one.name for _, one in db.pairs.members(session, run.pair_id) if one.id != run.person_id)


def seen(card: Card) -> Card:
    """The card with the question that is open: the one being changed, else the first without an answer."""
    run = card.run
    if run.state != "open":
        return replace(card, question=None)
    again = card.form.question(run.editing) if run.editing else None
    question = again or next_question(card.form, card.answers, card.today)
    return replace(card, question=question and narrowed(card.form, question, card.answers, card.today))


def _value(row: Given) -> Answer:
    return Answer(row.question, row.number, row.text, tuple(row.choices or ()), row.scale or "")
