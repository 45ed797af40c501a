"""Names: kept as school lists write them, surname first; shown no fuller than the organisation allows.

Where CHAT_NAMES is `codes`, a pseudonym stands in the place of a name: the person's code and a nickname, «K7Q2MN Лис».
"""

import re
from dataclasses import dataclass

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that could be taken for something else."""
CODE_LENGTH = 6
_CODE = re.compile(rf"(?=\D*\d)[{CODE_LETTERS}]{{{CODE_LENGTH}}}")
"""A digit is in every code, so that no name in capitals is one."""


@dataclass(frozen=True, slots=True)
class Name:
    """`family` may be empty; `patronymic` mostly is for children."""

    family: str
    given: str
    patronymic: str = ""


def parse(full: str) -> Name:
    """From «Иванова Мария Петровна» (surname, name, patronymic); a single word is the given name."""
    words = full.split()
    if len(words) < 2:
        return Name("", full.strip())
    return Name(words[0], words[1], " ".join(words[2:]))


def is_code(text: str) -> bool:
    """Whether a word can be the code of a person."""
    return _CODE.fullmatch(text) is not None


def pseudonym(code: str, nickname: str | None = None) -> str:
    """What stands in the place of a name: the code, and the nickname when there is one."""
    return f"{code} {nickname}" if nickname else code


def is_pseudonym(full: str) -> bool:
    """Whether what stands in the place of a name is a pseudonym."""
    return is_code(full.partition(" ")[0])


def lacks_nickname(full: str) -> bool:
    """Whether it is a code alone: the person has not chosen a nickname yet."""
    return is_code(full)


def shown(full: str, names: str = "first") -> str:
    """As others see it in chat, by the setting CHAT_NAMES: `full` «Мария Иванова», `first` «Мария И.».

    A pseudonym is shown whole by every setting, a name by `codes` not at all.
    """
    if is_pseudonym(full):
        return full
    if names == "codes":
        return ""
    name = parse(full)
    if not name.family:
        return name.given
    return f"{name.given} {name.family}" if names == "full" else f"{name.given} {name.family[0]}."


def addressed(full: str, tone: str = "adult") -> str:
    """How a person is spoken to: a child by name, an adult by name and patronymic."""
    name = parse(full)
    return f"{name.given} {name.patronymic}".strip() if tone == "adult" else name.given


def masked(full: str) -> str:
    """Enough to know oneself by, nothing for a stranger: «М… И…», or the code (security § 4.2)."""
    if is_pseudonym(full):
        return full.partition(" ")[0]
    name = parse(full)
    return " ".join(f"{part[0]}…" for part in (name.given, name.family) if part)


def search_key(*parts: str | None) -> str:
    """The key that search and sorting use: folded, with ё as е, so that databases need no Russian."""
    return " ".join(" ".join(part for part in parts if part).casefold().replace("ё", "е").split())
