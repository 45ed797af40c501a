"""Command line: lists that come in from files of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_import_questionnaire import questionnaire

app = typer.Typer(no_args_is_help=True, help="Bring in what stands in a file; nothing is written without --yes.")
app.command()(questionnaire)


@app.command()
def people(
    file: Annotated[Path, typer.Argument(help="The school's list, an .xlsx made of the template.")],
    organisation: Annotated[str | None, typer.Option(help="Code; not needed when there is only one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write it down, do not only show it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    language: Annotated[str, typer.Option(help="Of the report and of mistakes: ru or en.")] = "ru",
) -> None:
    """Bring in a school's list of people: what would change is shown first. The same list twice changes nothing.

    Exit code 1 when the file is refused or --yes met a row that is wrong (the others are written).
    """
    import asyncio

    from bot import importing, sheets
    from bot.cli_print import printed
    from bot.settings import load

    with file.open("rb") as sent:
        content = sent.read(sheets.MOST_BYTES + 1)
    done = asyncio.run(importing.people(load(), content, organisation, write=yes, language=language))
    printed(done.data, as_json, done.words)
    if yes and done.data["faults"]:
        raise typer.Exit(1)


@app.command()
def template(
    out: Annotated[Path, typer.Option(help="Where to write it.")] = Path("people.xlsx"),
    language: Annotated[str, typer.Option(help="ru or en.")] = "ru",
) -> None:
    """Write the empty list, ready to be filled in."""
    from locales import texts_in
    from reports import people_template

    out.write_bytes(people_template.render(None, texts_in(language)))
    typer.echo(str(out))
