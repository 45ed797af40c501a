"""The SWOT table: open answers without names, dropped into its four cells and edited there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy.orm import Session

import db.swot
from db.organisations import Scope
from db.results import Result
from db.runs import Run
from db.swot import SwotEntry
from domain import results
from domain.answers import Answer
from domain.suppression import SMALLEST, Hidden
from programme import presence
from programme.endings import Ending
from programme.results import Published
from programme.results_counting import source

CELLS = ("strength", "weakness", "opportunity", "threat")
"""Inner factors first, then outer ones (domain § 10.1)."""
QUESTIONS = {"strengths": "strength", "weaknesses": "weakness", "opportunities": "opportunity", "threats": "threat"}
"""The questions of the form `swot`, and the cells that their lines go to."""
LONGEST = 300
"""Characters of a sentence, as `swot_entry` has it."""
FORM = "swot_entry"
"""The questionnaire in which a sentence is written or changed."""


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote; `cell` is where it stands in the table already."""

    answer_id: int
    text: str
    cell: str | None


def answers(
    session: Session, published: Published, question: str, least: int = SMALLEST
) -> list[Words] | Hidden | Literal["gone"]:
    """The open answers to a question of a publication, shuffled, from ten on.

    None of them any more once an answer is gone: whoever remembers the list would know whose it was.
    """
    least = max(results.OPEN, least)
    if question not in {each.name for each in results.open_questions(published.form)}:
        return []
    if published.content.texts.get(question, 0) < least:
        return Hidden("few", least)
    found = source(published.form).words(session, published.result.id, question)
    if len(found) != published.content.texts[question]:
        return "gone"
    taken = db.swot.taken(session, [answer_id for answer_id, _ in found])
    return sorted(
        (Words(answer_id, text, taken.get(answer_id)) for answer_id, text in found),
        key=lambda words: sha256(f"{published.result.id}:{question}:{words.answer_id}".encode()).digest(),
    )


def one(session: Session, published: Published, question: str, answer_id: int, least: int = SMALLEST) -> Words | None:
    """One of them, to be put into the table; None for whatever is not shown, and for what is anonymous: nothing
    tells one such answer from another.
    """
    if published.form.mode == "anonymous":
        return None
    found = answers(session, published, question, least)
    return next((words for words in found if words.answer_id == answer_id), None) if isinstance(found, list) else None


def drop(session: Session, published: Published, words: Words, cell: str, now: datetime) -> SwotEntry | None:
    """Puts an answer into a cell, or moves it there; None for a cell that there is not."""
    if cell not in CELLS:
        return None
    entry = db.swot.of_answer(session, words.answer_id)
    if entry is None:
        result: Result = published.result
        entry = SwotEntry(
            organisation_id=result.organisation_id, cell=cell, text=words.text, answer_id=words.answer_id, added_at=now
        )
        session.add(entry)
    entry.cell = cell
    session.flush()
    return entry


def listed(session: Session, scope: Scope) -> dict[str, list[SwotEntry]]:
    """The table, cell by cell; no cell is missing."""
    entries = db.swot.listed(session, scope)
    return {cell: [entry for entry in entries if entry.cell == cell] for cell in CELLS}


def entry(session: Session, scope: Scope, entry_id: int) -> SwotEntry | None:
    """A sentence of the scope's table, or None."""
    return db.swot.one(session, scope, entry_id)


def move(session: Session, scope: Scope, entry_id: int, cell: str) -> SwotEntry | None:
    """Into another cell; None for what there is not."""
    found = db.swot.one(session, scope, entry_id)
    if found is None or cell not in CELLS:
        return None
    found.cell = cell
    return found


def strike(session: Session, scope: Scope, entry_id: int) -> bool:
    """Takes a sentence out of the table; the answer that it came from stays where it is."""
    found = db.swot.one(session, scope, entry_id)
    if found is not None:
        session.delete(found)
        session.flush()
    return found is not None


def key(entry_id: int, now: datetime) -> str:
    """The once-only key of the run in which a sentence is changed: it tells which."""
    return f"swot:{entry_id}:{now.timestamp():.3f}"


def written(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `swot_entry`: a new sentence, or other words for one. Who lost the right writes nothing."""
    by = presence.of(session, run.person_id)
    if by is None or not by.may("results.publish"):
        return Ending("swot.not_yours")
    cell, text = given["cell"].value, given["words"].value
    entry_id = int(run.once_key.split(":")[1]) if run.once_key else None
    if entry_id is None:
        session.add(SwotEntry(organisation_id=by.organisation.id, cell=cell, text=text, added_at=now))
        session.flush()
        return Ending("swot.written", {}, "swot")
    found = db.swot.one(session, by.scope_for("results.publish"), entry_id)
    if found is None:
        return Ending("swot.not_yours", {}, "swot")
    found.cell, found.text = cell, text
    return Ending("swot.written", {}, "swot")


def filled(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `swot`: every line of an answer becomes a sentence of its cell."""
    for question, cell in QUESTIONS.items():
        answer = given.get(question)
        lines = (answer.value if answer else "").splitlines()
        session.add_all(
            SwotEntry(organisation_id=run.organisation_id, cell=cell, text=line.strip(" -•")[:LONGEST], added_at=now)
            for line in lines
            if line.strip(" -•")
        )
    session.flush()
    return Ending("swot.written", {}, "swot")
