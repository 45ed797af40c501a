"""What an erasure does to every table: a literal plan, in its order; what it does not name, nothing may hold.

A row is deleted, or emptied: then every column that is not a key, not a reference and not listed as staying is
emptied, so that a column that is added later is erased unless somebody decides otherwise. Counts and moments that may
not be NULL stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import JSON, Boolean, ColumnElement, Float, Integer, String, Table, delete, func, or_, select, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from db.base import Base, Moment
from db.consents import ConsentText
from db.journal import Update
from db.letters import Letter
from db.pairs import Member
from db.runs import AnswerEdit, AnswerRow, Run


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of the rows of `table` whose column `whose` names the person.

    With `through` (a table, its column that `whose` refers to, its column that names the person) they are found by
    way of that table. `category` is the text of the act, `acts.category_<category>`; empty for what holds no data.
    """

    table: str
    whose: str
    then: Literal["delete", "empty"]
    category: str = ""
    stays: tuple[str, ...] = ()
    through: tuple[str, str, str] | None = None
    cuts: tuple[str, ...] = ()
    """References that an emptied row loses, because their rows go."""


COUNTS = (Integer, Float, Boolean, Moment)
"""What a column that may not be NULL can hold without telling anything of a person."""
_RUNS = ("runs", "id", "person_id")
_RUNS_ABOUT = ("runs", "id", "about_id")
_STAYS_OF_CONSENT = (
    "kind", "decision", "relation", "authority", "signed_at", "channel", "digest", "version", "template", "choices",
    "purposes", "data", "actions", "third_parties", "valid_until", "entered_at", "withdrawn_at", "withdrawal_channel",
    "destroy_by", "stopped_at", "act_number",
)  # fmt: skip
_STAYS_OF_PAPER = (
    "kind", "signer", "language", "version", "template", "digest", "state", "given_at", "choices", "signed_on",
    "entered_at", "confirmed_at",
)  # fmt: skip
_STAYS_OF_INVITATION = (
    "token_hash", "role", "created_at", "expires_at", "used_at", "revoked_at", "asks_word", "vouched_at",
)  # fmt: skip
_STAYS_OF_RUN = (
    "form_version", "form_name", "channel", "state", "revision", "card_below", "opened_at", "paused", "nudges",
    "finished_at",
)  # fmt: skip

ANSWERS = (
    Rule("answer_edits", "run_id", "delete", "answers", through=_RUNS),
    Rule("answer_edits", "run_id", "delete", "answers", through=_RUNS_ABOUT),
    Rule("answers", "run_id", "delete", "answers", through=_RUNS),
    Rule("answers", "run_id", "delete", "answers", through=_RUNS_ABOUT),
)
"""Left out where answers stay without a name as statistics, until their own term (security § 11.5)."""

PLAN = (
    Rule("pins", "person_id", "delete"),
    Rule("imports", "person_id", "delete"),
    Rule("form_drafts", "person_id", "delete"),
    Rule("duties", "person_id", "delete"),
    Rule("case_words", "person_id", "delete"),
    Rule("clearances", "person_id", "delete", "clearances"),
    Rule("consent_papers", "subject_id", "empty", "papers", _STAYS_OF_PAPER),
    Rule("consents", "subject_id", "empty", "consents", _STAYS_OF_CONSENT),
    Rule("consents", "signer_id", "empty", "consents", _STAYS_OF_CONSENT),
    Rule("runs", "person_id", "empty", "", _STAYS_OF_RUN),
    Rule("runs", "about_id", "empty", "", _STAYS_OF_RUN),
    Rule("letters", "person_id", "empty", "letters", (
        "once_key", "text_key", "kind", "written_at", "not_before", "state", "attempts", "settled_at",
    )),
    Rule("applications", "person_id", "empty", "", ("channel", "state", "created_at", "decided_at")),
    Rule("invitations", "guardian_id", "empty", "invitations", _STAYS_OF_INVITATION,
         ("guardians", "id", "child_id"), ("guardian_id",)),
    Rule("invitations", "guardian_id", "empty", "invitations", _STAYS_OF_INVITATION,
         ("guardians", "id", "parent_id"), ("guardian_id",)),
    Rule("invitations", "person_id", "empty", "invitations", _STAYS_OF_INVITATION),
    Rule("guardians", "child_id", "delete", "family"),
    Rule("guardians", "parent_id", "delete", "family"),
    Rule("meetings", "pair_id", "empty", "", (
        "state", "planned_at", "asked_at", "held_on", "minutes", "topics", "logged_at",
    ), ("members", "pair_id", "person_id")),
    Rule("closings", "pair_id", "empty", "", ("state", "ended_at"), ("members", "pair_id", "person_id")),
    Rule("grants", "person_id", "empty", "roles", ("role", "since", "until")),
    Rule("accounts", "person_id", "delete", "accounts"),
    Rule("name_book", "person_id", "delete", "identity"),
    Rule("people", "id", "empty", "identity", (
        "code", "tone", "state", "created_at", "joined_at", "left_at", "erased_at",
    )),
)  # fmt: skip
"""In the order in which it is done: what refers to a row goes before the row."""

STAYS_AS_IT_IS = frozenset(
    {
        "members.person_id",  # the place in a pair: counted, without a name
        "confirmations.person_id",  # that a meeting was confirmed: counted, without a name
        "participations.person_id",  # that somebody answered without a name: counted, their ballot is nobody's
        "erasures.person_id",
        "people.merged_into",
    }
)
"""References to a person whose rows hold nothing but numbers and days."""
HANDS = frozenset(
    {
        "grants.granted_by", "guardians.confirmed_by", "invitations.created_by", "invitations.vouched_by",
        "consents.entered_by", "consent_papers.given_by", "consent_papers.entered_by", "consent_papers.confirmed_by",
        "consent_papers.photo_by", "consent_wordings.by", "pairs.created_by", "meetings.logged_by", "put_off.by",
        "posters.created_by", "closings.asked_by", "applications.decided_by", "clearances.recorded_by",
        "erasures.prepared_by", "erasures.approved_by", "campaigns.created_by", "runs.typed_by",
    }
)  # fmt: skip
"""References to whoever did something: they lead to a row without a name."""
OWN_TERM = frozenset(
    {
        "cases.reporter_id", "cases.person_id", "cases.first_id", "cases.taken_by", "cases.closed_by",
        "case_alerts.person_id", "case_notes.by_id",
    }
)  # fmt: skip
"""Cases of safety are sealed, apart, and kept by the local rule of the school (security § 11.5)."""


def count(session: Session, rules: Sequence[Rule], person_id: int) -> int:
    """How many rows some rules are about now; one that several of them reach counts once."""
    by_table: dict[str, list[Rule]] = {}
    for rule in rules:
        by_table.setdefault(rule.table, []).append(rule)
    counted = 0
    for name, own in by_table.items():
        table = Base.metadata.tables[name]
        reached = or_(*(_mine(table, rule, person_id) for rule in own))
        counted += session.scalar(select(func.count()).select_from(table).where(reached)) or 0
    return counted


def apply(session: Session, rule: Rule, person_id: int) -> int:
    """Does what a rule says; returns how many rows there were."""
    table = Base.metadata.tables[rule.table]
    condition = _mine(table, rule, person_id)
    if rule.then == "delete":
        return session.connection().execute(delete(table).where(condition)).rowcount
    values = emptied(table, rule.stays) | dict.fromkeys(rule.cuts)
    return session.connection().execute(update(table).where(condition).values(values)).rowcount


def emptied(table: Table, stays: Sequence[str]) -> dict[str, Any]:
    """What the columns of an emptied row hold. Raises ValueError for one that can be neither empty nor stay."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.primary_key or column.foreign_keys or column.name in stays:
            continue
        if column.nullable:
            values[column.name] = None
        elif isinstance(column.type, String):
            values[column.name] = ""
        elif isinstance(column.type, JSON):
            values[column.name] = {}
        elif not isinstance(column.type, COUNTS):
            raise ValueError(f"{table.name}.{column.name}: may it stay in an emptied row, or may it be empty?")
    return values


def _mine(table: Table, rule: Rule, person_id: int) -> ColumnElement[bool]:
    if rule.through is None:
        return table.c[rule.whose] == person_id
    name, key, owner = rule.through
    through = Base.metadata.tables[name]
    return table.c[rule.whose].in_(select(through.c[key]).where(through.c[owner] == person_id))


def addresses(session: Session, person_id: int) -> list[str]:
    """The chats of a person, by which the journal and used invitations know them."""
    table = Base.metadata.tables["accounts"]
    return list(session.scalars(select(table.c.address).where(table.c.person_id == person_id)))


def forget_journal(session: Session, addresses: Sequence[str]) -> int:
    """Empties the updates of these chats, done or not: who they were of is not told any more."""
    emptied = update(Update).where(Update.person_key.in_(addresses))
    values = {"payload": None, "replies": None, "person_key": "", "state": "done"}
    return session.connection().execute(emptied.values(values)).rowcount


def forget_addresses(session: Session, addresses: Sequence[str]) -> None:
    """What the doors have noted of these chats: who used a link, who knocked, who guessed. The numbers of messages with
    files stay until the files are out of the chats, two days at most.
    """
    tables = Base.metadata.tables
    links, knocks, tries, asked = (tables[name] for name in ("invitations", "knocks", "wrong_tries", "applications"))
    accounts = [f"telegram:{address}" for address in addresses]
    session.execute(update(links).where(links.c.used_by.in_(accounts)).values(used_by=None))
    session.execute(update(asked).where(asked.c.address.in_(addresses)).values(address="", name_sealed=None))
    session.execute(delete(knocks).where(knocks.c.address.in_(addresses)))
    session.execute(delete(tries).where(tries.c.account.in_(accounts)))


def forget_consent_texts(session: Session, person_id: int) -> None:
    """Empties the wordings that name the person: those that only their own consents and papers show; digests stay."""
    consents, papers = Base.metadata.tables["consents"], Base.metadata.tables["consent_papers"]
    own = or_(consents.c.subject_id == person_id, consents.c.signer_id == person_id)
    shown = select(consents.c.digest).where(own).union(
        select(papers.c.digest).where(papers.c.subject_id == person_id)
    )  # fmt: skip
    others = select(consents.c.digest).where(~func.coalesce(own, False)).union(
        select(papers.c.digest).where(papers.c.subject_id != person_id)
    )  # fmt: skip
    session.execute(
        update(ConsentText).where(ConsentText.digest.in_(shown), ConsentText.digest.not_in(others)).values(text=""),
        execution_options={"synchronize_session": False},
    )


def forget_words_of_others(session: Session, person_id: int) -> int:
    """Empties what others typed about the person's pairs; the marks that they gave are theirs."""
    pairs = select(Member.pair_id).where(Member.person_id == person_id)
    runs = select(Run.id).where(Run.pair_id.in_(pairs), Run.person_id != person_id)
    emptied = 0
    for row in (AnswerRow, AnswerEdit):
        statement = update(row).where(row.run_id.in_(runs), row.text.is_not(None)).values(text=None)
        emptied += session.connection().execute(statement).rowcount
    return emptied


def strip(session: Session, person_id: int) -> None:
    """Empties what the person typed, and what was typed about them; what was picked stays as statistics."""
    runs = select(Run.id).where(or_(Run.person_id == person_id, Run.about_id == person_id))
    session.execute(delete(AnswerEdit).where(AnswerEdit.run_id.in_(runs)))
    session.execute(update(AnswerRow).where(AnswerRow.run_id.in_(runs)).values(text=None))


def note_act(session: Session, person_id: int, number: str) -> None:
    """The consents that were taken back say by which act the data went (domain § 11.4)."""
    table = Base.metadata.tables["consents"]
    taken_back = (table.c.subject_id == person_id, table.c.withdrawn_at.is_not(None))
    session.execute(update(table).where(*taken_back).values(act_number=number))


def letters_of_others(session: Session, person_id: int) -> list[Letter]:
    """Letters to others that still hold what they say."""
    filled = select(Letter).where(Letter.person_id != person_id).order_by(Letter.id)
    return [letter for letter in session.scalars(filled.execution_options(yield_per=500)) if letter.values]


def read_anew(session: Session) -> None:
    """What the session holds is read again after rows went behind its back; what is gone is let go.

    At once, not when it is asked for: whoever holds these rows may be outside the transaction's greenlet by then.
    """
    for row in list(session):
        try:
            session.refresh(row)
        except InvalidRequestError:
            session.expunge(row)
