"""Invitations: single-use links into a role; only the hash of a token is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.organisations import Scope, within


class Invitation(Base):
    """A link for one person into one role, bound to the account that used it.

    A parent is nobody yet (`person_id` is None): the one who uses the link becomes the parent of `guardian_id`'s child.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("guardians.id"), index=True)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None]  # channel:address
    revoked_at: Mapped[datetime | None]


def by_hash(session: Session, token_hash: str) -> Invitation | None:
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def open_for(session: Session, scope: Scope) -> list[Invitation]:
    """Invitations of the scope that nobody has used, newest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(
                within(Invitation.organisation_id, scope), Invitation.used_at.is_(None), Invitation.revoked_at.is_(None)
            )
            .order_by(Invitation.id.desc())
        )
    )


def one(session: Session, scope: Scope, invitation_id: int) -> Invitation | None:
    """An invitation of the scope, or None."""
    return session.scalar(
        select(Invitation).where(Invitation.id == invitation_id, within(Invitation.organisation_id, scope))
    )


def to_use(session: Session, invitation_id: int, now: datetime) -> Invitation | None:
    """An invitation that is still good, held until the transaction ends; None for whoever comes second."""
    return session.scalar(
        select(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .with_for_update()
    )


def unused_of_guardian(session: Session, guardian_id: int) -> list[Invitation]:
    """The links of one guardianship that nobody has used, newest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(Invitation.guardian_id == guardian_id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
            .order_by(Invitation.id.desc())
        )
    )


def of_person(session: Session, person_id: int) -> Invitation | None:
    """The newest invitation of a person: its number names them while they have no name."""
    return session.scalar(
        select(Invitation).where(Invitation.person_id == person_id).order_by(Invitation.id.desc()).limit(1)
    )
