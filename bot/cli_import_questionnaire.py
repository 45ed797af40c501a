"""Command line: a school's own questionnaire from a file of this machine."""

from pathlib import Path
from typing import Annotated

import typer


def questionnaire(
    file: Annotated[
        Path, typer.Argument(help="An XLSForm: .xlsx, .md; its pictures in the same folder, or a .zip of both.")
    ],
    organisation: Annotated[str | None, typer.Option(help="Code; not needed when there is only one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Publish it, do not only check it.")] = False,
    typos: Annotated[
        bool, typer.Option("--typos", help="Only letters were put right: answers to both versions may be compared.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    language: Annotated[str, typer.Option(help="Of the report and of mistakes: ru or en.")] = "ru",
) -> None:
    """Bring in a school's own questionnaire: every mistake is told with its row; published only with --yes.

    Exit code 1 when the file is refused or has a mistake.
    """
    import asyncio

    from bot import archives, publishing
    from bot.cli_print import printed
    from bot.settings import load

    with file.open("rb") as sent:
        content = sent.read(archives.MOST_BYTES + 1)
    wish = publishing.Wish(organisation, publish=yes, typos=typos, language=language)
    done = asyncio.run(publishing.questionnaire(load(), content, file, wish))
    printed(done.data, as_json, done.words)
    if done.data["errors"]:
        raise typer.Exit(1)
