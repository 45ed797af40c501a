"""The outbox: letters to other people and for later, written in the transaction of the fact they announce."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ForeignKey,
    Index,
    bindparam,
    func,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.accounts import Account
from db.base import Base
from db.organisations import Organisation
from db.people import Person


class Letter(Base):
    """What to say to whom: worded at delivery in the person's language.

    `kind` is the sending class: `consent` (opens before the gate), `notice` (somebody did something that concerns
    you), `reminder`, `digest`, `alert`.
    `once_key` makes it once: a second letter with the key is not written.
    """

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    once_key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text_key: Mapped[str]
    values: Mapped[dict[str, Any]]
    kind: Mapped[str]
    written_at: Mapped[datetime]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(
        default="waiting"
    )  # waiting | sending | sent | uncertain | cancelled | expired | failed
    attempts: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    message_id: Mapped[int | None]
    run_id: Mapped[int | None]
    """The run whose live card this letter becomes when it is pressed; also what cancels it when the run ends."""

    __table_args__ = (
        Index(
            "ix_letters_waiting",
            "kind",
            "not_before",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_letters_sending",
            "person_id",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index("ix_letters_person_id_settled_at", "person_id", "settled_at"),
    )


PROACTIVE = ("reminder", "digest")
"""The kinds that the attention budget counts (ux § 3)."""
_WAITING, _SENDING = (Letter.state == literal_column(f"'{state}'") for state in ("waiting", "sending"))
"""Spelt out, so that both engines see the indexes that hold these rows only."""
URGENCY = ("alert", "consent", "notice", *PROACTIVE)
"""All kinds: what goes first when many letters wait (reliability § 4.5)."""


def known(session: Session, once_key: str) -> bool:
    return session.scalar(select(Letter.id).where(Letter.once_key == once_key)) is not None


def known_among(session: Session, once_keys: Sequence[str]) -> set[str]:
    """Which of the keys have been written under."""
    found: set[str] = set()
    for start in range(0, len(once_keys), 1000):
        part = once_keys[start : start + 1000]
        found.update(session.scalars(select(Letter.once_key).where(Letter.once_key.in_(part))))
    return found


_TABLE = Base.metadata.tables["letters"]


def _next_of(kinds: Sequence[str]) -> CompoundSelect[Any]:
    """Whom the oldest letter of the most urgent kind is for."""
    oldest = [
        select(_TABLE.c.person_id, literal_column(str(urgency)).label("urgency"))
        .where(
            _TABLE.c.state == literal_column("'waiting'"),
            _TABLE.c.kind == literal_column(f"'{kind}'"),
            _TABLE.c.not_before <= bindparam("now"),
            _TABLE.c.person_id.not_in(bindparam("without", expanding=True)),
        )
        .order_by(_TABLE.c.not_before, _TABLE.c.id)
        .limit(1)
        .subquery()
        for urgency, kind in enumerate(kinds)
    ]
    return union_all(*(select(each) for each in oldest)).order_by("urgency").limit(1)


_NEXT_READER, _NEXT_ALARMED = _next_of(URGENCY), _next_of(["alert"])
_DUE = (
    select(Letter, Person, Account, Organisation)
    .join(Person, Person.id == Letter.person_id)
    .join(Organisation, Organisation.id == Person.organisation_id)
    .outerjoin(
        Account,
        Account.id == select(func.max(Account.id)).where(Account.person_id == bindparam("reader")).scalar_subquery(),
    )
    .where(Letter.person_id == bindparam("reader"), Letter.state == "waiting", Letter.not_before <= bindparam("now"))
    .order_by(Letter.not_before, Letter.id)
    .with_for_update(of=Letter)
)
_SPOKEN = select(_TABLE.c.settled_at).where(
    _TABLE.c.person_id == bindparam("reader"),
    _TABLE.c.kind.in_(PROACTIVE),
    _TABLE.c.settled_at >= bindparam("since"),
    _TABLE.c.state.in_(("sent", "uncertain")),
)
"""Asked for every letter that is sent, built once: building a statement costs more than running it."""


def next_reader(
    session: Session, now: datetime, without: Collection[int] = (), alerts_only: bool = False
) -> int | None:
    """Whom the most urgent letter is for whose time has come, of all but those people; None when there is none."""
    session.flush()
    question = _NEXT_ALARMED if alerts_only else _NEXT_READER
    found: int | None = session.connection().scalar(question, {"now": now, "without": list(without)})
    return found


def due(session: Session, person_id: int, now: datetime) -> list[tuple[Letter, Person, Account | None, Organisation]]:
    """A person's letters whose time has come, oldest first, with the reader, the newest account and the organisation;
    nobody else changes them meanwhile.
    """
    rows = session.execute(_DUE, {"reader": person_id, "now": now})
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def sending(session: Session) -> list[Letter]:
    """Letters that a process began to send and never settled: found at start."""
    return list(session.scalars(select(Letter).where(_SENDING).order_by(Letter.id)))


def proactive_since(session: Session, person_id: int, since: datetime) -> list[datetime]:
    """When the person was spoken to unasked since the moment; letters merged into one message count once."""
    session.flush()
    return sorted(set(session.connection().scalars(_SPOKEN, {"reader": person_id, "since": since})))


def spoken_to(session: Session, person_ids: Sequence[int], since: datetime) -> dict[int, set[datetime]]:
    """When each of the people was spoken to unasked since the moment; who was not is left out."""
    rows = session.execute(
        select(Letter.person_id, Letter.settled_at).where(
            Letter.person_id.in_(person_ids),
            Letter.kind.in_(PROACTIVE),
            Letter.settled_at >= since,
            Letter.state.in_(("sent", "uncertain")),
        )
    )
    spoken: dict[int, set[datetime]] = {}
    for person_id, moment in rows:
        if moment is not None:
            spoken.setdefault(person_id, set()).add(moment)
    return spoken


def waited_for(session: Session, person_ids: Sequence[int]) -> set[int]:
    """Those of the people whom an unasked letter is already on its way to."""
    waiting = select(Letter.person_id).where(
        Letter.person_id.in_(person_ids), Letter.kind.in_(PROACTIVE), Letter.state.in_(("waiting", "sending"))
    )
    return set(session.scalars(waiting))


def by_message(session: Session, person_id: int, message_id: int) -> list[Letter]:
    """The letters of a person that one message brought, in their order."""
    query = select(Letter).where(Letter.person_id == person_id, Letter.message_id == message_id)
    return list(session.scalars(query.order_by(Letter.id)))


def cancel(session: Session, *, person_id: int | None = None, run_id: int | None = None) -> None:
    """Takes back what is for a person, or about a run."""
    if person_id is not None:
        _take_back(session, Letter.person_id == person_id, Letter.kind != "consent")
    if run_id is not None:
        _take_back(session, Letter.run_id == run_id)


def call_off(session: Session, once_keys: Sequence[str]) -> None:
    """Takes back what is under the keys: the fact that it announces was taken back."""
    _take_back(session, Letter.once_key.in_(once_keys))


def _take_back(session: Session, *which: ColumnElement[bool]) -> None:
    """What waits is cancelled; what is on its way has expired, should it come back because nobody could take it."""
    for state, values in ((_WAITING, {"state": "cancelled"}), (_SENDING, {"expires_at": Letter.written_at})):
        statement = update(Letter).where(state, *which).values(values)
        session.execute(statement, execution_options={"synchronize_session": False})


def doubt(session: Session, now: datetime) -> int:
    """What was to be said unasked by now may have been said; returns how many letters that were."""
    overdue = update(Letter).where(Letter.state == "waiting", Letter.kind.in_(PROACTIVE), Letter.not_before <= now)
    return session.connection().execute(overdue.values(state="uncertain", settled_at=now)).rowcount


def settled_as(session: Session, state: str, since: datetime) -> int:
    """How many letters ended so: `uncertain`, `failed`."""
    found = select(func.count()).select_from(Letter).where(Letter.state == state, Letter.settled_at >= since)
    return session.scalar(found) or 0


def overdue(session: Session, now: datetime) -> int:
    """How many letters might have gone by now and are still here."""
    found = select(func.count()).select_from(Letter).where(Letter.state == "waiting", Letter.not_before <= now)
    return session.scalar(found) or 0


def counted(session: Session) -> dict[tuple[str, str], int]:
    """How many letters there are by kind and state."""
    rows = session.execute(select(Letter.kind, Letter.state, func.count()).group_by(Letter.kind, Letter.state))
    return {(row[0], row[1]): row[2] for row in rows}


def oldest_overdue(session: Session, now: datetime) -> datetime | None:
    """Since when the letter might have gone that waits longest past its time."""
    return session.scalar(
        select(func.min(Letter.not_before)).where(Letter.state == "waiting", Letter.not_before <= now)
    )


def silence(session: Session, person_id: int, *kinds: str) -> None:
    """Takes back everything that is for a person, or what is of the kinds; after a withdrawal nothing more is sent."""
    _take_back(session, Letter.person_id == person_id, *([Letter.kind.in_(kinds)] if kinds else []))
