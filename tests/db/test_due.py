"""Work of the clock: whoever asks first for a subject and a period has it, and nobody after."""

from datetime import timedelta

from sqlalchemy.orm import Session

import db.due
from tests.conftest import NOW


def test_work_is_done_once_for_a_subject_and_a_period(session: Session) -> None:
    assert db.due.claim(session, "poll", "school", "2026-11", NOW)
    assert not db.due.claim(session, "poll", "school", "2026-11", NOW + timedelta(days=1))
    assert db.due.claim(session, "poll", "school", "2026-12", NOW)
    assert db.due.claim(session, "poll", "other", "2026-11", NOW)
    assert db.due.done(session, "poll", ["2026-11"]) == {("school", "2026-11"), ("other", "2026-11")}
