"""The extract of the event log about a destruction (Roskomnadzor order 179 of 28.10.2022, p. 5)."""

from locales import Texts
from programme.acts import Act
from reports.act_document import Paper, docx
from reports.destruction_act import categories, cause


def render(act: Act, texts: Texts) -> bytes:
    """The extract as DOCX: what the system noted, by category, and the rows of its audit with their digests."""
    moment = texts.moment(act.done_at, "d MMMM y, HH:mm:ss (OOOO)")
    facts = [
        (texts("acts.subject"), texts("acts.subject_code", code=act.code)),
        (texts("acts.system"), texts("acts.system_name")),
        (texts("acts.operator"), act.operator),
        (texts("acts.cause"), cause(act, texts)),
        (texts("acts.date"), moment),
        *(
            (
                texts("acts.audit_row", number=number),
                " · ".join((texts.moment(at, "d MMM y, HH:mm:ss"), texts(f"acts.{action.replace('.', '_')}"), digest)),
            )
            for number, at, action, digest in act.log
        ),
    ]
    paper = Paper(
        title=texts("acts.extract_title", number=act.number),
        subtitle=texts.day(act.done_at.date(), "d MMMM y"),
        facts=facts,
        table_title=texts("acts.events"),
        heading=(texts("acts.column_number"), texts("acts.column_category"), texts("acts.column_entries"),
                 texts("acts.column_event")),
        rows=[
            (str(number), name, str(count), f"{texts('acts.event_destroyed')}, {act.done_at:%H:%M:%S}")
            for number, (name, count) in enumerate(categories(act, texts), start=1)
        ],
        notes=[texts("acts.keep", day=texts.day(act.keep_until, "d MMMM y"))],
        signatures=[("", "")],
        sign_words=(texts("acts.sign_position"), texts("acts.sign"), texts("acts.sign_name")),
    )  # fmt: skip
    return docx(paper, act.done_at)
