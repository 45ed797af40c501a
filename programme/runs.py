"""Going through a questionnaire: each press or word is one step, checked against the run's revision, kept once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.letters
import db.organisations
import db.pairs
import db.runs
from db.meetings import Meeting
from db.people import Person
from db.runs import AnswerEdit, AnswerRow, Given, Run
from domain import replies
from domain.answers import Answer, Refusal, personal_details
from domain.forms import Form, Question
from domain.questionnaire import applicable, next_question, orphaned, previous_question, progress
from programme import forms, letters
from programme.completion import COMPLETIONS, Ending

REVIEW_FROM = 2
"""Forms of so many minutes end with a summary to look over and send; shorter ones (polls, check-ins) end at the
last tap.
"""
NUDGES = (timedelta(hours=24), timedelta(hours=72))
"""The reminder ladder of an unfinished questionnaire (ux § 3), then silence."""
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
    def place(self) -> tuple[int, int]:
        """Position of the question and how many there are."""
        assert self.question, "the summary has no place"
        return progress(self.form, self.answers, self.question, self.today)

    @property
    def long(self) -> bool:
        """Whether the form ends with a summary to look over; short ones also say less on the way."""
        return self.form.minutes >= REVIEW_FROM

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


def open_run(
    session: Session,
    person: Person,
    form_name: str,
    *,
    now: datetime,
    once: str | None = None,
    pair_id: int | None = None,
    meeting_id: int | None = None,
    poll_id: int | None = None,
) -> Run:
    """A run of the newest version of a form for a person; the same one again for the same `once` key."""
    if once is not None and (known := db.runs.by_key(session, once)) is not None:
        return known
    version = db.runs.newest(session, form_name)
    if version is None:
        version = forms.publish(session, forms.builtin(form_name), now)
    run = Run(
        person_id=person.id,
        organisation_id=person.organisation_id,
        form_version=version.version,
        form_name=form_name,
        once_key=once,
        pair_id=pair_id,
        meeting_id=meeting_id,
        poll_id=poll_id,
        opened_at=now,
    )
    session.add(run)
    session.flush()
    return run


def current(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """The card of a person's run as it stands; None when there is no such run for this person."""
    found = db.runs.one(session, person.id, run_id)
    return _card(session, person, *found, now) if found else None


def resume(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """The same, and the run is taken up again: words typed from now on are for it."""
    card = current(session, person, run_id, now)
    if card is not None and card.run.state == "open":
        card.run.paused, card.run.touched_at, card.run.nudge_at = False, now, _next_nudge(card.run, now)
    return card


def answer(
    session: Session, person: Person, run_id: int, revision: int, value: str, now: datetime
) -> Card | Refusal | Outdated:
    """An option, a number, a day or an OK was pressed."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    return _take(session, person, card, replies.chosen(card.form, card.question, value, card.today, card.answers), now)


def toggle(session: Session, person: Person, run_id: int, revision: int, option: str, now: datetime) -> Card | Outdated:
    """One of several options was ticked or unticked; nothing is answered until Done."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None or card.question.kind != "choices":
        return _outdated(card)
    ticked = replies.toggled(Answer(card.question.name, choices=tuple(ticks(card))), card.question, option)
    card.run.draft = list(ticked.choices)
    _touch(card.run, now)
    return card


def ticks(card: Card) -> list[str]:
    """What is ticked in the open question: the draft, else the answer that is being changed."""
    if card.run.draft is not None or card.question is None:
        return card.run.draft or []
    given = card.answers.get(card.question.name)
    return list(given.choices) if given else []


def done(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Refusal | Outdated:
    """Done: what is ticked is the answer."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    ticked = Answer(card.question.name, choices=tuple(ticks(card)))
    return _take(session, person, card, replies.accepted(card.form, ticked, card.today, card.answers), now)


def skip(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Refusal | Outdated:
    """The question was skipped."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    return _take(session, person, card, replies.skipped(card.form, card.question, card.today, card.answers), now)


def back(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    """One question back; what was answered stays until it is answered anew."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated):
        return card
    if card.question is None:
        before: Question | None = applicable(card.form, card.answers, card.today)[-1]
    else:
        before = previous_question(card.form, card.answers, card.question, card.today)
    return _open_again(card, before, now)


def forward(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    """On to the first question without an answer; the one that was looked at keeps its answer."""
    card = _at(session, person, run_id, revision, now)
    return card if isinstance(card, Outdated) else _open_again(card, None, now)


def edit(session: Session, person: Person, run_id: int, revision: int, index: int, now: datetime) -> Card | Outdated:
    """Change, from the summary: the question of that index in the form is open again."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or not 0 <= index < len(card.form.questions):
        return _outdated(card)
    return _open_again(card, card.form.questions[index], now)


def submit(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    """The summary was looked over and sent."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is not None:
        return _outdated(card)
    return _finish(session, card, now)


def later(session: Session, person: Person, run_id: int, when: datetime | None, now: datetime) -> Card | None:
    """Put aside, to be reminded at `when`, or not at all."""
    card = current(session, person, run_id, now)
    if card is not None and card.run.state == "open":
        card.run.paused, card.run.nudge_at = True, when
    return card


def start_again(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """From the first question; what was answered goes into the history."""
    found = db.runs.one(session, person.id, run_id)
    if found is None or found[0].state != "open":
        return current(session, person, run_id, now)
    run = found[0]
    for row in db.runs.answers(session, run_id):
        _into_history(session, row, now)
        session.delete(row)
    run.editing = run.draft = None
    _touch(run, now)
    session.flush()
    return _card(session, person, run, [], now)


def give_up(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """The person does not want to fill this in: the run is interrupted, the curator sees it as unfinished."""
    card = current(session, person, run_id, now)
    if card is not None and card.run.state == "open":
        interrupt(session, card.run, now)
    return card


def interrupt(session: Session, run: Run, now: datetime, state: str = "interrupted") -> None:
    """Ends a run that is not finished (`interrupted`, `expired`); its reminders go with it."""
    run.state, run.finished_at, run.nudge_at = state, now, None
    run.revision += 1
    db.letters.cancel(session, run_id=run.id)


def awaited(session: Session, person: Person, now: datetime, within: timedelta = TYPING) -> Card | None:
    """The card that typed words are for: of the run touched last, if that was lately and it was not put aside."""
    for run in db.runs.open_of(session, person.id):
        if run.touched_at is not None and not run.paused and now - run.touched_at < within:
            return _card(session, person, run, db.runs.given(session, run.id), now)
    return None


def typed(session: Session, person: Person, card: Card, text: str, language: str, now: datetime) -> Card | Refusal:
    """Words for the open question of `awaited`'s card; the message lies below the card now."""
    card.run.card_below += 1
    if card.question is None:
        return Refusal("runs.press_send")
    read = replies.typed(card.form, card.question, text, language, card.today, card.answers, forms.day_words())
    if isinstance(read, Answer) and card.question.kind == "text" and personal_details(text):
        return Refusal("answers.personal")
    taken = _take(session, person, card, read, now)
    assert not isinstance(taken, Outdated)
    return taken


def answers_of(session: Session, run_id: int) -> dict[str, Answer]:
    """The answers of a run by question."""
    return {row.question: _value(row) for row in db.runs.given(session, run_id)}


def nudge(session: Session, now: datetime) -> int:
    """Reminds of unfinished questionnaires whose time has come; returns how many. Polls have reminders of their own.

    Where an earlier letter about the questionnaire still waits to be sent, a second one would only repeat it.
    """
    runs = db.runs.to_nudge(session, now)
    announced = db.runs.announced(session, [run.id for run in runs])
    for run in runs:
        if run.id in announced:
            run.nudge_at = now + NUDGES[0]
            continue
        run.nudges += 1
        values: dict[str, Any] = {"title": {"label": dict(forms.form_of(session, run).title)}}
        key = "letters.run_waits"
        if company := _company(session, run):
            key, values["who"] = "letters.run_waits_with", {"names": [*company]}
        letters.write(
            session, run.person_id, key, kind="reminder", once=f"run:{run.id}:nudge:{run.nudges}",
            now=now, expires_at=now + timedelta(days=3), run_id=run.id, run=run.id, **values,
        )  # fmt: skip
        run.nudge_at = _next_nudge(run, now)
    return len(runs) - len(announced)


def _next_nudge(run: Run, now: datetime) -> datetime | None:
    if run.poll_id is not None or run.nudges >= len(NUDGES):
        return None
    return now + NUDGES[run.nudges]


def _card(session: Session, person: Person, run: Run, rows: list[Given], now: datetime) -> Card:
    form = forms.form_of(session, run)
    zone = ZoneInfo(db.organisations.by_id(session, run.organisation_id).zone)
    answers = {row.question: _value(row) for row in rows}
    meeting = session.get(Meeting, run.meeting_id) if run.meeting_id is not None else None
    about = meeting.planned_at.astimezone(zone) if meeting and meeting.planned_at else None
    today = now.astimezone(zone).date()
    return _seen(Card(run, form, answers, None, today, company=_company(session, run), about=about))


def _company(session: Session, run: Run) -> tuple[str, ...]:
    if run.pair_id is None:
        return ()
    return tuple(one.name for _, one in db.pairs.members(session, run.pair_id) if one.id != run.person_id)


def _seen(card: Card) -> Card:
    """The card with the question that is open: the one being changed, else the first without an answer."""
    run = card.run
    if run.state != "open":
        return replace(card, question=None)
    again = card.form.question(run.editing) if run.editing else None
    return replace(card, question=again or next_question(card.form, card.answers, card.today))


def _at(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    card = current(session, person, run_id, now)
    if card is None or card.run.state != "open" or card.run.revision != revision:
        return Outdated(card)
    return card


def _outdated(card: Card | Outdated) -> Outdated:
    return card if isinstance(card, Outdated) else Outdated(card)


def _touch(run: Run, now: datetime) -> None:
    run.revision += 1
    run.touched_at, run.paused, run.nudge_at = now, False, _next_nudge(run, now)


def _open_again(card: Card, question: Question | None, now: datetime) -> Card:
    card.run.editing = question.name if question else None
    card.run.draft = None
    _touch(card.run, now)
    return _seen(card)


def _take(session: Session, person: Person, card: Card, given: Answer | Refusal, now: datetime) -> Card | Refusal:
    if isinstance(given, Refusal):
        return given
    before = {each.question for each in orphaned(card.form, card.answers, card.today)}
    _keep(session, card, given, now)
    answers = {**card.answers, given.question: given}
    card.run.editing = card.run.draft = None
    _touch(card.run, now)
    after = _seen(replace(card, answers=answers))
    lost = [
        question
        for each in orphaned(card.form, answers, card.today)
        if each.question not in before and (question := card.form.question(each.question))
    ]
    if after.question is None and not card.long:
        return _finish(session, after, now)
    return replace(after, lost=tuple(lost))


def _keep(session: Session, card: Card, given: Answer, now: datetime) -> None:
    """One effective answer to a question; a replaced one goes into the history."""
    values = {
        "number": given.number,
        "text": given.text,
        "choices": list(given.choices) or None,
        "scale": given.scale or None,
    }
    if given.question not in card.answers:
        db.runs.add_answer(session, card.run.id, given.question, now, values)
        return
    row = db.runs.answer_to(session, card.run.id, given.question)
    _into_history(session, row, now)
    row.answered_at = now
    for name, value in values.items():
        setattr(row, name, value)


def _into_history(session: Session, row: AnswerRow, now: datetime) -> None:
    kept = {name: getattr(row, name) for name in ("run_id", "question", "number", "text", "choices", "answered_at")}
    session.add(AnswerEdit(replaced_at=now, **kept))


def _finish(session: Session, card: Card, now: datetime) -> Card:
    """The run is done: answers that no longer apply go into the history, and what finishing causes is caused."""
    needless = {each.question for each in orphaned(card.form, card.answers, card.today)}
    for name in needless:
        row = db.runs.answer_to(session, card.run.id, name)
        _into_history(session, row, now)
        session.delete(row)
    card.run.state, card.run.finished_at, card.run.nudge_at = "done", now, None
    card.run.revision += 1
    session.flush()
    db.letters.cancel(session, run_id=card.run.id)
    answers = {name: given for name, given in card.answers.items() if name not in needless}
    completion = COMPLETIONS.get(card.form.name)
    ending = completion(session, card.run, answers, now) if completion else None
    return replace(card, answers=answers, question=None, ending=ending)


def _value(row: Given) -> Answer:
    return Answer(row.question, row.number, row.text, tuple(row.choices or ()), row.scale or "")
