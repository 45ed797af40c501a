"""Invented people, the same for the same seed: names, classes and words that belong to nobody."""

import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from domain.names import parse


@cache
def lists() -> dict[str, Any]:
    """The lists that people are made of."""
    return tomllib.loads(files("programme").joinpath("invented.toml").read_text(encoding="utf-8"))


class Inventor:
    """Makes people; nobody gets a name twice while the lists last."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._taken: set[str] = set()

    def child(self) -> str:
        """A pupil: surname and name."""
        return self._fresh(lambda girl: self._named("girls" if girl else "boys", girl))

    def adult(self) -> str:
        """A teacher or a student: surname, name, patronymic."""
        return self._fresh(lambda girl: self._with_father("women" if girl else "men", girl))

    def mother_of(self, child: str) -> str:
        """A mother with her child's surname."""
        family = _feminine(parse(child).family)
        return self._fresh(lambda _: f"{family} {self._with_father('women', True).partition(' ')[2]}")

    def group(self) -> str:
        """A class."""
        return str(self.random.choice(lists()["classes"]))

    def phone(self) -> str:
        """A number of the range that no Russian operator gives out: +7 900 000-xx-xx."""
        return f"+7900000{self.random.randrange(10_000):04}"

    def words(self, of: str) -> str:
        """Something that people write: `wishes`, `motivations`, `worries`."""
        return str(self.random.choice(lists()[of]))

    def _fresh(self, make: Any) -> str:
        for _ in range(50):
            name = str(make(self.random.random() < 0.5))
            if name not in self._taken:
                break
        self._taken.add(name)
        return name

    def _named(self, names: str, girl: bool) -> str:
        family = self.random.choice(lists()["families"])
        return f"{_feminine(family) if girl else family} {self.random.choice(lists()[names])}"

    def _with_father(self, names: str, girl: bool) -> str:
        return f"{self._named(names, girl)} {self.random.choice(lists()['fathers'])[girl]}"


def _feminine(family: str) -> str:
    """The surnames of the list end in -ов, -ев, -ёв, -ин: their feminine adds -а."""
    return family if family.endswith("а") else f"{family}а"
