"""The monthly summary in chat: a text, a picture with its text twin, a workbook."""

from collections.abc import Sequence

from domain.summary import Attention, Change, MonthSummary, Opinion, compare
from domain.suppression import Band
from locales import Texts
from reports.figures import figure, month, number, one_line, percent, points, units
from reports.summary_chart import chart
from reports.summary_workbook import about, workbook

__all__ = ["chart", "chart_twin", "text", "workbook"]

TEXT_LIMIT = 4096
"""UTF-16 units of a message (Telegram limit)."""
CAPTION_LIMIT = 1024
"""UTF-16 units of a caption (Telegram limit)."""
_ATTENTION_LINES = 5
"""More are in the workbook (ux § 7.3)."""


def text(summary: MonthSummary, previous: MonthSummary | None, texts: Texts) -> str:
    """The summary as one message; `previous` is the month before, for the arrows."""
    organisation = one_line(summary.organisation, 200)
    heading = texts("reports.summary_title", month=month(summary.month, texts), organisation=organisation)
    parts = [
        [
            heading,
            *([texts("reports.summary_provisional", day=texts.day(summary.as_of))] if summary.unfinished else []),
        ],
        [texts("reports.summary_pairs", count=summary.pairs_active), *_leading(summary, previous, texts)],
        [
            texts("reports.summary_satisfaction"),
            texts("reports.summary_mentees", figures=_opinion(summary.mentees, texts)),
            texts("reports.summary_mentors", figures=_opinion(summary.mentors, texts)),
        ],
        _attention(summary.attention, texts),
        [texts("reports.summary_rule")],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts)


def chart_twin(history: Sequence[MonthSummary], texts: Texts) -> str:
    """What the chart shows, in words, newest month first; a caption, so older months that do not fit are left out."""
    newest = max(history, key=lambda summary: summary.month)
    lines = [texts("reports.twin_title", organisation=one_line(newest.organisation, 200))]
    earlier = texts("reports.twin_earlier")
    for summary in sorted(history, key=lambda summary: summary.month, reverse=True):
        line = texts(
            "reports.twin_line",
            month=month(summary.month, texts),
            meetings=summary.meetings_held,
            rhythm=figure(summary.rhythm_share, texts),
            mentees=figure(summary.mentees.of_respondents, texts),
            mentors=figure(summary.mentors.of_respondents, texts),
        )
        if units("\n".join([*lines, line, earlier])) > CAPTION_LIMIT:
            return "\n".join([*lines, earlier])
        lines.append(line)
    return "\n".join(lines)


def _leading(summary: MonthSummary, previous: MonthSummary | None, texts: Texts) -> list[str]:
    meetings, rhythm, response = compare(summary, previous)
    lines = [texts("reports.summary_meetings", now=number(summary.meetings_held, texts)) + _arrow(meetings, texts)]
    if summary.meetings_held:
        lines.append(
            texts(
                "reports.summary_confirmed",
                both=summary.meetings_confirmed_both,
                one=summary.meetings_confirmed_one,
                not_asked=summary.meetings_not_asked,
            )
        )
    if rhythm.now is None:
        lines.append(texts("reports.summary_rhythm_none"))
    else:
        values = {"now": percent(rhythm.now, texts), "kept": summary.pairs_in_rhythm, "judged": summary.pairs_judged}
        lines.append(texts("reports.summary_rhythm", **values) + _arrow(rhythm, texts))
    if response.now is None:
        lines.append(texts("reports.summary_response_none"))
    else:
        now = percent(response.now, texts)
        counts = {"respondents": summary.respondents, "participants": summary.participants}
        lines.append(texts("reports.summary_response", now=now, **counts) + _arrow(response, texts))
    return lines


def _arrow(change: Change, texts: Texts) -> str:
    if change.difference is None:
        return ""
    if change.name == "meetings":
        size, difference = abs(change.difference), number(abs(change.difference), texts)
    else:
        size, difference = abs(round(change.difference * 100)), points(change.difference, texts)
    if not size:
        return " " + texts("reports.summary_same")
    return " " + texts("reports.summary_up" if change.difference > 0 else "reports.summary_down", difference=difference)


def _opinion(opinion: Opinion, texts: Texts) -> str:
    if not opinion.participants:
        return texts("reports.summary_nobody")
    counts = {"respondents": opinion.respondents, "participants": opinion.participants}
    if not isinstance(opinion.of_respondents, float | Band):
        return texts("reports.summary_opinion_hidden", figure=figure(opinion.of_respondents, texts), **counts)
    return texts(
        "reports.summary_opinion",
        of_respondents=figure(opinion.of_respondents, texts),
        of_participants=figure(opinion.of_participants, texts),
        **counts,
    )


def _attention(attention: Sequence[Attention], texts: Texts) -> list[str]:
    if not attention:
        return [texts("reports.summary_attention_none")]
    urgent_first = sorted(attention, key=lambda one: (not one.red, one.since))
    lines = [texts("reports.summary_attention", count=len(attention))]
    for one in urgent_first[:_ATTENTION_LINES]:
        reason = f"reports.reason_{one.reason}"
        lines.append(
            texts(
                "reports.summary_attention_line",
                mark=texts("reports.red" if one.red else "reports.amber"),
                label=one_line(about(one, texts), 80),
                reason=texts(reason, since=texts.day(one.since)),
                action=texts(f"{reason}.action"),
            )
        )
    if len(attention) > _ATTENTION_LINES:
        lines.append(texts("reports.summary_more", count=len(attention) - _ATTENTION_LINES))
    return lines
