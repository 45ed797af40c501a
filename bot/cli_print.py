"""Command line: how data are printed."""

import json
from collections.abc import Sequence
from typing import Any

import typer


def printed(data: Any, as_json: bool, plain: str) -> None:
    """Prints the data as JSON, or the plain text for people."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else plain)


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need to be; the heading alone when there are no rows."""
    lines = [list(heading), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
