"""Command line: a person's rights over their data, for requests that come on paper (152-FZ art. 14, 20, 21)."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="A person's data: show, hand out, erase. People are named by their codes.")

Code = Annotated[str, typer.Argument(help="The person's code, as on cards and papers: K7Q2MN.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Folder = Annotated[Path, typer.Option(help="Where to write the files.")]
Language = Annotated[str, typer.Option(help="ru or en.")]


@app.command()
def show(code: Code, language: Language = "ru", as_json: Json = False) -> None:
    """Print what is kept of a person."""
    import asyncio

    from bot import subjects
    from bot.cli_print import printed
    from bot.settings import load

    content = asyncio.run(subjects.show(load(), code, language))
    lines = []
    for section in content["sections"]:
        lines += [section["title"], *(f"  {line['name']}: {line['value']}" for line in section["lines"]), ""]
    printed(content, as_json, "\n".join(lines).rstrip())


@app.command()
def export(code: Code, out: Folder = Path(), language: Language = "ru", as_json: Json = False) -> None:
    """Write what is kept of a person as PDF and JSON, to be handed out on paper."""
    import asyncio

    from bot import subjects
    from bot.cli_print import printed
    from bot.settings import load

    paths = [str(path) for path in asyncio.run(subjects.export(load(), code, out, language))]
    printed({"files": paths}, as_json, "\n".join(paths))


@app.command()
def erase(
    code: Code,
    yes: Annotated[bool, typer.Option("--yes", help="Destroy; without it only what would go is printed.")] = False,
    out: Folder = Path(),
    language: Language = "ru",
    as_json: Json = False,
) -> None:
    """Destroy a person's data, and write the act and the extract of the log for signature. There is no way back."""
    import asyncio

    from bot import subjects
    from bot.cli_print import printed, table
    from bot.settings import load

    if not yes:
        contents = asyncio.run(subjects.rehearse(load(), code))
        plain = table(("what", "entries"), [(name, str(count)) for name, count in contents.items()])
        printed({"would_go": contents}, as_json, f"{plain}\nNothing was destroyed: add --yes.")
        return
    act, paths = asyncio.run(subjects.erase(load(), code, out, language))
    data = {
        "act": act.number,
        "code": act.code,
        "contents": act.contents,
        "backups_until": act.backups_until.isoformat(),
        "keep_until": act.keep_until.isoformat(),
        "files": [str(path) for path in paths],
    }
    lines = [
        f"Destroyed. Act No. {act.number}, to be signed and kept until {act.keep_until:%d.%m.%Y}:",
        *map(str, paths),
        f"The last backup that holds these data goes on {act.backups_until:%d.%m.%Y}: `mentor-bot backup prune`.",
    ]
    printed(data, as_json, "\n".join(lines))
