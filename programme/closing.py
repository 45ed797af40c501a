"""How a pair ends: a last talk with both sides, then the end; and a mentee's wish for another mentor."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

import db.cases
import db.closings
import db.pairs
from db.cases import Case
from db.closings import Closing
from db.organisations import Scope
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.closing import GOODBYE, REASONS
from programme import alarms, letters, pairs, runs
from programme.endings import Ending
from programme.forming import Refused

FORMS = {"mentor": "closing_mentor", "mentee": "closing_mentee"}
OUTDATED = Refused("pairs.outdated")


def begin(session: Session, scope: Scope, pair_id: int, revision: int, reason: str, now: datetime) -> Pair | Refused:
    """The curator ends a pair with a last talk: both sides are asked, in a week it ends by itself."""
    pair = _at(session, scope, pair_id, revision)
    if pair is None or reason not in REASONS:
        return OUTDATED
    _begin(session, pair, None, reason, now)
    return pair


def end(session: Session, scope: Scope, pair_id: int, revision: int, reason: str, now: datetime) -> Pair | Refused:
    """The curator ends a pair at once, without a last talk or in the middle of it."""
    pair = _at(session, scope, pair_id, revision)
    if pair is None or reason not in REASONS:
        return OUTDATED
    closing = db.closings.open_of(session, pair.id)
    if closing is None:
        closing = Closing(pair_id=pair.id, begun_at=now, ends_at=now)
        session.add(closing)
    closing.reason = reason
    _end(session, closing, pair, now)
    return pair


def keep(session: Session, scope: Scope, pair_id: int, revision: int, now: datetime) -> Pair | Refused:
    """The pair goes on after all: the last talk is called off."""
    pair = _at(session, scope, pair_id, revision)
    closing = db.closings.open_of(session, pair_id) if pair is not None else None
    if pair is None or closing is None:
        return OUTDATED
    closing.state, closing.ended_at = "kept", now
    pair.revision += 1
    _call_off_talks(session, closing, now)
    for _, person in db.pairs.members(session, pair.id):
        letters.write(
            session, person.id, "letters.pair_kept", kind="notice", once=f"closing:{closing.id}:kept:{person.id}",
            now=now,
        )  # fmt: skip
    return pair


def ask(session: Session, person: Person, pair_id: int, now: datetime) -> Pair | None:
    """A mentor wants to end their pair: the last talk begins, the curators hear of it and may keep the pair.

    Asked twice it is the same. None for somebody else's pair, or one that is not at work.
    """
    pair = db.pairs.of_member(session, person.id, pair_id, "mentor", change=True)
    if pair is None or pair.state != "active":
        return None
    if db.closings.open_of(session, pair.id) is None:
        closing = _begin(session, pair, person, None, now)
        for curator in pairs.curators_of(session, pair):
            letters.write(
                session, curator.id, "letters.closing_asked", kind="notice",
                once=f"closing:{closing.id}:asked:{curator.id}", now=now, pair=pair.id,
                until={"day": closing.ends_at.astimezone(pairs.zone_of(session, pair)).date().isoformat()},
                **pairs.names(db.pairs.members(session, pair.id)),
            )  # fmt: skip
    return pair


def said(session: Session, run: Run, answers: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Somebody has finished their last talk; when all have, the pair ends. What was said stays with the curator."""
    assert run.pair_id, "a last talk is about a pair"
    closing = db.closings.open_of(session, run.pair_id)
    if closing is not None and not db.closings.unsaid(session, closing.id):
        _end(session, closing, session.get_one(Pair, run.pair_id), now)
    return None


def end_due(session: Session, now: datetime) -> int:
    """Pairs whose week of goodbye is over end; returns how many. For the clock."""
    due = db.closings.due(session, now)
    for closing in due:
        _end(session, closing, session.get_one(Pair, closing.pair_id), now)
    return len(due)


def wish_for_another(session: Session, mentee: Person, pair_id: int, now: datetime) -> Case | None:
    """A mentee wants another mentor, no reason asked: a psychologist and the curators hear of it, the mentor does not.

    Wished twice it is the same. None for somebody else's pair, or one that is not at work.
    """
    pair = db.pairs.of_member(session, mentee.id, pair_id, "mentee", change=True)
    if pair is None or pair.state != "active":
        return None
    return db.cases.change_of(session, mentee.id, pair.id) or alarms.open_case(
        session, pair.organisation_id, "change", "normal", now, reporter_id=mentee.id, person_id=mentee.id,
        pair_id=pair.id,
    )  # fmt: skip


def take_wish_back(session: Session, mentee: Person, pair_id: int, now: datetime) -> Case | None:
    """The mentee has thought again: nobody is told any more, and whoever knows sees that it was taken back."""
    case = db.cases.change_of(session, mentee.id, pair_id)
    if case is not None:
        alarms.silence(session, case)
        case.state, case.outcome, case.closed_by, case.closed_at = "closed", "mistake", mentee.id, now
        case.retracted_at = now
        case.revision += 1
    return case


def _begin(session: Session, pair: Pair, asked_by: Person | None, reason: str | None, now: datetime) -> Closing:
    closing = db.closings.open_of(session, pair.id)
    if closing is not None:
        closing.reason = reason or closing.reason
        return closing
    closing = Closing(
        pair_id=pair.id, reason=reason, asked_by=asked_by.id if asked_by else None, begun_at=now, ends_at=now + GOODBYE
    )  # fmt: skip
    session.add(closing)
    pair.revision += 1
    session.flush()
    people = db.pairs.members(session, pair.id)
    until = closing.ends_at.astimezone(pairs.zone_of(session, pair)).date().isoformat()
    for member, person in people:
        run = runs.open_run(
            session, person, FORMS[member.role], now=now, once=f"closing:{closing.id}:{person.id}", pair_id=pair.id
        )
        letters.write(
            session, person.id, f"letters.closing_{member.role}", kind="notice",
            once=f"closing:{closing.id}:{person.id}", now=now, run_id=run.id, run=run.id, until={"day": until},
            **pairs.names(people),
        )  # fmt: skip
    return closing


def _end(session: Session, closing: Closing, pair: Pair, now: datetime) -> None:
    closing.state, closing.ended_at = "done", now
    session.flush()
    _call_off_talks(session, closing, now)
    if pair.state == "active":
        pairs.finish(session, pair, now)


def _call_off_talks(session: Session, closing: Closing, now: datetime) -> None:
    for run in db.closings.runs(session, closing.id):
        if run.state == "open":
            runs.interrupt(session, run, now, "expired")


def _at(session: Session, scope: Scope, pair_id: int, revision: int) -> Pair | None:
    pair = db.pairs.one(session, scope, pair_id, change=True)
    return pair if pair is not None and pair.state == "active" and pair.revision == revision else None
