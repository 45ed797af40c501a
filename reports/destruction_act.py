"""The act of destruction of personal data, for signature (Roskomnadzor order 179 of 28.10.2022, p. 3)."""

from domain.erasure import destroyed, kept
from locales import Texts
from programme.acts import Act, Hand
from reports.act_document import Paper, docx


def render(act: Act, texts: Texts) -> bytes:
    """The act as DOCX: who, whose (a code), which categories, from where, how, why, when; lines to sign on."""
    day = texts.day(act.done_at.date(), "d MMMM y")
    facts = [
        (texts("acts.operator"), ", ".join(filter(None, (act.operator, act.operator_address)))),
        (texts("acts.processor"), act.processor or texts("acts.nobody")),
        (texts("acts.subject"), texts("acts.subject_code", code=act.code)),
        (texts("acts.destroyed_by"), "; ".join(_hand(hand, texts) for hand in (act.prepared_by, act.approved_by))),
        (texts("acts.categories"), "; ".join(name for name, _ in categories(act, texts))),
        (texts("acts.system"), texts("acts.system_name")),
        (texts("acts.way"), texts("acts.way_words")),
        (texts("acts.cause"), cause(act, texts)),
        (texts("acts.date"), texts.moment(act.done_at, "d MMMM y, HH:mm (OOOO)")),
    ]
    stays = [texts(f"acts.{name}", count=count) for name, count in kept(act.contents)]
    notes = [
        *([texts("acts.stays", what=", ".join(stays))] if stays else []),
        texts("acts.backups", day=texts.day(act.backups_until, "d MMMM y")),
        texts("acts.with_extract"),
        texts("acts.keep", day=texts.day(act.keep_until, "d MMMM y")),
    ]
    paper = Paper(
        title=texts("acts.act_title", number=act.number),
        subtitle=day,
        facts=facts,
        notes=notes,
        signatures=[_signature(hand, texts) for hand in (act.prepared_by, act.approved_by)],
        sign_words=(texts("acts.sign_position"), texts("acts.sign"), texts("acts.sign_name")),
    )
    return docx(paper, act.done_at)


def categories(act: Act, texts: Texts) -> list[tuple[str, int]]:
    """The categories of what was destroyed, in words, with the number of entries."""
    return [(texts(f"acts.category_{name}"), count) for name, count in destroyed(act.contents)]


def cause(act: Act, texts: Texts) -> str:
    """Why, with the article of the law."""
    return texts(f"acts.cause_{act.cause}", day=texts.day(act.asked_on, "d MMMM y"))


def _hand(hand: Hand | None, texts: Texts) -> str:
    if hand is None:
        return texts("acts.the_operator")
    return f"{hand.name} ({', '.join(texts(f'find.role_{role}') for role in hand.roles)})" if hand.roles else hand.name


def _signature(hand: Hand | None, texts: Texts) -> tuple[str, str]:
    """Position and name; what is not known is filled in by hand."""
    return ("", "") if hand is None else (", ".join(texts(f"find.role_{role}") for role in hand.roles), hand.name)
