"""The way through a questionnaire: which questions apply, which is next, what an edit leaves without ground.

The position is never kept: it follows from the answers. `answers` are by question name and include the skipped ones.
A condition sees only answers that still apply themselves, so one edit early on carries through. A computed question is
not on the way: it is only seen by those after it. An answer whose option is no longer offered is asked for again.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from domain import xpath
from domain.answers import Answer
from domain.forms import ALWAYS, Form, Option, Question

Answers = Mapping[str, Answer]


def next_question(form: Form, answers: Answers, today: date) -> Question | None:
    """The first question that applies and has no answer; None when the form is done."""
    seen: dict[str, str] = {}
    for question in _walk(form, answers, today, seen):
        answer = answers.get(question.name)
        if answer is None or (question.choice_filter and question.name not in seen and not answer.skipped):
            return question
    return None


def narrowed(form: Form, question: Question, answers: Answers, today: date) -> Question:
    """The question with those options that its filter lets through."""
    if not question.choice_filter:
        return question
    return replace(question, options=_offered(question, values(form, answers, today), today))


def computed(form: Form, answers: Answers, today: date) -> dict[str, str]:
    """What the computed questions come to, by name; those that apply and come to anything."""
    names = {question.name for question in form.questions if question.kind == "computed"}
    return {name: value for name, value in values(form, answers, today).items() if name in names} if names else {}


def applicable(form: Form, answers: Answers, today: date) -> list[Question]:
    """The questions that apply so far, in order."""
    return list(_walk(form, answers, today, {}))


def previous_question(form: Form, answers: Answers, question: Question, today: date) -> Question | None:
    """The question before this one on the person's way; None before the first."""
    before = None
    for each in _walk(form, answers, today, {}):
        if each.name == question.name:
            break
        before = each
    return before


class Place(NamedTuple):
    """Where a question stands: its number from 1, and how many there are at most; `sure`: exactly so many."""

    position: int
    most: int
    sure: bool


def progress(form: Form, answers: Answers, question: Question, today: date, known: Collection[str] = ()) -> Place:
    """Where a question stands. Notes ask nothing and do not count, nor does what is `known` without asking, unless it
    is looked at. What depends on an answer to come counts as asked, so that the number of all never grows on the way.
    """
    ahead = {each.name: sure for each, sure in _prospects(form, answers, question, today) if each.kind != "note"}
    counted = {name: sure for name, sure in ahead.items() if name == question.name or name not in known}
    before = 0
    for each in form.questions:
        if each.name == question.name:
            break
        before += each.name in counted
    return Place(min(before + 1, len(counted)), len(counted), all(counted.values()))


def orphaned(form: Form, answers: Answers, today: date) -> list[Answer]:
    """Answers whose questions no longer apply, in the form's order: what an edit is about to lose."""
    names = {question.name for question in _walk(form, answers, today, {})}
    return [
        answers[question.name] for question in form.questions if question.name in answers and question.name not in names
    ]


def must_answer(form: Form, question: Question, answers: Answers, today: date) -> bool:
    """Whether the question cannot be skipped, given the other answers."""
    if question.required in ("", ALWAYS):
        return question.required == ALWAYS
    return xpath.holds(question.required, values(form, answers, today), today)


def values(form: Form, answers: Answers, today: date) -> dict[str, str]:
    """Values by question that conditions may see: of answers that apply and were not skipped, and computed ones."""
    seen: dict[str, str] = {}
    for _ in _walk(form, answers, today, seen):
        pass
    return seen


def _walk(form: Form, answers: Answers, today: date, seen: dict[str, str]) -> Iterator[Question]:
    for question in form.questions:
        if question.relevant and not xpath.holds(question.relevant, seen, today):
            continue
        if question.kind == "computed":
            if value := xpath.value(question.calculation, seen, today):
                seen[question.name] = value
            continue
        answer = answers.get(question.name)
        if question.choice_filter:
            offered = {option.name for option in _offered(question, seen, today)}
            if not offered:
                continue
            if answer is not None and not offered.issuperset(answer.value.split()):
                answer = None
        if answer is not None and not answer.skipped:
            seen[question.name] = answer.value
        yield question


def _prospects(form: Form, answers: Answers, asked: Question, today: date) -> Iterator[tuple[Question, bool]]:
    """The questions that apply or may come to apply, in order; whether they do whatever is answered from `asked` on."""
    seen: dict[str, str] = {}
    apply = {question.name for question in _walk(form, answers, today, seen)}
    undecided = {asked.name}
    for question in form.questions:
        open_yet = not undecided.isdisjoint(_rests_on(question))
        if question.kind == "computed":
            undecided |= {question.name} if open_yet else set()
            continue
        answer = answers.get(question.name)
        missing = question.name in apply and question.name not in seen and (answer is None or not answer.skipped)
        if open_yet or missing:
            undecided.add(question.name)
        if open_yet or question.name in apply:
            yield question, not open_yet


def _rests_on(question: Question) -> set[str]:
    """The names of the questions that decide whether this one applies, or what it comes to."""
    names = {name for part in (question.relevant, question.calculation) if part for name in xpath.names_in(part)}
    if question.choice_filter:
        columns = {"name", *(column for option in question.options for column in option.columns)}
        names |= {*xpath.names_in(question.choice_filter, columns)}
    return names


def _offered(question: Question, seen: Mapping[str, str], today: date) -> tuple[Option, ...]:
    columns = frozenset(("name", *(column for option in question.options for column in option.columns)))
    return tuple(
        option
        for option in question.options
        if xpath.fits(question.choice_filter, seen, today, {**option.columns, "name": option.name}, columns)
    )
