"""Monthly polls: one a month in an organisation; who was asked and who answered are its runs."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, and_, case, cast, exists, func, or_, select, union
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.accounts import Account
from db.base import Base
from db.guardians import Guardian
from db.letters import Letter
from db.organisations import Organisation, Scope, within
from db.pairs import Member, Pair
from db.people import Person
from db.runs import AnswerRow, Run


class Poll(Base):
    """The poll of one month (`period` is `2026-11`) in one organisation."""

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    period: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None]
    """By role the numbers of satisfied, respondents and participants, frozen when it closed (security § 8.1)."""

    __table_args__ = (UniqueConstraint("organisation_id", "period"),)


@dataclass(frozen=True, slots=True)
class Tally:
    """Where everybody who was asked stands; the four add up to `asked`."""

    answered: int
    in_progress: int
    not_opened: int
    unreachable: int

    @property
    def asked(self) -> int:
        return self.answered + self.in_progress + self.not_opened + self.unreachable


REACHABLE = exists().where(Account.person_id == Run.person_id, Account.state == "active")


def one(session: Session, scope: Scope, poll_id: int) -> Poll | None:
    """A poll of the scope, or None."""
    return session.scalar(select(Poll).where(Poll.id == poll_id, within(Poll.organisation_id, scope)))


def of_period(session: Session, organisation_id: int, period: str) -> Poll | None:
    return session.scalar(select(Poll).where(Poll.organisation_id == organisation_id, Poll.period == period))


def of_periods(session: Session, scope: Scope, periods: Collection[str]) -> list[Poll]:
    """The polls of the scope in the given months."""
    return list(session.scalars(select(Poll).where(within(Poll.organisation_id, scope), Poll.period.in_(periods))))


def newest(session: Session, scope: Scope, limit: int = 12) -> list[Poll]:
    """The polls of the scope, newest first."""
    return list(
        session.scalars(
            select(Poll).where(within(Poll.organisation_id, scope)).order_by(Poll.period.desc(), Poll.id).limit(limit)
        )
    )


def open_ones(session: Session) -> list[Poll]:
    """Polls that have not been closed, for the clock."""
    return list(session.scalars(select(Poll).where(Poll.closed_at.is_(None)).order_by(Poll.id)))


def organisations_at_work(session: Session) -> list[Organisation]:
    """Organisations with a working pair, for the clock."""
    working = exists().where(Pair.organisation_id == Organisation.id, Pair.state == "active")
    return list(session.scalars(select(Organisation).where(working).order_by(Organisation.id)))


def known(session: Session, periods: Collection[str]) -> set[tuple[int, str]]:
    """Organisation and month of the polls there are in the given months, for the clock."""
    rows = session.execute(select(Poll.organisation_id, Poll.period).where(Poll.period.in_(periods)))
    return {(row[0], row[1]) for row in rows}


def participants(session: Session, organisation_id: int) -> list[tuple[Person, str, int]]:
    """Admitted members of working pairs: person, role, pair; somebody in two pairs comes twice."""
    rows = session.execute(
        select(Person, Member.role, Pair.id)
        .join(Member, Member.person_id == Person.id)
        .join(Pair, Pair.id == Member.pair_id)
        .where(Pair.organisation_id == organisation_id, Pair.state == "active", Person.state == "active")
        .order_by(Person.id, Pair.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def parents(session: Session, organisation_id: int) -> list[tuple[Person, int, int]]:
    """Admitted parents of mentees in working pairs: parent, child, pair; of a child the parent first who was confirmed
    first, of a child in two pairs twice.
    """
    rows = session.execute(
        select(Person, Guardian.child_id, Pair.id)
        .join(Guardian, Guardian.parent_id == Person.id)
        .join(Member, and_(Member.person_id == Guardian.child_id, Member.role == "mentee"))
        .join(Pair, Pair.id == Member.pair_id)
        .where(
            Pair.organisation_id == organisation_id,
            Pair.state == "active",
            Person.state == "active",
            Guardian.confirmed_at.is_not(None),
            Guardian.refused_at.is_(None),
            Guardian.ended_at.is_(None),
        )
        .order_by(Guardian.confirmed_at, Guardian.id, Pair.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def tally(session: Session, poll_id: int) -> Tally:
    """The numbers of the curator's screen, in one question."""
    answered = Run.state == "done"
    begun = Run.touched_at.is_not(None)

    def number(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = session.execute(
        select(
            number(answered),
            number(and_(~answered, REACHABLE, begun)),
            number(and_(~answered, REACHABLE, ~begun)),
            number(and_(~answered, ~REACHABLE)),
        ).where(Run.poll_id == poll_id)
    ).one()
    return Tally(*(int(value) for value in row))


def asked_and_answered(session: Session, poll_ids: Sequence[int]) -> dict[str, tuple[int, int]]:
    """By form: how many were asked in these polls, and how many answered."""
    rows = session.execute(
        select(Run.form_name, func.count(), func.sum(case((Run.state == "done", 1), else_=0)))
        .where(Run.poll_id.in_(poll_ids))
        .group_by(Run.form_name)
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def silent(session: Session, poll_id: int) -> list[tuple[Run, Person, bool]]:
    """Who has not answered, by name: run, person, and whether letters reach them."""
    rows = session.execute(
        select(Run, Person, REACHABLE)
        .join(Person, Person.id == Run.person_id)
        .where(Run.poll_id == poll_id, Run.state != "done")
        .order_by(Person.search_key, Run.id)
    )
    return [(row[0], row[1], bool(row[2])) for row in rows]


def silent_names(session: Session, poll_id: int, limit: int) -> list[str]:
    """The first names on the list of who has not answered."""
    people = select(Run.person_id).where(Run.poll_id == poll_id, Run.state != "done")
    names = select(Person.name).where(Person.id.in_(people)).order_by(Person.search_key, Person.id)
    return list(session.scalars(names.limit(limit)))


def unfinished(session: Session, poll_id: int) -> list[Run]:
    """Runs that still wait for answers, held: who is finishing at this very moment has answered."""
    waiting = select(Run).where(Run.poll_id == poll_id, Run.state == "open").order_by(Run.id)
    return list(session.scalars(waiting.with_for_update()))


def letter_key(run_id: Any, step: int) -> Any:
    """The once-only key of a letter about a poll's run: step 0 opens, others remind. `run_id`: a number or a column."""
    return f"poll:{run_id}:{step}" if isinstance(run_id, int) else "poll:" + cast(run_id, String) + f":{step}"


def to_remind(session: Session, poll_id: int, step: int, before: datetime) -> list[Run]:
    """Open runs whose letter of the step before arrived by then, the next unwritten. `Later` has its own time."""
    earlier, later = aliased(Letter), aliased(Letter)
    return list(
        session.scalars(
            select(Run)
            .join(earlier, earlier.once_key == letter_key(Run.id, step - 1))
            .outerjoin(later, later.once_key == letter_key(Run.id, step))
            .where(
                Run.poll_id == poll_id,
                Run.state == "open",
                Run.nudge_at.is_(None),
                earlier.state.in_(("sent", "uncertain")),
                earlier.settled_at <= before,
                later.id.is_(None),
            )
            .order_by(Run.id)
        )
    )


def scaled(session: Session, poll_id: int) -> list[tuple[int, str, str, str, str, float]]:
    """Answers on a scale in finished runs: run, form, its version, question, scale, number; a run's rows together."""
    rows = session.execute(
        select(Run.id, Run.form_name, Run.form_version, AnswerRow.question, AnswerRow.scale, AnswerRow.number)
        .join(AnswerRow, AnswerRow.run_id == Run.id)
        .where(Run.poll_id == poll_id, Run.state == "done", AnswerRow.scale.is_not(None), AnswerRow.number.is_not(None))
        .order_by(Run.id)
    )
    return [(row[0], row[1], row[2], row[3], row[4] or "", row[5] or 0) for row in rows]


_ANSWERED = (
    select(Run, Person, AnswerRow)
    .join(AnswerRow, AnswerRow.run_id == Run.id)
    .join(Person, Person.id == Run.person_id)
    .where(Run.state == "done")
    .order_by(Run.finished_at, Run.id)
)


def calling(
    session: Session, scope: Scope, since: datetime, wishes: Collection[str], lowest: int, forms: Collection[str]
) -> list[tuple[Run, Person, AnswerRow]]:
    """Answers that ask for a person: one of the wishes, or the lowest value for safety; in polls opened since then, and
    in runs of `forms` that ended since then.
    """
    polls = select(Poll.id).where(within(Poll.organisation_id, scope), Poll.opened_at >= since)
    runs = union(
        select(Run.id).where(Run.poll_id.in_(polls)),
        select(Run.id).where(within(Run.organisation_id, scope), Run.form_name.in_(forms), Run.finished_at >= since),
    )  # each by its own index: with `or_` the runs of all schools would be looked through
    wished = cast(AnswerRow.choices, String).in_([json.dumps([wish]) for wish in wishes])
    unsafe = and_(AnswerRow.question == "safety", AnswerRow.number == lowest)
    asks = or_(and_(AnswerRow.question == "change", wished), unsafe)
    rows = session.execute(_ANSWERED.where(Run.id.in_(runs), asks))
    return [(row[0], row[1], row[2]) for row in rows]
