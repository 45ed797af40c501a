"""Organisations: a tree of school, municipality, region; and the scope that every question is asked in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, and_, false, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from db.base import Base


class Organisation(Base):
    """A school, a municipality or a region. `path` lists the ids from the root down: `/1/7/`."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    path: Mapped[str] = mapped_column(index=True)
    zone: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]

    @property
    def pauses(self) -> tuple[tuple[date, date], ...]:
        """Holidays, first and last day (setting `pauses`): they stop the two-week clock of pairs."""
        listed = self.settings.get("pauses", ())
        return tuple((date.fromisoformat(begin), date.fromisoformat(end)) for begin, end in listed)

    @property
    def days_off(self) -> tuple[tuple[date, date], ...]:
        """The organisation's own days without work, first and last day (setting `days_off`); no school holidays: the
        staff works in them, and a term of the law runs.
        """
        listed = self.settings.get("days_off", ())
        return tuple((date.fromisoformat(begin), date.fromisoformat(end)) for begin, end in listed)


@dataclass(frozen=True, slots=True)
class Scope:
    """An organisation with everything below it: the bound of what may be read or changed.

    A class teacher's is narrowed to a class (`group`), a form curator's to a form of mentoring (`form`). Whoever acts
    within it gets one from `Visitor.scope_for(right)` and nowhere else.
    """

    path: str
    group: str | None = None
    form: str | None = None


def scope_of(organisation: Organisation) -> Scope:
    return Scope(organisation.path)


def within(column: InstrumentedAttribute[int], scope: Scope) -> ColumnElement[bool]:
    """The condition that a row lies in the scope, by the column of its organisation.

    In a narrowed scope the row's class must know how to be narrowed (`narrowed`); of all others nothing is inside.
    """
    inside = column.in_(select(Organisation.id).where(Organisation.path.startswith(scope.path, autoescape=True)))
    if scope.group is None and scope.form is None:
        return inside
    owner = inspect(column.parent).entity
    return and_(inside, owner.narrowed(scope)) if hasattr(owner, "narrowed") else false()


def by_code(session: Session, code: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.code == code))


def by_id(session: Session, organisation_id: int) -> Organisation:
    return session.get_one(Organisation, organisation_id)


def hold(session: Session, organisation_id: int) -> None:
    """Whoever asks this second waits until the first one's transaction ends; rows of the organisation may be added."""
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update(key_share=True))


def inside(session: Session, scope: Scope) -> list[Organisation]:
    """The organisations of a scope, parents before children."""
    inside = select(Organisation).where(Organisation.path.startswith(scope.path, autoescape=True))
    return list(session.scalars(inside.order_by(Organisation.path)))


def tree(session: Session) -> list[Organisation]:
    """All organisations, parents before children. For the operator of the installation only."""
    return list(session.scalars(select(Organisation).order_by(Organisation.path)))
