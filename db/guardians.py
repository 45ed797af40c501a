"""Legal representatives of minors: expected by the school's list, then claimed, then confirmed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship

from db.base import Base
from db.organisations import Scope, within
from db.people import Person, parts
from db.sealed import Sealed


class Guardian(Base):
    """A legal representative of a minor: expected by the school's list (`phone`), then claimed, then confirmed."""

    __tablename__ = "guardians"

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    relation: Mapped[str | None]  # mother | father | guardian
    name_sealed: Mapped[bytes | None]  # surname first, from the school's list
    phone_sealed: Mapped[bytes | None]  # E.164, from the school's list
    shared_phone_sealed: Mapped[bytes | None]  # E.164, from the parent's own contact card
    claimed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    refused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # the child came of age
    name = Sealed("name_sealed", str, str)
    phone = Sealed("phone_sealed", str, str)
    shared_phone = Sealed("shared_phone_sealed", str, str)
    child: Mapped[Person] = relationship(lazy="raise", foreign_keys=[child_id])
    parent: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[parent_id])


def of_child(session: Session, child_id: int) -> list[Guardian]:
    """Everybody who is, or claims to be, a legal representative of the child."""
    return list(session.scalars(select(Guardian).where(Guardian.child_id == child_id).order_by(Guardian.id)))


def of_parent(session: Session, parent_id: int) -> list[Guardian]:
    """The guardianships of a parent, refused ones and those of grown-up children left out."""
    return list(
        session.scalars(
            select(Guardian)
            .where(Guardian.parent_id == parent_id, Guardian.refused_at.is_(None), Guardian.ended_at.is_(None))
            .order_by(Guardian.id)
        )
    )


def unverified(session: Session, scope: Scope) -> list[tuple[Guardian, Person, Person]]:
    """Parents who wait for the curator's word: guardianship, parent, child."""
    parent, child = aliased(Person), aliased(Person)
    rows = session.execute(
        select(Guardian, parent, child)
        .join(parent, parent.id == Guardian.parent_id)
        .join(child, child.id == Guardian.child_id)
        .where(
            within(child.organisation_id, scope),
            Guardian.claimed_at.is_not(None),
            Guardian.confirmed_at.is_(None),
            Guardian.refused_at.is_(None),
        )
        .order_by(Guardian.claimed_at)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def of_children(session: Session, child_ids: Sequence[int]) -> list[Guardian]:
    """The guardianships of several children."""
    query = select(Guardian).order_by(Guardian.id)
    return [row for part in parts(child_ids) for row in session.scalars(query.where(Guardian.child_id.in_(part)))]


def one(session: Session, scope: Scope, guardian_id: int) -> Guardian | None:
    """A guardianship of a child of the scope, or None."""
    return session.scalar(
        select(Guardian)
        .join(Person, Person.id == Guardian.child_id)
        .where(Guardian.id == guardian_id, within(Person.organisation_id, scope))
    )
