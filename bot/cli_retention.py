"""Command line: what has been kept long enough."""

from typing import Annotated

import typer


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Let go what has been kept long enough; the bot does it every night."""
    import asyncio
    from dataclasses import asdict

    from bot.cli_print import printed, table
    from bot.clock import machine_time
    from bot.settings import load
    from bot.work import do
    from programme import retention

    verb = retention.rehearse if dry_run else retention.sweep
    lines = asyncio.run(do(load(), verb, machine_time()))
    rows = [(line.organisation or "–", line.name, str(line.days), str(line.count)) for line in lines]
    plain = table(("organisation", "class", "days", "would go" if dry_run else "went"), rows)
    printed([asdict(line) for line in lines], as_json, plain)
