"""Reports as files on this machine: the same that the bot sends, with names only when they are asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import db.consents
import db.runs
from bot import work
from bot.clock import machine_time
from bot.refusals import Refused
from bot.settings import Settings
from db.organisations import scope_of
from domain import paper_twin
from domain.polls import first_day, months_later, period_of
from locales import DEFAULT_LANGUAGE, LANGUAGES, texts_in
from programme import forms, name_book, organisations, own_forms, results, summary
from reports import REPORTS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line, and `names`: how people are shown in it (`none`, `codes`, `full`)."""

    organisation: str | None = None
    month: str | None = None
    number: str | None = None
    names: str = "none"


async def export(
    settings: Settings, name: str, wanted: Wanted, out: Path | None, *, named: bool, language: str
) -> Path:
    """Writes a report and returns the path. Raises `Refused` for an unknown report, month, number or language.

    With `named`, people who are in the name book stand in it under their names.
    """
    if name not in EXPORTS:
        raise Refused(f"There is no report {name!r} to export: {', '.join(sorted(EXPORTS))}.")
    if language not in LANGUAGES:
        raise Refused(f"There is no language {language!r}: {', '.join(LANGUAGES)}.")
    if named:
        period, values = await work.do(settings, name_book.with_names, _gathered, name, wanted, machine_time())
    else:
        period, values = await work.do(settings, _gathered, name, wanted, machine_time())
    report = REPORTS[name]
    path = out or Path(f"{name}-{period}{report.ending}")
    path.write_bytes(report.render(values, texts_in(language)))
    return path


def _gathered(session: Session, name: str, wanted: Wanted, now: datetime) -> tuple[str, Any]:
    """What the file is told apart by, and what it is made of."""
    part, arguments = EXPORTS[name](session, wanted, now)
    return part, REPORTS[name].gather(session, **arguments)


def _of_month(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    organisation = organisations.the_one(session, wanted.organisation)
    earliest, latest = summary.months(session, organisation, now)
    first = _first(wanted.month) or max(earliest, months_later(latest, -1))
    if not earliest <= first <= latest:
        raise Refused(f"There is a summary from {period_of(earliest)} to {period_of(latest)}.")
    return period_of(first), {"organisation": organisation.id, "month": period_of(first), "at": now.isoformat()}


def _with_people(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    period, arguments = _of_month(session, wanted, now)
    return period, {**arguments, "names": wanted.names}


def _consent(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    """A consent is somebody's signature: there is no copy of it without a name."""
    if wanted.names != "full":
        raise Refused("A consent names its signer: say --named.")
    year, _, number = (wanted.number or "").partition("-")
    consent = session.get(db.consents.Consent, int(number)) if number.isdecimal() else None
    if consent is None or f"{consent.signed_at:%Y}" != year:
        raise Refused("There is no such consent: --number is written as on the copy, for example 2026-14.")
    return str(wanted.number), {"consent": consent.id}


def _register(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    organisation = organisations.the_one(session, wanted.organisation)
    named = wanted.names == "full"
    return f"{now:%Y-%m-%d}", {"organisation": organisation.id, "at": now.isoformat(), "named": named}


def _results(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    organisation = organisations.the_one(session, wanted.organisation)
    return f"{now:%Y-%m-%d}", {"organisation": organisation.id}


def _results_raw(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    """Single answers by code; with --named beside names."""
    part, arguments = _results(session, wanted, now)
    return part, {**arguments, "raw": "full" if wanted.names == "full" else "codes"}


def _results_memo(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    part, arguments = _results(session, wanted, now)
    return part, {**arguments, "at": now.isoformat()}


def _results_chart(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    """The newest publication, or (--number) one of those before it, counted from the newest."""
    _, arguments = _results(session, wanted, now)
    organisation = organisations.the_one(session, wanted.organisation)
    listed = results.listed(session, scope_of(organisation))
    number = wanted.number or "1"
    place = int(number) if number.isdecimal() else 0
    if not 1 <= place <= len(listed):
        raise Refused(f"There are {len(listed)} published results: --number counts them from the newest, 1.")
    published = listed[place - 1]
    return f"{published.result.taken_at:%Y-%m-%d}", {**arguments, "result": published.result.id}


def _questionnaire(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    """The version in force of a built-in questionnaire, or of the organisation's own, by its name (--number)."""
    name = wanted.number or ""
    organisation = organisations.the_one(session, wanted.organisation)
    version = db.runs.newest(session, own_forms.own_name(organisation.id, name)) if name else None
    if version is None and name in forms.builtin_names():
        version = forms.in_force(session, name, now)
    if version is None:
        raise Refused("There is no such questionnaire: --number takes its name, for example pulse_mentee.")
    return name, {"version": version.version}


def _sheet(session: Session, wanted: Wanted, now: datetime) -> tuple[str, dict[str, Any]]:
    """On paper, for children where the form speaks to them; in codes there is no place for a name on it."""
    name, found = _questionnaire(session, wanted, now)
    organisation = organisations.the_one(session, wanted.organisation)
    version = db.runs.version(session, found["version"])
    assert version, "just found"
    tone = paper_twin.tones(forms.of_version(version), DEFAULT_LANGUAGE)[0]
    return name, {**found, "organisation": organisation.id, "names": wanted.names, "tone": tone}


def _first(month: str | None) -> date | None:
    try:
        return first_day(month) if month else None
    except ValueError:
        raise Refused("--month is written YYYY-MM, for example 2026-10.") from None


EXPORTS: Mapping[str, Callable[[Session, Wanted, datetime], tuple[str, dict[str, Any]]]] = {
    "questionnaire_paper": _sheet,
    "questionnaire_xlsx": _questionnaire,
    "questionnaire_zip": _questionnaire,
    "summary": _with_people,
    "summary_chart": _of_month,
    "consent": _consent,
    "consent_register": _register,
    "results": _results,
    "results_raw": _results_raw,
    "results_memo": _results_memo,
    "results_chart": _results_chart,
}
"""Reports that the command line writes, and how each finds what `reports.REPORTS` asks for."""
