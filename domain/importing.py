"""A school's list of people: which columns it has, what a row says, and what is wrong with a cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.answers import Refusal, clean, folded, phone

COLUMNS = ("key", "surname", "given", "patronymic", "role", "group", "born", "parent_phone", "parent_name")
NEEDED = ("surname", "given", "role")
ROLES = ("mentee", "mentor", "young_mentor", "class_teacher", "psychologist")
"""Whom a list may bring; other staff are invited one by one."""
IN_A_CLASS = ("mentee", "young_mentor", "class_teacher")
"""Roles that say nothing without a class."""
HEADINGS_WITHIN = 5
"""The headings stand in one of the first rows."""
MOST = 3_000
"""Rows of a list: more than the largest schools have pupils."""
LIMITS = {"key": 40, "surname": 50, "given": 40, "patronymic": 40, "group": 20, "parent_name": 120}
"""UTF-16 units of what is kept; surname, name and patronymic together are within the limit of a name."""
OLDEST = 100
"""Years: an earlier birth date is a slip."""

Cell = str | int | float | date | None
_CLASS = re.compile(r"(\d{1,2})([^\W\d_]{0,2})")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be written down; `row` is its number in the sheet."""

    row: int
    name: str
    role: str
    key: str | None = None
    group: str | None = None
    born: date | None = None
    parent_phone: str | None = None
    parent_name: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell (`C7`, or a whole row `7`): the text key of the advice, and its values."""

    cell: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says: rows that can be written down, and the faults of the others."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


class NoList(ValueError):
    """The whole sheet is no list; `key` is the text key of the reason, with its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def read(rows: Sequence[Sequence[Cell]], headings: Mapping[str, str], roles: Mapping[str, str], today: date) -> Listed:
    """The list of a sheet. `headings` and `roles` lead from folded words, of every language, to columns and roles.

    Raises `NoList` when there are no headings, when a needed one is missing, or when there are too many rows.
    """
    start, places = _places(rows, headings)
    if missing := [name for name in NEEDED if name not in places]:
        raise NoList("importing.no_column", column=missing[0])
    filled = [
        (number, row) for number, row in enumerate(rows[start + 1 :], start + 2) if any(_words(cell) for cell in row)
    ]
    if not filled:
        raise NoList("importing.empty")
    if len(filled) > MOST:
        raise NoList("importing.too_many", count=len(filled), limit=MOST)
    lines, faults = [], []
    for number, row in filled:
        cells = {name: row[place] if place < len(row) else None for name, place in places.items()}
        reading = _Row(number, cells, places, roles, today)
        line = reading.line()
        faults += reading.faults
        if line is not None:
            lines.append(line)
    doubles = list(_doubles(lines))
    spoilt = {int(fault.cell) for fault in doubles}
    return Listed(tuple(line for line in lines if line.row not in spoilt), (*faults, *doubles))


def group_of(text: str) -> str:
    """A class as the programme writes it: `5Б` of «5 "б"», `5-б`; other words stay as they are."""
    bare = re.sub(r"[\s\-«»\"'„“”]", "", text)
    return bare.upper() if _CLASS.fullmatch(bare) else text


def _places(rows: Sequence[Sequence[Cell]], headings: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:HEADINGS_WITHIN]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            name = headings.get(folded(_words(cell)).rstrip(" *"))
            if name is not None:
                places.setdefault(name, place)
        if len(places) > len(best[1]):
            best = number, places
    if len(best[1]) < 2:
        raise NoList("importing.no_headings")
    return best


class _Row:
    """One row being read; its faults are gathered, so that all of them are told at once."""

    def __init__(
        self, number: int, cells: Mapping[str, Cell], places: Mapping[str, int], roles: Mapping[str, str], today: date
    ) -> None:
        self.number, self.cells, self.places, self.roles, self.today = number, cells, places, roles, today
        self.faults: list[Fault] = []

    def line(self) -> Line | None:
        """What the row says; None when something is wrong with it."""
        surname, given, patronymic = (self._text(name) for name in ("surname", "given", "patronymic"))
        role, group = self._role(), group_of(self._text("group"))
        line = Line(
            row=self.number,
            name=" ".join(part for part in (surname, given, patronymic) if part),
            role=role,
            key=self._text("key") or None,
            group=group or None,
            born=self._born(),
            parent_phone=self._phone(),
            parent_name=self._text("parent_name") or None,
        )
        if role in IN_A_CLASS and not group and "group" not in self._wrong:
            self._fault("group", "importing.no_group")
        return None if self.faults else line

    @property
    def _wrong(self) -> set[str]:
        return {name for name in self.places for fault in self.faults if fault.cell == self._cell(name)}

    def _text(self, name: str) -> str:
        found = clean(_words(self.cells.get(name)), LIMITS[name])
        if isinstance(found, Refusal):
            self._fault(name, "importing.too_long", limit=LIMITS[name])
            return ""
        if not found and name in NEEDED:
            self._fault(name, "importing.missing")
        return found

    def _role(self) -> str:
        typed = _words(self.cells.get("role"))
        role = self.roles.get(folded(typed))
        if role is None:
            self._fault("role", "importing.no_role" if typed else "importing.missing", typed=typed[:40])
        return role or ""

    def _born(self) -> date | None:
        cell = self.cells.get("born")
        day = cell if isinstance(cell, date) else _day(_words(cell))
        if day is None and _words(cell):
            self._fault("born", "importing.no_day", typed=_words(cell)[:40])
        elif day is not None and not (self.today.year - OLDEST < day.year and day <= self.today):
            self._fault("born", "importing.impossible_day")
            return None
        return day

    def _phone(self) -> str | None:
        typed = _words(self.cells.get("parent_phone"))
        number = phone(typed) if typed else None
        if typed and number is None:
            self._fault("parent_phone", "importing.no_phone")
        return number

    def _cell(self, name: str) -> str:
        return f"{chr(ord('A') + self.places[name])}{self.number}" if name in self.places else str(self.number)

    def _fault(self, name: str, key: str, **values: object) -> None:
        self.faults.append(Fault(self._cell(name), key, values))


def _doubles(lines: Iterable[Line]) -> Iterable[Fault]:
    """Rows that are there twice: by the school's key, or by name, class and role where there is none."""
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        known = ("key", line.key) if line.key else ("name", folded(line.name), line.group or "", line.role)
        if known in seen:
            yield Fault(str(line.row), "importing.double", {"row": seen[known]})
        seen.setdefault(known, line.row)


def _words(cell: Any) -> str:
    """A cell as words: `5` of the number 5.0."""
    if cell is None or isinstance(cell, date):
        return "" if cell is None else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _day(text: str) -> date | None:
    for pattern, order in ((r"(\d{1,2})[./](\d{1,2})[./](\d{4})", (3, 2, 1)), (r"(\d{4})-(\d{2})-(\d{2})", (1, 2, 3))):
        if found := re.fullmatch(pattern, text):
            year, month, day = (int(found[place]) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None
