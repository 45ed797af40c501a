"""What a campaign counts: faults tried, survived, losses, repeats that are allowed; printed as a table at its end."""

from collections import Counter, defaultdict

COLUMNS = ("tried", "survived", "losses", "repeats")
COUNTED: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)


def count(engine: str, fault: str, *, losses: int = 0) -> None:
    """One fault was tried."""
    COUNTED[fault, engine].update(tried=1, survived=int(not losses), losses=losses)


def repeat(engine: str, repeats: int) -> None:
    """Cards that came once more after a fault, as they may."""
    if repeats:
        COUNTED["cards said again", engine].update(repeats=repeats)


def table() -> list[str]:
    """The lines of the table; nothing when nothing was tried."""
    rows = [("fault", "engine", *COLUMNS)]
    rows += [(*key, *(str(numbers[name]) for name in COLUMNS)) for key, numbers in sorted(COUNTED.items())]
    if COUNTED:
        total = sum(COUNTED.values(), Counter[str]())
        rows.append(("all", "", *(str(total[name]) for name in COLUMNS)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return lines if COUNTED else []
