"""What the curator has put off or done in the queue of things that need attention."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base


class Put(Base):
    """A thing put off until a moment; put off for good when `until` is None."""

    __tablename__ = "put_off"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    thing: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime | None]
    by: Mapped[int] = mapped_column(ForeignKey("people.id"))


def put_off(session: Session, organisation_id: int, now: datetime) -> set[str]:
    """The things that are not to be shown now."""
    rows = session.execute(select(Put.thing, Put.until).where(Put.organisation_id == organisation_id))
    return {thing for thing, until in rows if until is None or until > now}


def put(session: Session, organisation_id: int, thing: str, until: datetime | None, by: int) -> None:
    """Puts a thing off; the later word stands."""
    session.merge(Put(organisation_id=organisation_id, thing=thing, until=until, by=by))
