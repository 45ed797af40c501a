# Таблица SWOT: строки и что с ними делают; слова таблицы — в results.ftl.
written = Записано в SWOT.
not_yours = Эту строку уже нельзя изменить.
add = Добавить
to_table = ‹ SWOT
edit = Исправить
strike = Убрать
struck = Строка убрана.
moved = Теперь здесь: { $cell }
card = <b>{ $cell }</b>
    { $text }
answer = <b>Куда отнести этот ответ?</b>
    { $text }
answer_stands = Сейчас: { $cell }.
to_words = ‹ К ответам
cell_strength = Сильная сторона
cell_weakness = Слабая сторона
cell_opportunity = Возможность
cell_threat = Угроза
mark_strength = (сила)
mark_weakness = (слабость)
mark_opportunity = (возможность)
mark_threat = (угроза)
