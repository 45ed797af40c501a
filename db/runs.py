"""Runs of questionnaires and their answers: the state of every dialog that asks more than one thing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Index, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from db.base import Base
from db.letters import Letter
from db.organisations import Scope, within
from db.people import Person


class FormVersion(Base):
    """A questionnaire as parsed, once per content: a run stays with the version that it began."""

    __tablename__ = "form_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    version: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    """Whose own it is; None for a built-in one."""
    fixes: Mapped[str | None]
    """The version whose typos this one puts right: answers to both may be compared."""
    definition: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    """When it came into force, the last time: of all versions of a name, the latest is in force."""


class Run(Base):
    """One person going through one questionnaire about one subject. The position is not stored.

    `revision` grows with every change and stands in every button; `period` with `subject` makes a run once (`2026-11`).
    """

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)  # whom somebody else tells about
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    form_version: Mapped[str] = mapped_column(ForeignKey("form_versions.version"))
    form_name: Mapped[str]
    once_key: Mapped[str | None] = mapped_column(unique=True)
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pairs.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("polls.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    channel: Mapped[str] = mapped_column(default="chat")  # chat | paper
    typed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who entered a finished one from paper; until then it is that curator's own run about the person."""
    state: Mapped[str] = mapped_column(default="open")  # open | done | interrupted | expired | stopped
    revision: Mapped[int] = mapped_column(default=0)
    editing: Mapped[str | None]
    """The question that is open again from the summary (`Change`), or under `Back`; None while going forward."""
    draft: Mapped[list[str] | None]
    """What is ticked so far in the open question of several options."""
    known: Mapped[list[str] | None]
    """Questions that were answered when it was opened, by what is known already: they are not asked, nor counted."""
    card_message_id: Mapped[int | None]
    card_sent_at: Mapped[datetime | None]
    card_below: Mapped[int] = mapped_column(default=0)
    card_picture: Mapped[str | None]
    """The content of the picture that stands right above the live card."""
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime | None]
    paused: Mapped[bool] = mapped_column(default=False)
    """Put aside with `Later` or by going elsewhere: typed words are not for it."""
    nudge_at: Mapped[datetime | None]
    nudges: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"), index=True)
    """The publication that counts it; a later one never does (security § 8.1)."""
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    answers: Mapped[list["AnswerRow"]] = relationship(lazy="raise", order_by="AnswerRow.id")

    __table_args__ = (
        Index("ix_runs_person_id_state", "person_id", "state"),
        Index("ix_runs_organisation_id_form_name", "organisation_id", "form_name"),
        Index("ix_runs_nudge_at", "nudge_at"),
        {"sqlite_autoincrement": True},  # the number of a run that was deleted is given to no other: buttons carry it
    )


class AnswerRow(Base):
    """The effective answer to one question of a run; a skipped one has no value and counts as answered."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    question: Mapped[str]
    number: Mapped[float | None]
    text: Mapped[str | None]
    choices: Mapped[list[str] | None]
    scale: Mapped[str | None]
    answered_at: Mapped[datetime]

    __table_args__ = (Index("uq_answers_run_id_question", "run_id", "question", unique=True),)


class AnswerEdit(Base):
    """An answer that was replaced: edits append history."""

    __tablename__ = "answer_edits"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    question: Mapped[str]
    number: Mapped[float | None]
    text: Mapped[str | None]
    choices: Mapped[list[str] | None]
    answered_at: Mapped[datetime]
    replaced_at: Mapped[datetime]


def version(session: Session, digest: str) -> FormVersion | None:
    return session.scalar(select(FormVersion).where(FormVersion.version == digest))


def newest(session: Session, name: str) -> FormVersion | None:
    """The version of a questionnaire that is in force."""
    found = select(FormVersion).where(FormVersion.name == name)
    return session.scalar(found.order_by(FormVersion.published_at.desc(), FormVersion.id.desc()).limit(1))


class Given(NamedTuple):
    """What was answered to a question: values only, to be read."""

    question: str
    number: float | None
    text: str | None
    choices: list[str] | None
    scale: str | None


_OWNER = or_(Run.person_id == bindparam("person"), Run.typed_by == bindparam("person"))
_ONE = select(Run).where(Run.id == bindparam("run"), _OWNER).with_for_update()
_GIVEN = (
    select(AnswerRow.question, AnswerRow.number, AnswerRow.text, AnswerRow.choices, AnswerRow.scale)
    .where(AnswerRow.run_id == bindparam("run"))
    .order_by(AnswerRow.id)
)
_ANSWER = insert(Base.metadata.tables["answers"])
"""Statements of every step, built once: building one costs more than running it (`docs/performance.md`)."""


def one(session: Session, person_id: int, run_id: int) -> tuple[Run, list[Given]] | None:
    """A run of this person, or one that they entered from paper, with what was answered; another's run is a miss."""
    run = session.scalar(_ONE, {"run": run_id, "person": person_id})
    return (run, given(session, run_id)) if run else None


def given(session: Session, run_id: int) -> list[Given]:
    """What was answered in a run, in the order of answering."""
    return [Given(*row) for row in session.execute(_GIVEN, {"run": run_id})]


def add_answer(session: Session, run_id: int, question: str, now: datetime, values: dict[str, Any]) -> None:
    """The first answer to a question; a second one breaks the table's own rule."""
    session.connection().execute(_ANSWER, {"run_id": run_id, "question": question, "answered_at": now, **values})


def answers(session: Session, run_id: int) -> list[AnswerRow]:
    return list(session.scalars(select(AnswerRow).where(AnswerRow.run_id == run_id).order_by(AnswerRow.id)))


def open_of(session: Session, person_id: int) -> list[Run]:
    """What a person has to fill in, the one touched last first."""
    return list(
        session.scalars(
            select(Run)
            .where(Run.person_id == person_id, Run.state == "open")
            .order_by(func.coalesce(Run.touched_at, Run.opened_at).desc(), Run.id.desc())
        )
    )


def count_open(session: Session) -> int:
    """How many questionnaires are being filled in."""
    return session.scalar(select(func.count()).where(Run.state == "open")) or 0


def told_of(session: Session, person_id: int) -> dict[int, str]:
    """The full names of those whom open runs of a person are about, by run; of runs about nobody else there is none."""
    about = select(Run.id, Person.name).join(Person, Person.id == Run.about_id)
    rows = session.execute(about.where(Run.person_id == person_id, Run.state == "open"))
    return {row[0]: row[1] for row in rows}


def came_on_paper(session: Session, run: Run) -> bool:
    """Whether a run that is over was ended by a sheet of the same person, entered at that very moment."""
    sheet = select(Run.id).where(
        Run.person_id == run.person_id,
        Run.form_name == run.form_name,
        Run.channel == "paper",
        Run.state == "done",
        Run.finished_at == run.finished_at,
    )
    return session.scalar(sheet.limit(1)) is not None


def finished(session: Session, person_id: int) -> int:
    """How many questionnaires a person has finished."""
    return session.scalar(select(func.count()).where(Run.person_id == person_id, Run.state == "done")) or 0


def by_key(session: Session, once_key: str) -> Run | None:
    return session.scalar(select(Run).where(Run.once_key == once_key))


def latest_done(session: Session, person_id: int, form_name: str) -> Run | None:
    """The newest finished run of a form."""
    return session.scalar(
        select(Run)
        .where(Run.person_id == person_id, Run.form_name == form_name, Run.state == "done")
        .order_by(Run.finished_at.desc())
        .limit(1)
    )


def newest_done(session: Session, person_id: int) -> list[Run]:
    """The newest finished run of every form that a person filled in, latest first."""
    newest = (
        select(func.max(Run.id)).where(Run.person_id == person_id, Run.state == "done").group_by(Run.form_name)
    ).scalar_subquery()
    return list(session.scalars(select(Run).where(Run.id.in_(newest)).order_by(Run.finished_at.desc())))


def answered(session: Session, run_ids: Sequence[int]) -> list[AnswerRow]:
    """The answers of several runs."""
    return list(
        session.scalars(select(AnswerRow).where(AnswerRow.run_id.in_(run_ids)).order_by(AnswerRow.run_id, AnswerRow.id))
    )


def done_between(session: Session, scope: Scope, form_name: str, since: datetime, until: datetime) -> list[Run]:
    """Finished runs of a form in the scope: from `since`, before `until`."""
    return list(
        session.scalars(
            select(Run).where(
                within(Run.organisation_id, scope),
                Run.form_name == form_name,
                Run.state == "done",
                Run.finished_at >= since,
                Run.finished_at < until,
            )
        )
    )


def to_nudge(session: Session, now: datetime) -> list[Run]:
    """Open runs whose owner asked to be reminded, or left in the middle, by now."""
    return list(session.scalars(select(Run).where(Run.state == "open", Run.nudge_at <= now).order_by(Run.nudge_at)))


def announced(session: Session, run_ids: Sequence[int]) -> set[int]:
    """Which of the runs a letter that still waits to be sent is about."""
    query = select(Letter.run_id).where(Letter.run_id.in_(run_ids), Letter.state == "waiting")
    return {run_id for run_id in session.scalars(query) if run_id is not None}


def card_sent(session: Session, run_id: int, message_id: int, now: datetime) -> None:
    """Remembers the message that is the live card of a run now."""
    session.execute(
        update(Run).where(Run.id == run_id).values(card_message_id=message_id, card_sent_at=now, card_below=0),
        execution_options={"synchronize_session": False},
    )


def answer_to(session: Session, run_id: int, question: str) -> AnswerRow:
    """The effective answer to a question that has one."""
    return session.scalars(select(AnswerRow).where(AnswerRow.run_id == run_id, AnswerRow.question == question)).one()


def touched_since(session: Session, since: datetime) -> list[Run]:
    """Open runs that somebody was filling in at the moment or later, those put aside left out."""
    return list(
        session.scalars(
            select(Run).where(Run.state == "open", Run.paused.is_(False), Run.touched_at >= since).order_by(Run.id)
        )
    )


def left(session: Session, form_name: str, untouched_since: datetime) -> list[Run]:
    """Open runs of a form that nobody has touched since the moment."""
    touched = func.coalesce(Run.touched_at, Run.opened_at)
    found = select(Run).where(Run.form_name == form_name, Run.state == "open", touched <= untouched_since)
    return list(session.scalars(found.order_by(Run.id).with_for_update()))


def forget_answers(session: Session, run_id: int) -> None:
    """Deletes the answers of a run and those that they replaced: they are kept elsewhere, or must not be kept."""
    for table in (AnswerRow, AnswerEdit):
        statement = delete(table).where(table.run_id == run_id)
        session.execute(statement, execution_options={"synchronize_session": False})


def forget(session: Session, run: Run) -> None:
    """Deletes a run with its answers; the object in hand stays readable, and leads nowhere."""
    forget_answers(session, run.id)
    session.execute(delete(Run).where(Run.id == run.id), execution_options={"synchronize_session": False})
    session.expunge(run)
