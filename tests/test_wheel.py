"""The built wheel, not only the source: built, installed somewhere else, asked to check itself."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a user gets it; hatchling is in the development lock, so nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def mentor_bot(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that has the wheel, and borrows the libraries of this one."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    site = next((folder / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if name.startswith(("tests/", "bench/"))]
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    libraries = sysconfig.get_path("purelib")
    (site / "borrowed.pth").write_text(f"{libraries}\n")
    return folder / "bin" / "mentor-bot"


def _run(command: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "BOT_TOKEN")}
    return subprocess.run(
        [command, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_installed_bot_tells_its_version(mentor_bot, tmp_path):
    done = _run(mentor_bot, "version", folder=tmp_path)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert (done.returncode, done.stdout.strip()) == (0, version), done.stderr


def test_the_installed_bot_finds_its_texts_and_questionnaires(mentor_bot, tmp_path):
    done = _run(mentor_bot, "check", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "questions" in done.stdout


def test_the_wheel_holds_what_is_no_code(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("locales/ru/menu.ftl", "locales/en/menu.ftl", "questionnaires/mentee_request.md",
                   "emulator/page/index.html", "db/migrations/versions/0001_the_first_schema.py"):  # fmt: skip
        assert needed in names
