"""Command line: the name book, which never leaves this machine."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Who is behind a code; on this machine only.")


@app.command("list")
def listed(
    organisation: Annotated[str | None, typer.Option(help="Code; not needed when there is only one.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print everybody of an organisation: code, name, class, roles."""
    import asyncio
    from dataclasses import asdict

    from bot.cli_print import printed, table
    from bot.settings import load
    from bot.work import do
    from programme import naming

    lines = asyncio.run(do(load(), naming.listed, organisation))
    rows = [[line.code, line.name or "-", line.group or "-", ", ".join(line.roles)] for line in lines]
    printed([asdict(line) for line in lines], as_json, table(("code", "name", "class", "roles"), rows))


@app.command("set")
def inscribed(
    code: Annotated[str, typer.Argument(help="The code that the chat shows, for example K7Q2MN.")],
    name: Annotated[str, typer.Argument(help="«Surname Name Patronymic».")],
    group: Annotated[str | None, typer.Option(help="A pupil's class, for example 5Б.")] = None,
) -> None:
    """Write the name, and the class, of somebody who came in by a code."""
    import asyncio

    from bot.clock import machine_time
    from bot.settings import load
    from bot.work import do
    from programme import naming

    asyncio.run(do(load(), naming.inscribe, code, name, group, machine_time()))
    typer.echo(f"Written: {code.upper()}")
