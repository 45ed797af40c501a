"""Published results of questionnaires: which runs each counts, and the aggregates that it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CTE, ForeignKey, Index, Select, and_, case, distinct, exists, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.base import Base
from db.campaigns import Campaign
from db.organisations import Scope, within
from db.pairs import Pair
from db.people import Person
from db.polls import Poll
from db.runs import AnswerRow, FormVersion, Run


class Result(Base):
    """What was published of a form in one organisation: frozen, made of runs that no other publication counts.

    `content` is `domain.results.packed`: only what may be shown. `asked` and `respondents` are numbers of people.
    """

    __tablename__ = "results"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    form_name: Mapped[str]
    form_version: Mapped[str] = mapped_column(ForeignKey("form_versions.version"))
    wave: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    mentoring_form: Mapped[str] = mapped_column(default="")
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("polls.id"))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"))
    """The publication that this one is compared with."""
    asked: Mapped[int]
    respondents: Mapped[int]
    taken_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]

    __table_args__ = (Index("ix_results_organisation_id_form_name", "organisation_id", "form_name"),)


@dataclass(frozen=True, slots=True)
class Pending:
    """Finished runs that no publication counts yet: of which form, in which poll if any, and of how many people."""

    form_name: str
    poll_id: int | None
    period: str | None
    asked: int
    respondents: int


class Cell(NamedTuple):
    """How many people gave one answer to a question, those of one form of mentoring."""

    question: str
    scale: str | None
    number: float | None
    choices: list[str] | None
    form: str | None
    people: int


VOICE = func.coalesce(Run.about_id, Run.person_id)
"""One person, one voice; of what somebody tells about others, one for each of them."""
_STOPPED = exists().where(Person.id == VOICE, Person.state == "withdrawn")
"""Whoever withdrew the consent is counted no more; what was published before stays."""
_SETTLED = or_(Run.campaign_id.is_(None), Run.campaign_id.not_in(select(Campaign.id).where(Campaign.state == "open")))
"""What a campaign gathers is counted when it is over: two looks at a growing figure must not differ."""


def one(session: Session, scope: Scope, result_id: int) -> Result | None:
    """A publication of the scope, or None."""
    return session.scalar(select(Result).where(Result.id == result_id, within(Result.organisation_id, scope)))


def listed(session: Session, scope: Scope) -> list[Result]:
    """The publications of the scope, newest first."""
    found = select(Result).where(within(Result.organisation_id, scope))
    return list(session.scalars(found.order_by(Result.taken_at.desc(), Result.id.desc())))


def newest(session: Session, organisation_id: int, form_name: str) -> Result | None:
    """The newest publication of a form."""
    found = select(Result).where(Result.organisation_id == organisation_id, Result.form_name == form_name)
    return session.scalar(found.order_by(Result.id.desc()).limit(1))


def newest_before(session: Session, organisation_id: int, role: str, mentoring_form: str) -> Result | None:
    """The newest publication of the wave before the work, of a role and a form of mentoring."""
    return session.scalar(
        select(Result)
        .where(
            Result.organisation_id == organisation_id,
            Result.wave == "before",
            Result.role == role,
            Result.mentoring_form == mentoring_form,
        )
        .order_by(Result.id.desc())
        .limit(1)
    )


def is_compared(session: Session, result_id: int, but: int) -> bool:
    """Whether some other publication was compared with this one already."""
    found = select(Result.id).where(Result.before_id == result_id, Result.id != but).limit(1)
    return session.scalar(found) is not None


def pending(session: Session, organisation_id: int) -> list[Pending]:
    """What could be published, or will be when a poll closes; runs of a poll that is open are left out."""
    done = case((Run.state == "done", VOICE))
    rows = session.execute(
        select(Run.form_name, Run.poll_id, Poll.period, func.count(distinct(VOICE)), func.count(distinct(done)))
        .outerjoin(Poll, Poll.id == Run.poll_id)
        .where(
            Run.organisation_id == organisation_id,
            Run.result_id.is_(None),
            ~_STOPPED,
            _SETTLED,
            or_(Run.poll_id.is_(None), Poll.closed_at.is_not(None)),
        )
        .group_by(Run.form_name, Run.poll_id, Poll.period)
        .order_by(Run.form_name, Poll.period)
    )
    return [Pending(*row) for row in rows if row[4]]


def newest_version(session: Session, organisation_id: int, form_name: str, poll_id: int | None) -> FormVersion:
    """The newest version that was answered and not yet published."""
    answered = _unpublished(select(Run.form_version), organisation_id, form_name, poll_id).where(Run.state == "done")
    found = select(FormVersion).where(FormVersion.version.in_(answered))
    return session.scalars(found.order_by(FormVersion.published_at.desc(), FormVersion.id.desc()).limit(1)).one()


def take(session: Session, result: Result) -> int:
    """Makes the runs those of this publication, unanswered ones that are over among them; returns how many people
    answered. Who is still answering is counted by the next.
    """
    over = _unpublished(select(Run.id), result.organisation_id, result.form_name, result.poll_id).where(
        Run.state.in_(("done", "expired", "interrupted", "stopped"))
    )
    session.execute(
        update(Run).where(Run.id.in_(over), Run.result_id.is_(None)).values(result_id=result.id),
        execution_options={"synchronize_session": False},
    )
    return session.scalar(select(func.count()).select_from(voices(result.id).subquery())) or 0


def _unpublished(query: Select[Any], organisation_id: int, form_name: str, poll_id: int | None) -> Select[Any]:
    return query.where(
        Run.organisation_id == organisation_id,
        Run.form_name == form_name,
        Run.poll_id == poll_id if poll_id is not None else Run.poll_id.is_(None),
        Run.result_id.is_(None),
        ~_STOPPED,
        _SETTLED,
    )


def voices(result_id: int) -> Select[int]:
    """The runs that a publication counts: of each person the newest that is finished."""
    return select(func.max(Run.id)).where(Run.result_id == result_id, Run.state == "done").group_by(VOICE)


def _by_voice(result_id: int) -> CTE:
    """Whose runs they are, made once, so that two publications are joined by it and not run by run."""
    counted = select(VOICE.label("voice"), func.max(Run.id).label("run"))
    return counted.where(Run.result_id == result_id, Run.state == "done").group_by(VOICE).cte()


def cells(session: Session, result_id: int) -> list[Cell]:
    """The closed answers of a publication, counted: by question, answer and form of mentoring."""
    keys = (AnswerRow.question, AnswerRow.scale, AnswerRow.number, AnswerRow.choices, Pair.form)
    rows = session.execute(
        select(*keys, func.count())
        .join(Run, Run.id == AnswerRow.run_id)
        .outerjoin(Pair, Pair.id == Run.pair_id)
        .where(
            AnswerRow.run_id.in_(voices(result_id)),
            or_(AnswerRow.number.is_not(None), AnswerRow.choices.is_not(None)),
        )
        .group_by(*keys)
    )
    return [Cell(*row) for row in rows]


def joint(
    session: Session, before_id: int, after_id: int, pairs: Mapping[str, str]
) -> list[tuple[str, float, float, int]]:
    """Numbers that the same people gave in two publications: the later question, both values, how many people.

    `pairs`: the question of the wave after by that of the wave before.
    """
    first, second = _by_voice(before_id), _by_voice(after_id)
    earlier, later = aliased(AnswerRow), aliased(AnswerRow)
    rows = session.execute(
        select(later.question, earlier.number, later.number, func.count())
        .select_from(first)
        .join(second, second.c.voice == first.c.voice)
        .join(earlier, earlier.run_id == first.c.run)
        .join(
            later,
            and_(later.run_id == second.c.run, later.question == case(dict(pairs), value=earlier.question)),
        )
        .where(
            earlier.question.in_(list(pairs)),
            later.scale == earlier.scale,
            earlier.number.is_not(None),
            later.number.is_not(None),
        )
        .group_by(later.question, earlier.number, later.number)
    )
    return [(row[0], row[1] or 0, row[2] or 0, row[3]) for row in rows]


def means(session: Session, result_id: int, reverse: Sequence[str]) -> list[tuple[int, str, int, float]]:
    """By run and scale: how many rated answers, and their mean with the good end up (`reverse`: questions whose high
    values speak against the programme).
    """
    most = case((AnswerRow.scale == "s10", 11), (AnswerRow.scale == "words5", 6), else_=4)
    good = case((AnswerRow.question.in_(reverse), most - AnswerRow.number), else_=AnswerRow.number)
    rows = session.execute(
        select(AnswerRow.run_id, AnswerRow.scale, func.count(), func.avg(good))
        .where(
            AnswerRow.run_id.in_(voices(result_id)),
            AnswerRow.scale.in_(("s10", "words5", "faces3")),
            AnswerRow.number.is_not(None),
        )
        .group_by(AnswerRow.run_id, AnswerRow.scale)
    )
    return [(row[0], row[1] or "", row[2], float(row[3])) for row in rows]


def words(session: Session, result_id: int, question: str) -> list[tuple[int, str]]:
    """The open answers to a question: number of the answer and text."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.text).where(
            AnswerRow.run_id.in_(voices(result_id)), AnswerRow.question == question, AnswerRow.text.is_not(None)
        )
    )
    return [(row[0], row[1] or "") for row in rows]


def spoken(session: Session, result_id: int) -> dict[str, int]:
    """How many people answered each open question."""
    rows = session.execute(
        select(AnswerRow.question, func.count(AnswerRow.id))
        .where(AnswerRow.run_id.in_(voices(result_id)), AnswerRow.text.is_not(None))
        .group_by(AnswerRow.question)
    )
    return {row[0]: row[1] for row in rows}


def raw(session: Session, result_id: int) -> list[tuple[Person, int, AnswerRow]]:
    """Every answer of a publication with whose it is: person, run, answer, people by code."""
    rows = session.execute(
        select(Person, Run.id, AnswerRow)
        .join(Run, Run.person_id == Person.id)
        .join(AnswerRow, AnswerRow.run_id == Run.id)
        .where(Run.id.in_(voices(result_id)))
        .order_by(Person.code, Run.id, AnswerRow.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def marks(session: Session, scope: Scope, form_name: str) -> list[str]:
    """The options chosen in the newest finished run of a form in the scope."""
    newest = (
        select(Run.id)
        .where(within(Run.organisation_id, scope), Run.form_name == form_name, Run.state == "done")
        .order_by(Run.finished_at.desc(), Run.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.scalars(select(AnswerRow.choices).where(AnswerRow.run_id == newest))
    return [option for chosen in found for option in chosen or ()]
