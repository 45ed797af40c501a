"""The schema: migrations make exactly what the models say, there and back, on both engines."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session

from db import Base, schema


def test_models_and_migrations_agree(session: Session) -> None:
    context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
    assert compare_metadata(context, Base.metadata) == []


def test_up_down_and_up_again(session: Session) -> None:
    connection = session.connection()
    schema.downgrade(connection, "base")
    assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    assert schema.upgrade(connection) == (None, schema.newest())
    assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.fault(63)
def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'newer.db'}")
    with engine.begin() as connection:
        schema.upgrade(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with engine.begin() as connection, pytest.raises(schema.NewerSchema):
        schema.upgrade(connection)
    engine.dispose()


def test_every_foreign_key_and_constraint_has_a_name(session: Session) -> None:
    unnamed = [
        str(constraint)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []
