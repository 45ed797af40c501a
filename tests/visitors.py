"""People of the small school as the verbs meet them."""

from datetime import datetime

from sqlalchemy.orm import Session

from programme import presence
from programme.presence import Visitor
from tests.conftest import NOW


def visitor(session: Session, address: str, now: datetime = NOW) -> Visitor:
    """Whoever is at the phone of an address."""
    found = presence.arrive(session, "telegram", address, now)
    assert found, f"nobody is at {address}"
    return found
