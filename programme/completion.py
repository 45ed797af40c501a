"""What finishing a questionnaire causes: a literal table from the form's name to a verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from db.runs import Run
from domain.answers import Answer


@dataclass(frozen=True, slots=True)
class Ending:
    """The screen after the last question: text key and plain values (see `keyboards.letters.worded`), and whose buttons stand under it.

    `buttons` names an entry of `keyboards.endings.BUTTONS`; `about` is the id that the buttons are about.
    """

    text_key: str
    values: dict[str, Any] = field(default_factory=dict)
    buttons: str = ""
    about: int = 0


Completion = Callable[[Session, Run, Mapping[str, Answer], datetime], Ending | None]

COMPLETIONS: Mapping[str, Completion] = {}
"""By form name. A form that is not here ends with its own ending text."""
