"""The words of pairs: list, draft, card, the member's own view."""

from collections.abc import Sequence
from datetime import datetime

from db.people import Person
from domain.forms import worded
from domain.names import shown
from keyboards.pairs import pair_name
from locales import Texts
from programme.forming import Draft, Options, Side, common
from programme.pair_views import Line, View
from programme.pairs import by_role


def listed(lines: Sequence[Line], group: str, page: int, pages: int, names: str, texts: Texts) -> str:
    """The list of pairs in words: number, who, state, last meeting."""
    head = texts(f"pairs.list_{group}", page=page + 1, pages=pages)
    if not lines:
        return "\n".join([head, "", texts(f"pairs.none_{group}")])
    return "\n".join([head, "", *(_line(line, names, texts) for line in lines)])


def _line(line: Line, names: str, texts: Texts) -> str:
    pair, who = line.pair, pair_name(line.people, names)
    if pair.state == "active":
        last = texts("pairs.last", day=texts.day(line.last)) if line.last else texts("pairs.not_met")
        return texts("pairs.line_active", number=pair.number or 0, who=who, last=last)
    if pair.state == "ended" and pair.ended_on:
        return texts("pairs.line_ended", number=pair.number or 0, who=who, day=texts.day(pair.ended_on, "d MMMM y"))
    return texts(f"pairs.line_{pair.state}", who=who)


def choice(draft: Draft, people: Sequence[Side], page: int, pages: int, names: str, texts: Texts) -> str:
    """What is to be chosen now."""
    head = texts(f"pairs.choose_{draft.wanted}", page=page + 1, pages=pages)
    chosen = [_side(side, role, names, texts) for role, side in _sides(draft)]
    return "\n".join([head, *chosen] if people else [head, *chosen, texts(f"pairs.nobody_{draft.wanted}")])


def draft_card(draft: Draft, names: str, texts: Texts) -> str:
    """What is known of both sides, what fits, and what to think about before the proposal."""
    lines = [texts("pairs.draft", kind=draft.pair.kind), ""]
    lines += [_side(side, role, names, texts) for role, side in _sides(draft)]
    if draft.mentor and draft.mentor.answered and all(side.answered for side in draft.mentees):
        shared_help, shared_days = (_options(shared, texts) for shared in common(draft))
        lines += [
            "",
            texts("pairs.common_help", what=shared_help) if shared_help else texts("pairs.no_common_help"),
            texts("pairs.common_days", days=shared_days) if shared_days else texts("pairs.no_common_days"),
        ]
    if draft.mentor and draft.mentor.full:
        capacity = draft.mentor.capacity or 0
        lines.append(texts("pairs.over_capacity", pairs=draft.mentor.pairs, capacity=capacity))
    lines += [texts("pairs.has_pair", name=shown(side.person.name, names)) for side in draft.mentees if side.pairs]
    return "\n".join(lines)


def _sides(draft: Draft) -> list[tuple[str, Side]]:
    return [*([("mentor", draft.mentor)] if draft.mentor else []), *(("mentee", side) for side in draft.mentees)]


def _side(side: Side, role: str, names: str, texts: Texts) -> str:
    about = [texts(f"pairs.side_{role}", name=named(side.person, names))]
    if side.capacity is not None:
        about.append(texts("pairs.load_of", pairs=side.pairs, capacity=side.capacity))
    elif side.pairs:
        about.append(texts("pairs.load", pairs=side.pairs))
    lines = [" · ".join(about)]
    if side.help:
        lines.append(texts(f"pairs.help_{role}", what=_options(side.help, texts)))
    if side.days:
        lines.append(texts("pairs.days", days=_options(side.days, texts)))
    if not side.answered:
        lines.append(texts("pairs.no_answers"))
    return "\n".join(lines)


def _options(options: Options, texts: Texts) -> str:
    return ", ".join(worded(label, texts.language).lower() for label in options.values())


def named(person: Person, names: str) -> str:
    """A person with their class: «Маша И., 5Б»."""
    return ", ".join(part for part in (shown(person.name, names), person.group_name) if part)


def card(view: View, names: str, texts: Texts) -> str:
    """The card of a pair for curators."""
    pair, number = view.pair, view.pair.number or 0
    lines = [texts("pairs.card", number=number, kind=pair.kind, who=pair_name(view.people, names))]
    lines.append(texts(f"pairs.state_{pair.state}"))
    if pair.started_on:
        lines.append(texts("pairs.since", day=texts.day(pair.started_on, "d MMMM y"), held=view.held))
    if view.rhythm is not None:
        lines += _rhythm(view, texts)
    if view.planned_at is not None:
        lines.append(texts("pairs.next", moment=_moment(view, view.planned_at, texts)))
    if view.mismatches:
        lines.append(texts("pairs.mismatches", count=view.mismatches))
    if pair.started_on:
        lines.append(texts("pairs.satisfaction_hidden"))
    if view.closes_on is not None:
        lines.append(texts("pairs.closes", day=texts.day(view.closes_on)))
    if view.has_question:
        lines.append(texts("pairs.has_question"))
    return "\n".join(lines)


def _rhythm(view: View, texts: Texts) -> list[str]:
    rhythm = view.rhythm
    assert rhythm is not None, "asked for active pairs only"
    due = texts.day(rhythm.due_on)
    if rhythm.last is None:
        return [texts("pairs.first_late" if rhythm.overdue else "pairs.first_due", day=due)]
    days = (view.today - rhythm.last).days
    return [
        texts("pairs.last_ago", day=texts.day(rhythm.last), days=days),
        texts("pairs.rhythm_late" if rhythm.overdue else "pairs.rhythm_kept", day=due),
    ]


def mine(view: View, reader: Person, names: str, texts: Texts) -> str:
    """A pair as a member sees it."""
    mentors, mentees = by_role(view.people)
    role = view.role_of(reader)
    them = ", ".join(named(person, names) for person in (mentees if role == "mentor" else mentors))
    if view.pair.state == "proposed":
        waits = "pairs.waiting" if view.accepted_by(reader) else f"pairs.proposed_{role}"
        return texts(waits, who=them)
    lines = [texts(f"pairs.mine_{role}", who=them)]
    if view.pair.started_on:
        lines.append(texts("pairs.since", day=texts.day(view.pair.started_on, "d MMMM y"), held=view.held))
    if view.planned_at is not None:
        lines.append(texts("pairs.next", moment=_moment(view, view.planned_at, texts)))
    else:
        lines.append(texts(f"pairs.no_plan_{role}"))
    return "\n".join(lines)


def others(view: View, names: str) -> str:
    """The mentees of a pair in a few words."""
    return ", ".join(shown(person.name, names) for person in by_role(view.people)[1])


def _moment(view: View, moment: datetime, texts: Texts) -> str:
    return texts.moment(moment.astimezone(view.zone), "EEE, d MMMM, HH:mm")
