"""Command line: backups."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, help="Backups of the database: online, checked, encrypted when DATA_KEY is set."
)

Folder = Annotated[Path | None, typer.Option(help="Where backups are; by default `backups` beside the database.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def create(folder: Folder = None, as_json: Json = False) -> None:
    """Make a backup while the bot runs, and check it."""
    from bot import backup
    from bot.cli_print import printed
    from bot.clock import machine_time
    from bot.settings import load

    settings = load()
    path = backup.create(settings, folder or backup.folder_of(settings), machine_time())
    printed({"file": str(path), "rows": sum(backup.read_manifest(path).counts.values())}, as_json, f"{path}")
    if settings.data_key is None:
        typer.echo("Not encrypted: set DATA_KEY before you copy backups to other machines.", err=True)


@app.command("list")
def listed(folder: Folder = None, as_json: Json = False) -> None:
    """List the backups, newest first."""
    from dataclasses import asdict

    from bot import backup
    from bot.cli_print import printed, table
    from bot.refusals import Refused
    from bot.settings import load

    rows = []
    for path in backup.all_in(folder or backup.folder_of(load())):
        try:
            about = asdict(backup.read_manifest(path))
        except Refused as damaged:
            about = {"damaged": str(damaged)}
        rows.append({"file": str(path), "bytes": path.stat().st_size, **about})
    columns = ("file", "bytes", "created_at", "schema", "key")
    printed(rows, as_json, table(columns, [[str(row.get(column) or "–") for column in columns] for row in rows]))


@app.command()
def verify(file: Annotated[Path | None, typer.Argument(help="A backup; by default the newest.")] = None) -> None:
    """Open a backup and check that it is whole and holds what it says."""
    from bot import backup
    from bot.refusals import Refused
    from bot.settings import load

    settings = load()
    path = file or next(iter(backup.all_in(backup.folder_of(settings))), None)
    if path is None:
        raise Refused("There is no backup yet: `mentor-bot backup create` makes one.")
    manifest = backup.verify(settings, path)
    counted = "rows counted" if manifest.engine == "sqlite" else "rows not counted: that needs a server"
    rows = sum(manifest.counts.values())
    typer.echo(f"{path}: good; schema {manifest.schema}, {len(manifest.counts)} tables, {rows} rows ({counted})")


@app.command()
def prune(folder: Folder = None, as_json: Json = False) -> None:
    """Keep 7 daily, 4 weekly and 12 monthly backups, delete the others.

    Those that hold somebody who was erased 35 days ago or longer go too, and the copies before upgrades of so long ago.
    """
    import asyncio
    from datetime import timedelta

    from sqlalchemy.engine import make_url

    import db.erasures
    from bot import backup, migrate, work
    from bot.cli_print import printed
    from bot.clock import machine_time
    from bot.settings import load
    from domain.retention import BACKUP_DAYS

    settings = load()
    before = machine_time() - timedelta(days=BACKUP_DAYS)
    erased_at = asyncio.run(work.do(settings, db.erasures.newest_done, before))
    gone = [str(path) for path in backup.prune(folder or backup.folder_of(settings), erased_at)]
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        gone += [str(copy) for copy in migrate.prune(Path(url.database or ""), before)]
    printed({"deleted": gone}, as_json, "\n".join(gone) or "Nothing to delete.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup; `mentor-bot backup list` shows them.")],
    to: Annotated[str | None, typer.Option(help="The address of a new database; DATABASE_URL by default.")] = None,
    as_json: Json = False,
) -> None:
    """Restore a backup into a new place; nothing is ever overwritten."""
    from time import monotonic

    from bot.cli_print import printed
    from bot.clock import machine_time
    from bot.restore import restore
    from bot.settings import load
    from bot.shown_settings import without_password
    from db import schema

    began = monotonic()
    settings = load(database_url=to) if to else load()
    made = restore(settings, file, settings.database_url, machine_time())
    seconds, place = round(monotonic() - began, 1), without_password(made.database_url)
    hours = made.age.total_seconds() / 3600
    lines = [
        f"Restored in {seconds} s: {made.rows} rows as of {made.created_at:%d.%m.%Y %H:%M} UTC into {place}",
        f"What people did in the {hours:.1f} hours since then is lost; the bot asks again only for what is missing.",
        f"Reminders that are not repeated, because they were due by now: {made.silenced}",
    ]
    if made.schema != schema.newest():
        lines.append(f"The schema is {made.schema}; the first start brings it to {schema.newest()}.")
    set_first = f"set DATABASE_URL={place}, then " if to else ""
    lines.append(f"Next: {set_first}`mentor-bot doctor`, then `mentor-bot run`.")
    data = {
        "database_url": place, "created_at": made.created_at.isoformat(), "rows": made.rows, "schema": made.schema,
        "reminders_not_repeated": made.silenced, "seconds": seconds,
    }  # fmt: skip
    printed(data, as_json, "\n".join(lines))
