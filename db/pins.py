"""PINs: what an adult types before their screens open on a phone that others use too."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.sealed import Sealed


class Pin(Base):
    """A person's PIN as scrypt's digest with its salt, sealed besides: so few digits are guessed from a bare digest.

    `tries` counts wrong ones since `tried_since`; `proved_at` is when it was last pressed right.
    """

    __tablename__ = "pins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    digest_sealed: Mapped[bytes | None]
    tries: Mapped[int] = mapped_column(default=0)
    tried_since: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    set_at: Mapped[datetime]
    digest = Sealed("digest_sealed", str, str)


def of(session: Session, person_id: int) -> Pin | None:
    """The person's PIN, held until the transaction ends: two tries at once are two tries."""
    return session.scalar(select(Pin).where(Pin.person_id == person_id).with_for_update())
