"""What must hold whatever happened (I1–I12): functions over the database, the phones, Telegram's log and our own.

I10 (a restored backup equals the state) is `rig.restored`, asked once at the end. That the erased are
gone from every table (I11) is asked in `tests/programme/test_erasure.py`.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording import entities
from db.audit import AuditRow
from db.sealed import Ring
from domain.answers import Answer
from emulator.calls import Call
from emulator.world import Chat
from keyboards.letters import text_of
from locales import LANGUAGES, texts_in
from programme import audit
from tests.people.memory import ANYTHING, Memory, live_cards

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]
UNASKED = ("reminder", "digest")
BEFORE_CONSENT = ("consent", "alert")
OURS = ("Мария И", "Анна", "Кузнецова", "Наталья", "Орлова", "Белов", "Инна")
THEIRS = ("Софья", "Олег", "Дарья", "Вера", "Чуж")
"""Names in the two schools; nobody of one may read those of the other."""
BY_DAY = {"child": (time(11), time(19, 30)), "adult": (time(9), time(20))}
"""From when to when anybody may be written to unasked, on whatever day (ux § 3)."""
SHARE = re.compile(r"(?:наставляемые|наставники)\W+\d+ ?%", re.IGNORECASE)
"""A share of satisfied people: there are too few in the schools of the campaign to show one."""


@dataclass(frozen=True)
class Evidence:
    """Everything that can be looked at after a quiet moment; `before` is the database at the moment before."""

    now: Rows
    before: Rows
    chats: Mapping[str, Chat]
    """By the name that the test uses: `mentor`, `other mentor`."""
    memory: Memory
    log: list[Row]
    calls: list[Call]
    kills: int
    ambiguous: int
    """How often Telegram left us in doubt whether a call was done."""
    quiet: bool
    """Whether nothing is on its way any more."""


def broken(evidence: Evidence) -> list[str]:
    """Every invariant that does not hold, in words."""
    return [f"{promise.__name__}: {what}" for promise in PROMISES for what in promise(evidence)]


def confirmed_answers_are_kept(seen: Evidence) -> Iterator[str]:
    """I1. What a report of an incident said is kept in its case, and nowhere else; what it left out is not kept."""
    stored = {(row["run_id"], row["question"]): _value(row) for row in (*seen.now["answers"], *_reported(seen.now))}
    history = {(row["run_id"], row["question"], _value(row)) for row in seen.now["answer_edits"]}
    reports = _reports(seen.now)
    for (run, question), value in seen.memory.confirmed.items():
        if value == "" and run in reports:
            continue
        kept = stored.get((run, question))
        if value is ANYTHING:
            if kept is None and not any(one[:2] == (run, question) for one in history):
                yield f"the answer to {question} of run {run} is gone"
        elif kept != value and (run, question, value) not in history:
            yield f"run {run}, {question}: confirmed {value!r}, stored {kept!r}"


def one_answer_to_a_question(seen: Evidence) -> Iterator[str]:
    """I2."""
    for spot, count in Counter((row["run_id"], row["question"]) for row in seen.now["answers"]).items():
        if count > 1:
            yield f"{count} answers to {spot}"
    rows = (*seen.now["answers"], *seen.now["answer_edits"], *_reported(seen.now))
    kept = {(row["run_id"], row["question"], _value(row)) for row in rows}
    reports = _reports(seen.now)
    for row in (*seen.before["answers"], *_reported(seen.before)):
        spot = (row["run_id"], row["question"], _value(row))
        if spot not in kept and (spot[2] or spot[0] not in reports):
            yield f"{spot} was replaced without a trace"


KNOWN = {("incident", "who"), ("clearance", "kind")}
"""What a form need not ask: the bot answers it from the pair, or from the button that opened the form."""


def answers_lie_where_they_were_given(seen: Evidence) -> Iterator[str]:
    """I3. A day to which a meeting was moved is the first answer of the plan: it is not asked for again.

    Words of somebody who has deleted the card go to it all the same: Telegram tells no bot of a deletion.
    """
    owners = {run["id"]: (run["person_id"], run["form_name"]) for run in seen.now["runs"]}
    addresses = {row["person_id"]: int(row["address"]) for row in seen.now["accounts"]}
    torn = {person: address for person, address in addresses.items() if address in seen.memory.torn}
    moved_to = defaultdict(set)
    for (run_id, question), values in seen.memory.sent.items():
        if question == "new_day" and run_id in owners:
            moved_to[owners[run_id][0]] |= values
    for row in (*seen.now["answers"], *seen.now["answer_edits"], *_reported(seen.now)):
        spot = (row["run_id"], row["question"])
        sent = seen.memory.sent.get(spot, set())
        person, form = owners[row["run_id"]]
        if spot[1] == "day" and form == "meeting_plan":
            sent = sent | moved_to[person]
        unseen = person in torn and seen.memory.words[torn[person]]
        if not {ANYTHING, _value(row)} & sent and (form, spot[1]) not in KNOWN and not unseen:
            yield f"{spot} holds {_value(row)!r}, sent were {sent}"


def facts_stay_whole(seen: Evidence) -> Iterator[str]:
    """I3, for what is not an answer: pairs, consents, meetings are what people agreed to, once."""
    members = defaultdict(list)
    for member in seen.now["members"]:
        members[member["pair_id"]].append(member)
    standing = Counter[tuple[int, int]]()
    for pair in seen.now["pairs"]:
        if pair["state"] == "active":
            if not all(member["accepted_at"] for member in members[pair["id"]]):
                yield f"pair {pair['id']} is at work, but not everybody has agreed"
            mentors = [each["person_id"] for each in members[pair["id"]] if each["role"] == "mentor"]
            mentees = [each["person_id"] for each in members[pair["id"]] if each["role"] == "mentee"]
            standing.update((mentor, mentee) for mentor in mentors for mentee in mentees)
    yield from (f"{both} are paired {count} times" for both, count in standing.items() if count > 1)
    numbers = Counter((pair["organisation_id"], pair["number"]) for pair in seen.now["pairs"] if pair["number"])
    yield from (f"pair number {number} is there {count} times" for number, count in numbers.items() if count > 1)
    agreed = Counter(
        (row["subject_id"], row["signer_id"], row["kind"])
        for row in seen.now["consents"]
        if row["decision"] == "agreed" and row["withdrawn_at"] is None and row["replaced_at"] is None
    )
    yield from (f"consent {consent} stands {count} times" for consent, count in agreed.items() if count > 1)


def reminders_come_once(seen: Evidence) -> Iterator[str]:
    """I4. Cards may come once more when a process died, or when nobody knows whether they came."""
    for (chat, says), (count, most, _, unasked) in _deliveries(seen).items():
        if count > most and unasked:
            yield f"{chat} was told {count} times, {most} allowed: {says[0]!r}"


def cards_said_again(seen: Evidence) -> int:
    """How many messages came more often than there were letters: what is allowed for cards, counted for the table."""
    return sum(max(0, count - written) for count, _, written, unasked in _deliveries(seen).values() if not unasked)


def what_counts_as_sent_has_come(seen: Evidence) -> Iterator[str]:
    """I4, the other way: a letter that is settled as sent lies in the chat of whoever it is for."""
    chats = _chats(seen)
    for letter in seen.now["letters"]:
        chat = chats.get(letter["person_id"])
        if chat and letter["state"] == "sent" and letter["message_id"] not in chat.messages:
            yield f"letter {letter['text_key']} to person {letter['person_id']} is sent, and never came"


def the_unasked_is_rare_and_comes_by_day(seen: Evidence) -> Iterator[str]:
    """The attention budget (ux § 3): by the school's clock, from what has come; what was in doubt may have."""
    people = {row["id"]: row for row in seen.now["people"]}
    zones = {row["id"]: ZoneInfo(row["zone"]) for row in seen.now["organisations"]}
    told = defaultdict(set)
    for letter in seen.now["letters"]:
        if letter["kind"] in UNASKED and letter["state"] in ("sent", "uncertain"):
            person = people[letter["person_id"]]
            moment = letter["settled_at"].astimezone(zones[person["organisation_id"]])
            told[person["id"], moment.date()].add(moment)
            opens, closes = BY_DAY[person["tone"]]
            if letter["state"] == "sent" and not opens <= moment.time() < closes:
                yield f"person {person['id']} was told {letter['text_key']} at {moment:%H:%M}"
    yield from (
        f"person {key[0]} was told {len(all_)} times on {key[1]}" for key, all_ in told.items() if len(all_) > 1
    )


def nobody_is_written_to_before_consent(seen: Evidence) -> Iterator[str]:
    """I5."""
    before = {row["id"]: row["state"] for row in seen.before["people"]}
    now = {row["id"]: row["state"] for row in seen.now["people"]}
    sent = {row["id"] for row in seen.before["letters"] if row["state"] != "waiting"}
    for letter in seen.now["letters"]:
        if letter["state"] == "sent" and letter["id"] not in sent and letter["kind"] not in BEFORE_CONSENT:
            person = letter["person_id"]
            if now[person] != "active" and before.get(person) not in ("active", None):
                yield f"letter {letter['text_key']} went to person {person}, who is {now[person]}"


def the_journal_is_done(seen: Evidence) -> Iterator[str]:
    """I6."""
    buried = [entry["update_id"] for entry in seen.log if entry["event"] == "update set aside after three tries"]
    for row in seen.now["updates"]:
        if row["state"] == "new" or (seen.quiet and row["replies"] is not None):
            yield f"update {row['update_id']} is {row['state']}, replies {row['replies']}"
        if row["state"] == "dead" and row["update_id"] not in buried:
            yield f"update {row['update_id']} died without an alarm"


def the_audit_is_whole(seen: Evidence) -> Iterator[str]:
    """I9: each row seals the one before it, and none that was there is gone."""
    rows, known = (sorted(each["audit"], key=itemgetter("id")) for each in (seen.now, seen.before))
    for before, row in zip([None, *rows], rows, strict=False):
        if row["previous"] != (before["digest"] if before else audit.BEGINNING):
            yield f"audit row {row['id']} does not follow the one before"
        if row["digest"] != audit.digest(AuditRow(**row)):
            yield f"audit row {row['id']} was changed"
    if known != rows[: len(known)]:
        yield "rows of the audit are gone"


def nobody_sees_another_school(seen: Evidence) -> Iterator[str]:
    """I7."""
    for name, chat in seen.chats.items():
        foreign = (*OURS, *THEIRS) if name == "stranger" else OURS if name.startswith("other") else THEIRS
        for text in _read(chat):
            if any(each in text for each in foreign):
                yield f"{name} reads {text!r}"


def small_groups_are_not_shown(seen: Evidence) -> Iterator[str]:
    """I8, as far as there are aggregates: the summary."""
    for name, chat in seen.chats.items():
        yield from (f"{name} reads {text!r}" for text in _read(chat) if SHARE.search(text))


def the_withdrawn_are_left_alone(seen: Evidence) -> Iterator[str]:
    """I11."""
    for person in seen.now["people"]:
        if person["state"] in ("withdrawn", "left"):
            for letter in seen.now["letters"]:
                mine = letter["person_id"] == person["id"] and letter["kind"] != "consent"
                if mine and letter["state"] in ("waiting", "sending") and seen.quiet:
                    yield f"letter {letter['text_key']} still waits for person {person['id']}"
            for run in seen.now["runs"]:
                if run["person_id"] == person["id"] and run["state"] == "open":
                    yield f"run {run['id']} of withdrawn person {person['id']} is open"


def an_open_run_has_one_card(seen: Evidence) -> Iterator[str]:
    """I12. A second one is harmless, and allowed only when a process died or Telegram left us in doubt."""
    chats = _chats(seen)
    for run in seen.now["runs"]:
        chat = chats.get(run["person_id"])
        if chat is None or run["state"] != "open":
            continue
        cards = live_cards(chat, run["id"])
        if len(cards) > 1 + seen.kills + seen.ambiguous:
            yield f"run {run['id']} has {len(cards)} live cards"


PROMISES = (
    confirmed_answers_are_kept,
    one_answer_to_a_question,
    answers_lie_where_they_were_given,
    facts_stay_whole,
    reminders_come_once,
    what_counts_as_sent_has_come,
    the_unasked_is_rare_and_comes_by_day,
    nobody_is_written_to_before_consent,
    the_journal_is_done,
    the_audit_is_whole,
    nobody_sees_another_school,
    small_groups_are_not_shown,
    the_withdrawn_are_left_alone,
    an_open_run_has_one_card,
)


def _chats(seen: Evidence) -> dict[int, Chat]:
    """Everybody's chat by their number in the database."""
    chats = {str(chat.person.id): chat for chat in seen.chats.values()}
    return {row["person_id"]: chats[row["address"]] for row in seen.now["accounts"] if row["address"] in chats}


def _reports(rows: Rows) -> set[int]:
    """The runs that have become cases."""
    return {case["run_id"] for case in rows["cases"] if case["run_id"] is not None}


def _reported(rows: Rows) -> Iterator[Row]:
    """The answers that have gone into cases, as rows of answers; the campaign has no DATA_KEY: nothing is sealed."""
    for case in rows["cases"]:
        if case["run_id"] is not None and case["report_sealed"] is not None:
            for answer in json.loads(Ring().open(case["report_sealed"], "")):
                yield {"run_id": case["run_id"], **answer}


def _value(row: Row) -> str:
    """A stored answer as one word: names of options first, as they were pressed."""
    if row["choices"]:
        return " ".join(row["choices"])
    if row["number"] is not None:
        return Answer("", number=row["number"]).value
    return row["text"] or ""


def _deliveries(seen: Evidence) -> dict[tuple[str, tuple[str, ...]], tuple[int, int, int, bool]]:
    """By chat and wording of its letters: how often it came, how often it may, how many letters, whether unasked."""
    arrived = _arrived(seen.calls)
    people = {row["id"]: row for row in seen.now["people"]}
    address = {row["person_id"]: row["address"] for row in seen.now["accounts"]}
    allowed, written, unasked = Counter[Any](), Counter[Any](), set()
    for letter in seen.now["letters"]:
        reader, kind = people[letter["person_id"]], letter["kind"]
        says = _says(letter["text_key"], kind, json.dumps(letter["values"], sort_keys=True), reader["tone"])
        key = (address.get(reader["id"], ""), says)
        allowed[key] += min(letter["attempts"], 1) if kind in UNASKED else letter["attempts"]
        written[key] += 1
        if kind in UNASKED:
            unasked.add(key)
    return {
        key: (sum(arrived[key[0], words] for words in key[1]), allowed[key], written[key], key in unasked)
        for key in written
    }


def _arrived(calls: list[Call]) -> Counter[tuple[str, str]]:
    """How often a text came to a chat as a new message, also when we were not told; merged letters by their lines."""
    found = Counter[tuple[str, str]]()
    for call in calls:
        done = call.error_code is None and (call.status == 200 or call.fault in ("timeout_after", "undecodable_200"))
        if call.method == "sendMessage" and done:
            chat, text = str(call.params["chat_id"]), str(call.params.get("text"))
            found[chat, text] += 1
            found.update((chat, line) for line in text.split("\n") if line.startswith("• "))
    return found


@cache
def _says(text_key: str, kind: str, values: str, tone: str) -> tuple[str, ...]:
    """How a letter reads, alone or as a line among several, in every language."""
    given = json.loads(values)
    found = []
    for language in LANGUAGES:
        texts = texts_in(language, tone)
        found.append(entities(text_of([(text_key, given)], texts, "first"))[0].strip())
        if kind in UNASKED:  # only these are ever merged, and have a short form
            several = entities(text_of([(text_key, given)] * 2, texts, "first"))[0]
            found.append(several.split("\n")[-1])
    return tuple(found)


def _read(chat: Chat) -> Iterator[str]:
    for message in chat.messages.values():
        if not message.by_person:
            yield str(message.content.get("text") or message.content.get("caption") or "")
            yield from (str(button["text"]) for row in message.buttons for button in row)
    yield from (str(toast["text"]) for toast in chat.toasts)
