"""Files and pictures that people are given, made of plain values; the table below is the list of them."""

from collections.abc import Callable
from dataclasses import dataclass

from reports import consent, qr, summary


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of file: its extension, and the function that makes its bytes from plain values."""

    extension: str
    make: Callable[..., bytes]


REPORTS = {
    "summary": Report("xlsx", summary.workbook),
    "summary_chart": Report("png", summary.chart),
    "consent": Report("pdf", consent.pdf),
    "invitation": Report("png", qr.png),
}
