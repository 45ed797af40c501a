"""Command line: the keys of sealed columns."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The keys of DATA_KEY that seal columns and backups.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def new() -> None:
    """Print a new key: put it before the others in DATA_KEY, divided by a comma, restart, then `keys rotate`."""
    from base64 import b64encode
    from secrets import token_bytes

    typer.echo(b64encode(token_bytes(32)).decode())


@app.command()
def rotate(
    count: Annotated[bool, typer.Option("--count", help="Only count what older keys still keep.")] = False,
    as_json: Json = False,
) -> None:
    """Seal every value anew with the newest key; may be stopped and started again, the bot goes on meanwhile."""
    import asyncio

    from bot import rotating
    from bot.cli_print import printed
    from bot.settings import load

    before, sealed, after = asyncio.run(rotating.rotate(load(), count_only=count, told=_progress))
    data = {"before": before, "sealed_anew": sealed, "left": after}
    total = sum(after.values())
    lines = [f"{place}: {number}" for place, number in after.items()]
    lines.append(f"Sealed anew: {sealed}. Left under older keys: {total}.")
    if not total and not count:
        lines.append(
            "Older keys may go from DATA_KEY once no backup needs them: `mentor-bot backup list` names theirs."
        )
    printed(data, as_json, "\n".join(lines))


def _progress(done: int, total: int) -> None:
    typer.echo(f"{done} of {total}", err=True)
