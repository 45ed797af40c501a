"""Consents: the evidence of who agreed to what, when, in which words, and of who took it back."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.organisations import Scope, within
from db.people import Person


class ConsentText(Base):
    """The full wording that was shown, once per content: `digest` is its SHA-256."""

    __tablename__ = "consent_texts"

    digest: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]


class Consent(Base):
    """One decision of one signer about one subject (152-FZ art. 9; the fields of domain § 11.4).

    `decision` is `agreed`, `refused`; `kind` is `processing` or `assent` (the child's own word). A withdrawal closes
    an agreed row.
    """

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    decision: Mapped[str]
    subject_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    signer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    relation: Mapped[str]  # self | mother | father | guardian
    authority: Mapped[str]  # own | phone_on_school_list | confirmed_by_curator
    signed_at: Mapped[datetime]
    channel: Mapped[str]  # chat | paper
    account: Mapped[str | None]  # channel:address
    verified_phone: Mapped[str | None]
    paper_place: Mapped[str | None]
    digest: Mapped[str] = mapped_column(ForeignKey("consent_texts.digest"))
    purposes: Mapped[list[str]]
    data: Mapped[list[str]]
    actions: Mapped[list[str]]
    third_parties: Mapped[list[str]]
    valid_until: Mapped[datetime | None]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal_channel: Mapped[str | None]
    destroy_by: Mapped[datetime | None]

    __table_args__ = (Index("ix_consents_subject_id_kind", "subject_id", "kind"),)


def standing(session: Session, subject_id: int) -> list[Consent]:
    """The agreed decisions about a subject that nobody has taken back."""
    return list(
        session.scalars(
            select(Consent)
            .where(Consent.subject_id == subject_id, Consent.decision == "agreed", Consent.withdrawn_at.is_(None))
            .order_by(Consent.id)
        )
    )


def latest(session: Session, subject_id: int, signer_id: int, kind: str) -> Consent | None:
    """The newest decision of a signer about a subject."""
    return session.scalar(
        select(Consent)
        .where(Consent.subject_id == subject_id, Consent.signer_id == signer_id, Consent.kind == kind)
        .order_by(Consent.id.desc())
        .limit(1)
    )


def text(session: Session, digest: str) -> ConsentText:
    return session.get_one(ConsentText, digest)


def withdrawn(session: Session, scope: Scope) -> list[Consent]:
    """Withdrawals whose data must be destroyed by a date (152-FZ art. 21 p. 5), soonest first."""
    return list(
        session.scalars(
            select(Consent)
            .join(Person, Person.id == Consent.subject_id)
            .where(within(Person.organisation_id, scope), Consent.withdrawn_at.is_not(None))
            .order_by(Consent.destroy_by)
        )
    )


def about(session: Session, subject_id: int) -> list[Consent]:
    """Every decision about a subject, oldest first."""
    return list(session.scalars(select(Consent).where(Consent.subject_id == subject_id).order_by(Consent.id)))


def concerning(session: Session, person_id: int) -> list[Consent]:
    """What a person agreed to, for themselves or a child, or somebody agreed to about them; oldest first."""
    return list(
        session.scalars(
            select(Consent)
            .where(or_(Consent.subject_id == person_id, Consent.signer_id == person_id), Consent.decision == "agreed")
            .order_by(Consent.id)
        )
    )


def one(session: Session, person_id: int, consent_id: int) -> Consent | None:
    """A consent that this person signed or is the subject of, or None."""
    return session.scalar(
        select(Consent).where(
            Consent.id == consent_id, or_(Consent.subject_id == person_id, Consent.signer_id == person_id)
        )
    )
