"""Words that ask for a look, and words that only sound alike: the phrase set that the list must agree with."""

from importlib.resources import files

import pytest

from domain.screening import phrases, topics

KNOWN = phrases((files("locales") / "ru" / "screening.txt").read_text(encoding="utf-8").splitlines())

ASK_FOR_A_LOOK = {
    "Не хочу жить": "self_harm",
    "я больше не хочу так жить": "self_harm",
    "иногда думаю, что лучше бы умерла": "self_harm",
    "ХОЧУ УМЕРЕТЬ!!!": "self_harm",
    "порезал себе вены": "self_harm",
    "Режу себя, когда плохо": "self_harm",
    "читаю про суициды": "self_harm",
    "отчим меня бьёт": "violence",
    "Папа бьет меня ремнём": "violence",
    "они меня избили после школы": "violence",
    "я боюсь идти домой": "violence",
    "меня травят в классе": "bullying",
    "все надо мной издеваются": "bullying",
    "старшие отбирают деньги": "bullying",
    "он трогал меня и просил никому не говорить": "abuse",
    "просит голые фото": "abuse",
    "ко мне приставал взрослый": "abuse",
    "дома нечего есть": "neglect",
    "меня выгнали из дома": "neglect",
    "мне предлагали наркотики": "substances",
}
SOUND_ALIKE = (
    "Не хочу в школу, жить бы на каникулах",
    "мы хотели убить время и пошли гулять",
    "умираю со смеху с наших шуток",
    "наставник бьёт рекорды по плаванию",
    "режу бумагу для поделки",
    "порезал салат, научился готовить",
    "вчера убили босса в игре",
    "ненавижу математику",
    "боюсь контрольной по физике",
    "жизнь бьёт ключом",
    "до смерти устал на тренировке",
    "хочу жить в Петербурге",
    "хочется исчезнувшую книгу найти",
    "бабушка умерла, когда я был маленький",
    "мы играли в догонялки, и я упал",
    "бой курантов слушали вместе",
    "помоги выбрать профессию",
    "",
)


@pytest.mark.parametrize(("words", "topic"), ASK_FOR_A_LOOK.items())
def test_a_cry_for_help_is_noticed(words: str, topic: str) -> None:
    assert topic in topics(words, KNOWN)


@pytest.mark.parametrize("words", SOUND_ALIKE)
def test_everyday_words_call_nobody(words: str) -> None:
    assert topics(words, KNOWN) == frozenset()


def test_a_harmless_phrase_does_not_hide_a_cry_beside_it() -> None:
    assert topics("умираю со смеху, но дома нечего есть", KNOWN) == {"neglect"}


def test_a_line_without_a_topic_is_refused() -> None:
    with pytest.raises(ValueError, match="no topic"):
        phrases(["одни слова"])
