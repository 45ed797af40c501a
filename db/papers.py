"""Paper forms of consent: given out with a number, and what was written down when one came back signed."""

from base64 import b64decode, b64encode
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.organisations import Scope, within
from db.people import Person
from db.sealed import Sealed


def _packed(picture: bytes) -> str:
    return b64encode(picture).decode()


class Paper(Base):
    """One form for one signer about one subject; its printed number is made of `id` (`domain.papers.number`).

    `signer` is `own` or `parent`; `digest` names the very text that was printed. `state`: `given` (printed), `returned`
    (what stands on it was entered), `confirmed` (it opened the gate), `void`. `run_id` is the run that enters it,
    `photo_by` whoever is about to send its photo.
    """

    __tablename__ = "consent_papers"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str]
    signer: Mapped[str]
    language: Mapped[str]
    version: Mapped[int]
    template: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("consent_texts.digest"))
    state: Mapped[str] = mapped_column(default="given", index=True)
    given_at: Mapped[datetime]
    given_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"), index=True)
    relation: Mapped[str | None]
    choices: Mapped[list[str]] = mapped_column(default=list)
    signed_on: Mapped[date | None]
    folder: Mapped[str | None]
    page: Mapped[str | None]
    entered_at: Mapped[datetime | None]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    photo_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    scan_sealed: Mapped[bytes | None]
    scan = Sealed("scan_sealed", _packed, b64decode)


def one(session: Session, scope: Scope, paper_id: int) -> tuple[Paper, Person] | None:
    """A form of the scope and whom it is about; another school's number is a miss."""
    row = session.execute(
        select(Paper, Person)
        .join(Person, Person.id == Paper.subject_id)
        .where(Paper.id == paper_id, within(Paper.organisation_id, scope))
    ).first()
    return (row[0], row[1]) if row else None


def waiting(session: Session, scope: Scope, start: int, count: int) -> tuple[list[tuple[Paper, Person]], int]:
    """Forms that have not come back, or that nobody has confirmed, by name of the person; and how many there are."""
    condition = (within(Paper.organisation_id, scope), Paper.state.in_(("given", "returned")))
    rows = session.execute(
        select(Paper, Person)
        .join(Person, Person.id == Paper.subject_id)
        .where(*condition)
        .order_by(Paper.state.desc(), Person.search_key, Paper.id)
        .offset(start)
        .limit(count)
    )
    total = session.scalar(select(func.count()).select_from(Paper).where(*condition))
    return [(row[0], row[1]) for row in rows], total or 0


def unreturned(session: Session, subject_ids: Collection[int]) -> list[Paper]:
    """Forms of these people that were given out and have not come back."""
    return list(
        session.scalars(
            select(Paper).where(Paper.subject_id.in_(subject_ids), Paper.state == "given").order_by(Paper.id)
        )
    )


def of_run(session: Session, run_id: int) -> Paper | None:
    """The form that a run enters."""
    return session.scalar(select(Paper).where(Paper.run_id == run_id))


def photo_awaited(session: Session, person_id: int) -> Paper | None:
    """The form whose photo somebody is about to send."""
    return session.scalar(
        select(Paper).where(Paper.photo_by == person_id, Paper.state == "returned").order_by(Paper.id.desc()).limit(1)
    )
