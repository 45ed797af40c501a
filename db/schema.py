"""The schema and its versions: to the newest by migrations, never by guessing."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text


class NewerSchema(RuntimeError):
    """The database was written by a newer program: going back is refused."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The schema version that this program needs."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(connection: Connection) -> str | None:
    """The schema version of a database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(version: str | None) -> None:
    """Raises `NewerSchema` for a version that this program does not know."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version is not None and version not in known:
        raise NewerSchema(version)


def upgrade(connection: Connection) -> tuple[str | None, str]:
    """Brings the schema to the newest version; returns the versions before and after. Raises `NewerSchema`.

    Replicas that start together do so one after another; SQLite's one writer sees to that by itself.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('mentor-bot schema'))"))
    before = current(connection)
    refuse_newer(before)
    if before != newest():
        command.upgrade(_config(connection), "head")
    return before, newest()


def downgrade(connection: Connection, revision: str) -> None:
    """Back to an older version; for tests of the migrations themselves."""
    command.downgrade(_config(connection), revision)
