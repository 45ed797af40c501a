"""What is kept of a person, for the person's own eyes (152-FZ art. 14)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

import db.meetings
import db.pairs
import db.people
import db.runs
from db.people import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """Beside the row itself: finished questionnaires, meetings of their pairs, a number they shared (E.164)."""

    answers: int
    meetings: int
    phone: str | None


def kept(session: Session, person: Person) -> Kept:
    """What is kept of a person now."""
    shared = [each.shared_phone for each in db.people.children(session, person.id) if each.shared_phone]
    pairs = [pair.id for pair in db.pairs.mine(session, person.id, "active", "ended")]
    held = db.meetings.held_days(session, pairs) if pairs else {}
    return Kept(
        db.runs.finished(session, person.id), sum(len(days) for days in held.values()), shared[-1] if shared else None
    )
