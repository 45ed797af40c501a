"""Anonymous answers: who took part stands in one table, what was answered in another, and nothing leads between them.

A ballot has a random number and no moment, a participation a day and no ballot. Where rows lie in a file, and which
transaction wrote them, would still tell the order: ballots are written anew in a random one (`docs/anonymity.md`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from secrets import SystemRandom, token_hex
from statistics import fmean
from typing import Any

from sqlalchemy import ForeignKey, String, and_, delete, distinct, exists, func, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.campaigns import Campaign
from db.results import Cell, Pending, Result
from db.runs import FormVersion, Run

UNORDERED = {"sqlite_with_rowid": False}
"""SQLite keeps such a table in the order of its keys, without a number that grows."""
HIGHEST: Mapping[str, int] = {"s10": 10, "words5": 5, "faces3": 3}
"""Scales that satisfaction is made of, with their highest values."""


class Participation(Base):
    """Somebody has answered an anonymous campaign, on that day of the school. What, nobody knows."""

    __tablename__ = "participations"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    day: Mapped[date]

    __table_args__ = (UNORDERED,)


class Ballot(Base):
    """What somebody answered: by question what was chosen or written (`number`, `text`, `choices`, `scale`).

    `shuffled`: it lies in a random order among at least as many as are ever shown together, or its campaign is over.
    """

    __tablename__ = "ballots"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    answers: Mapped[dict[str, Any]]
    shuffled: Mapped[bool] = mapped_column(default=False)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"), index=True)
    """The publication that counts it; a later one never does (security § 8.1)."""

    __table_args__ = (UNORDERED,)


def participants(session: Session, campaign_id: int) -> set[int]:
    """The ids of those who have answered a campaign."""
    return set(session.scalars(select(Participation.person_id).where(Participation.campaign_id == campaign_id)))


def took_part(session: Session, campaign_id: int, person_id: int) -> bool:
    """Whether somebody has answered a campaign."""
    return session.get(Participation, (campaign_id, person_id)) is not None


def of_person(session: Session, person_id: int) -> list[tuple[FormVersion, date]]:
    """The anonymous questionnaires that somebody has answered, with the day, oldest first."""
    rows = session.execute(
        select(FormVersion, Participation.day)
        .join(Campaign, Campaign.form_version == FormVersion.version)
        .join(Participation, Participation.campaign_id == Campaign.id)
        .where(Participation.person_id == person_id)
        .order_by(Participation.day, Campaign.id)
    )
    return [(row[0], row[1]) for row in rows]


def cast(session: Session, campaign_id: int, person_id: int, day: date, answers: Mapping[str, Any]) -> None:
    """Writes down that somebody took part, and apart from it what was answered."""
    session.execute(insert(Participation), {"campaign_id": campaign_id, "person_id": person_id, "day": day})
    _write(session, [(campaign_id, answers)])


def waiting(session: Session, least: int) -> list[int]:
    """Campaigns with ballots to be shuffled: `least` of them, or any when the campaign is over."""
    over = Campaign.state.in_(("closed", "interrupted"))
    return list(
        session.scalars(
            select(Ballot.campaign_id)
            .join(Campaign, Campaign.id == Ballot.campaign_id)
            .where(Ballot.result_id.is_(None), Ballot.shuffled.is_(False))
            .group_by(Ballot.campaign_id, Campaign.state)
            .having(or_(func.count() >= least, over))
            .order_by(Ballot.campaign_id)
        )
    )


def shuffle(session: Session, campaign_id: int) -> int:
    """Writes the ballots of a campaign that nothing counts yet anew: all of them with other numbers, in another order,
    by this one transaction. Returns how many there are.
    """
    mine = and_(Ballot.campaign_id == campaign_id, Ballot.result_id.is_(None))
    return _write(session, _taken_out(session, mine), shuffled=True)


def _taken_out(session: Session, condition: Any) -> list[tuple[int, Mapping[str, Any]]]:
    """Deletes ballots and tells what was in them; one that comes at the same moment is not touched."""
    gone = delete(Ballot).where(condition).returning(Ballot.campaign_id, Ballot.answers)
    rows = session.execute(gone, execution_options={"synchronize_session": False})
    return [(row[0], row[1]) for row in rows]


def _write(session: Session, ballots: Sequence[tuple[int, Mapping[str, Any]]], **values: Any) -> int:
    rows = [
        {"id": token_hex(16), "campaign_id": campaign_id, "answers": answers, "shuffled": False, **values}
        for campaign_id, answers in ballots
    ]
    SystemRandom().shuffle(rows)
    if rows:
        session.execute(insert(Ballot), rows)
    return len(rows)


def _countable(organisation_id: int) -> Any:
    """The campaigns of an organisation that are over, with ballots that no publication counts."""
    left = exists().where(Ballot.campaign_id == Campaign.id, Ballot.result_id.is_(None))
    return and_(Campaign.organisation_id == organisation_id, Campaign.state == "closed", left)


def pending(session: Session, organisation_id: int) -> list[Pending]:
    """What could be published, by form: of how many people, and how many were asked."""
    took_part, owe = func.count(distinct(Participation.person_id)), func.count(distinct(Run.person_id))
    answered = session.execute(
        select(Campaign.form_name, took_part)
        .join(Participation, Participation.campaign_id == Campaign.id)
        .where(_countable(organisation_id))
        .group_by(Campaign.form_name)
        .order_by(Campaign.form_name)
    ).all()
    silent = session.execute(
        select(Campaign.form_name, owe)
        .join(Run, Run.campaign_id == Campaign.id)
        .where(_countable(organisation_id))
        .group_by(Campaign.form_name)
    )
    missing = {row[0]: row[1] for row in silent}
    return [Pending(name, None, None, people + missing.get(name, 0), people) for name, people in answered]


def newest_version(session: Session, organisation_id: int, form_name: str) -> FormVersion:
    """The newest version of a form in the campaigns that could be published."""
    asked = select(Campaign.form_version).where(_countable(organisation_id), Campaign.form_name == form_name)
    found = select(FormVersion).where(FormVersion.version.in_(asked)).order_by(FormVersion.id.desc()).limit(1)
    return session.scalars(found).one()


def take(session: Session, result: Result) -> int:
    """Makes the ballots of closed campaigns those of this publication, in an order that is new; returns how many."""
    campaigns = select(Campaign.id).where(_countable(result.organisation_id), Campaign.form_name == result.form_name)
    mine = and_(Ballot.campaign_id.in_(campaigns), Ballot.result_id.is_(None))
    return _write(session, _taken_out(session, mine), shuffled=True, result_id=result.id)


def _answers(session: Session, result_id: int) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    """The answers of each ballot of a publication, in the order of their random numbers, which stays."""
    yield from session.scalars(select(Ballot.answers).where(Ballot.result_id == result_id).order_by(Ballot.id))


def cells(session: Session, result_id: int) -> list[Cell]:
    """As `db.results.cells`; nobody's form of mentoring is known."""
    counts = Counter[tuple[str, str | None, float | None, tuple[str, ...] | None]]()
    for ballot in _answers(session, result_id):
        for question, given in ballot.items():
            if "text" not in given:
                choices = tuple(given["choices"]) if "choices" in given else None
                counts[question, given.get("scale"), given.get("number"), choices] += 1
    return [
        Cell(question, scale, number, list(choices) if choices is not None else None, None, people)
        for (question, scale, number, choices), people in counts.items()
    ]


def means(session: Session, result_id: int, reverse: Sequence[str]) -> list[tuple[int, str, int, float]]:
    """As `db.results.means`; the first number only tells one ballot from another."""
    found = []
    for place, ballot in enumerate(_answers(session, result_id)):
        by_scale: defaultdict[str, list[float]] = defaultdict(list)
        for question, given in ballot.items():
            scale, number = given.get("scale", ""), given.get("number")
            if scale in HIGHEST and number is not None:
                by_scale[scale].append(HIGHEST[scale] + 1 - number if question in reverse else number)
        found += [(place, scale, len(values), fmean(values)) for scale, values in by_scale.items()]
    return found


def words(session: Session, result_id: int, question: str) -> list[tuple[int, str]]:
    """The open answers to a question, numbered down from -1: they are nobody's `answers.id`."""
    said = (ballot[question]["text"] for ballot in _answers(session, result_id) if "text" in ballot.get(question, {}))
    return [(-place, text) for place, text in enumerate(said, start=1)]


def spoken(session: Session, result_id: int) -> dict[str, int]:
    """As `db.results.spoken`."""
    return dict(
        Counter(
            question for ballot in _answers(session, result_id) for question, given in ballot.items() if "text" in given
        )
    )
