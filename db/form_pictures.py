"""Pictures of schools' own questionnaires, each once however many versions show it: a version names their content."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base


class FormPicture(Base):
    """A PNG or JPEG by the digest of its content; one that is `published` stays, as the versions that show it do."""

    __tablename__ = "form_pictures"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    kept_at: Mapped[datetime]
    published: Mapped[bool] = mapped_column(default=False)


def keep(session: Session, pictures: Mapping[str, bytes], now: datetime) -> None:
    """Keeps pictures by their digests; one that is known is kept from now on."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    for digest, content in sorted(pictures.items()):
        row = insert(FormPicture).values(digest=digest, content=content, kept_at=now, published=False)
        session.execute(row.on_conflict_do_update(index_elements=["digest"], set_={"kept_at": now}))


def publish(session: Session, digests: Iterable[str]) -> None:
    """These stay."""
    session.execute(update(FormPicture).where(FormPicture.digest.in_(digests)).values(published=True))


def contents(session: Session, digests: Iterable[str]) -> dict[str, bytes]:
    """Pictures by digest; those that are no more are left out."""
    found = select(FormPicture.digest, FormPicture.content).where(FormPicture.digest.in_(digests))
    return {row[0]: row[1] for row in session.execute(found)}


def drop_before(session: Session, moment: datetime) -> int:
    """Deletes those that nobody published and that were kept last before a moment; returns how many."""
    old = delete(FormPicture).where(FormPicture.published.is_(False), FormPicture.kept_at < moment)
    return session.connection().execute(old).rowcount
