"""What changed between two waves, in words, with an honest one about chance."""

from domain.statistics import FEW, Change
from locales import Texts
from programme.results import Published
from reports.figures import decimal
from reports.results import fit, label, name


def changes(published: Published, texts: Texts, least: int) -> str:
    """What changed since the wave before, with how sure it is."""
    lines = [texts("results.form_title", name=name(published.form, texts))]
    if published.before is None or not published.changes:
        return "\n\n".join([*lines, texts("results.changes_none", least=least)])
    day = texts.day(published.before.taken_at, "d MMMM y")
    since = "before" if published.before.wave else "previous"
    lines.append(texts(f"results.changes_since_{since}", day=day))
    paired = [change for _, change in published.changes if change.paired]
    lines.append(texts("results.change_paired", n=paired[0].n) if paired else texts("results.change_groups"))
    fewest = min(change.n for _, change in published.changes)
    if fewest < FEW:
        lines.append(texts("results.change_few", n=fewest))
    body = [
        texts(
            "results.change_line",
            question=label(published.form, item.question, texts),
            words=change_words(change, texts),
        )
        for item, change in published.changes
    ]
    return fit([*lines, "", *body, "", texts("results.change_cause")])


def change_words(change: Change, texts: Texts) -> str:
    """A change in a sentence: what may be chance is called so."""
    values = {
        "difference": decimal(abs(change.difference) if change.certain else change.difference, texts),
        "low": decimal(change.low, texts),
        "high": decimal(change.high, texts),
    }
    direction = ("up" if change.difference > 0 else "down") if change.certain else "unsure"
    parts = [texts(f"results.change_{direction}", **values)]
    if change.certain and change.word is not None and change.size is not None:
        size = decimal(abs(change.size), texts)
        parts.append(texts("results.change_size", word=texts(f"results.change_{change.word}"), size=size))
    return "; ".join(parts) + "."
