"""Every refusal of an answer has a text in every language and tone."""

import re
from inspect import getsource

import pytest

from domain import answers, replies
from locales import LANGUAGES, texts_in

VALUES = {"length": 1200, "limit": 1000, "count": 4, "maximum": 10, "minimum": 1, "step": 5, "example": 45}
WRITTEN = set(re.findall(r'"(answers\.\w+)"', getsource(answers) + getsource(replies)))
KEYS = WRITTEN | {"answers.whole", "answers.whole_between", "answers.number", "answers.number_between"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", ["adult", "child"])
@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_refusal_says_what_to_do_in_the_persons_language(key: str, tone: str, language: str) -> None:
    text = texts_in(language, tone)(key, **VALUES)
    assert len(text) > 10
    if tone == "child" and language == "ru":
        assert not re.search(r"\b(вы|вам)\b|(?:ите|йте)\b", text), text
        assert all(len(sentence.split()) <= 12 for sentence in re.split(r"[.!?:]\s", text))
