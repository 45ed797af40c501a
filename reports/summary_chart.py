"""The chart of the summary: meetings, rhythm and satisfaction month by month, every bar carrying its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from domain.summary import MonthSummary, Opinion
from domain.suppression import SMALLEST, Band, Hidden
from locales import Texts
from reports.figures import figure, number, one_line, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS = 12
"""The newest months that are drawn."""
_INCHES, _DPI = (8.0, 10.0), 150
"""1200 × 1500 pixels fill a phone's screen and stay far below Telegram's limit for photos (sides of 10,000 in sum)."""
_INK, _QUIET = "#1f2933", "#6b7580"
_COUNT, _SHARE = "#3b6ea5", "#8fb0cf"
_NAME_UNITS = 46
_ROOM_FOR_LABELS = 1.45


@dataclass(frozen=True, slots=True)
class Bar:
    """One month in one panel: its label, and how high it is known to be at least and at most; nothing if unknown."""

    label: str
    low: float = 0.0
    high: float = 0.0


def chart(history: Sequence[MonthSummary], texts: Texts) -> bytes:
    """A PNG of the last twelve months of the history, in any order."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    months = sorted(history, key=lambda summary: summary.month)[-MONTHS:]
    most = max(1, *(one.meetings_held for one in months))
    picture = BytesIO()
    with rc_context({"font.family": "DejaVu Sans", "text.color": _INK, "text.parse_math": False}):
        canvas = Figure(figsize=_INCHES, dpi=_DPI, facecolor="white")
        canvas.subplots_adjust(left=0.05, right=0.97, top=0.9, bottom=0.105, hspace=0.42)
        title = texts("reports.chart_title", organisation=one_line(months[-1].organisation, _NAME_UNITS))
        canvas.suptitle(title, x=0.05, y=0.975, ha="left", fontsize=15, fontweight="bold")
        panels = canvas.subplots(4, 1, sharex=True)
        _panel(panels[0], texts("reports.chart_meetings"), [_meetings(one, texts) for one in months], most, _COUNT)
        _panel(panels[1], texts("reports.chart_rhythm"), [_rhythm(one, texts) for one in months], 1, _SHARE)
        _panel(panels[2], texts("reports.chart_mentees"), [_opinion(one.mentees, texts) for one in months], 1, _SHARE)
        _panel(panels[3], texts("reports.chart_mentors"), [_opinion(one.mentors, texts) for one in months], 1, _SHARE)
        names = [_name(one, place == 0, texts) for place, one in enumerate(months)]
        panels[3].set_xticks(range(len(months)), names, fontsize=11)
        panels[3].tick_params(labelbottom=True, labelcolor=_INK)
        canvas.text(0.05, 0.02, texts("reports.chart_foot", least=SMALLEST), fontsize=9, color=_QUIET)
        canvas.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _panel(axes: "Axes", title: str, bars: Sequence[Bar], top: float, color: str) -> None:
    """One row of bars; what lies between the least and the most possible is hatched."""
    places = range(len(bars))
    axes.set_title(title, loc="left", fontsize=12, pad=6)
    axes.bar(places, [bar.low for bar in bars], width=0.6, color=color)
    spans = [bar.high - bar.low for bar in bars]
    axes.bar(places, spans, bottom=[bar.low for bar in bars], width=0.6, color="white", edgecolor=color, hatch="////")
    size = 10 if len(bars) <= 8 else 8.5
    for place, bar in enumerate(bars):
        tone = _INK if bar.high else _QUIET
        spot = (place, bar.high)
        axes.annotate(bar.label, spot, (0, 3), textcoords="offset points", ha="center", fontsize=size, color=tone)
    axes.set_ylim(0, top * _ROOM_FOR_LABELS)
    axes.set_xlim(-0.6, max(len(bars), 4) - 0.4)
    axes.tick_params(length=0, labelbottom=False)
    axes.set_yticks([])
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_QUIET)


def _meetings(one: MonthSummary, texts: Texts) -> Bar:
    return Bar(number(one.meetings_held, texts), one.meetings_held, one.meetings_held)


def _rhythm(one: MonthSummary, texts: Texts) -> Bar:
    share = one.rhythm_share
    if share is None:
        return Bar(texts("reports.nobody"))
    counts = texts("reports.chart_count", kept=one.pairs_in_rhythm, judged=one.pairs_judged)
    return Bar(f"{percent(share, texts)}\n{counts}", share, share)


def _opinion(opinion: Opinion, texts: Texts) -> Bar:
    share = opinion.of_respondents
    count = texts("reports.chart_n", n=opinion.respondents)
    match share:
        case None:
            return Bar(texts("reports.nobody"))
        case Hidden("open"):
            return Bar(f"{texts('reports.chart_open')}\n{count}")
        case Hidden():
            return Bar(f"{texts('reports.chart_hidden')}\n{count}")
        case Band(low, high):
            return Bar(f"{figure(share, texts)}\n{count}", low, high)
        case exact:
            return Bar(f"{figure(exact, texts)}\n{count}", exact, exact)


def _name(one: MonthSummary, first: bool, texts: Texts) -> str:
    """The month's short name, with the year under the first one and under every January."""
    name = texts.day(one.month, "LLL")
    if one.unfinished:
        name = texts("reports.chart_running", month=name)
    return f"{name}\n{one.month.year}" if first or one.month.month == 1 else name
