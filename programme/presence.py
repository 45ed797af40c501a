"""Who is there: the person behind an account, with what they may do, read anew for every action."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.accounts
import db.invitations
import db.people
from db.organisations import Organisation, Scope
from db.people import Held, Person
from domain import rights
from domain.rights import Reach

SEEN_EVERY = timedelta(minutes=5)
"""How exactly we remember when somebody was last there."""


class Denied(PermissionError):
    """The person has no such right; they are told no more than by an outdated button (security § 3.1)."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person at the other end of the chat, the organisation they act in, and the roles they hold there now."""

    person: Person
    organisation: Organisation
    held: tuple[Held, ...]
    vouched: bool = True
    """Nobody has to say any more that it is they (security § 4.2)."""

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.role for each in self.held))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.organisation.zone)

    @property
    def admitted(self) -> bool:
        """Every consent that is needed stands."""
        return self.person.state == "active"

    def may(self, right: str) -> bool:
        """Whether the person has a right of `domain.rights` at all, however far it goes."""
        return self.admitted and rights.reach(right, self.roles) is not None

    def scope_for(self, right: str) -> Scope:
        """The bound of what may be read or changed by a right: the one place where rights are enforced.

        Raises `Denied` when the person has no such right, or has it only over their own things, which verbs look up
        by the person.
        """
        return self.scopes_for(right)[0]

    def scopes_for(self, right: str) -> list[Scope]:
        """The bounds of a right: one for each class or form of mentoring that it was given for. Raises `Denied`."""
        reach = rights.reach(right, self.roles) if self.admitted else None
        path = self.organisation.path
        match reach:
            case "organisation" | "numbers":
                return [Scope(path)]
            case "class":
                return [Scope(path, each.group or "") for each in self._held_for(right, reach)]
            case "form":
                return [Scope(path, form=each.form or "") for each in self._held_for(right, reach)]
            case _:
                raise Denied(right)

    def _held_for(self, right: str, reach: Reach) -> list[Held]:
        return [each for each in self.held if rights.reach(right, [each.role]) == reach]


def arrive(session: Session, channel: str, address: str, now: datetime) -> Visitor | None:
    """The visitor behind an account, or None for a stranger; an account that was unreachable is reachable again."""
    found = db.accounts.behind(session, channel, address)
    if found is None:
        return None
    person, organisation, account, held = found
    if account.acting_id is not None and not held:  # the role there is over: they are home again
        account.acting_id = None
        session.flush()
        return arrive(session, channel, address, now)
    if account.state != "active" or account.seen_at is None or now - account.seen_at > SEEN_EVERY:
        account.state, account.seen_at = "active", now
    vouched = person.state != "joining" or db.invitations.awaiting(session, person.id) is None
    return Visitor(person, organisation, held, vouched)


def of(session: Session, person_id: int, channel: str = "telegram") -> Visitor | None:
    """Somebody as a visitor, where a verb is given only a person: what they may do where they act now."""
    account = db.accounts.to_write_to(session, person_id, channel)
    found = db.accounts.behind(session, channel, account.address) if account else None
    return Visitor(found[0], found[1], found[3]) if found is not None and found[0].id == person_id else None
