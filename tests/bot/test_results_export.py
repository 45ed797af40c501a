"""Results as files on the school's own machine: single answers by code, names only when they are asked for."""

import sqlite3
from contextlib import closing
from pathlib import Path

from openpyxl import load_workbook

from tests.bot.test_command_line import refused, run


def words(path: Path) -> str:
    rows = [row for sheet in load_workbook(path).worksheets for row in sheet.iter_rows(values_only=True)]
    return " ".join(str(cell) for row in rows for cell in row if cell is not None)


def test_results_are_written_by_code_and_with_names_only_on_request(tmp_path: Path) -> None:
    run(tmp_path, "seed", "--pupils", "16", "--mentors", "10", "--weeks", "10")
    assert "published results" in refused(run(tmp_path, "export", "results_chart", "--number", "99"))
    for name, file in (("results", "all.xlsx"), ("results_raw", "codes.xlsx"), ("results_memo", "memo.docx")):
        assert run(tmp_path, "export", name, "--out", file).returncode == 0, name
    assert run(tmp_path, "export", "results_raw", "--named", "--out", "names.xlsx").returncode == 0
    assert run(tmp_path, "export", "results_chart", "--out", "chart.png").returncode == 0
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    with closing(sqlite3.connect(tmp_path / "mentor-bot.db")) as file:
        families = {name.split()[0] for (name,) in file.execute("SELECT name FROM people WHERE name != ''")}
        codes = {code for (code,) in file.execute("SELECT code FROM people")}
    by_code, all_of_them = words(tmp_path / "codes.xlsx"), words(tmp_path / "all.xlsx")
    assert any(code in by_code for code in codes)
    assert not [family for family in families if family in by_code]
    assert not [one for one in families | codes if one in all_of_them]
    assert any(family in words(tmp_path / "names.xlsx") for family in families)
