"""The pulses of a pair's first month, and who was silent to pulses in a row."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from db.organisations import Scope, within
from db.pairs import Pair
from db.people import Person
from db.runs import Run


def started_between(session: Session, first: date, last: date) -> list[Pair]:
    """Working pairs that began on one of these days, for the clock."""
    found = select(Pair).where(Pair.state == "active", Pair.started_on >= first, Pair.started_on <= last)
    return list(session.scalars(found.order_by(Pair.id)))


def asked_since(session: Session, organisation_id: int, forms: Collection[str], since: datetime) -> set[int]:
    """Who got one of the forms since the moment, or has not answered an earlier one yet."""
    found = select(Run.person_id).where(
        Run.organisation_id == organisation_id,
        Run.form_name.in_(forms),
        or_(Run.opened_at > since, Run.state == "open"),
    )
    return set(session.scalars(found))


def weekly(session: Session, forms: Collection[str], opened_until: datetime) -> list[Run]:
    """Open runs of these forms outside a poll that were opened by the moment, held, for the clock."""
    at_work = select(Pair.organisation_id).where(Pair.state.in_(("active", "ended")))
    found = select(Run).where(
        Run.organisation_id.in_(at_work),  # by the index of organisation and form
        Run.form_name.in_(forms),
        Run.poll_id.is_(None),
        Run.state == "open",
        Run.opened_at <= opened_until,
    )
    return list(session.scalars(found.order_by(Run.id).with_for_update()))


_ANSWERED = aliased(Run)
_LAST = select(func.max(_ANSWERED.opened_at)).where(_ANSWERED.person_id == Run.person_id, _ANSWERED.state == "done")
_SILENT = (
    select(Run.person_id, Run.organisation_id, func.min(Run.opened_at).label("first"))
    .where(Run.state != "done")
    .group_by(Run.person_id, Run.organisation_id)
    .having(func.count(Run.opened_at.distinct()) > 1)
)


def missed(
    session: Session, scope: Scope, forms: Collection[str], since: datetime, until: datetime, newest_since: datetime
) -> list[tuple[Person, int, datetime]]:
    """Admitted people who left two pulses in a row unanswered, by name: with their organisation and the moment of the
    first of them. Looked at are pulses opened from `since` to `until`, the newest not before `newest_since`.
    """
    last = _LAST.where(_ANSWERED.form_name.in_(forms)).scalar_subquery()
    silent = (
        _SILENT.where(within(Run.organisation_id, scope), Run.form_name.in_(forms))
        .where(Run.opened_at >= since, Run.opened_at < until, or_(last.is_(None), Run.opened_at > last))
        .having(func.max(Run.opened_at) >= newest_since)
        .subquery()
    )
    rows = session.execute(
        select(Person, silent.c.organisation_id, silent.c.first)
        .join(silent, silent.c.person_id == Person.id)
        .where(Person.state == "active")
        .order_by(Person.search_key, Person.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]
