"""The chart of a publication: one line for each rated question, its mean as a dot with the 95 % around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

from domain.forms import SCALES
from domain.results import Item, Told
from domain.suppression import SMALLEST, Band
from locales import Texts
from programme.results import Published
from reports.figures import decimal, one_line
from reports.results import label, name, option, rated

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE, _ROW, _AROUND, _DPI = 8.0, 0.72, 1.5, 150
"""Inches: the width, a question, heading and foot together. 1200 pixels fill a phone's screen."""
MOST = 16
"""Questions in one picture: more are no longer readable on a phone."""
_INK, _QUIET, _MARK, _BEFORE = "#1f2933", "#6b7580", "#3b6ea5", "#6b7580"
_LINE = 52


@dataclass(frozen=True, slots=True)
class Dot:
    """One question: its words, the mean now and before, the ends of the interval, and what stands beside it."""

    words: str
    beside: str
    most: int
    mean: float | None = None
    before: float | None = None
    low: float = 0.0
    high: float = 0.0


def chart(published: Published, texts: Texts) -> bytes:
    """A PNG of the rated questions, those of different scales below one another on their own axes."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    dots = [_dot(published, item, texts) for item in rated(published)][:MOST]
    scales = sorted({dot.most for dot in dots}, reverse=True)
    rows = [[dot for dot in dots if dot.most == most] for most in scales]
    height = _AROUND + _ROW * len(dots) + 0.6 * (len(rows) - 1)
    picture = BytesIO()
    with rc_context({"font.family": "DejaVu Sans", "text.color": _INK, "text.parse_math": False}):
        canvas = Figure(figsize=(_WIDE, height), dpi=_DPI, facecolor="white")
        canvas.subplots_adjust(left=0.05, right=0.95, top=1 - 0.75 / height, bottom=0.75 / height, hspace=0.35)
        canvas.suptitle(
            fill(one_line(name(published.form, texts), 120), 62),
            x=0.05, y=1 - 0.12 / height, ha="left", va="top", fontsize=14, fontweight="bold",
        )  # fmt: skip
        panels = canvas.subplots(len(rows), 1, squeeze=False, height_ratios=[len(each) for each in rows])
        for axes, some in zip(panels[:, 0], rows, strict=True):
            _panel(axes, some)
        compared = any(dot.before is not None for dot in dots)
        foot = texts("results.chart_foot_changes" if compared else "results.chart_foot", least=SMALLEST)
        canvas.text(0.05, 0.12 / height, foot, fontsize=9, color=_QUIET)
        canvas.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _panel(axes: "Axes", dots: Sequence[Dot]) -> None:
    """Questions of one scale from top to bottom, the scale below them."""
    most = dots[0].most
    for place, dot in enumerate(dots):
        axes.hlines(place, 1, most, color="#e3e8ed", linewidth=1)
        axes.text(1, place - 0.2, fill(dot.words, _LINE), fontsize=10.5, va="bottom")
        axes.text(most, place - 0.2, dot.beside, fontsize=10.5, va="bottom", ha="right", fontweight="bold")
        if dot.mean is None:
            continue
        axes.hlines(place, dot.low, dot.high, color=_MARK, linewidth=4, alpha=0.45)
        if dot.before is not None:
            axes.plot(dot.before, place, "o", markersize=9, markerfacecolor="white", markeredgecolor=_BEFORE)
        axes.plot(dot.mean, place, "o", markersize=9, color=_MARK)
    axes.set_xlim(1 - most * 0.02, most * 1.02)
    axes.set_ylim(len(dots) - 0.5, -0.85)
    axes.set_xticks(range(1, most + 1))
    axes.tick_params(length=0, labelsize=9.5, labelcolor=_QUIET)
    axes.set_yticks([])
    for side in ("top", "left", "right", "bottom"):
        axes.spines[side].set_visible(False)


def _dot(published: Published, item: Item, texts: Texts) -> Dot:
    question = published.form.question(item.question)
    assert question, "a publication tells of its own form's questions"
    words, most = label(published.form, item.question, texts, 100), SCALES[question.scale]
    told = item.whole
    if not isinstance(told, Told):
        return Dot(words, texts("results.chart_hidden"), most)
    if told.mean is None or told.low is None or told.high is None:
        alike = [answer for answer, share in told.shares.items() if isinstance(share, Band)]
        beside = texts("results.chart_alike", answer=option(question, alike[0], texts)) if alike else ""
        return Dot(words, beside, most)
    before = published.means_before.get(item.question)
    mean = decimal(told.mean, texts)
    if before is None:
        return Dot(words, texts("results.chart_n", mean=mean, n=told.n), most, told.mean, None, told.low, told.high)
    beside = texts("results.chart_was", mean=mean, before=decimal(before, texts), n=told.n)
    return Dot(words, beside, most, told.mean, before, told.low, told.high)
