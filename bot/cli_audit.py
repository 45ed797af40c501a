"""Command line: the audit, which only grows."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The audit: who did what with which right.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def verify(as_json: Json = False) -> None:
    """Check that nobody has changed what was written; code 1 and the first row that does not fit otherwise."""
    import asyncio

    from bot.cli_print import printed
    from bot.settings import load
    from bot.work import do
    from programme import audit

    count, broken = asyncio.run(do(load(), audit.verify))
    head = asyncio.run(do(load(), audit.head))
    data = {"rows": count, "first_broken": broken, "head": head}
    plain = f"{count} rows, all fit; head {head}" if broken is None else f"Row {broken} does not fit: it was changed."
    printed(data, as_json, plain)
    if broken is not None:
        raise typer.Exit(1)
