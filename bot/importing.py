"""A school's list brought in on the command line: read, compared, written down when that was asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import sheets, work
from bot.clock import machine_time
from bot.refusals import Refused
from bot.settings import Settings
from bot.sheets import SheetRefused
from bot.wording import plain
from domain.importing import NoList
from handlers.importing import fault_line, preview_parts, reason
from locales import Texts, texts_in
from programme import audit, importing, importing_plan, importing_reading, name_book, organisations
from programme.importing_plan import Plan


@dataclass(frozen=True, slots=True)
class Done:
    """What is told: as data without names, and in words."""

    data: dict[str, Any]
    words: str


async def people(settings: Settings, content: bytes, code: str | None, *, write: bool, language: str) -> Done:
    """Reads the list and writes it down with `write`. Raises `Refused` with the one line that says why."""
    texts = texts_in(language)
    try:
        found = await sheets.read(content)
        plan = await work.do(settings, _bring_in, code, list(found.values()), write, machine_time())
    except (SheetRefused, NoList) as why:
        raise Refused(reason(why.key, why.values, texts)) from None
    return Done(_data(plan, write, texts), _words(plan, write, settings.chat_names, texts))


def _bring_in(session: Session, code: str | None, found: list[sheets.Sheet], write: bool, now: datetime) -> Plan:
    with name_book.opened(session):
        return _in_full(session, code, found, write, now)


def _in_full(session: Session, code: str | None, found: list[sheets.Sheet], write: bool, now: datetime) -> Plan:
    organisation = organisations.the_one(session, code)
    with name_book.opened(session):
        listed = importing_reading.read(found, importing_reading.today(organisation, now))
        plan = importing_plan.plan(session, organisation, listed)
        return importing.write(session, organisation, plan, audit.OPERATOR, now) if write else plan


def _data(plan: Plan, write: bool, texts: Texts) -> dict[str, Any]:
    return {
        "written": write,
        **{fate: plan.count(fate) for fate in ("new", "changed", "same")},
        "faults": [{"cell": fault.cell, "what": texts(fault.key, **fault.values)} for fault in plan.faults],
        "near": [{"row": entry.line.row, "codes": [each.code for each in entry.near]} for entry in plan.entries
                 if entry.near],
    }  # fmt: skip


def _words(plan: Plan, write: bool, names: str, texts: Texts) -> str:
    if not write:
        parts = preview_parts(plan, names, texts)
        return plain("\n\n".join([*parts, texts("importing.cli_ask")]))
    faults = [fault_line(fault, texts) for fault in plan.faults]
    written = texts("importing.written", new=plan.count("new"), changed=plan.count("changed"))
    return plain("\n".join([written, *([texts("importing.faults_title"), *faults] if faults else [])]))
