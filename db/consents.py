"""Consents: the evidence of who agreed to what, when, in which words, and of who took it back."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, defer, mapped_column

from db.base import Base
from db.organisations import Scope, within
from db.people import Person
from domain.consents import GATE


class Wording(Base):
    """An organisation's own text of a consent; a draft while `published_at` is None.

    `document` is one of `domain.consents.DOCUMENTS`; `version` counts from 1 over all languages of a document (the
    built-in text is 0); `changed` is `meaning` when purpose, data or actions became others, so that people are asked
    anew, else `letter`.
    """

    __tablename__ = "consent_wordings"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    document: Mapped[str]
    language: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]
    changed: Mapped[str | None]
    begun_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    by: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)

    __table_args__ = (
        UniqueConstraint("organisation_id", "document", "version"),
        {"sqlite_autoincrement": True},  # the number of a draft that is gone is given to no other: buttons carry it
    )


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

    `decision` is `agreed`, `refused`; `kind` is one of `domain.consents.KINDS` (`assent` is the child's own word);
    `choices` are what a consent allows one by one. A withdrawal closes an agreed row; so does a later decision about
    the same, or coming of age (`replaced_at`). `signer_id` is None when a parent who is not with us signed on paper.
    """

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    decision: Mapped[str]
    subject_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    relation: Mapped[str]  # self | mother | father | guardian
    authority: Mapped[str]  # own | phone_on_school_list | confirmed_by_curator | paper
    signed_at: Mapped[datetime]
    channel: Mapped[str]  # chat | paper
    account: Mapped[str | None]  # channel:address
    verified_phone: Mapped[str | None]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("consent_papers.id"), index=True)
    folder: Mapped[str | None]
    page: Mapped[str | None]
    digest: Mapped[str] = mapped_column(ForeignKey("consent_texts.digest"))
    version: Mapped[int] = mapped_column(default=0)  # of the wording; 0 is the built-in one
    template: Mapped[str]  # SHA-256 of the wording without names
    choices: Mapped[list[str]] = mapped_column(default=list)
    purposes: Mapped[list[str]]
    data: Mapped[list[str]]
    actions: Mapped[list[str]]
    third_parties: Mapped[list[str]]
    valid_until: Mapped[datetime | None]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    replaced_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_channel: Mapped[str | None]
    destroy_by: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    act_number: Mapped[str | None]  # of the destruction

    __table_args__ = (Index("ix_consents_subject_id_kind", "subject_id", "kind"),)

    @property
    def stands(self) -> bool:
        """Agreed to, and neither taken back nor replaced."""
        return self.decision == "agreed" and self.withdrawn_at is None and self.replaced_at is None


def unpublished(session: Session, scope: Scope) -> list[tuple[Consent, Person]]:
    """Consents to publication that were taken back and not given anew, of people who are here, oldest first."""
    later = aliased(Consent)
    anew = exists().where(
        later.subject_id == Consent.subject_id,
        later.kind == Consent.kind,
        later.decision == "agreed",
        later.signed_at > Consent.withdrawn_at,
    )
    rows = session.execute(
        select(Consent, Person)
        .join(Person, Person.id == Consent.subject_id)
        .where(
            within(Person.organisation_id, scope),
            Consent.kind == "publication",
            Consent.withdrawn_at.is_not(None),
            Person.erased_at.is_(None),
            ~anew,
        )
        .order_by(Consent.withdrawn_at, Consent.id)
    )
    return [(row[0], row[1]) for row in rows]


def standing(session: Session, subject_id: int) -> list[Consent]:
    """The agreed decisions about a subject that nobody has taken back."""
    return list(
        session.scalars(
            select(Consent)
            .where(
                Consent.subject_id == subject_id,
                Consent.decision == "agreed",
                Consent.withdrawn_at.is_(None),
                Consent.replaced_at.is_(None),
            )
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
            .where(within(Person.organisation_id, scope), Consent.withdrawn_at.is_not(None), Consent.kind.in_(GATE))
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


def register(session: Session, scope: Scope, *kinds: str) -> dict[int, list[Consent]]:
    """Every decision about the people of a scope, by subject, oldest first; of some kinds only, when they are named:
    then without the lists that only the evidence needs.
    """
    query = select(Consent).join(Person, Person.id == Consent.subject_id).where(within(Person.organisation_id, scope))
    if kinds:
        lists = (Consent.purposes, Consent.data, Consent.actions, Consent.third_parties, Consent.choices)
        query = query.where(Consent.kind.in_(kinds)).options(*map(defer, lists))
    rows = session.scalars(query.order_by(Consent.id))
    found: defaultdict[int, list[Consent]] = defaultdict(list)
    for row in rows:
        found[row.subject_id].append(row)
    return found


def in_scope(session: Session, scope: Scope, consent_id: int) -> Consent | None:
    """A consent about somebody of the scope, or None."""
    return session.scalar(
        select(Consent)
        .join(Person, Person.id == Consent.subject_id)
        .where(Consent.id == consent_id, within(Person.organisation_id, scope))
    )


def wordings(session: Session, organisation_id: int, document: str) -> list[Wording]:
    """The published texts of a document, newest first."""
    return list(
        session.scalars(
            select(Wording)
            .where(
                Wording.organisation_id == organisation_id,
                Wording.document == document,
                Wording.published_at.is_not(None),
            )
            .order_by(Wording.version.desc())
        )
    )


def versions(session: Session, organisation_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """By organisation and document: the newest version whose meaning is another than before."""
    rows = session.execute(
        select(Wording.organisation_id, Wording.document, func.max(Wording.version))
        .where(
            Wording.organisation_id.in_(organisation_ids),
            Wording.changed == "meaning",
            Wording.published_at.is_not(None),
        )
        .group_by(Wording.organisation_id, Wording.document)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def draft(session: Session, author_id: int) -> Wording | None:
    """The text that somebody is preparing."""
    return session.scalar(
        select(Wording)
        .where(Wording.by == author_id, Wording.published_at.is_(None))
        .order_by(Wording.id.desc())
        .limit(1)
    )


def newest_version(session: Session, organisation_id: int, document: str) -> int:
    """The highest version of a document, drafts included; 0 when there is only the built-in text."""
    return (
        session.scalar(
            select(func.max(Wording.version)).where(
                Wording.organisation_id == organisation_id, Wording.document == document
            )
        )
        or 0
    )


def signers(session: Session, organisation_id: int, document: str, before: int) -> list[int]:
    """Who signed an earlier version of a document, for themselves or a child, and has not taken it back."""
    kind, _, whose = document.partition("_") if document.startswith("processing") else (document, "", "")
    query = (
        select(Consent.signer_id)
        .join(Person, Person.id == Consent.subject_id)
        .where(
            Person.organisation_id == organisation_id,
            Consent.kind == kind,
            Consent.version < before,
            Consent.decision == "agreed",
            Consent.withdrawn_at.is_(None),
            Consent.replaced_at.is_(None),
            Consent.signer_id.is_not(None),
        )
        .distinct()
    )
    if whose:
        query = query.where(Consent.relation == "self" if whose == "adult" else Consent.relation != "self")
    return [signer for signer in session.scalars(query) if signer is not None]
