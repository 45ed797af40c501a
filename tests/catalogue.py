"""The page `docs/questionnaires.md`, made of the settings of the questionnaires: `python -m tests.catalogue`."""

from collections.abc import Iterator
from pathlib import Path

from domain.forms import Form
from programme import forms
from programme.completion import COMPLETIONS

PAGE = Path(__file__).parents[1] / "docs" / "questionnaires.md"
MARK = "<!-- made by python -m tests.catalogue: what stands below is rewritten -->"


def page(before: str) -> str:
    """The page: what people wrote above the mark stays, the lists below it are made anew."""
    everything = [forms.builtin(name) for name in forms.builtin_names()]
    waves = [form for form in everything if form.wave]
    causing = [form for form in everything if not form.wave and form.name in COMPLETIONS]
    others = [form for form in everything if not form.wave and form.name not in COMPLETIONS]
    parts = [
        before.split(MARK)[0] + MARK,
        "## The official surveys",
        _table(sorted(waves, key=lambda form: (form.mentoring_form, form.wave != "before", form.role))),
        "## Around the work of pairs and of the curator",
        _table(others),
        "## Dialogs that do something when they end",
        _table(causing),
    ]
    return "\n\n".join(parts) + "\n"


def _table(listed: list[Form]) -> str:
    return "\n".join([
        "| questionnaire | what for | asked of | mode | minutes | questions | asked for by |",
        "|---|---|---|---|---|---|---|",
        *map(_line, listed),
    ])  # fmt: skip


def _line(form: Form) -> str:
    cells = [
        f"[`{form.name}`](../questionnaires/{form.name}.md)",
        form.purpose["en"],
        f"{form.role}, {' and '.join(_spoken_to(form))}",
        form.mode,
        str(form.minutes),
        str(sum(question.kind != "note" for question in form.questions)),
        form.source,
    ]
    return f"| {' | '.join(cells)} |"


def _spoken_to(form: Form) -> Iterator[str]:
    """Whom the Russian texts address: children with «ty», adults with «vy», or both."""
    varied = any("ru-child" in question.label for question in form.questions)
    if form.audience == "child" or varied:
        yield "children"
    if form.audience == "adult" or varied:
        yield "adults"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
