"""What is kept of one person, for the person's own eyes: questions that only they, or their parent, may have asked."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.guardians import Guardian
from db.meetings import Meeting
from db.paper_entry import OWN
from db.people import Grant, Person
from db.runs import Run


def roles_held(session: Session, organisation_ids: Collection[int]) -> set[str]:
    """The roles that somebody who takes part now holds in one of the organisations."""
    held = (
        select(Grant.role)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.organisation_id.in_(organisation_ids), Grant.until.is_(None), Person.state == "active")
    )
    return set(session.scalars(held.distinct()))


def runs_of(session: Session, person_id: int) -> list[Run]:
    """What a person has begun or finished, oldest first; not the sheets of others that they are entering."""
    return list(session.scalars(select(Run).where(Run.person_id == person_id, OWN).order_by(Run.id)))


def meetings_of(session: Session, pair_ids: Collection[int]) -> list[Meeting]:
    """The meetings of pairs by day."""
    found = select(Meeting).where(Meeting.pair_id.in_(pair_ids), Meeting.state != "cancelled")
    return list(session.scalars(found.order_by(Meeting.held_on, Meeting.id)))


def roles_of(session: Session, person_id: int) -> list[Grant]:
    """Every role that a person has held, oldest first."""
    return list(session.scalars(select(Grant).where(Grant.person_id == person_id).order_by(Grant.id)))


def child_of(session: Session, parent_id: int, child_id: int) -> Person | None:
    """A child whose parent the person is for certain; anybody else's is a miss."""
    return session.scalar(
        select(Person)
        .join(Guardian, Guardian.child_id == Person.id)
        .where(
            Guardian.parent_id == parent_id,
            Guardian.child_id == child_id,
            Guardian.confirmed_at.is_not(None),
            Guardian.refused_at.is_(None),
        )
        .limit(1)
    )
