"""The fault catalogue: every row names the tests that prove it, or why none can yet. `python -m tests.faults` writes
docs/faults.md; a test says `@pytest.mark.fault(16, 17)` to stand for rows.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "faults.md"
PARTS: Mapping[str, range] = {
    "Crash and delivery": range(1, 16), "People": range(16, 36), "Telegram's errors": range(36, 51),
    "Storage": range(51, 64), "Time": range(64, 69), "Topology": range(69, 73), "Input": range(73, 86),
    "Attack": range(86, 104),
}  # fmt: skip
FAULTS: Mapping[int, str] = dict(enumerate((
    "killed after fetching, before the journal",
    "killed after the journal, before processing",
    "killed inside the transaction",
    "killed after the commit, before sending",
    "killed after sending, before it is noted",
    "killed in the middle of a broadcast",
    "killed while a file is built",
    "killed while migrating",
    "stopped in the middle of a handler",
    "an update comes twice, or out of order",
    "an update that cannot be handled",
    "an unknown kind of update, unknown fields",
    "away for minutes: presses have expired",
    "away for more than a day: messages have expired",
    "thousands of updates wait at the start",
    "a double tap",
    "two phones with different screens",
    "a press on an old card",
    "a press after the end",
    "words instead of a button, a button instead of words",
    "/start in the middle of a questionnaire",
    "a message edited after it was answered",
    "the person deletes the card",
    "the person blocks the bot and comes back",
    "the account is deleted",
    "a new account of the same person",
    "one phone for several people",
    "a participant leaves in the middle",
    "a mentor is taken out in the middle of a check-in",
    "a curator loses the office in the middle",
    "consent is withdrawn in the middle",
    "a child turns 14 or 18",
    "a questionnaire is changed while people fill it in",
    "a questionnaire is withdrawn",
    "a poll closes while it is being answered",
    "429 for one chat, or for all",
    "a storm of 429",
    "500, 502, 503",
    "an HTML page instead of an answer",
    "no answer after the call was done",
    "an answer that cannot be read",
    "message is not modified",
    "the message to edit is gone",
    "the press is too old to be answered",
    "a chat gets a new id",
    "markup is refused",
    "a text too long after names are put in",
    "the token is revoked",
    "Telegram is out of reach for hours",
    "the clocks of machine and Telegram differ",
    "another holds the write lock",
    "the disk is full",
    "a page of the file is corrupt",
    "a file that may only be read",
    "a long reader lets the WAL grow",
    "a backup while writing",
    "an older backup is restored",
    "the connection drops inside a transaction",
    "the server becomes a reading copy",
    "nobody knows whether the commit was done",
    "a cache is emptied",
    "a migration with questionnaires open",
    "an older program on a newer schema",
    "the clock of the service stood still over a due time",
    "the machine's clock jumps",
    "a school in any time zone",
    "a pupil in another time zone",
    "leap day, New Year, holidays, five Mondays",
    "two instances poll",
    "a webhook is still set",
    "a machine wakes up and believes it still leads",
    "a start that takes longer than the watchdog waits",
    "markup in names and answers",
    "characters that nobody sees, or that turn lines around",
    "very long answers, floods",
    "searching in Cyrillic",
    "wildcards and quotes in a search",
    "a formula as a name",
    "control characters as a name",
    "an answer longer than a cell",
    "an xlsx bomb",
    "an xlsx with macros, links, odd dates",
    "a file name that is a path",
    "a file that is not what it says, or too large",
    "voice, sticker, place, contact where words are asked for",
    "a forged press with another's number",
    "a press on somebody else's card, or in a group",
    "an invitation used twice",
    "an invitation forwarded to a friend",
    "guessing of codes",
    "a child presses the parent's consent",
    "another's contact shared as one's own",
    "a curator asks for another school's number",
    "the bot is put into a group",
    "a webhook call without the secret",
    "Mini App data forged or stale",
    "instructions and links in free text",
    "names, answers, tokens in the log",
    "names in a backup file",
    "a former employee is still in the chat",
    "a stolen phone of a curator",
    "several polls compared to find one person",
    "a screenshot or forward of a sensitive card",
), start=1))  # fmt: skip
LATER: Mapping[int, str] = {
    45: "the bot writes to private chats only, and those do not move; groups come with group meetings",
    61: "there is no cache: no state lives outside the database",
    67: "own quiet hours belong to the personal settings",
    96: "there is no Mini App",
}
"""Rows that cannot be tested yet, and what they wait for."""
MEASURED = (
    "Of the long ones, on 20 November 2026 with two cores:",
    "",
    "| trial | engine | tried | survived | losses | repeats (cards, as they may) |",
    "|---|---|---|---|---|---|",
    "| 60 days of 120 steps | SQLite | 3192 | 3192 | 0 | 10 |",
    "| the state machine, 150 stories of up to 40 steps | SQLite | 4401 | 4401 | 0 | 11 |",
    "| 20 days of 120 steps | PostgreSQL | 1080 | 1080 | 0 | 2 |",
    "| every statement of a story fails once | SQLite | 185 | 185 | 0 | 0 |",
    "| every third statement | PostgreSQL | 53 | 53 | 0 | 0 |",
    "| every call to Telegram fails once, in 7 ways | SQLite | 139 | 139 | 0 | 0 |",
)
"""What a run of `make faults` printed, by part; write it anew after the next one."""


def marked() -> dict[int, list[str]]:
    """By row: the tests that stand for it, as pytest calls them."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        everywhere = [row for node in tree.body if isinstance(node, ast.Assign) for row in _rows(_marks(node))]
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                for row in (*_rows(node.decorator_list), *everywhere):
                    found[row].append(f"{path.relative_to(ROOT).as_posix()}::{node.name}")
    return found


def _marks(node: ast.Assign) -> list[ast.expr]:
    if not any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets):
        return []
    return list(node.value.elts) if isinstance(node.value, ast.List | ast.Tuple) else [node.value]


def _rows(marks: list[ast.expr]) -> Iterator[int]:
    for mark in marks:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.fault":
            yield from (ast.literal_eval(argument) for argument in mark.args)


def page() -> str:
    """The whole of docs/faults.md."""
    proofs = marked()
    proven = sum(row in proofs for row in FAULTS)
    lines = [
        "# What can go wrong, and what proves that it does no harm",
        "",
        f"Made from the tests by `python -m tests.faults`. Of {len(FAULTS)} faults {proven} are tried by tests, "
        f"{len(FAULTS) - proven} wait for what they concern. `make faults` tries the long ones. Whether the tests can "
        "fail was tried, too: [breaking.md](breaking.md).",
        "",
        *MEASURED,
    ]
    for title, rows in PARTS.items():
        lines += ["", f"## {title}", "", "| | fault | tests |", "|---|---|---|"]
        lines += [f"| {row} | {FAULTS[row]} | {_proof(row, proofs)} |" for row in rows]
    return "\n".join([*lines, ""])


def _proof(row: int, proofs: Mapping[int, list[str]]) -> str:
    if row in proofs:
        return "<br>".join(f"`{test.removeprefix('tests/')}`" for test in proofs[row])
    return f"— {LATER.get(row, 'not tested')}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    missing = [row for row in FAULTS if row not in marked() and row not in LATER]
    sys.exit(f"rows without a test or a reason: {missing}" if missing else 0)
