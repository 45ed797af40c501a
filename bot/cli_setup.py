"""Command line: setting up and looking whether everything fits together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.checks import Check

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def init(
    token: Annotated[str, typer.Option(prompt="Token from @BotFather", hide_input=True, help="The bot's token.")],
    code: Annotated[
        str, typer.Option(prompt="Short code of the school (for example school-2)", help="Code of the organisation.")
    ],
    name: Annotated[str, typer.Option(prompt="Name of the school", help="Name of the organisation.")],
    zone: Annotated[str, typer.Option(prompt="Time zone", help="Time zone of the organisation.")] = "Europe/Moscow",
    operator: Annotated[
        str | None, typer.Option(help="Who runs the school: state, municipal, private or other; asked on a terminal.")
    ] = None,
    names: Annotated[
        str | None, typer.Option("--chat-names", help="CHAT_NAMES: full, first or codes; asked of public schools.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of what the law says: ru or en.")] = "ru",
) -> None:
    """First set-up: asks, writes .env, prepares the database, prints the first curator's invitation."""
    import asyncio

    from bot.init import set_up

    operator, names = _lawful(operator, names, language)
    invitation = asyncio.run(set_up(token.strip(), code.strip(), name.strip(), zone.strip(), operator, names))
    typer.echo("Written: .env. The database is ready.")
    typer.echo("DATA_KEY in it opens what is sealed and the backups: keep a copy away from this machine.")
    typer.echo(f"Invitation for the first curator, once, until {invitation.expires_at:%d.%m.%Y %H:%M} UTC:")
    typer.echo(invitation.link)
    typer.echo("Next: `mentor-bot run`.")


def _lawful(operator: str | None, names: str | None, language: str) -> tuple[str | None, str | None]:
    """Asks who runs the school where there is somebody to ask; a public one is shown what the law says of messengers,
    and is offered the chat without names.
    """
    import sys

    import click

    from locales import texts_in
    from programme.organisations import OPERATORS, PUBLIC

    asking = sys.stdin.isatty()
    if operator is None and asking:
        operator = typer.prompt("Who runs the school", default="other", type=click.Choice(OPERATORS))
    if operator not in (None, *OPERATORS):
        raise typer.BadParameter(f"{operator!r} is none of {', '.join(OPERATORS)}", param_hint="--operator")
    if operator in PUBLIC:
        typer.echo(texts_in(language)("operator.checklist"))
        if names is None:
            by_codes = not asking or typer.confirm(texts_in(language)("operator.by_codes"), default=True)
            names = "codes" if by_codes else "first"
    return operator, names


def check(as_json: Json = False) -> None:
    """Check that settings, questionnaires, texts and the schema agree."""
    import asyncio

    from bot import checks

    _told(asyncio.run(checks.all_checks()), as_json)


def doctor(
    delete_webhook: Annotated[
        bool, typer.Option("--delete-webhook", help="Remove a webhook that was left set; what waits is kept.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check everything, and the world around: token, network, disk, clock, database, backups; says what to do."""
    import asyncio

    from bot.doctor import examine

    _told(asyncio.run(examine(delete_webhook=delete_webhook)), as_json)


def _told(found: "Sequence[Check]", as_json: bool) -> None:
    """Prints what was found; code 1 when something is wrong."""
    from bot.cli_print import printed

    lines = [f"{'ok ' if one.well else 'BAD'} {one.name}: {one.detail}" for one in found]
    data = [{"check": one.name, "well": one.well, "detail": one.detail} for one in found]
    printed(data, as_json, "\n".join(lines))
    if not all(one.well for one in found):
        raise typer.Exit(1)


def migrate() -> None:
    """Bring the database to the newest schema; a SQLite file is copied first."""
    import asyncio

    from bot.settings import load
    from bot.work import migrated

    before, after = asyncio.run(migrated(load()))
    typer.echo(f"schema {after}: nothing to do" if before == after else f"schema {before or 'none'} -> {after}")


def config(as_json: Json = False) -> None:
    """Print the settings that are in force, secrets masked."""
    from bot.cli_print import printed
    from bot.settings import load
    from bot.shown_settings import masked

    settings = masked(load())
    printed(
        settings, as_json, "\n".join(f"{name}={'' if value is None else value}" for name, value in settings.items())
    )
