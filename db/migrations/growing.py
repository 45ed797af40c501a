"""Tables that only grow: triggers refuse to change or delete their rows, whoever asks (security § 7)."""

from typing import Any

SQLITE = "CREATE TRIGGER {table}_{word} BEFORE {word} ON {table} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
REFUSE = """
CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$
"""
POSTGRES = "CREATE TRIGGER {table}_{word} BEFORE {word} ON {table} EXECUTE FUNCTION only_grows()"


def only_grows(op: Any, table: str) -> None:
    """Guards a table from here on; `op` are Alembic's operations."""
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(REFUSE)
    for word in ("UPDATE", "DELETE"):
        op.execute((POSTGRES if postgres else SQLITE).format(table=table, word=word))
