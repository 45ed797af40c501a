"""Where sealed values are kept: every sealed column of every table, found by its descriptor, and the journal's."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, LargeBinary, Table, and_, cast, func, literal, select, update
from sqlalchemy.orm import Session

import db.journal
from db.base import Base
from db.sealed import KEY_ID, PLAIN, SEALED, Ring, Sealed, key_id


@dataclass(frozen=True, slots=True)
class Place:
    """A column of bytes and the column that numbers its rows: a value is bound to `table.column:number`."""

    table: Table
    column: str
    number: str = "id"

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.column}"


def places() -> Iterator[Place]:
    """All of them, in a fixed order."""
    for mapper in sorted(Base.registry.mappers, key=lambda each: str(each.local_table)):
        table = mapper.local_table
        assert isinstance(table, Table)
        for value in vars(mapper.class_).values():
            if isinstance(value, Sealed):
                yield Place(table, value.column)
    for column in db.journal.PLACES:
        yield Place(Base.metadata.tables["updates"], column, "update_id")


def old(session: Session, place: Place, ring: Ring) -> int:
    """How many values of a place are not kept as the ring would keep them now."""
    found = select(func.count()).select_from(place.table).where(_is_old(place, ring))
    return session.scalar(found) or 0


def reseal(session: Session, place: Place, ring: Ring, limit: int) -> int:
    """Seals so many old values anew; returns how many were found. Raises `Unreadable` when no key opens one.

    A value that somebody has changed meanwhile is left to them: they sealed it with the newest key.
    """
    number, column = place.table.c[place.number], place.table.c[place.column]
    rows = session.execute(
        select(number, column).where(_is_old(place, ring)).order_by(number).limit(limit)
    ).all()  # fmt: skip
    for row_number, kept in rows:
        about = f"{place.name}:{row_number}"
        fresh = ring.seal(ring.open(bytes(kept), about), about)
        session.execute(update(place.table).where(number == row_number, column == kept).values({place.column: fresh}))
    return len(rows)


def _is_old(place: Place, ring: Ring) -> ColumnElement[bool]:
    """By the first bytes, which name the key: SQL counts without opening anything."""
    column = place.table.c[place.column]
    head = SEALED + key_id(ring.keys[0]) if ring.keys else PLAIN
    length = 1 + KEY_ID if ring.keys else 1
    return and_(column.is_not(None), func.substr(column, 1, length) != cast(literal(head, LargeBinary), LargeBinary))
