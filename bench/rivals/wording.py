"""The questionnaire that the rivals ask: as long a card and as many buttons as ours."""

QUESTIONS = 40
OPTIONS = 4


def text(number: int) -> str:
    """The card of a question."""
    return (
        f"Анкета для замера · вопрос {number % QUESTIONS + 1} из {QUESTIONS}\n\n"
        f"Вопрос номер {number % QUESTIONS + 1}: что тебе подходит больше?\n\n"
        "Ответ увидят: наставник и куратор.\nНужен ответ."
    )


def rows(number: int) -> list[list[tuple[str, str]]]:
    """Label and data of the buttons: the options, then back and later."""
    options = [[(f"Вариант {index + 1}", f"step:{number}:{index}")] for index in range(OPTIONS)]
    return [*options, [("‹ Назад", f"back:{number}"), ("Позже", f"later:{number}")]]
