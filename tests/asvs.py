"""OWASP ASVS 5.0: `python -m tests.asvs` makes `docs/security/asvs.md` of the answers in `asvs.toml`."""

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "security" / "asvs.md"

ANSWERS: dict[str, Any] = tomllib.loads(PAGE.with_suffix(".toml").read_text(encoding="utf-8"))


def asked() -> list[str]:
    """The number of every requirement that must be answered, in order."""
    numbers = list(ANSWERS["level_three"]["chosen"])
    for ranges in ANSWERS["level_two"].values():
        for each in ranges.split():
            section, _, numbered = each.rpartition(".")
            first, _, last = numbered.partition("-")
            numbers += [f"{section}.{number}" for number in range(int(first), int(last or first) + 1)]
    return sorted(numbers, key=lambda one: [int(part) for part in one.split(".")])


@cache
def promises(file: str) -> frozenset[str]:
    """The names of the tests in a file below `tests`; empty when there is no such file."""
    path = FOLDER / file
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def page() -> str:
    """The page, as Markdown."""
    answers, chosen = ANSWERS["requirement"], ANSWERS["level_three"]["chosen"]
    shown = sum("tests" in answers[number] for number in asked())
    lines = [
        "# OWASP ASVS 5.0, level 2",
        "",
        f"Made by `python -m tests.asvs` of `asvs.toml`; a test keeps it true. {len(asked())} requirements apply, "
        f"{', '.join(chosen)} of them of level 3. {shown} name the tests that show "
        "them; the others are answered by review, or are the operator's part and say so. The words are ours.",
        "",
        "Not here:",
        "",
        *(f"- **{section}** {why}" for section, why in ANSWERS["not_here"].items()),
    ]
    for chapter, title in ANSWERS["chapters"].items():
        lines += ["", f"## {chapter} {title}", "", "| # | asked | here | shown by |", "|---|---|---|---|"]
        for number in asked():
            if number.split(".")[0] == chapter:
                one = answers[number]
                proof = "<br>".join(f"`{test}`" for test in one.get("tests", ())) or "review"
                lines.append(f"| {number} | {one['asked']} | {one['answer']} | {proof} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
