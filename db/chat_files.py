"""Files with personal data that lie in chats until they are taken out of them, a day after they came."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base


class ChatFile(Base):
    """One file in a chat: the message that is to be deleted there."""

    __tablename__ = "chat_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address: Mapped[str]
    message_id: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(index=True)


class Due(NamedTuple):
    """A message that is to be deleted."""

    id: int
    address: str
    message_id: int
    sent_at: datetime


def sent(session: Session, channel: str, address: str, message_id: int, now: datetime) -> None:
    """A file has come into a chat."""
    session.add(ChatFile(channel=channel, address=address, message_id=message_id, sent_at=now))


def due(session: Session, before: datetime, limit: int) -> list[Due]:
    """Files that came before a moment, oldest first."""
    query = select(ChatFile.id, ChatFile.address, ChatFile.message_id, ChatFile.sent_at).where(
        ChatFile.sent_at <= before
    )
    return [Due(*row) for row in session.execute(query.order_by(ChatFile.sent_at, ChatFile.id).limit(limit))]


def forget(session: Session, ids: Sequence[int]) -> None:
    """They lie in no chat any more."""
    session.execute(delete(ChatFile).where(ChatFile.id.in_(ids)))
