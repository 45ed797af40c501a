"""Files and pictures that people are given; the table below is the list of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

import db.form_pictures
from locales import Texts
from programme import acts
from programme import my_data as kept
from programme import register as listed
from programme import summary as gathered
from reports import (
    destruction_act,
    evidence,
    log_extract,
    my_data,
    people_template,
    poster,
    qr,
    questionnaire_paper,
    questionnaire_xlsx,
    questionnaire_zip,
    register,
    results_chart,
    results_files,
    results_memo,
    results_workbook,
    summary,
)


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


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(values: Any, texts: Texts) -> bytes:
    history, pairs = values
    return summary.workbook(history, pairs, texts)


def _link(session: Session, link: str) -> str:
    return link


def _picture(session: Session, digest: str) -> bytes:
    return db.form_pictures.contents(session, [digest])[digest]


def _as_it_is(content: bytes, texts: Texts) -> bytes:
    return content


REPORTS: dict[str, Report] = {
    "consent": Report(evidence.gather_copy, evidence.render_copy, ".pdf", PDF),
    "consent_text": Report(evidence.gather_text, evidence.render_text, ".pdf", PDF),
    "consent_draft": Report(evidence.gather_draft, evidence.render_text, ".pdf", PDF),
    "consent_template": Report(evidence.gather_template, evidence.render_template, ".txt", "text/plain"),
    "consent_register": Report(listed.rows, register.workbook, ".xlsx", XLSX),
    "paper_forms": Report(evidence.gather_forms, evidence.render_forms, ".pdf", PDF),
    "paper_forms_docx": Report(evidence.gather_forms, evidence.render_forms_docx, ".docx", DOCX),
    "destruction_act": Report(acts.act, destruction_act.render, ".docx", DOCX),
    "log_extract": Report(acts.act, log_extract.render, ".docx", DOCX),
    "my_data": Report(kept.collect, my_data.render_pdf, ".pdf", PDF),
    "my_data_json": Report(kept.collect, my_data.render_json, ".json", "application/json"),
    "people_template": Report(people_template.gather, people_template.render, ".xlsx", XLSX),
    "results": Report(results_files.gather_book, results_workbook.workbook, ".xlsx", XLSX),
    "results_chart": Report(results_files.gather_chart, results_chart.chart, ".png", PNG),
    "results_memo": Report(results_files.gather_memo, results_memo.memo, ".docx", DOCX),
    "results_raw": Report(results_files.gather_book, results_workbook.workbook, ".xlsx", XLSX),
    "summary": Report(gathered.workbook, _workbook, ".xlsx", XLSX),
    "summary_chart": Report(gathered.chart, summary.chart, ".png", PNG),
    "poster": Report(poster.gather_poster, poster.render_poster, ".pdf", PDF),
    "child_data": Report(kept.collect, my_data.render_pdf, ".pdf", PDF),
    "child_data_json": Report(kept.collect, my_data.render_json, ".json", "application/json"),
    "code_slips": Report(poster.gather_slips, poster.render_slips, ".pdf", PDF),
    "questionnaire_jpeg": Report(_picture, _as_it_is, ".jpg", JPEG),
    "questionnaire_paper": Report(questionnaire_paper.gather, questionnaire_paper.render, ".pdf", PDF),
    "questionnaire_png": Report(_picture, _as_it_is, ".png", PNG),
    "questionnaire_xlsx": Report(questionnaire_xlsx.gather, questionnaire_xlsx.render, ".xlsx", XLSX),
    "questionnaire_zip": Report(questionnaire_zip.gather, questionnaire_zip.render, ".zip", ZIP),
    "qr": Report(_link, lambda link, texts: qr.png(link), ".png", PNG),
}
"""By key. Handlers name a report and its arguments; the file is built when it is sent."""

NAMELESS = frozenset(
    {
        "consent_draft",
        "consent_register",
        "consent_template",
        "consent_text",
        "destruction_act",
        "log_extract",
        "people_template",
        "questionnaire_jpeg",
        "questionnaire_paper",
        "questionnaire_png",
        "questionnaire_xlsx",
        "questionnaire_zip",
        "results",
        "results_chart",
        "summary",
        "summary_chart",
        "qr",
    }
)
"""Reports that name nobody where CHAT_NAMES is `codes` (decision 0009)."""
LOOKED_INTO = frozenset({"consent", "paper_forms", "paper_forms_docx", "code_slips", "results_memo", "results_raw"})
"""Reports, texts as they were signed among them, that pass such a chat when no name of the name book is in them. All
others do not.
"""
LASTING = frozenset(
    {
        "consent",
        "consent_draft",
        "consent_template",
        "consent_text",
        "destruction_act",
        "log_extract",
        "people_template",
        "poster",
        "qr",
        "questionnaire_jpeg",
        "questionnaire_paper",
        "questionnaire_png",
        "questionnaire_xlsx",
        "questionnaire_zip",
        "results",
        "results_chart",
        "results_memo",
        "summary_chart",
    }
)
"""Reports that stay in the chat: they name nobody but whoever they were made for. All others leave it after a day
(`bot.sweeping`, security § 11.5).
"""
