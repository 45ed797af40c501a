"""How a questionnaire ends: apart from the table of completions, so that the verbs in the table can import it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from db.runs import Run
from domain.answers import Answer


@dataclass(frozen=True, slots=True)
class Ending:
    """The screen after the last question: text key and plain values, and whose buttons stand under it.

    Values are worded as those of letters (`keyboards.letters.worded`). `buttons` names an entry of
    `keyboards.endings.BUTTONS`; `about` is the id that the buttons are about.
    """

    text_key: str
    values: dict[str, Any] = field(default_factory=dict)
    buttons: str = ""
    about: int = 0


Completion = Callable[[Session, Run, Mapping[str, Answer], datetime], Ending | None]
