"""At the door: what only the owner of an invitation knows, the inviter's word, and those who guess."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.accounts
import db.doors
import db.people
from db.audit import AuditRow
from db.invitations import Invitation
from db.letters import Letter
from db.people import Person
from db.sealed import Ring
from domain.guessing import CALM, SPOILT, TRIES, WINDOW
from programme import codes, doors, invitations, joining, posters, presence, profiles, vouching
from programme.doors import Door
from programme.factors import Asked, Later
from tests.conftest import School, person

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BORN = date(2014, 3, 12)
MINUTE = timedelta(minutes=1)


def pupil(session: Session, school: School, born: date | None = BORN, by: int | None = None) -> tuple[Invitation, str]:
    return invitations.invite(session, school.organisation, "mentee", "Лебедев Илья", NOW, by, "6А", born)


def accept(session: Session, key: str, address: str, now: datetime = NOW, names: str = "first"):
    return doors.accept(session, key, "telegram", address, "ru", now, names, "Вася (@vasya)")


def prove(session: Session, address: str, said: str, now: datetime = NOW):
    knock = doors.asked(session, "telegram", address, now)
    assert knock is not None, "nothing was asked"
    return doors.prove(session, knock, said, "ru", now, "Вася (@vasya)")


def letters_to(session: Session, person: Person) -> list[str]:
    return list(session.scalars(select(Letter.text_key).where(Letter.person_id == person.id).order_by(Letter.id)))


def audited(session: Session, invitation: Invitation) -> list[tuple[str, str]]:
    rows = select(AuditRow).where(AuditRow.object == f"invitation:{invitation.id}").order_by(AuditRow.id)
    return [(row.action, row.purpose) for row in session.scalars(rows)]


def printed(session: Session, school: School, invitation: Invitation) -> str:
    [(code, kept)] = codes.fresh(codes.peppers(session), 1)
    codes.give(session, presence.of(session, school.curator.id), invitation, kept, NOW)
    return f"{codes.START}{code}"


def test_a_pupil_comes_in_with_the_own_birthday(session: Session, school: School) -> None:
    invitation, token = pupil(session, school, by=school.curator.id)
    assert accept(session, token, "77") == Asked("birthday")
    assert prove(session, "77", "привет") == Asked("birthday", unclear=True)
    assert prove(session, "77", "13.03") == Asked("birthday", left=TRIES - 1)
    came = prove(session, "77", "12 марта")
    assert isinstance(came, Person)
    assert came.state == "joining"
    assert doors.asked(session, "telegram", "77", NOW) is None
    assert letters_to(session, school.curator) == ["letters.invitation_used"]
    assert audited(session, invitation) == [("invitation.refused", "birthday"), ("invitation.used", "link")]


def test_where_no_birthday_is_known_the_code_of_the_class_is_asked(session: Session, school: School) -> None:
    _, token = pupil(session, school, born=None)
    code = posters.new_code(session, presence.of(session, school.curator.id), "6А", NOW)
    assert accept(session, token, "77") == Asked("class_code")
    assert prove(session, "77", "не знаю").unclear
    wrong = "000000" if code != "000000" else "000001"
    assert prove(session, "77", wrong) == Asked("class_code", left=TRIES - 1)
    assert isinstance(prove(session, "77", f" {code[:3]} {code[3:]}"), Person)


def test_where_only_codes_pass_the_chat_the_birthday_is_never_asked(session: Session, school: School) -> None:
    _, token = pupil(session, school)
    posters.new_code(session, presence.of(session, school.curator.id), "6А", NOW)
    assert accept(session, token, "77", names="codes") == Asked("class_code")


@pytest.mark.fault(88)
def test_a_used_invitation_opens_nothing_for_another_and_the_replay_is_audited(
    session: Session, school: School
) -> None:
    invitation, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    assert isinstance(accept(session, token, "77"), Person)
    assert doors.look(session, token, "telegram", "78", NOW) == "unknown"
    assert accept(session, token, "78") == "unknown"
    assert audited(session, invitation)[1:] == [("invitation.refused", "used")] * 2
    assert db.accounts.current(session, "telegram", "78") is None


@pytest.mark.fault(89)
def test_whoever_got_a_forwarded_link_is_closed_out_and_the_curator_hears(session: Session, school: School) -> None:
    _, token = pupil(session, school)
    accept(session, token, "78")
    for left in range(TRIES - 1, 0, -1):
        assert prove(session, "78", "01.01") == Asked("birthday", left=left)
    later = prove(session, "78", "01.01")
    assert later == Later(NOW + WINDOW)
    assert letters_to(session, school.curator) == ["letters.invitation_doubtful"]
    assert prove(session, "78", "12.03", NOW + MINUTE) == later, "even the right answer is not looked at"
    accept(session, token, "77", NOW + MINUTE)
    assert isinstance(prove(session, "77", "12.03", NOW + MINUTE), Person), "the owner is not kept out"


@pytest.mark.fault(89, 90)
def test_many_accounts_at_one_link_spoil_it_before_they_find_the_day(session: Session, school: School) -> None:
    invitation, token = pupil(session, school)
    for number in range(SPOILT):
        accept(session, token, f"9{number}")
        last = prove(session, f"9{number}", f"{number + 1}.01")
    assert last == "unknown"
    assert invitation.revoked_at is not None
    assert accept(session, token, "77") == "unknown"
    assert "letters.invitation_spoilt" in letters_to(session, school.curator)
    assert invitations.renew(session, presence.of(session, school.curator.id), invitation.id, NOW) is not None
    assert (invitation.revoked_at, invitation.tries) == (None, 0)


def test_staff_wait_for_the_word_of_whoever_invited_them(session: Session, school: School) -> None:
    invitation, token = invitations.invite(
        session, school.organisation, "psychologist", "Лебедева Нина", NOW, school.curator.id
    )
    nina = accept(session, token, "77")
    assert joining.station(session, nina, NOW).step == "vouching"
    assert letters_to(session, school.curator) == ["letters.vouch"]
    assert invitation.account == "Вася (@vasya)"
    stranger, curator = presence.of(session, school.stranger_curator.id), presence.of(session, school.curator.id)
    assert vouching.vouch(session, stranger, invitation.id, NOW) is None
    assert vouching.awaited(session, curator) == [invitation]
    assert vouching.vouch(session, curator, invitation.id, NOW) is nina
    assert vouching.vouch(session, curator, invitation.id, NOW) is None, "a second press changes nothing"
    assert joining.station(session, nina, NOW).step == "consent"
    assert letters_to(session, nina) == ["letters.vouched"]
    assert invitation.account is None, "what the messenger calls them is needed no more"


def test_an_account_that_the_inviter_does_not_know_is_nobodys_again(session: Session, school: School) -> None:
    invitation, token = invitations.invite(
        session, school.organisation, "psychologist", "Лебедева Нина", NOW, school.curator.id
    )
    nina = accept(session, token, "78")
    curator = presence.of(session, school.curator.id)
    turned = vouching.turn_away(session, curator, invitation.id, NOW)
    assert (turned.address, turned.language) == ("78", "ru")
    assert presence.arrive(session, "telegram", "78", NOW) is None
    assert (nina.state, invitation.standing(NOW)) == ("invited", "revoked")
    _, again = invitations.renew(session, curator, invitation.id, NOW)
    assert accept(session, again, "77") is nina


@pytest.mark.fault(26, 101)
def test_a_new_account_of_staff_waits_for_the_word_of_whoever_gave_the_link(session: Session, school: School) -> None:
    nina = person(session, school.organisation, "psychologist", "Лебедева Нина", "76")
    curator = presence.of(session, school.curator.id)
    invitation, token = profiles.new_account(session, curator, nina.id, NOW)
    assert accept(session, token, "77") is nina
    assert letters_to(session, school.curator) == ["letters.vouch"]
    here = presence.arrive(session, "telegram", "77", NOW)
    assert not here.vouched
    assert not here.may("cases.work"), "nothing opens meanwhile"
    assert joining.advance(session, nina, NOW).step == "vouching"
    assert vouching.vouch(session, curator, invitation.id, NOW) is nina
    assert joining.station(session, nina, NOW).step != "vouching"


@pytest.mark.fault(26)
def test_a_thief_of_a_new_link_is_turned_away_and_the_owner_comes_back(session: Session, school: School) -> None:
    nina = person(session, school.organisation, "psychologist", "Лебедева Нина", "76")
    curator = presence.of(session, school.curator.id)
    invitation, token = profiles.new_account(session, curator, nina.id, NOW)
    accept(session, token, "78")
    vouching.turn_away(session, curator, invitation.id, NOW)
    assert presence.arrive(session, "telegram", "78", NOW) is None
    _, again = invitations.renew(session, curator, invitation.id, NOW)
    assert accept(session, again, "77") is nina


def test_an_invitation_of_the_command_line_needs_nobodys_word(session: Session, school: School) -> None:
    _, token = invitations.invite(session, school.organisation, "curator", "Лебедева Нина", NOW)
    assert joining.station(session, accept(session, token, "77"), NOW).step == "consent"


def test_a_printed_code_opens_the_door_and_the_curator_lets_in(session: Session, school: School) -> None:
    invitation, _ = pupil(session, school)
    key = printed(session, school, invitation)
    assert key.removeprefix("c_") not in str(invitation.code_digest)
    door = doors.look(session, key, "telegram", "77", NOW)
    assert isinstance(door, Door)
    assert door.by_code
    accept(session, key, "77")
    child = prove(session, "77", "12.03")
    assert joining.station(session, child, NOW).step == "vouching"
    assert letters_to(session, school.curator) == ["letters.vouch"]
    vouching.vouch(session, presence.of(session, school.curator.id), invitation.id, NOW)
    assert joining.station(session, child, NOW).step == "adult"


@pytest.mark.parametrize("ring", [Ring(), Ring((b"k" * 32,))])
def test_a_code_of_an_older_key_still_opens_and_one_of_no_key_does_not(
    session: Session, school: School, ring: Ring
) -> None:
    session.info["ring"] = ring
    invitation, _ = pupil(session, school)
    key = printed(session, school, invitation)
    if ring.keys:
        session.info["ring"] = Ring((b"n" * 32, *ring.keys))
    assert isinstance(doors.look(session, key, "telegram", "77", NOW), Door)
    session.info["ring"] = Ring((b"x" * 32,))
    assert doors.look(session, key, "telegram", "77", NOW) == "unknown"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7Q2MN4P", "K7Q2MN4P"), ("k7q2-mn4p", "K7Q2MN4P"), (" K7Q2 MN4P ", "K7Q2MN4P"), ("к7q2-мn4р", "K7Q2MN4P"),
        ("наставка", None), ("привет", None), ("K7Q2MN4", None), ("K7Q2MN4I", None), ("", None), ("12.03.2014", None),
        ("‮K7Q2\x00", None), ("<b>&%_</b>", None),
    ],
)  # fmt: skip
def test_a_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert codes.read(typed) == code


@pytest.mark.fault(90)
def test_five_wrong_codes_close_an_account_out(session: Session, school: School) -> None:
    invitation, _ = pupil(session, school, born=None)
    key = printed(session, school, invitation)
    for number in range(TRIES):
        assert doors.look(session, f"c_2222222{number + 2}", "telegram", "78", NOW) == "unknown"
    assert doors.look(session, key, "telegram", "78", NOW + MINUTE) == Later(NOW + WINDOW)
    assert isinstance(doors.look(session, key, "telegram", "78", NOW + WINDOW), Door)


@pytest.mark.fault(90)
def test_guessers_with_many_accounts_are_slowed_and_told_of_while_owners_come_in(
    session: Session, school: School
) -> None:
    invitation, _ = pupil(session, school, born=None)
    key = printed(session, school, invitation)
    for number in range(CALM):
        session.add(db.doors.WrongTry(kind="code", account=f"telegram:9{number}", at=NOW))
    assert doors.look(session, "c_22222222", "telegram", "78", NOW) == "unknown"
    assert isinstance(doors.look(session, "c_33333333", "telegram", "78", NOW), Later), "who was wrong waits"
    assert letters_to(session, school.curator) == ["letters.codes_guessed"]
    assert letters_to(session, school.stranger_curator) == [], "a school without printed codes is not alarmed"
    assert isinstance(doors.look(session, key, "telegram", "77", NOW), Door), "who types the right code comes in"


def test_a_new_link_kills_the_old_link_and_the_code(session: Session, school: School) -> None:
    invitation, old = pupil(session, school, born=None)
    key = printed(session, school, invitation)
    _, token = invitations.renew(session, presence.of(session, school.curator.id), invitation.id, NOW)
    assert doors.look(session, old, "telegram", "77", NOW) == "unknown"
    assert doors.look(session, key, "telegram", "77", NOW) == "unknown"
    assert isinstance(doors.look(session, token, "telegram", "77", NOW), Door)
