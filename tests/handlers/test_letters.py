"""Letters as messages: what makes a sound and what does not."""

from sqlalchemy.orm import Session

from db.letters import Letter
from handlers.letters import replies
from programme.letters import Parcel
from tests.conftest import NOW, School


def parcel(school: School, text_key: str, **values: object) -> Parcel:
    letter = Letter(
        once_key="x", person_id=school.curator.id, text_key=text_key, values=values, kind="notice",
        written_at=NOW, not_before=NOW,
    )  # fmt: skip
    return Parcel((letter,), school.curator, "telegram", "1")


def test_news_that_ask_for_nothing_arrive_without_a_sound(session: Session, school: School) -> None:
    (news,) = replies(
        parcel(school, "letters.joined_mentor", who={"name": "Лебедева Нина"}, person=school.mentor.id), "first"
    )
    (call,) = replies(parcel(school, "letters.invitation_astray", number=4), "first")
    assert news.method.disable_notification is True
    assert call.method.disable_notification is None
