"""No sequence of publications isolates a group below five: brute-force differencing over everything that was told."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.results
from db.pairs import Pair
from db.runs import AnswerRow, Run
from domain.results import Told
from programme import forms, results
from programme.results import Published
from tests.conftest import NOW, School
from tests.crowds import answered, crowd
from tests.programme.test_polls import pair

BEFORE, AFTER = (forms.builtin(f"pupil_pupil.{wave}.mentee") for wave in ("before", "after"))
FEEDBACK = forms.builtin("meeting_feedback")
TOPICS = ("comfort", "support")
Table = frozenset[tuple[str, int]]
"""Of whom a published figure is: form and person, one for each answer that is in it."""


def atoms(tables: Iterable[Table]) -> list[Table]:
    """The smallest sets that adding and subtracting the tables can reach: who is in exactly the same ones."""
    known = list(tables)
    signatures: defaultdict[tuple[bool, ...], set[tuple[str, int]]] = defaultdict(set)
    for person in frozenset().union(*known):
        signatures[tuple(person in table for table in known)].add(person)
    return [frozenset(members) for members in signatures.values()]


def tables_of(session: Session, published: Published, question: str) -> list[Table]:
    """Every figure that tells of a question: of all, of a form of mentoring, of those who answered both times."""
    item = published.content.item(question)
    assert item is not None
    name, one = published.form.name, published.result.id
    told = [frozenset((f"{name}:{one}", person) for person, _ in _people(session, one, question))]
    tables = told if isinstance(item.whole, Told) else []
    for group, figure in item.groups.items():
        if isinstance(figure, Told):
            people = [person for person, form in _people(session, one, question) if (form or "") == group]
            tables.append(frozenset((f"{name}:{one}", person) for person in people))
    if item.change is not None and item.change.paired and published.before is not None:
        earlier = published.before
        both = {person for person, _ in _people(session, one, question)} & {
            person for person, _ in _people(session, earlier.id, question)
        }
        tables += [
            frozenset((f"{name}:{one}", person) for person in both),
            frozenset((f"{earlier.form_name}:{earlier.id}", person) for person in both),
        ]
    return tables


def _people(session: Session, result_id: int, question: str) -> list[tuple[int, str | None]]:
    rows = session.execute(
        select(Run.person_id, Pair.form)
        .join(AnswerRow, AnswerRow.run_id == Run.id)
        .outerjoin(Pair, Pair.id == Run.pair_id)
        .where(Run.id.in_(db.results.voices(result_id)), AnswerRow.question == question)
    )
    return [(row[0], row[1]) for row in rows]


@pytest.mark.fault(102)
@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_isolated_by_any_sequence_of_waves(session: Session, school: School, seed: int) -> None:
    random = Random(seed)
    people = crowd(session, school.organisation, random.randint(8, 24))
    for _ in range(6):
        form = random.choice((BEFORE, AFTER))
        some = random.sample(people, random.randint(1, len(people)))
        marks = [{topic: random.randint(1, 10) for topic in TOPICS if random.random() < 0.9} for _ in some]
        answered(session, school.organisation, form, some, [mark or {"comfort": 5} for mark in marks])
        if random.random() < 0.8:
            results.publish(session, school.organisation, form.name, None, NOW)
    published = results.listed(session, school.scope)
    assert published
    for topic in TOPICS:
        tables = [table for each in published for table in tables_of(session, each, topic)]
        assert [len(atom) for atom in atoms(tables) if len(atom) < 5] == []


@pytest.mark.fault(102)
@pytest.mark.parametrize("seed", range(8))
def test_nobody_is_isolated_by_forms_of_mentoring(session: Session, school: School, seed: int) -> None:
    random = Random(seed)
    people = crowd(session, school.organisation, 30)
    pairs = []
    for form in ("pupil_pupil", "student_pupil", "teacher_teacher"):
        one = pair(session, school.organisation, school.mentor)
        one.form = form
        pairs.append(one.id)
    session.flush()
    for _ in range(3):
        for pair_id in (*pairs, None):
            some = random.sample(people, random.randint(1, 9))
            faces = [{"mood": random.randint(1, 3)} for _ in some]
            answered(session, school.organisation, FEEDBACK, some, faces, pair_id=pair_id)
        results.publish(session, school.organisation, FEEDBACK.name, None, NOW)
    published = results.listed(session, school.scope)
    assert published
    tables = [table for each in published for table in tables_of(session, each, "mood")]
    assert [len(atom) for atom in atoms(tables) if len(atom) < 5] == []


def test_the_attacker_of_these_tests_would_find_somebody() -> None:
    whole = frozenset(("x", person) for person in range(9))
    assert sorted(map(len, atoms([whole, frozenset(list(whole)[:8])]))) == [1, 8]
