"""What the outbox would send now, for tests of verbs."""

from datetime import datetime

from sqlalchemy.orm import Session

from programme import letters
from programme.letters import Parcel


def parcels(session: Session, now: datetime) -> list[Parcel]:
    """Everything that may go, reader after reader."""
    taken: list[Parcel] = []
    while (found := letters.claim(session, now)) is not None:
        taken += found
    return taken
