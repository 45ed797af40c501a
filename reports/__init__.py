"""Files and pictures that people are given; the table below is the list of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from locales import Texts
from programme import summary as gathered
from reports import evidence, people_template, poster, qr, summary


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of file: what is asked of the database for its plain arguments, and what makes its bytes of that.

    `gather` runs in a transaction, `render` in a thread of its own; the file's name is the text `reports.file_<key>`
    with `ending`.
    """

    gather: Callable[..., Any]
    render: Callable[[Any, Texts], bytes]
    ending: str
    mime_type: str


PNG, PDF = "image/png", "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(values: Any, texts: Texts) -> bytes:
    history, pairs = values
    return summary.workbook(history, pairs, texts)


def _link(session: Session, link: str) -> str:
    return link


REPORTS: dict[str, Report] = {
    "consent": Report(evidence.gather_copy, evidence.render_copy, ".pdf", PDF),
    "consent_text": Report(evidence.gather_text, evidence.render_text, ".pdf", PDF),
    "people_template": Report(people_template.gather, people_template.render, ".xlsx", XLSX),
    "summary": Report(gathered.workbook, _workbook, ".xlsx", XLSX),
    "summary_chart": Report(gathered.chart, summary.chart, ".png", PNG),
    "poster": Report(poster.gather_poster, poster.render_poster, ".pdf", PDF),
    "code_slips": Report(poster.gather_slips, poster.render_slips, ".pdf", PDF),
    "qr": Report(_link, lambda link, texts: qr.png(link), ".png", PNG),
}
"""By key. Handlers name a report and its arguments; the file is built when it is sent."""

NAMELESS = frozenset({"consent_text", "people_template", "summary", "summary_chart", "qr"})
"""Reports that name nobody where CHAT_NAMES is `codes`: the others do not pass the chat then (decision 0009)."""
