"""The doctor's look at keys: whether there is one, and whether older ones still keep something."""

from sqlalchemy.orm import Session

from bot.checks import Check
from db.sealed import Ring
from programme import rotation


def check(session: Session, ring: Ring) -> Check:
    """Sealed columns defend a stolen file or backup (security § 6); a missing key or an old value is worth a word."""
    if not ring.keys:
        return Check(
            "keys", False, "DATA_KEY is not set: what is sealed is plain; `mentor-bot keys new`, then `keys rotate`"
        )
    left = sum(each.count for each in rotation.left(session, ring))
    if left:
        return Check("keys", False, f"{left} values are kept by an older key or by none: `mentor-bot keys rotate`")
    older = len(ring.keys) - 1
    return Check(
        "keys", True, "everything is sealed with the newest key" + (f"; {older} older may go" if older else "")
    )
