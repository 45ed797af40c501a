"""What every table shares: naming convention, moments in UTC, JSON."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

KEPT_AS_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""Nothing is NULL and costs nothing to read, where JSON has a `null` of its own."""


class Moment(TypeDecorator[datetime]):
    """A moment, UTC on both sides; a naive datetime is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


class Base(DeclarativeBase):
    """The mapped classes of the bot; relations are loaded when asked for, never by surprise."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: Moment,
        dict[str, Any]: KEPT_AS_JSON,
        list[str]: KEPT_AS_JSON,
        list[int]: KEPT_AS_JSON,
    }
