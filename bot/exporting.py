"""Reports as files on this machine: the same that the bot sends, with names only when they are asked for."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bot import work
from bot.clock import machine_time
from bot.refusals import Refused
from bot.settings import Settings
from domain.polls import first_day, months_later, period_of
from locales import LANGUAGES, texts_in
from programme import organisations, summary
from reports import REPORTS

MONTHLY = {"summary": {"names"}, "summary_chart": set[str]()}
"""Reports about a month of an organisation, and what else they may be asked for."""


async def export(
    settings: Settings,
    name: str,
    code: str | None,
    month: str | None,
    out: Path | None,
    *,
    named: bool,
    language: str,
) -> Path:
    """Writes a report and returns the path. Raises `Refused` for an unknown report, month or language."""
    if name not in MONTHLY:
        raise Refused(f"There is no report {name!r} to export: {', '.join(sorted(MONTHLY))}.")
    if language not in LANGUAGES:
        raise Refused(f"There is no language {language!r}: {', '.join(LANGUAGES)}.")
    names = "full" if named and "names" in MONTHLY[name] else None
    period, values = await work.do(settings, _gather, name, code, _first(month), names, machine_time())
    report = REPORTS[name]
    path = out or Path(f"{name}-{period}{report.ending}")
    path.write_bytes(report.render(values, texts_in(language)))
    return path


def _first(month: str | None) -> date | None:
    try:
        return first_day(month) if month else None
    except ValueError:
        raise Refused("--month is written YYYY-MM, for example 2026-10.") from None


def _gather(
    session: Session, name: str, code: str | None, first: date | None, names: str | None, now: datetime
) -> tuple[str, Any]:
    """The month that is meant, and the report's values of it."""
    organisation = organisations.the_one(session, code)
    earliest, latest = summary.months(session, organisation, now)
    first = first or max(earliest, months_later(latest, -1))
    if not earliest <= first <= latest:
        raise Refused(f"There is a summary from {period_of(earliest)} to {period_of(latest)}.")
    more = {"names": names} if names else {}
    given = {"organisation": organisation.id, "month": period_of(first), "at": now.isoformat(), **more}
    return period_of(first), REPORTS[name].gather(session, **given)
