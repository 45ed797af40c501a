"""Answering: each press or word is one step, checked against the run's revision, kept once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import db.letters
import db.runs
from db.people import Person
from domain import replies
from domain.answers import Answer, Refusal, as_number, personal_details
from domain.forms import Question
from domain.questionnaire import applicable, computed, orphaned, previous_question
from programme import ballots, forms, name_book, paper_entry, runs, screening, standing
from programme.completion import COMPLETIONS
from programme.standing import Card, Outdated, seen


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
    ticked = replies.toggled(Answer(card.question.name, choices=tuple(standing.ticks(card))), card.question, option)
    card.run.draft = list(ticked.choices)
    runs.touch(card.run, now)
    return card


def done(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Refusal | Outdated:
    """Done: what is ticked is the answer."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    ticked = Answer(card.question.name, choices=tuple(standing.ticks(card)))
    return _take(session, person, card, replies.accepted(card.form, ticked, card.today, card.answers), now)


def turn(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    """Another page of options or another month was wanted: nothing is answered."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    runs.take_up(card.run, now)
    return card


def skip(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Refusal | Outdated:
    """The question was skipped."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    return _take(session, person, card, replies.skipped(card.form, card.question, card.today, card.answers), now)


def keep_preset(
    session: Session, person: Person, run_id: int, revision: int, now: datetime
) -> Card | Refusal | Outdated:
    """What stands in the question already is the answer."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is None:
        return _outdated(card)
    return _take(session, person, card, card.preset or Refusal("answers.outdated"), now)


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
    if card.form.questions[index].kind == "computed":
        return Outdated(card)
    return _open_again(card, card.form.questions[index], now)


def submit(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    """The summary was looked over and sent."""
    card = _at(session, person, run_id, revision, now)
    if isinstance(card, Outdated) or card.question is not None:
        return _outdated(card)
    return _finish(session, card, now)


def typed(session: Session, person: Person, card: Card, text: str, language: str, now: datetime) -> Card | Refusal:
    """Words for the open question of `awaited`'s card; the message lies below the card now."""
    card.run.card_below += 1
    if card.question is None:
        return Refusal("runs.press_send")
    read = replies.typed(card.form, card.question, text, language, card.today, card.answers, forms.day_words())
    if _tells_too_much(card.question, read, text):
        return Refusal("answers.personal")
    if card.question.kind == "text" and name_book.mentioned(session, person.organisation_id, text):
        return Refusal("answers.naming")
    taken = _take(session, person, card, read, now)
    assert not isinstance(taken, Outdated)
    return taken


def _tells_too_much(question: Question, read: Answer | Refusal, text: str) -> bool:
    """Phones and documents have no place in a free text, unless it goes into a sealed case."""
    if isinstance(read, Refusal) or question.kind != "text" or question.seen_by == "case":
        return False
    return bool(personal_details(text))


def _at(session: Session, person: Person, run_id: int, revision: int, now: datetime) -> Card | Outdated:
    card = standing.current(session, person, run_id, now)
    if card is None or card.run.state != "open":
        return Outdated(card)
    if card.run.revision == revision:
        return card
    runs.take_up(card.run, now)
    return Outdated(card)


def _outdated(card: Card | Outdated) -> Outdated:
    return card if isinstance(card, Outdated) else Outdated(card)


def _open_again(card: Card, question: Question | None, now: datetime) -> Card:
    card.run.editing = question.name if question else None
    card.run.draft = None
    runs.touch(card.run, now)
    return seen(card)


def _take(session: Session, person: Person, card: Card, given: Answer | Refusal, now: datetime) -> Card | Refusal:
    if isinstance(given, Refusal):
        runs.take_up(card.run, now)
        return given
    _keep(session, card, given, now)
    asked = card.question
    if given.text is not None and asked is not None and asked.kind == "text" and card.form.mode != "anonymous":
        screening.look(session, person, card.run, asked, given.text, now)
    answers = {**card.answers, given.question: given}
    card.run.editing = card.run.draft = None
    runs.touch(card.run, now)
    after = seen(replace(card, answers=answers))
    if after.question is None and not card.long:
        return _finish(session, after, now)
    return replace(after, lost=_lost(card, after))


def _lost(before: Card, after: Card) -> tuple[Question, ...]:
    """The questions whose answers an edit has just made needless; not while one is asked anew, on which they depend."""
    if after.question is not None and after.question.name in after.answers:
        return ()
    needless = orphaned(after.form, after.answers, after.today)
    if not needless:
        return ()
    known = {each.question for each in orphaned(before.form, before.answers, before.today)}
    return tuple(
        question for each in needless if each.question not in known and (question := after.form.question(each.question))
    )


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
    runs.into_history(session, row, now)
    row.answered_at = now
    if card.run.known and given.question in card.run.known:
        card.run.known = [name for name in card.run.known if name != given.question]
    for name, value in values.items():
        setattr(row, name, value)


def _finish(session: Session, card: Card, now: datetime) -> Card:
    """The run is done: answers that no longer apply go into the history, and what finishing causes is caused."""
    on_paper = card.run.channel == "paper"
    if on_paper and (refused := paper_entry.hand_over(session, card.run, now)) is not None:
        return replace(card, answers={}, question=None, ending=refused)
    needless = {each.question for each in orphaned(card.form, card.answers, card.today)}
    for name in needless:
        row = db.runs.answer_to(session, card.run.id, name)
        runs.into_history(session, row, now)
        session.delete(row)
    card.run.state, card.run.finished_at, card.run.nudge_at = "done", now, None
    card.run.revision += 1
    session.flush()
    db.letters.cancel(session, run_id=card.run.id)
    answers = {name: given for name, given in card.answers.items() if name not in needless}
    for name, value in computed(card.form, answers, card.today).items():
        answers[name] = Answer(name, number=as_number(value), text=value if as_number(value) is None else None)
        _keep(session, replace(card, answers={}), answers[name], now)
    if card.form.mode == "anonymous":
        ending = ballots.cast(session, card.run, card.form, answers, now)
        return replace(card, answers={}, question=None, ending=ending)
    completion = COMPLETIONS.get(card.form.name)
    ending = completion(session, card.run, answers, now) if completion else None
    if on_paper:
        ending = paper_entry.entered(session, card.run)
    return replace(card, answers=answers, question=None, ending=ending)
