"""Command line: invented schools, and reports as files."""

from pathlib import Path
from typing import Annotated

import typer


def seed(
    pupils: Annotated[int, typer.Option(min=1, max=2000, help="How many pupils.")] = 30,
    mentors: Annotated[int, typer.Option(min=1, max=1000, help="How many mentors.")] = 20,
    weeks: Annotated[int, typer.Option(min=0, max=60, help="For how many weeks the pairs have been meeting.")] = 8,
    seed: Annotated[int, typer.Option(min=0, max=999_999, help="The same number makes the same school.")] = 1,
) -> None:
    """Make an invented school with a history; the same numbers make the same school, once.

    Nobody in it has a Telegram account, so nothing is ever sent to them.
    """
    import asyncio

    from bot.clock import machine_time
    from bot.settings import load
    from bot.work import do, migrated
    from programme.seed import Size
    from programme.seed import school as plant

    async def work() -> None:
        settings = load()
        await migrated(settings)
        size = Size(pupils, mentors, weeks)
        school = await do(settings, plant, size, seed, machine_time(), settings.time_zone)
        code = school.organisation.code
        typer.echo(f"Made: {code}" if school.new else f"Nothing to do: {code} is there already.")

    asyncio.run(work())


def export(
    name: Annotated[
        str,
        typer.Argument(
            help="Which report: summary, summary_chart, consent, consent_register, results, results_raw, results_memo, "
            "results_chart, questionnaire_xlsx, questionnaire_zip (with its pictures), questionnaire_paper."
        ),
    ],
    organisation: Annotated[str | None, typer.Option(help="Code; not needed when there is only one.")] = None,
    month: Annotated[str | None, typer.Option(help="YYYY-MM; the month before this one by default.")] = None,
    number: Annotated[
        str | None,
        typer.Option(
            help="Of a consent, as on its copy: 2026-14; of a result, from the newest: 1; the name of a questionnaire."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; by default into this folder.")] = None,
    named: Annotated[bool, typer.Option("--named", help="With names; codes, or none, otherwise.")] = False,
    language: Annotated[str, typer.Option(help="ru or en.")] = "ru",
) -> None:
    """Write a report of the bot as a file on this machine; names stand in it only with --named."""
    import asyncio

    from bot import exporting
    from bot.settings import load

    settings = load()
    names = "full" if named else "codes" if settings.chat_names == "codes" else "none"
    wanted = exporting.Wanted(organisation, month, number, names)
    path = asyncio.run(exporting.export(settings, name, wanted, out, named=named, language=language))
    typer.echo(str(path))
