"""The chart of the summary: meetings, rhythm and satisfaction month by month, readable without colours."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from domain.summary import MonthSummary, Opinion
from domain.suppression import SMALLEST, Band, Figure, Hidden
from locales import Texts
from reports.figures import number, one_line, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTHS = 12
"""The newest months that are drawn."""
_INCHES, _DPI = (8.0, 9.0), 150
"""1200 × 1350 pixels: fills a phone's screen, and its sides stay far below Telegram's 10,000 in sum."""
_INK, _QUIET, _BARS, _MENTEES, _MENTORS = "#1f2933", "#8a94a0", "#3b6ea5", "#1b7f5c", "#b4530a"
_NAME_UNITS = 46


def chart(history: Sequence[MonthSummary], texts: Texts) -> bytes:
    """A PNG of the last twelve months of the history, in any order; every point carries its number."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    shown = sorted(history, key=lambda summary: summary.month)[-MONTHS:]
    picture = BytesIO()
    with rc_context({"font.family": "DejaVu Sans", "text.color": _INK, "axes.labelcolor": _INK, "text.usetex": False}):
        canvas = Canvas(figsize=_INCHES, dpi=_DPI, facecolor="white")
        canvas.subplots_adjust(left=0.06, right=0.96, top=0.89, bottom=0.10, hspace=0.42)
        title = texts("reports.chart_title", organisation=one_line(shown[-1].organisation, _NAME_UNITS))
        canvas.suptitle(title, x=0.06, ha="left", fontsize=15, fontweight="bold", parse_math=False)
        meetings, rhythm, satisfaction = canvas.subplots(3, 1, sharex=True)
        _bars(meetings, shown, texts)
        _shares(rhythm, shown, texts)
        _opinions(satisfaction, shown, texts)
        for axes in (meetings, rhythm, satisfaction):
            _quieten(axes, shown, texts)
        canvas.text(0.06, 0.025, texts("reports.chart_foot", least=SMALLEST), fontsize=9, color=_QUIET)
        canvas.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _bars(axes: "Axes", shown: Sequence[MonthSummary], texts: Texts) -> None:
    counts = [summary.meetings_held for summary in shown]
    axes.set_title(texts("reports.chart_meetings"), loc="left", fontsize=12, pad=10)
    axes.bar(range(len(shown)), counts, width=0.55, color=_BARS)
    axes.set_ylim(0, max(*counts, 1) * 1.25)
    for place, count in enumerate(counts):
        axes.annotate(
            number(count, texts), (place, count), (0, 4), textcoords="offset points", ha="center", fontsize=11
        )


def _shares(axes: "Axes", shown: Sequence[MonthSummary], texts: Texts) -> None:
    axes.set_title(texts("reports.chart_rhythm"), loc="left", fontsize=12, pad=10)
    axes.set_ylim(0, 135)
    shares = [summary.rhythm_share for summary in shown]
    axes.bar(range(len(shown)), [100 * (share or 0) for share in shares], width=0.55, color="#9bb8d3", edgecolor=_BARS)
    for place, summary in enumerate(shown):
        share = summary.rhythm_share
        label = texts("reports.nobody")
        if share is not None:
            counts = texts("reports.chart_count", kept=summary.pairs_in_rhythm, judged=summary.pairs_judged)
            label = f"{percent(share, texts)}\n{counts}"
        axes.annotate(
            label, (place, 100 * (share or 0)), (0, 4), textcoords="offset points", ha="center", fontsize=_small(shown)
        )


def _opinions(axes: "Axes", shown: Sequence[MonthSummary], texts: Texts) -> None:
    axes.set_title(texts("reports.chart_satisfaction"), loc="left", fontsize=12, pad=10)
    axes.set_ylim(-12, 142)
    mentees, mentors = [one.mentees for one in shown], [one.mentors for one in shown]
    _line(axes, mentees, mentors, texts("reports.chart_mentees"), "o", _MENTEES, texts)
    _line(axes, mentors, mentees, texts("reports.chart_mentors"), "s", _MENTORS, texts)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=11)


def _line(
    axes: "Axes",
    opinions: Sequence[Opinion],
    others: Sequence[Opinion],
    name: str,
    marker: str,
    color: str,
    texts: Texts,
) -> None:
    heights = [_height(opinion.of_respondents) for opinion in opinions]
    places = range(len(opinions))
    axes.plot(places, [float("nan") if one is None else one for one in heights], marker=marker, color=color, label=name)
    for place, (opinion, other) in enumerate(zip(opinions, others, strict=True)):
        height, rival = heights[place], _height(other.of_respondents)
        first = marker == "o"
        above = first if height == rival or height is None or rival is None else height > rival
        axes.annotate(
            _label(opinion, texts),
            (place, (0 if not first else 112) if height is None else height),
            (0, 8 if above else -10),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            fontsize=9 if len(opinions) <= 8 else 7.5,
            color=color,
        )


def _height(value: Figure) -> float | None:
    match value:
        case float(share):
            return 100 * share
        case Band(low, high):
            return 50 * (low + high)
        case _:
            return None


def _label(opinion: Opinion, texts: Texts) -> str:
    count = texts("reports.chart_n", n=opinion.respondents)
    match opinion.of_respondents:
        case float(share):
            return f"{percent(share, texts)}\n{count}"
        case Band(low, high):
            return f"{texts('reports.band', low=round(100 * low), high=percent(high, texts))}\n{count}"
        case None:
            return texts("reports.nobody")
        case Hidden("open"):
            return f"{texts('reports.chart_open')}\n{count}"
        case Hidden():
            return f"{texts('reports.chart_hidden')}\n{count}"


def _quieten(axes: "Axes", shown: Sequence[MonthSummary], texts: Texts) -> None:
    names = [
        texts("reports.chart_running", month=texts.day(one.month, "LLL yy"))
        if one.unfinished
        else texts.day(one.month, "LLL yy")
        for one in shown
    ]
    axes.set_xticks(range(len(shown)), names, fontsize=11 if len(shown) <= 8 else 9)
    axes.tick_params(length=0, labelbottom=True, labelcolor=_INK)
    axes.set_yticks([])
    axes.margins(x=0.06)
    axes.set_xlim(-0.6, max(len(shown), 4) - 0.4)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_QUIET)


def _small(shown: Sequence[MonthSummary]) -> float:
    """The size of a two-line label that leaves its neighbours room."""
    return 10 if len(shown) <= 8 else 8
