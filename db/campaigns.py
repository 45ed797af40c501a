"""Campaigns: a questionnaire for many people at once, from one day to another; what is asked are its runs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Campaign(Base):
    """One questionnaire for one audience (`domain.campaigns.Audience`) of an organisation, in the version that the
    curator saw.

    It takes answers from `opens_on` to `closes_on`, both included, in the school's time. `interrupted`: it did harm or
    was a mistake, and `reason` says why.
    """

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    form_name: Mapped[str]
    form_version: Mapped[str] = mapped_column(ForeignKey("form_versions.version"))
    mode: Mapped[str]  # named | confidential | anonymous: that of the version
    audience: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="planned")  # planned | open | closed | interrupted
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    __table_args__ = (
        Index("ix_campaigns_organisation_id_state", "organisation_id", "state"),
        Index("ix_campaigns_state_opens_on", "state", "opens_on"),
    )
