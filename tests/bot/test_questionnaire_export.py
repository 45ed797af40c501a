"""Questionnaires as files on the school's own machine: a table to begin from, and a sheet to print."""

from pathlib import Path

from programme import forms
from tests.bot.test_command_line import refused, run


def test_a_questionnaire_is_written_as_a_table_and_as_a_sheet(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    run(tmp_path, "organisation", "add", "lyceum-2", "Лицей № 2")
    assert "takes its name" in refused(run(tmp_path, "export", "questionnaire_xlsx", "--number", "nothing"))
    assert run(tmp_path, "export", "questionnaire_xlsx", "--number", "pulse_mentee").returncode == 0
    table = (tmp_path / "questionnaire_xlsx-pulse_mentee.xlsx").read_bytes()
    assert forms.parse(table, ".xlsx") == forms.builtin("pulse_mentee")
    taken = run(tmp_path, "import", "questionnaire", "questionnaire_xlsx-pulse_mentee.xlsx", "--yes")
    assert taken.returncode == 0, taken.stderr
    assert run(tmp_path, "export", "questionnaire_paper", "--number", "pulse_mentee", "--out", "a.pdf").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
