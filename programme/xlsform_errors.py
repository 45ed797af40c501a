"""What is wrong in a questionnaire file, where it stands, and what to write instead."""

from collections.abc import Sequence

SHEETS = ("settings", "survey", "choices")


class FormError(ValueError):
    """A cell that the bot does not support: sheet, row (the header is row 1; 0 is the whole sheet), column, advice.

    `key` is the text key of the advice, `values` its values.
    """

    def __init__(self, key: str, sheet: str = "survey", row: int = 0, column: str = "", **values: object) -> None:
        super().__init__(key, sheet, row, column, values)
        self.key, self.sheet, self.row, self.column, self.values = key, sheet, row, column, values


def in_order(errors: Sequence[FormError]) -> list[FormError]:
    """The errors as one goes through the file, sheet by sheet and down the rows."""
    return sorted(errors, key=lambda error: (SHEETS.index(error.sheet) if error.sheet in SHEETS else -1, error.row))
