"""Moving everything that belongs to one person's row to another's, whichever tables there are."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from db.base import Base
from db.guardians import Guardian
from db.pairs import Member
from db.people import Grant

SHOWN = ("runs", "members", "accounts", "grants", "guardians", "consents", "letters")
"""Tables whose rows a person would ask about."""


def together(session: Session, one: int, other: int) -> bool:
    """Whether two people were ever in one pair, or one is the other's guardian: then they are no doubles."""
    theirs = select(Member.pair_id).where(Member.person_id == other)
    paired = select(Member.id).where(Member.person_id == one, Member.pair_id.in_(theirs))
    related = select(Guardian.id).where(Guardian.child_id.in_((one, other)), Guardian.parent_id.in_((one, other)))
    return session.scalar(paired.limit(1)) is not None or session.scalar(related.limit(1)) is not None


def counts(session: Session, person_id: int) -> dict[str, int]:
    """How many rows of each kind are a person's own; empty kinds are left out."""
    found: dict[str, int] = {}
    for table, column in _references():
        if table.name in SHOWN and column.name in ("person_id", "subject_id", "child_id"):
            count = session.scalar(select(func.count()).select_from(table).where(column == person_id)) or 0
            if count:
                found[table.name] = found.get(table.name, 0) + count
    return found


def move(session: Session, goes: int, stays: int, now: datetime) -> None:
    """Every reference to one person becomes one to the other; what would be there twice is dropped."""
    for grant in session.scalars(select(Grant).where(Grant.person_id == goes, Grant.until.is_(None))):
        same = select(Grant.id).where(
            Grant.person_id == stays, Grant.role == grant.role, Grant.organisation_id == grant.organisation_id,
            Grant.until.is_(None), Grant.group_name.is_not_distinct_from(grant.group_name),
            Grant.form.is_not_distinct_from(grant.form),
        )  # fmt: skip
        if session.scalar(same) is not None:
            grant.until = now
    session.flush()
    for table, column in _references():
        if table.name == "people" and column.name == "merged_into":
            continue
        for unique in _uniques(table, column):
            _drop_doubles(session, table, column, unique, goes, stays)
        session.execute(update(table).where(column == goes).values({column: stays}))
    session.expire_all()


def _drop_doubles(
    session: Session, table: Table, column: Column[int], others: list[Column[object]], goes: int, stays: int
) -> None:
    twin = table.alias()
    same = and_(twin.c[column.name] == stays, *(twin.c[other.name] == other for other in others))
    session.execute(delete(table).where(column == goes, exists().where(same)))


def _references() -> Iterator[tuple[Table, Column[int]]]:
    for table in Base.metadata.sorted_tables:
        for constraint in table.constraints:
            if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table.name == "people":
                yield table, next(iter(constraint.columns))


def _uniques(table: Table, column: Column[int]) -> Iterator[list[Column[object]]]:
    """The other columns of every rule by which rows with this column are unique."""
    rules = [constraint.columns for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    rules += [index.columns for index in table.indexes if index.unique]
    rules.append(table.primary_key.columns)
    for columns in rules:
        if column.name in columns:
            yield [other for other in columns if other.name != column.name]
