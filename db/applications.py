"""Class posters, the codes of classes, and the applications that posters bring."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, exists, false, func, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.accounts import Account
from db.base import Base
from db.invitations import Invitation
from db.organisations import Scope, within
from db.people import Grant, Person
from db.sealed import Sealed


class Poster(Base):
    """A poster of a class. Its token is public, hangs on a wall and lets nobody in: it brings applications."""

    __tablename__ = "posters"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    group_name: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]

    @classmethod
    def narrowed(cls, scope: Scope) -> ColumnElement[bool]:
        """The condition that it is of the class that a scope is narrowed to; a form of mentoring has no classes."""
        return _of_class(cls.group_name, scope)


class ClassCode(Base):
    """What a class's teacher tells the class: the second factor of pupils whose birth date nobody knows."""

    __tablename__ = "class_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    group_name: Mapped[str]
    code_sealed: Mapped[bytes | None]
    made_at: Mapped[datetime]
    code = Sealed("code_sealed", str, str)

    __table_args__ = (UniqueConstraint("organisation_id", "group_name"),)

    @classmethod
    def narrowed(cls, scope: Scope) -> ColumnElement[bool]:
        """As of a poster."""
        return _of_class(cls.group_name, scope)


class Application(Base):
    """Somebody who came by a poster and waits for the curator. `state`: waiting, accepted or refused.

    The name is what they typed; none where no names pass the chat, and none once it is decided.
    """

    __tablename__ = "applications"

    id: Mapped[int] = mapped_column(primary_key=True)
    poster_id: Mapped[int] = mapped_column(ForeignKey("posters.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    group_name: Mapped[str]
    channel: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    name_sealed: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(default="waiting")
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    name = Sealed("name_sealed", str, str)

    __table_args__ = (
        Index("ix_applications_organisation_id_state", "organisation_id", "state"),
        Index("ix_applications_channel_address", "channel", "address"),
    )

    @classmethod
    def narrowed(cls, scope: Scope) -> ColumnElement[bool]:
        """As of a poster."""
        return _of_class(cls.group_name, scope)


def groups(session: Session, scope: Scope, organisation_id: int) -> list[str]:
    """The classes of an organisation that anybody on its list is in."""
    query = select(Person.group_name).where(
        within(Person.organisation_id, scope),
        Person.organisation_id == organisation_id,
        Person.group_name.is_not(None),
        Person.state != "left",
    )
    return [group for group in session.scalars(query.distinct()) if group]


def poster(session: Session, scope: Scope, organisation_id: int, group: str) -> Poster | None:
    """The poster of a class that is good now."""
    return session.scalar(
        select(Poster)
        .where(
            within(Poster.organisation_id, scope),
            Poster.organisation_id == organisation_id,
            Poster.group_name == group,
            Poster.revoked_at.is_(None),
        )
        .order_by(Poster.id.desc())
        .limit(1)
    )


def by_token(session: Session, token: str) -> Poster | None:
    """The poster of a public token, if it is good."""
    return session.scalar(select(Poster).where(Poster.token == token, Poster.revoked_at.is_(None)))


def class_code(session: Session, organisation_id: int, group: str) -> ClassCode | None:
    """The code of a class."""
    return session.scalar(
        select(ClassCode).where(ClassCode.organisation_id == organisation_id, ClassCode.group_name == group)
    )


def of_account(session: Session, channel: str, address: str) -> list[Application]:
    """The applications that an account has made, newest first."""
    query = select(Application).where(Application.channel == channel, Application.address == address)
    return list(session.scalars(query.order_by(Application.id.desc())))


def waiting(session: Session, scope: Scope) -> list[Application]:
    """The applications that wait for a curator of the scope, oldest first."""
    query = select(Application).where(within(Application.organisation_id, scope), Application.state == "waiting")
    return list(session.scalars(query.order_by(Application.id)))


def waiting_at(session: Session, poster_id: int) -> int:
    """How many applications a poster has brought that nobody has looked at."""
    query = select(func.count()).where(Application.poster_id == poster_id, Application.state == "waiting")
    return session.scalar(query) or 0


def to_judge(session: Session, scope: Scope, application_id: int) -> Application | None:
    """An application of the scope that nobody has decided on, held until the transaction ends."""
    return session.scalar(
        select(Application)
        .where(
            Application.id == application_id,
            within(Application.organisation_id, scope),
            Application.state == "waiting",
        )
        .with_for_update()
    )


def roster(session: Session, scope: Scope, organisation_id: int, group: str) -> list[Person]:
    """Who of a class is on the list and has not come in with any account, by name."""
    return list(
        session.scalars(
            select(Person)
            .where(
                within(Person.organisation_id, scope),
                Person.organisation_id == organisation_id,
                Person.group_name == group,
                Person.state == "invited",
                ~exists().where(Account.person_id == Person.id),
                exists().where(
                    Grant.person_id == Person.id, Grant.role.in_(("mentee", "mentor")), Grant.until.is_(None)
                ),
            )
            .order_by(Person.search_key, Person.id)
        )
    )


def open_invitations(session: Session, people: Collection[int]) -> list[Invitation]:
    """The invitations of these people that nobody has used or taken back, oldest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(Invitation.person_id.in_(people), Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
            .order_by(Invitation.id)
        )
    )


def overdue(session: Session, before: datetime) -> list[Application]:
    """Applications made before a moment that nobody has decided on."""
    return list(
        session.scalars(select(Application).where(Application.state == "waiting", Application.created_at < before))
    )


def _of_class(group: Any, scope: Scope) -> ColumnElement[bool]:
    return and_(true() if scope.group is None else group == scope.group, false() if scope.form else true())
