"""Results in chat, closer: questions with every answer, and open answers."""

from collections.abc import Sequence
from itertools import islice

from domain.forms import Question
from domain.results import Item, Told
from locales import Texts
from programme.results import Published
from programme.swot import Words
from reports.figures import decimal, figure, one_line
from reports.results import fit, height, in_short, label, mentoring, name, option

ON_A_PAGE = 4
"""Questions with all their answers on one screen."""
WORDS_ON_A_PAGE = 6
_TEXT = 300
_OPTIONS = 8


def pages(published: Published) -> int:
    """How many screens the questions take."""
    return -(-len(published.content.items) // ON_A_PAGE)


def details(published: Published, page: int, texts: Texts) -> str:
    """Some of the questions with every answer, the interval of the mean, and the forms of mentoring."""
    first = page * ON_A_PAGE
    items = list(islice(published.content.items, first, first + ON_A_PAGE))
    heading = texts(
        "results.details_title",
        name=name(published.form, texts), first=first + 1, last=first + len(items), count=len(published.content.items),
    )  # fmt: skip
    return fit([heading, *(f"\n{_detail(published, item, texts)}" for item in items)])


def words(
    published: Published, question: str, found: Sequence[Words], first: int, texts: Texts, *, writes: bool
) -> str:
    """Some of the open answers, numbered from `first` on."""
    lines = [
        texts("results.words_line", number=number_, text=one_line(each.text, _TEXT), mark=_mark(each, texts)).strip()
        for number_, each in enumerate(found, start=first)
    ]
    order = texts("results.words_order" if writes else "results.words_order_read")
    return fit([words_title(published, question, texts), "", *lines, "", order])


def words_title(published: Published, question: str, texts: Texts) -> str:
    """Whose words, and to which question."""
    return texts(
        "results.words_title", name=name(published.form, texts), question=label(published.form, question, texts, 200)
    )


def _detail(published: Published, item: Item, texts: Texts) -> str:
    question = published.form.question(item.question)
    assert question, "a publication tells of its own form's questions"
    lines = [f"{label(published.form, item.question, texts)}", in_short(question, item.whole, texts)]
    if isinstance(item.whole, Told):
        lines[-1] += f" · {texts('results.mean_n', n=item.whole.n)}"
        if len(item.whole.shares) > 1:
            lines.append(_shares(question, item.whole, texts))
        if item.whole.low is not None and item.whole.high is not None:
            values = {"mean": item.whole.mean, "low": item.whole.low, "high": item.whole.high}
            shown = {key: decimal(value or 0, texts) for key, value in values.items()}
            lines.append(texts("results.interval", **shown))
    for group, told in item.groups.items():
        lines.append(texts("results.group", group=mentoring(group, texts), told=in_short(question, told, texts)))
    return "\n".join(lines)


def _shares(question: Question, told: Told, texts: Texts) -> str:
    """Every answer with its share: a scale from its upper end, options by how many chose them."""
    if question.kind == "scale":
        order = sorted(told.shares, key=float, reverse=True)
    else:
        order = sorted(told.shares, key=lambda answer: -height(told.shares[answer]))
    shown = [f"{option(question, answer, texts)}: {figure(told.shares[answer], texts)}" for answer in order]
    return " · ".join(shown[: _OPTIONS if question.kind != "scale" else None])


def _mark(each: Words, texts: Texts) -> str:
    return texts(f"swot.mark_{each.cell}") if each.cell else ""
