"""Reading a school's list: its headings and roles as people write them, in every language."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from db.organisations import Organisation
from domain import importing
from domain.answers import folded
from domain.importing import COLUMNS, ROLES, Cell, Listed, NoList
from locales import LANGUAGES, texts_in


def read(sheets: Sequence[Sequence[Sequence[Cell]]], today: date) -> Listed:
    """The list of a workbook: the first sheet that has its headings. Raises `NoList`."""
    reason = NoList("importing.no_headings")
    for rows in sheets:
        try:
            return importing.read(rows, _headings(), _roles(), today)
        except NoList as error:
            reason = error if reason.key == "importing.no_headings" else reason
    raise reason


def today(organisation: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(organisation.zone)).date()


@cache
def _headings() -> dict[str, str]:
    """Folded headings of every language, and their other spellings, with the columns they stand for."""
    return _spellings("heading", COLUMNS)


@cache
def _roles() -> dict[str, str]:
    return _spellings("role", ROLES)


def _spellings(kind: str, names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        texts = texts_in(language)
        for name in names:
            spellings = f"{texts(f'importing.{kind}_{name}')}, {texts(f'importing.{kind}_{name}.also')}"
            found |= {folded(one): name for one in spellings.split(",") if one.strip()}
    return found
