"""Questionnaires of schools: what somebody is about to publish, the versions there are, those that were answered."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Text, delete, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.ballots import Ballot
from db.base import Base
from db.campaigns import Campaign
from db.results import Result
from db.runs import FormVersion, Run


class FormDraft(Base):
    """A questionnaire that somebody is about to send (`awaited_until`), or has sent and not yet published.

    A person has at most one at a time. `definition` is the form as `domain.forms.Form.to_json` writes it.
    """

    __tablename__ = "form_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    begun_at: Mapped[datetime]
    awaited_until: Mapped[datetime | None]
    definition: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        {"sqlite_autoincrement": True},  # the number of a draft that is gone is given to no other: buttons carry it
    )


def draft(session: Session, person_id: int, draft_id: int | None = None) -> FormDraft | None:
    """The draft of this person, held until the transaction ends; another person's, or an earlier one, is a miss."""
    found = select(FormDraft).where(FormDraft.person_id == person_id)
    if draft_id is not None:
        found = found.where(FormDraft.id == draft_id)
    return session.scalar(found.with_for_update())


def drop(session: Session, person_id: int) -> None:
    """Deletes whatever draft of this person there is."""
    session.execute(delete(FormDraft).where(FormDraft.person_id == person_id))


def drop_before(session: Session, moment: datetime) -> int:
    """Deletes the drafts that were begun before a moment; returns how many."""
    return session.connection().execute(delete(FormDraft).where(FormDraft.begun_at < moment)).rowcount


def newest_of_each(session: Session, organisation_id: int) -> list[FormVersion]:
    """The version in force of every questionnaire that the organisation may use: the built-in ones and its own."""
    place = func.row_number().over(
        partition_by=FormVersion.name, order_by=(FormVersion.published_at.desc(), FormVersion.id.desc())
    )
    ranked = select(FormVersion.id, place.label("place")).where(_usable(organisation_id)).subquery()
    newest = select(ranked.c.id).where(ranked.c.place == 1)
    return list(session.scalars(select(FormVersion).where(FormVersion.id.in_(newest)).order_by(FormVersion.name)))


def usable(session: Session, organisation_id: int, version_id: int) -> FormVersion | None:
    """A version that is built in or the organisation's own; another organisation's is a miss."""
    return session.scalar(select(FormVersion).where(FormVersion.id == version_id, _usable(organisation_id)))


def versions(session: Session, name: str) -> list[FormVersion]:
    """All versions of a questionnaire, the one in force first."""
    found = select(FormVersion).where(FormVersion.name == name)
    return list(session.scalars(found.order_by(FormVersion.published_at.desc(), FormVersion.id.desc())))


def answered(session: Session, organisation_id: int, name: str) -> dict[str, datetime]:
    """Versions of the answers that the next comparison will be made with, each with the moment it was first asked.

    These are the finished runs, and the ballots, that no publication counts yet, and those of the newest publication.
    """
    last = select(func.max(Result.id)).where(Result.organisation_id == organisation_id, Result.form_name == name)
    rows = session.execute(
        select(Run.form_version, func.min(Run.opened_at).label("since"))
        .where(
            Run.organisation_id == organisation_id,
            Run.form_name == name,
            Run.state == "done",
            or_(Run.result_id.is_(None), Run.result_id == last.scalar_subquery()),
        )
        .group_by(Run.form_version)
        .order_by(func.min(Run.opened_at))
    )
    ballots = session.execute(
        select(Campaign.form_version, func.min(Campaign.opened_at).label("since"))
        .join(Ballot, Ballot.campaign_id == Campaign.id)
        .where(
            Campaign.organisation_id == organisation_id,
            Campaign.form_name == name,
            or_(Ballot.result_id.is_(None), Ballot.result_id == last.scalar_subquery()),
        )
        .group_by(Campaign.form_version)
        .order_by(func.min(Campaign.opened_at))
    )
    return {row.form_version: row.since for row in (*rows, *ballots)}


def uncounted(session: Session, organisation_id: int, name: str) -> int:
    """How many finished runs and ballots of a questionnaire no publication counts yet."""
    found = select(func.count()).where(
        Run.organisation_id == organisation_id, Run.form_name == name, Run.state == "done", Run.result_id.is_(None)
    )
    ballots = (
        select(func.count())
        .select_from(Ballot)
        .join(Campaign, Campaign.id == Ballot.campaign_id)
        .where(Campaign.organisation_id == organisation_id, Campaign.form_name == name, Ballot.result_id.is_(None))
    )
    return (session.scalar(found) or 0) + (session.scalar(ballots) or 0)


def _usable(organisation_id: int) -> ColumnElement[bool]:
    return or_(FormVersion.organisation_id.is_(None), FormVersion.organisation_id == organisation_id)
