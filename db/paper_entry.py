"""Who may have filled in a questionnaire on paper: questions about a school's people and what they were asked."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from db.organisations import Scope, within
from db.people import Grant, Person
from db.runs import FormVersion, Run

OWN = or_(Run.channel == "chat", Run.typed_by.is_not(None))
"""A run is the person's own; one that a curator is still entering is not yet."""


def people(session: Session, scope: Scope, roles: Collection[str]) -> list[Person]:
    """Everybody of the scope who takes part in one of the roles and whose consent stands, by name."""
    held = exists().where(Grant.person_id == Person.id, Grant.role.in_(roles), Grant.until.is_(None))
    found = select(Person).where(within(Person.organisation_id, scope), Person.state == "active", held)
    return list(session.scalars(found.order_by(Person.search_key, Person.id)))


def stood(session: Session, scope: Scope, form_name: str) -> dict[int, set[str]]:
    """By person: whether a run of the form is `open` or `done`."""
    rows = session.execute(
        select(Run.person_id, Run.state)
        .where(
            within(Run.organisation_id, scope),
            Run.form_name == form_name,
            Run.state.in_(("open", "done")),
            OWN,
        )
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for person_id, state in rows:
        found.setdefault(person_id, set()).add(state)
    return found


def open_runs(session: Session, person_id: int, form_name: str) -> list[Run]:
    """The runs of a form that somebody was asked to answer and has not finished, held until the transaction ends."""
    mine = and_(Run.person_id == person_id, Run.form_name == form_name, Run.state == "open", Run.channel == "chat")
    return list(session.scalars(select(Run).where(mine).order_by(Run.id).with_for_update()))


def entering(session: Session, typist_id: int, person_id: int, form_name: str) -> Run | None:
    """The run in which a curator is entering somebody's answers now."""
    mine = and_(Run.person_id == typist_id, Run.about_id == person_id, Run.form_name == form_name)
    return session.scalar(select(Run).where(mine, Run.state == "open", Run.channel == "paper").limit(1))


def by_code(session: Session, organisation_id: int, beginning: str) -> FormVersion | None:
    """The version whose digest begins so: a built-in questionnaire's, or one of the organisation's own."""
    return session.scalar(
        select(FormVersion)
        .where(FormVersion.version.startswith(beginning, autoescape=True), _usable(organisation_id))
        .order_by(FormVersion.id)
        .limit(1)
    )


def _usable(organisation_id: int) -> ColumnElement[bool]:
    return or_(FormVersion.organisation_id.is_(None), FormVersion.organisation_id == organisation_id)
