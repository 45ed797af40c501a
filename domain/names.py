"""Names: kept as school lists write them, surname first; shown no fuller than the organisation allows."""

from dataclasses import dataclass


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


def shown(full: str, names: str = "first") -> str:
    """As others see it in chat: `full` «Мария Иванова», `first` «Мария И.» (setting CHAT_NAMES)."""
    name = parse(full)
    if not name.family:
        return name.given
    return f"{name.given} {name.family}" if names == "full" else f"{name.given} {name.family[0]}."


def addressed(full: str, tone: str = "adult") -> str:
    """How a person is spoken to: a child by name, an adult by name and patronymic."""
    name = parse(full)
    return f"{name.given} {name.patronymic}".strip() if tone == "adult" else name.given


def masked(full: str) -> str:
    """Enough to know oneself by, nothing for a stranger: «М… И…» (security § 4.2)."""
    name = parse(full)
    return " ".join(f"{part[0]}…" for part in (name.given, name.family) if part)


def search_key(*parts: str | None) -> str:
    """The key that search and sorting use: folded, with ё as е, so that databases need no Russian."""
    return " ".join(" ".join(part for part in parts if part).casefold().replace("ё", "е").split())
