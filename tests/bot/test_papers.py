"""The papers agree with the code: settings, links, locks."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.settings import template

ROOT = Path(__file__).parent.parent.parent
PAPERS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "GLOSSARY.md"]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def test_the_example_of_settings_is_made_from_the_settings():
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == template()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_link_and_file_that_a_paper_names_is_there(paper):
    text = (ROOT / paper).read_text(encoding="utf-8")
    linked = {target for target in re.findall(r"\]\(([^)]+)\)", text) if not target.startswith("http")}
    named = set(
        re.findall(r"`((?:bot|handlers|jobs|keyboards|programme|db|domain|emulator|tests|docs)/[\w./]+\w)`", text)
    )
    missing = [name for name in linked | named if "x.py" not in name and not (ROOT / name).exists()]
    assert [name for name in missing if name != "docs/pictures/demo.png"] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_with_hashes_and_no_registry_is_named(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[\w.\[\]-]+==[^ ]+", text, re.MULTILINE)
    assert len(pins) > 40
    for block in re.split(r"\n(?=\S)", text):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_locks_hold_every_direct_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[\w.-]+", one)[0].replace(".", "-") for one in project["dependencies"]}
    for lock in LOCKS:
        pinned = set(re.findall(r"^([\w-]+)(?:\[\w,]+\])?==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        assert wanted - pinned == set()


def test_the_map_of_architecture_stays_short():
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 150
