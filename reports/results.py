"""Results of questionnaires in chat: the list, a publication, its questions, what changed, and open answers."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain import score_sheet
from domain.forms import SCALES, Form, Question, worded
from domain.results import Item, Told, told_questions
from domain.satisfaction import RANGES, Rule
from domain.statistics import FEW
from domain.suppression import Band, Hidden
from locales import Texts
from programme.results import Published, Waiting
from reports.figures import decimal, figure, number, one_line, percent, units

_QUESTION = 90
_CAPTION = 1024
"""UTF-16 units of a caption (Telegram limit)."""
_MANY = 12


def name(form: Form, texts: Texts) -> str:
    """A questionnaire as it is told apart: title, role, form of mentoring."""
    parts = [one_line(worded(form.title, texts.language), 60)]
    if form.role and texts.has(f"results.role_{form.role}"):
        parts.append(texts(f"results.role_{form.role}"))
    if form.mentoring_form:
        parts.append(mentoring(form.mentoring_form, texts))
    return " · ".join(parts)


def brief(form: Form, texts: Texts) -> str:
    """The same for a button: of the official waves, whose titles are alike, only which one it is."""
    if not form.wave:
        return name(form, texts)
    return texts(
        f"results.brief_{form.wave}",
        role=texts(f"results.role_{form.role}"),
        mentoring=mentoring(form.mentoring_form, texts),
    )


def dated(published: Published, zone: ZoneInfo, texts: Texts) -> str:
    """The same with its day."""
    day = texts.day(published.result.taken_at.astimezone(zone), "dd.MM.yy")
    return texts("results.dated", name=brief(published.form, texts), day=day)


def mentoring(form: str, texts: Texts) -> str:
    """A form of mentoring in words."""
    if not form:
        return texts("results.no_group")
    return texts(f"profiles.form_{form}") if texts.has(f"profiles.form_{form}") else form


def label(form: Form, question: str, texts: Texts, limit: int = _QUESTION) -> str:
    """A question's words in one line, as they are asked of adults."""
    known = form.question(question)
    return one_line(worded(known.label, texts.language), limit) if known else question


def listed(
    organisation: str, published: Sequence[Published], waiting: Sequence[Waiting], points: int | None, texts: Texts
) -> str:
    """What has been published, and what could be."""
    blocks = [[texts("results.title", organisation=one_line(organisation, 200))]]
    if points is not None:
        band = texts(f"results.band_{score_sheet.level(points)}")
        blocks.append([texts("results.sheet", points=points, most=score_sheet.MOST, band=band)])
    for heading in ("ready", "few", "beside_few"):
        some = [each for each in waiting if _stands(each) == heading]
        if some:
            lines = [_waiting(each, texts) for each in some[:_MANY]]
            blocks.append([texts(f"results.{heading}", least=some[0].least), *lines])
    blocks.append([texts("results.published", count=len(published)) if published else texts("results.none")])
    blocks.append([texts("results.rule")])
    return "\n\n".join("\n".join(lines) for lines in blocks)


def choosing(texts: Texts) -> str:
    """Above the questionnaires whose results can be published."""
    return f"{texts('results.choose')}\n\n{texts('results.rule')}"


def sure(waiting: Waiting, texts: Texts) -> str:
    """Asked before results are published; or why there are none."""
    counts = {"answered": waiting.pending.respondents, "asked": waiting.pending.asked}
    if not waiting.ready:
        key = {"few": "too_few", "beside_few": "beside_few"}[_stands(waiting)]
        return texts(f"results.{key}", least=waiting.least, **counts)
    return texts("results.sure", name=name(waiting.form, texts), **counts)


def card(published: Published, texts: Texts) -> str:
    """A publication on one screen: who answered, who is satisfied, a line for each question."""
    lines = [texts("results.form_title", name=name(published.form, texts)), as_of(published, texts)]
    if published.result.respondents < FEW:
        lines.append(texts("results.few_answers", n=published.result.respondents))
    lines += satisfied(published, texts)
    told = [
        texts("results.line", question=label(published.form, item.question, texts), told=short(published, item, texts))
        for item in published.content.items
    ]
    return fit([*lines, "", *told])


def as_of(published: Published, texts: Texts) -> str:
    """The day, and how many answered of those who were asked."""
    result = published.result
    rate = percent(result.respondents / max(result.asked, result.respondents), texts)
    day = texts.day(result.taken_at, "d MMMM y")
    return texts("results.as_of", day=day, answered=result.respondents, asked=result.asked, rate=rate)


def satisfied(published: Published, texts: Texts) -> list[str]:
    """Both shares and the rule, or why they are hidden; nothing where the form does not ask for it."""
    opinion = published.content.satisfaction
    if opinion is None:
        return []
    if isinstance(opinion.of_respondents, Hidden):
        return [texts("results.satisfied_hidden", figure=figure(opinion.of_respondents, texts))]
    shares = {
        "of_respondents": figure(opinion.of_respondents, texts),
        "of_participants": figure(opinion.of_participants, texts),
    }
    scales = {question.scale for question in told_questions(published.form)} & {"s10", "words5", "faces3"}
    rules = [
        texts("results.satisfied_rule", least=number(Rule().least(scale), texts), most=RANGES[scale][1])
        for scale in sorted(scales)
    ]
    return [texts("results.satisfied", **shares), *rules]


def short(published: Published, item: Item, texts: Texts) -> str:
    """One question in a few words: the mean, or the answer given most."""
    question = published.form.question(item.question)
    assert question, "a publication tells of its own form's questions"
    return in_short(question, item.whole, texts)


def in_short(question: Question, told: Told | Hidden, texts: Texts) -> str:
    """The same for any group."""
    if isinstance(told, Hidden):
        return figure(told, texts)
    if told.mean is not None:
        most = SCALES.get(question.scale)
        mean = decimal(told.mean, texts)
        words = texts("results.mean_of", mean=mean, most=most) if most else texts("results.mean", mean=mean)
        return f"{words} {texts('results.reverse')}" if question.reverse else words
    if not told.shares:
        return texts("results.nothing")
    best = max(told.shares, key=lambda answer: height(told.shares[answer]))
    share = told.shares[best]
    if isinstance(share, Band) and question.kind != "choices":
        return texts("results.alike", answer=option(question, best, texts))
    return texts("results.top", answer=option(question, best, texts), share=figure(share, texts))


def option(question: Question, answer: str, texts: Texts) -> str:
    """An answer in words: the label of its option, or the number itself."""
    known = question.option(answer)
    return one_line(worded(known.label, texts.language), 40) if known else answer


def chart_twin(published: Published, texts: Texts) -> str:
    """What the chart shows, in words."""
    lines = [texts("results.chart_twin", name=name(published.form, texts))]
    for item in rated(published):
        told = short(published, item, texts)
        line = texts("results.chart_twin_line", question=label(published.form, item.question, texts, 70), told=told)
        if units("\n".join([*lines, line])) > _CAPTION:
            break
        lines.append(line)
    return "\n".join(lines)


def rated(published: Published) -> list[Item]:
    """The questions on a scale, as the chart draws them."""
    scales = {question.name for question in told_questions(published.form) if question.kind == "scale"}
    return [item for item in published.content.items if item.question in scales]


def _stands(each: Waiting) -> str:
    if each.ready:
        return "ready"
    return "beside_few" if each.beside_few and each.pending.respondents >= each.least else "few"


def _waiting(each: Waiting, texts: Texts) -> str:
    counts = {"answered": each.pending.respondents, "asked": each.pending.asked}
    return texts("results.ready_line", name=name(each.form, texts), **counts)


def height(share: object) -> float:
    """How large a share is at most, for finding the largest."""
    match share:
        case Band(_, high):
            return high
        case float(exact):
            return exact
        case _:
            return 0.0


def fit(lines: Sequence[str], limit: int = 4096) -> str:
    """As many lines as a message takes (Telegram limit, UTF-16 units)."""
    kept: list[str] = []
    for line in lines:
        if units("\n".join([*kept, line])) > limit - 2:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)
