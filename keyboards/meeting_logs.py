"""The words of meetings: the school's log and a person's own."""

from collections.abc import Sequence
from datetime import date

from domain.meetings import mismatched, sides
from domain.names import shown
from keyboards.pairs import pair_name
from locales import Texts
from programme.meetings import Entry
from programme.pairs import by_role


def school_log(
    entries: Sequence[Entry], month: str, count: int, page: int, pages: int, names: str, texts: Texts
) -> str:
    """A page of the log for curators: day, pair, length, what both sides say."""
    head = texts(f"meetings.log_{month}", count=count, page=page + 1, pages=pages)
    if not entries:
        return "\n".join([head, "", texts("meetings.log_empty")])
    lines = []
    for entry in entries:
        who = pair_name(entry.people, names)
        lines.append(texts("meetings.line", day=day_of(entry, texts), who=who, what=_what(entry, texts)))
        if entry.meeting.state == "held":
            said = "mismatch" if mismatched(entry.words) else sides(entry.words)
            lines.append(texts(f"meetings.sides_{said}"))
    return "\n".join([head, "", *lines])


def own_log(entries: Sequence[Entry], page: int, pages: int, *, mentor: bool, names: str, texts: Texts) -> str:
    """A page of a member's own log."""
    head = texts("meetings.own", page=page + 1, pages=pages)
    if not entries:
        return "\n".join([head, "", texts("meetings.own_empty_mentor" if mentor else "meetings.own_empty")])
    lines = []
    for entry in entries:
        mentors, mentees = by_role(entry.people)
        who = ", ".join(shown(person.name, names) for person in (mentees if mentor else mentors))
        line = texts("meetings.line", day=day_of(entry, texts), who=who, what=_what(entry, texts))
        lines.append(texts("meetings.line_confirmed", line=line) if True in entry.words else line)
    return "\n".join([head, "", *lines])


def day_of(entry: Entry, texts: Texts) -> str:
    """The day of an entry: «чт, 20 ноября»."""
    return texts.day(entry.meeting.held_on or date.min, "EEE, d MMMM")


def _what(entry: Entry, texts: Texts) -> str:
    if entry.meeting.state == "held":
        return texts("meetings.minutes", minutes=entry.meeting.minutes or 0)
    return texts(f"meetings.state_{entry.meeting.state}")
