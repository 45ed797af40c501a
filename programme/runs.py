"""Runs of questionnaires: opened, taken up again, put aside, reminded of, ended."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

import db.letters
import db.runs
from db.people import Person
from db.runs import AnswerEdit, AnswerRow, FormVersion, Run
from domain import polls
from programme import forms, letters
from programme.setbacks import one_by_one
from programme.standing import Card, card_of, company, current

NUDGES = (timedelta(hours=24), timedelta(hours=72))
"""The reminder ladder of an unfinished questionnaire (ux § 3), then silence."""


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
    about_id: int | None = None,
    campaign_id: int | None = None,
    version: FormVersion | None = None,
) -> Run:
    """A run of a form for a person, of the newest version unless one is given; the same one again for the same `once`
    key. Raises ValueError for an anonymous form outside a campaign.
    """
    if once is not None and (known := db.runs.by_key(session, once)) is not None:
        return known
    version = version or db.runs.newest(session, form_name)
    if version is None:
        version = forms.publish(session, forms.builtin(form_name), now)
    if campaign_id is None and forms.of_version(version).mode == "anonymous":
        raise ValueError("what is anonymous is asked in a campaign only: the ballots of others hide one's own")
    run = Run(
        person_id=person.id,
        organisation_id=person.organisation_id,
        form_version=version.version,
        form_name=form_name,
        once_key=once,
        pair_id=pair_id,
        meeting_id=meeting_id,
        poll_id=poll_id,
        about_id=about_id,
        campaign_id=campaign_id,
        opened_at=now,
    )
    session.add(run)
    session.flush()
    return run


def fill_in(session: Session, run: Run, question: str, now: datetime, **value: Any) -> None:
    """Answers a question of a run just opened by what is known already; without a value it is left out."""
    session.add(AnswerRow(run_id=run.id, question=question, answered_at=now, **value))
    run.known = [*(run.known or ()), question]
    session.flush()


def resume(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """A run is taken up: words typed from now on are for it. None when there is no such run for this person."""
    card = current(session, person, run_id, now)
    if card is not None and card.run.state == "open":
        take_up(card.run, now)
        card.run.nudge_at = next_nudge(card.run, now)
    return card


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
        into_history(session, row, now)
        session.delete(row)
    run.editing = run.draft = run.known = None
    touch(run, now)
    session.flush()
    return card_of(session, person, run, [], now)


def give_up(session: Session, person: Person, run_id: int, now: datetime) -> Card | None:
    """The person does not want to fill this in: the run is interrupted, the curator sees it as unfinished."""
    card = current(session, person, run_id, now)
    if card is not None and card.run.state == "open":
        interrupt(session, card.run, now)
    return card


def interrupt(session: Session, run: Run, now: datetime, state: str = "interrupted") -> None:
    """Ends a run that is not finished (`interrupted`, `expired`, `stopped`); its reminders go with it, and
    where answers were to be anonymous, or were being entered for somebody else, they do: nothing was sent.
    """
    run.state, run.finished_at, run.nudge_at = state, now, None
    run.revision += 1
    db.letters.cancel(session, run_id=run.id)
    if run.channel == "paper" or forms.form_of(session, run).mode == "anonymous":
        db.runs.forget_answers(session, run.id)


def nudge(session: Session, now: datetime) -> int:
    """Reminds of unfinished questionnaires whose time has come; returns how many. Polls have reminders of their own.

    Where an earlier letter about the questionnaire still waits to be sent, a second one would only repeat it.
    """
    runs = db.runs.to_nudge(session, now)
    announced = db.runs.announced(session, [run.id for run in runs])

    def remind(run: Run) -> int:
        if run.id in announced:
            run.nudge_at = now + NUDGES[0]
            return 0
        run.nudges += 1
        values: dict[str, Any] = {"title": {"label": dict(forms.form_of(session, run).title)}}
        if polls.of_first_month(run.form_name, run.poll_id):
            values["title"] = {"text": "runs.first_month"}
        key = "letters.run_waits"
        if others := company(session, run):
            key = "letters.sheet_waits" if run.channel == "paper" else "letters.run_waits_with"
            values["who"] = {"names": [*others]}
        letters.write(
            session, run.person_id, key, kind="reminder", once=f"run:{run.id}:nudge:{run.nudges}",
            now=now, expires_at=now + timedelta(days=3), run_id=run.id, run=run.id, **values,
        )  # fmt: skip
        run.nudge_at = next_nudge(run, now)
        return 1

    return one_by_one(session, "nudge", runs, remind, now)


def next_nudge(run: Run, now: datetime) -> datetime | None:
    """When to remind of a run that was touched now; polls and campaigns have reminders of their own."""
    if run.poll_id is not None or run.campaign_id is not None or run.nudges >= len(NUDGES):
        return None
    return now + NUDGES[run.nudges]


def take_up(run: Run, now: datetime) -> None:
    """The person has its card in hand: words typed from now on are for it."""
    run.touched_at, run.paused = now, False


def touch(run: Run, now: datetime) -> None:
    """A step: the revision grows, earlier buttons are old, the ladder of reminders begins anew."""
    take_up(run, now)
    run.revision += 1
    run.nudge_at = next_nudge(run, now)


def into_history(session: Session, row: AnswerRow, now: datetime) -> None:
    """Keeps an answer that is about to be replaced."""
    kept = {name: getattr(row, name) for name in ("run_id", "question", "number", "text", "choices", "answered_at")}
    session.add(AnswerEdit(replaced_at=now, **kept))
