"""What a publication tells, counted: aggregates of the database become figures, changes, satisfaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy.orm import Session

import db.ballots
import db.results
from db.results import Cell, Result
from domain import comparability, results
from domain.forms import Form, Question
from domain.results import Content, Item, Tally
from domain.satisfaction import Rule, satisfaction
from domain.statistics import Change
from domain.summary import Opinion, opinion

FINAL = "final_satisfaction"
"""Asks for satisfaction, as the waves after the work do."""


class Answers(Protocol):
    """The questions that `db.results` and `db.ballots` answer alike."""

    def take(self, session: Session, result: Result) -> int: ...

    def cells(self, session: Session, result_id: int) -> list[Cell]: ...

    def means(self, session: Session, result_id: int, reverse: Sequence[str]) -> list[tuple[int, str, int, float]]: ...

    def words(self, session: Session, result_id: int, question: str) -> list[tuple[int, str]]: ...

    def spoken(self, session: Session, result_id: int) -> dict[str, int]: ...


def counted(session: Session, result: Result, form: Form, before: Form | None, k: int) -> Content:
    """Everything that a publication tells; `before` is the form of the one that it is compared with."""
    groups = tallies(form, source(form).cells(session, result.id))
    changes = _changes(session, result, form, before, groups, k)
    items = []
    for question in results.told_questions(form):
        named = groups.get(question.name, {})
        whole = results.told(question, results.merged(list(named.values())), k)
        split = results.by_form(question, named, k) if not form.wave else {}
        items.append(Item(question.name, whole, split, changes.get(question.name)))
    spoken = source(form).spoken(session, result.id)
    texts = {question.name: spoken.get(question.name, 0) for question in results.open_questions(form)}
    asks = form.wave == "after" or form.name == FINAL
    return Content(items, texts, _satisfaction(session, result, form, k) if asks else None)


def source(form: Form) -> Answers:
    """Where the answers to a form lie: in ballots, or in runs."""
    if form.mode == "anonymous":
        return db.ballots
    return db.results


def tallies(form: Form, cells: Iterable[Cell]) -> dict[str, dict[str, Tally]]:
    """Counts by question and form of mentoring (empty where a run belongs to no pair).

    An answer on another scale than the newest version's is left out: it cannot be compared.
    """
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    having: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for cell in cells:
        question = form.question(cell.question)
        if question is None or (question.kind in ("scale", "yes_no") and cell.scale != question.scale):
            continue
        group = cell.form or ""
        people[cell.question][group] += cell.people
        named = cell.choices if cell.choices is not None else [f"{cell.number or 0:g}"]
        having[cell.question, group].update(dict.fromkeys(named, cell.people))
    return {
        question: {group: Tally(n, having[question, group]) for group, n in counted.items()}
        for question, counted in people.items()
    }


def _changes(
    session: Session,
    result: Result,
    form: Form,
    before: Form | None,
    groups: Mapping[str, Mapping[str, Tally]],
    k: int,
) -> dict[str, Change]:
    """By question what changed since the wave before; without waves, since the publication before.

    What was published then is compared, not what is still there: somebody who was erased since must not be the
    difference.
    """
    if before is None or result.before_id is None:
        return {}
    published = session.get_one(Result, result.before_id)
    content, pairs = results.unpacked(published.content), paired(before, form)
    both = _both(session, published, result, pairs) if form.wave else {}
    found = {}
    for first, second in pairs:
        earlier = results.counted(content.item(first))
        later = results.merged(list(groups.get(second, {}).values()))
        change = results.changed(earlier, later, both.get(second, {}), k) if earlier else None
        if change is not None:
            found[second] = change
    return found


def paired(before: Form, after: Form) -> list[tuple[str, str]]:
    """The names of questions on one topic and scale, in the wave before and in this one; of two versions of one form,
    those that ask the same.
    """

    def rated(form: Form) -> dict[tuple[str, str], Question]:
        scales = [question for question in results.told_questions(form) if question.kind == "scale"]
        return {(question.topic or question.name, question.scale): question for question in scales}

    def same(one: Question, other: Question) -> bool:
        if before.name != after.name:
            return True
        found = comparability.changed(one, other)
        asked = found is None or comparability.only_typos([found])
        return asked and comparability.shown(before)[one.name] == comparability.shown(after)[other.name]

    earlier = rated(before)
    twins = [(earlier[key], question) for key, question in rated(after).items() if key in earlier]
    return [(one.name, other.name) for one, other in twins if same(one, other)]


def _both(
    session: Session, before: Result, after: Result, pairs: Sequence[tuple[str, str]]
) -> dict[str, Counter[tuple[str, str]]]:
    """How often people who answered both times gave each pair of values, by question of the wave after.

    The same people are told once only: a wave that was compared with one before would tell, subtracted, about the rest.
    """
    both: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    if pairs and not db.results.is_compared(session, before.id, but=after.id):
        for question, earlier, later, people in db.results.joint(session, before.id, after.id, dict(pairs)):
            both[question][f"{earlier:g}", f"{later:g}"] += people
    return both


def _satisfaction(session: Session, result: Result, form: Form, k: int) -> Opinion:
    """How many are satisfied by the rule, of those who were asked and of those who answered (domain § 8.3)."""
    rule = Rule()
    reverse = [question.name for question in form.questions if question.reverse]
    verdicts: dict[int, bool] = {}
    for run_id, scale, _, mean in source(form).means(session, result.id, reverse):
        verdicts[run_id] = verdicts.get(run_id, True) and mean >= rule.least(scale)
    counts = satisfaction(sum(verdicts.values()), result.respondents, max(result.asked, result.respondents))
    return opinion(counts, closed=True, k=k)
