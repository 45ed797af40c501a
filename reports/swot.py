"""The SWOT table in chat."""

from collections.abc import Mapping, Sequence

from db.swot import SwotEntry
from locales import Texts
from programme.swot import Words
from reports.figures import one_line
from reports.results import fit

_LINE = 200


def table(cells: Mapping[str, Sequence[SwotEntry]], texts: Texts, *, writes: bool) -> str:
    """The four cells, their lines numbered through."""
    lines, place = [texts("results.swot_title")], 0
    for cell, entries in cells.items():
        lines += ["", texts("results.swot_cell", cell=texts(f"results.cell_{cell}"))]
        for entry in entries:
            place += 1
            lines.append(texts("results.swot_line", number=place, text=one_line(entry.text, _LINE)))
        if not entries:
            lines.append(texts("results.swot_empty"))
    shown = fit(lines, 3900)
    return f"{shown}\n\n{texts('results.swot_help' if writes else 'results.swot_help_read')}"


def entry(one: SwotEntry, texts: Texts) -> str:
    """A line with its cell."""
    return texts("swot.card", cell=texts(f"swot.cell_{one.cell}"), text=one_line(one.text, 1000))


def picked(found: Words, texts: Texts) -> str:
    """An open answer on its way into the table."""
    text = texts("swot.answer", text=one_line(found.text, 1000))
    return f"{text}\n{_stands(found.cell, texts)}" if found.cell else text


def _stands(cell: str, texts: Texts) -> str:
    return texts("swot.answer_stands", cell=texts(f"swot.cell_{cell}"))
