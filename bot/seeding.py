"""Invented schools, with consents worded as the bot words them."""

from datetime import datetime

from sqlalchemy.orm import Session

from locales import texts_in
from programme import joining, seed
from programme.joining import Station
from programme.seed import Chats, School, Size
from reports import evidence


def plant(session: Session, size: Size, number: int, now: datetime, zone: str, chats: Chats | None = None) -> School:
    """The invented school of a seed; made once, see `programme.seed.school`."""
    return seed.school(session, size, number, now, _wording, zone, chats)


def _wording(here: Station) -> str:
    return evidence.words(joining.wording(here), texts_in("ru"))
