"""Whether the bot is well, for a technical administrator: queues and versions, no data of people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import db.journal
import db.letters

LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Health:
    """`behind` is how long the oldest message waits to be worked on; the counts are of the last day."""

    behind: timedelta
    given_up: int
    """Messages set aside after their tries."""
    waiting: int
    """Letters whose time has come and that are not sent yet."""
    uncertain: int
    """Letters that may have arrived, or not."""
    failed: int


def health(session: Session, now: datetime) -> Health:
    """How things stand now."""
    oldest, since = db.journal.oldest_new(session), now - LATELY
    return Health(
        behind=max(now - oldest, timedelta()) if oldest else timedelta(),
        given_up=db.journal.dead_since(session, since),
        waiting=db.letters.overdue(session, now),
        uncertain=db.letters.settled_as(session, "uncertain", since),
        failed=db.letters.settled_as(session, "failed", since),
    )
