"""Command line: organisations and invitations."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer

organisation = typer.Typer(no_args_is_help=True, help="The tree of organisations.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Role(StrEnum):
    """Who is invited."""

    mentee = "mentee"
    mentor = "mentor"
    parent = "parent"
    class_teacher = "class_teacher"
    psychologist = "psychologist"
    form_curator = "form_curator"
    curator = "curator"
    director = "director"
    municipal_operator = "municipal_operator"
    tech_admin = "tech_admin"


@organisation.command()
def add(
    code: Annotated[str, typer.Argument(help="Short code: a-z, digits, dashes.")],
    name: Annotated[str, typer.Argument(help="Name as people know it.")],
    parent: Annotated[str | None, typer.Option(help="Code of the organisation above.")] = None,
    zone: Annotated[str | None, typer.Option(help="Time zone; TIME_ZONE by default.")] = None,
) -> None:
    """Add an organisation."""
    import asyncio

    from bot.clock import machine_time
    from bot.settings import load
    from bot.work import do
    from programme import organisations

    settings = load()
    zone = zone or settings.time_zone
    asyncio.run(do(settings, organisations.add, code, name, zone=zone, now=machine_time(), parent=parent))
    typer.echo(f"Added: {code}")


@organisation.command("list")
def listed(as_json: Json = False) -> None:
    """List the organisations, those above first."""
    import asyncio

    import db.organisations
    from bot.cli_print import printed, table
    from bot.settings import load
    from bot.work import do

    tree = asyncio.run(do(load(), db.organisations.tree))
    codes = {one.id: one.code for one in tree}
    data = [
        {"code": one.code, "name": one.name, "parent": codes.get(one.parent_id or 0), "zone": one.zone} for one in tree
    ]
    rows = [["  " * (one.path.count("/") - 2) + one.code, one.name, one.zone] for one in tree]
    printed(data, as_json, table(("code", "name", "zone"), rows))


@organisation.command()
def safety(
    code: Annotated[str, typer.Argument(help="Code of the organisation.")],
    name: Annotated[str | None, typer.Argument(help="What to decide; shown when left out.")] = None,
    value: Annotated[str | None, typer.Argument(help="For example 8-800-2000-122, or 1-5 09:00-18:00.")] = None,
    as_json: Json = False,
) -> None:
    """Show or decide: numbers to call, hours, alerts out of hours, what mentors need, the look at words.

    What takes protection away asks for the organisation's code once more; psychologists and directors are told.
    """
    import asyncio

    from bot.cli_print import printed, table
    from bot.clock import machine_time
    from bot.refusals import Refused
    from bot.settings import load
    from bot.work import do
    from programme import safety

    settings = load()
    if name is not None:
        if asyncio.run(do(settings, safety.weakens, code, name, value or "")):
            asked = "This takes protection away from children. Type the organisation's code again"
            typed = typer.prompt(asked, err=True)
            if typed.strip() != code:
                raise Refused("The code is another one: nothing was changed.")
        asyncio.run(do(settings, safety.choose, code, name, value or "", machine_time()))
    chosen = asyncio.run(do(settings, safety.chosen, code))
    printed(chosen, as_json, table(("name", "value"), [[*pair] for pair in chosen.items()]))


def invite(
    role: Annotated[Role, typer.Argument(help="For example curator, mentor or mentee.")],
    organisation: Annotated[str | None, typer.Option(help="Code; not needed when there is only one.")] = None,
    name: Annotated[
        str, typer.Option("--for", help="«Surname Name Patronymic»; asked in the chat when left out.")
    ] = "",
    group: Annotated[str | None, typer.Option(help="The class of a pupil or a class teacher, for example 5Б.")] = None,
    born: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%d.%m.%Y"], help="Birth date.")] = None,
    parent_phone: Annotated[str | None, typer.Option(help="The parent's phone from the school's list.")] = None,
    form: Annotated[str | None, typer.Option(help="Form of mentoring, for example student_pupil.")] = None,
    as_json: Json = False,
) -> None:
    """Print a single-use invitation link."""
    import asyncio

    from bot import inviting
    from bot.cli_print import printed
    from bot.settings import load

    made = asyncio.run(inviting.invite(load(), role.value, organisation, name, group, _day(born), parent_phone, form))
    data = {"link": made.link, "token": made.token, "role": role.value, "expires_at": made.expires_at.isoformat()}
    printed(data, as_json, made.link)
    if not as_json:
        typer.echo(f"Once, until {made.expires_at.astimezone(UTC):%d.%m.%Y %H:%M} UTC.", err=True)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
