"""Invitations: single-use links and printed codes into a role; only hashes of them are kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, ForeignKey, Select, and_, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.guardians import Guardian
from db.organisations import Scope, within
from db.people import Person
from db.sealed import Sealed

Standing = Literal["open", "over", "used", "revoked"]
"""Nobody has used it yet; its time is out; somebody came in with it; it was taken back."""


class Invitation(Base):
    """A link, or a printed code, for one person into one role, bound to the account that used it.

    A parent is nobody yet (`person_id` is None): the one who uses the link becomes the parent of `guardian_id`'s child.
    Whoever came in and `asks_word` waits until the inviter or a curator says that it is they (`vouched_at`); `account`
    is what the messenger calls them, until then.
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
    code_digest: Mapped[str | None] = mapped_column(unique=True)
    tries: Mapped[int] = mapped_column(default=0)  # wrong second factors, whoever typed them
    account_sealed: Mapped[bytes | None]
    asks_word: Mapped[bool] = mapped_column(default=False)
    vouched_at: Mapped[datetime | None]
    vouched_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    account = Sealed("account_sealed", str, str)

    @classmethod
    def narrowed(cls, scope: Scope) -> ColumnElement[bool]:
        """The condition that it invites somebody of the class or the form of mentoring that a scope is narrowed to, or
        an adult of theirs.
        """
        child = select(Guardian.child_id).where(Guardian.id == cls.guardian_id).scalar_subquery()
        whose = func.coalesce(cls.person_id, child)
        return exists().where(Person.id == whose, Person.narrowed(scope)).correlate(cls)

    def standing(self, now: datetime) -> Standing:
        """What has become of it."""
        if self.used_at is not None:
            return "used"
        if self.revoked_at is not None:
            return "revoked"
        return "over" if self.expires_at <= now else "open"


def by_hash(session: Session, token_hash: str) -> Invitation | None:
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def by_code(session: Session, digests: Collection[str]) -> Invitation | None:
    """The invitation of a printed code; there is a digest of it for every key of the ring."""
    return session.scalar(select(Invitation).where(Invitation.code_digest.in_(digests)))


def listed(
    session: Session, scope: Scope, roles: Collection[str], standing: Standing, now: datetime, start: int, limit: int
) -> tuple[list[Invitation], int]:
    """A part of the invitations into these roles that stand so, newest first, and how many there are in all."""
    query = _of_roles(scope, roles).where(_stands(standing, now))
    total = session.scalar(query.with_only_columns(func.count())) or 0
    return list(session.scalars(query.order_by(Invitation.id.desc()).offset(start).limit(limit))), total


def one(session: Session, scope: Scope, roles: Collection[str], invitation_id: int) -> Invitation | None:
    """An invitation of the scope into one of these roles, held until the transaction ends, or None."""
    return session.scalar(_of_roles(scope, roles).where(Invitation.id == invitation_id).with_for_update())


def awaiting(session: Session, person_id: int) -> Invitation | None:
    """The invitation that a person came in with, while nobody has said that it is they."""
    return session.scalar(select(Invitation).where(Invitation.person_id == person_id, _AWAITS))


def all_awaiting(session: Session, scope: Scope, roles: Collection[str]) -> list[Invitation]:
    """Who came in with an invitation into one of these roles and waits for a word, longest first."""
    return list(session.scalars(_of_roles(scope, roles).where(_AWAITS).order_by(Invitation.used_at)))


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


def unused_of(session: Session, person_id: int) -> list[Invitation]:
    """The links into the roles of a person, and for an adult of theirs, that nobody has used or taken back."""
    child = select(Guardian.id).where(Guardian.child_id == person_id)
    theirs = (Invitation.person_id == person_id) | Invitation.guardian_id.in_(child)
    return list(session.scalars(select(Invitation).where(theirs, _UNUSED)))


def unused_by(session: Session, person_id: int) -> list[Invitation]:
    """What a person gave out and nobody has used or taken back."""
    return list(session.scalars(select(Invitation).where(Invitation.created_by == person_id, _UNUSED)))


def of_person(session: Session, person_id: int) -> Invitation | None:
    """The newest invitation of a person: its number names them while they have no name."""
    return session.scalar(
        select(Invitation).where(Invitation.person_id == person_id).order_by(Invitation.id.desc()).limit(1)
    )


def with_codes(session: Session, now: datetime) -> set[int]:
    """The organisations where a printed code is good now."""
    query = select(Invitation.organisation_id).where(Invitation.code_digest.is_not(None), _stands("open", now))
    return set(session.scalars(query.distinct()))


_UNUSED = and_(Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
_AWAITS = and_(Invitation.asks_word, Invitation.used_at.is_not(None), Invitation.vouched_at.is_(None))


def _of_roles(scope: Scope, roles: Collection[str]) -> Select[Invitation]:
    return select(Invitation).where(within(Invitation.organisation_id, scope), Invitation.role.in_(roles))


def _stands(standing: Standing, now: datetime) -> ColumnElement[bool]:
    unused = and_(Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    match standing:
        case "open":
            return and_(unused, Invitation.expires_at > now)
        case "over":
            return and_(unused, Invitation.expires_at <= now)
        case "used":
            return Invitation.used_at.is_not(None)
        case "revoked":
            return and_(Invitation.used_at.is_(None), Invitation.revoked_at.is_not(None))
