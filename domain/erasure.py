"""The categories of what an erasure destroys, in the order in which a person reads them."""

from collections.abc import Mapping

CATEGORIES = (
    "identity", "family", "accounts", "roles", "clearances", "answers", "words",
    "consents", "papers", "invitations", "letters", "journal",
)  # fmt: skip


def destroyed(contents: Mapping[str, int]) -> list[tuple[str, int]]:
    """What goes, with the number of entries: what matters to a person first."""
    return [(name, contents[name]) for name in CATEGORIES if name in contents]


def kept(contents: Mapping[str, int]) -> list[tuple[str, int]]:
    """What stays, without a name."""
    return sorted((name, count) for name, count in contents.items() if name.startswith("kept_"))
