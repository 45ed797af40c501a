"""`mentor-bot`: the verbs of the command line, and the promise that no traceback ever reaches the user.

What a verb needs is imported inside it, so that a short verb is quick.
"""

import os
import sys
from importlib.metadata import version as installed
from typing import Annotated

import typer

from bot import (
    cli_audit,
    cli_backup,
    cli_import,
    cli_keys,
    cli_names,
    cli_people,
    cli_retention,
    cli_school,
    cli_service,
    cli_setup,
    cli_subject,
)

app = typer.Typer(
    name="mentor-bot",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A Telegram bot that runs a school's mentoring programme.",
)
for verb in (
    cli_service.demo,
    cli_setup.init,
    cli_service.run,
    cli_setup.check,
    cli_setup.doctor,
    cli_setup.migrate,
    cli_service.emulator,
    cli_school.seed,
    cli_people.invite,
    cli_school.export,
    cli_backup.restore,
    cli_retention.retention,
    cli_setup.config,
):
    app.command()(verb)
app.add_typer(cli_people.organisation, name="organisation")
app.add_typer(cli_backup.app, name="backup")
app.add_typer(cli_subject.app, name="subject")
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_audit.app, name="audit")
app.add_typer(cli_import.app, name="import")
app.add_typer(cli_names.app, name="names")


@app.command()
def version() -> None:
    """Print the version and nothing else."""
    typer.echo(installed("mentor-bot"))


def main(arguments: Annotated[list[str] | None, "for tests"] = None) -> None:
    """The entry point: 0 done, 1 refused with one line on stderr, 2 wrong usage.

    What is written is for nobody else to read: the database, its log, copies, exports, all hold names of children.
    """
    os.umask(0o077)
    try:
        app(arguments)
    except Exception as error:
        from bot.refusals import in_one_line

        typer.echo(in_one_line(error), err=True)
        sys.exit(1)
