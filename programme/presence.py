"""Who is there: the person behind an account, with what they may do, read anew for every action."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.people
from db.organisations import Organisation, Scope, scope_of
from db.people import Person

SEEN_EVERY = timedelta(minutes=5)
"""How exactly we remember when somebody was last there."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person at the other end of the chat; `roles` hold now, `scope` bounds what a curator may ask."""

    person: Person
    organisation: Organisation
    roles: tuple[str, ...]

    @property
    def scope(self) -> Scope:
        return scope_of(self.organisation)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.organisation.zone)

    @property
    def admitted(self) -> bool:
        """Every consent that is needed stands."""
        return self.person.state == "active"


def arrive(session: Session, channel: str, address: str, now: datetime) -> Visitor | None:
    """The visitor behind an account, or None for a stranger; an account that was unreachable is reachable again."""
    found = db.people.by_account(session, channel, address)
    if found is None:
        return None
    person, organisation, account, roles = found
    if account.state != "active" or account.seen_at is None or now - account.seen_at > SEEN_EVERY:
        account.state, account.seen_at = "active", now
    return Visitor(person, organisation, roles)
