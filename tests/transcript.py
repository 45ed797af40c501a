"""Golden conversations as text: what a school can read, parsed into steps and compared with what happened."""

import re
from dataclasses import dataclass, field
from pathlib import Path

ANYTHING = "…"


@dataclass(slots=True)
class Step:
    """One line of the story, and the bot's lines that must follow it, one text per message."""

    number: int
    line: str
    expected: list[str] = field(default_factory=list)

    @property
    def is_told(self) -> bool:
        """Somebody does something or time passes; else the line is a remark."""
        return bool(self.line.strip()) and not self.line.startswith("#")


@dataclass(slots=True)
class Transcript:
    """A file: the head says who is there, the steps what happens."""

    path: Path
    head: list[str]
    steps: list[Step]

    def settings(self) -> list[tuple[str, str]]:
        """The head as pairs, remarks left out."""
        pairs = (line.partition(":") for line in self.head if not line.startswith("#"))
        return [(name.strip(), value.strip()) for name, _, value in pairs]

    def text(self) -> str:
        """The file as it is written."""
        lines = [*self.head, ""]
        for step in self.steps:
            lines += [step.line, *(f"  {block}" for block in step.expected)]
        return "\n".join(lines).rstrip("\n") + "\n"


def read(path: Path) -> Transcript:
    """A transcript: its head ends at the first empty line; the bot's lines are indented, two spaces begin a new one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    steps: list[Step] = []
    for number, line in enumerate(lines[end + 1 :], end + 2):
        if not line.startswith("  "):
            steps.append(Step(number, line))
        elif line.startswith("   "):
            steps[-1].expected[-1] += f"\n{line}"
        else:
            steps[-1].expected.append(line.strip())
    return Transcript(path, lines[:end], steps)


def fits(expected: str, happened: str) -> bool:
    """Whether a message is as expected; indentation does not count, `…` stands for anything."""
    pattern = ".*".join(re.escape(_bare(part)) for part in _bare(expected).split(ANYTHING))
    return re.fullmatch(pattern, _bare(happened), re.DOTALL) is not None


def all_fit(expected: list[str], happened: list[str]) -> bool:
    """Message by message."""
    return len(expected) == len(happened) and all(map(fits, expected, happened))


def _bare(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())
