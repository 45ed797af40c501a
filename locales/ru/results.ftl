# Результаты опросов; буквы для кнопок, чата и файлов.
title = <b>Результаты опросов</b> · { $organisation }
rule = Итоги подводят один раз: потом цифры не меняются. Поздние ответы войдут в следующие итоги.
none = Итогов пока нет. Они появятся, когда закроется опрос месяца или когда вы подведёте итоги анкеты.
published = <b>Подведены итоги: { $count }</b>
ready = <b>Можно подвести итоги</b>
ready_line = • { $name }: ответили { $answered } из { $asked }
few = <b>Пока мало ответов</b> (показываем от { $least })
sheet = Лист оценки куратора: { $points } из { $most } — { $band }.
band_optimal = оптимальный уровень
band_acceptable = допустимый уровень
band_unacceptable = недопустимый уровень
role_mentee = наставляемые
role_mentor = наставники
role_parent = родители
role_curator = кураторы
role_class_teacher = классные руководители
role_psychologist = психологи
role_any = все
dated = { $day } · { $name }

publish = Подвести итоги: { $count }
choose = <b>Какие итоги подвести?</b>
brief_before = До · { $role } · { $mentoring }
brief_after = После · { $role } · { $mentoring }
sure = <b>Подвести итоги?</b>
    { $name }: ответили { $answered } из { $asked }.
    Потом цифры этих итогов не изменятся. Кто ответит позже, войдёт в следующие итоги.
sure_yes = Подвести итоги
too_few = Ответили { $answered } из { $asked }. Итоги показываем от { $least } человек: по меньшему числу можно узнать ответ одного.
beside_few = Отдельных итогов этой анкеты не будет: на вторую анкету той же роли ответили меньше { $least } человек, и по разности можно узнать их ответы. Все вместе они есть в сводке месяца.
back = ‹ Результаты
to_card = ‹ К итогам
by_question = По вопросам
changes = Что изменилось
chart = График
words = Ответы словами
table = Таблица XLSX
raw = По кодам (запишем)
memo = Записка DOCX
swot = SWOT
all_table = Таблица XLSX

as_of = Итоги на { $day }. Ответили { $answered } из { $asked } ({ $rate }).
few_answers = Мало ответов: { $n }. Один человек может сдвинуть среднее, не делайте выводов по десятым долям.
satisfied = Довольны: <b>{ $of_respondents }</b> ответивших, { $of_participants } всех участников.
satisfied_rule = Доволен тот, чья средняя оценка не ниже { $least } из { $most }.
satisfied_hidden = Довольны: { $figure }.
line = • { $question } <b>{ $told }</b>
mean_of = { $mean } из { $most }
mean = среднее { $mean }
mean_n = n = { $n }
top = { $answer } — { $share }
alike = почти все ответили одинаково: { $answer }
nothing = никто не ответил
reverse = (меньше — лучше)
interval = Среднее { $mean }; с поправкой на случай — от { $low } до { $high } (95 %).
group = { $group }: { $told }
no_group = Без пары
open_count = { $count ->
    [one] Словами ответил { $count } человек.
    [few] Словами ответили { $count } человека.
   *[other] Словами ответили { $count } человек.
}
details_title = <b>{ $name }</b>: вопросы { $first }–{ $last } из { $count }

form_title = <b>{ $name }</b>
changes_since_before = Сравнили с опросом до начала работы ({ $day }).
changes_since_previous = Сравнили с прошлыми итогами ({ $day }).
change_line = • { $question }
    { $words }
change_up = стало больше на <b>{ $difference }</b> (95 %: от { $low } до { $high })
change_down = стало меньше на <b>{ $difference }</b> (95 %: от { $low } до { $high })
change_unsure = разница { $difference } (95 %: от { $low } до { $high }) может быть случайной
change_none = сдвиг почти незаметный
change_small = сдвиг небольшой
change_medium = сдвиг заметный
change_large = сдвиг большой
change_size = { $word } ({ $size } стандартного отклонения)
change_few = Мало ответов: { $n }. Разница может быть случайной.
change_paired = Сравнили тех же людей до и после: { $n }.
change_groups = Сравнили две группы в целом: тех же людей отдельно показать нельзя, их слишком мало или легко узнать остальных.
change_cause = Разница не доказывает, что дело в программе. Из двадцати сравнений одно бывает «заметным» случайно.
changes_none = Сравнивать пока не с чем: нужна та же шкала и не меньше { $least } ответов в обеих волнах.

words_title = <b>{ $name }</b>
    { $question }
words_none = Словами никто не ответил.
words_hidden = Словами ответили меньше { $least } человек: показываем от { $least }, чтобы никого нельзя было узнать.
words_gone = Слова этих итогов больше не показываем: часть ответов удалили их авторы. Что вы перенесли в SWOT, осталось.
words_line = { $number }. { $text } { $mark }
words_order = Порядок случайный, имён нет. Нажмите номер, чтобы перенести ответ в SWOT.
words_order_read = Порядок случайный, имён нет.

chart_foot = n: сколько ответили · черта: 95 % для среднего · «скрыто»: меньше { $least } ответов
chart_foot_changes = ● стало (черта: 95 %) · ○ было · n: сколько ответили · «скрыто»: меньше { $least } ответов
chart_hidden = скрыто
chart_alike = почти все: { $answer }
chart_n = { $mean } · n = { $n }
chart_was = { $mean } (было { $before }) · n = { $n }
chart_twin = <b>{ $name }</b>: средние оценки
chart_twin_line = • { $question }: { $told }

sheet_summary = Итоги
sheet_shares = Ответы
sheet_changes = Изменения
sheet_raw = По кодам
sheet_legend = Пояснения
book_title = { $organisation } · результаты опросов
column_form = Анкета
column_role = Роль
column_mentoring = Форма наставничества
column_wave = Волна
column_taken = Итоги на
column_question = Вопрос
column_topic = Параметр
column_asked = Спросили
column_answered = Ответили (n)
column_rate = Доля ответивших
column_mean = Среднее
column_low = 95 %: от
column_high = 95 %: до
column_answer = Ответ
column_share = Доля
column_group = Группа
column_difference = Разница
column_size = Размер сдвига
column_word = Словами о сдвиге
column_certain = Вывод
column_compared = Что сравнили
column_code = Код
column_name = Имя
certain = вряд ли случайно
uncertain = может быть случайной
paired = те же люди
groups = две группы
all = все
wave_before = до
wave_after = после
wave_none = без волны
row_satisfied_respondents = Довольны, доля ответивших
row_satisfied_participants = Довольны, доля всех участников
legend_frozen = Подведённые итоги
    .meaning = Каждый ответ входит только в одни итоги. Цифры после этого не меняются, поздние ответы войдут в следующие: так по двум таблицам нельзя вычислить чужой ответ.
legend_rate = Доля ответивших
    .meaning = Ответившие ÷ все, кого спросили. n — сколько человек ответили на вопрос.
legend_mean = Среднее и 95 %
    .meaning = Среднее по шкале вопроса. Интервал по распределению Стьюдента: чем меньше ответов, тем он шире. Разные шкалы вместе не усредняются.
legend_change = Разница и размер сдвига
    .meaning = «Те же люди» — средняя разница ответов тех, кто ответил оба раза; размер — стандартизованное изменение (разница ÷ стандартное отклонение «до», с поправкой на малые группы). «Две группы» — разница средних по Уэлчу, размер — g Хеджеса. До 0,2 — почти нет, до 0,5 — небольшой, до 0,8 — заметный, дальше — большой.
legend_certain = «Вряд ли случайно»
    .meaning = 95-процентный интервал разницы не захватывает ноль. Это не доказывает, что причина — программа.
legend_satisfied = Довольны
    .meaning = Средняя оценка человека не ниже { $s10 } из 10 ({ $words5 } из 5, { $faces3 } из 3). Доля всех участников — формула показателя дорожной карты: кто не ответил, уменьшает её.
legend_hidden = «Скрыто»
    .meaning = Меньше { $least } ответов — не показываем; слова — меньше { $words }. Если скрыта одна группа, скрывают и следующую по величине.
legend_alike = «Почти все»
    .meaning = Ответили одинаково все или все, кроме одного: точное число выдало бы каждый ответ.

memo_title = Аналитическая записка о результатах опросов
memo_of = { $organisation }, { $day }
memo_intro = В записку вошли последние подведённые итоги каждой анкеты: { $count }. Группы меньше { $least } человек не показаны.
memo_participation = 1. Кто ответил
memo_satisfaction = 2. Довольны ли участники
memo_means = 3. Средние оценки
memo_changes = 4. Что изменилось за время программы
memo_swot = 5. Сильные и слабые стороны, возможности, угрозы
memo_limits = 6. Как читать эти числа
memo_none = Данных пока нет.
memo_satisfied_line = { $name }: { $of_respondents } ответивших и { $of_participants } всех участников (ответили { $answered } из { $asked }).
memo_better = Выросли и вряд ли случайно: { $questions }.
memo_worse = Снизились и вряд ли случайно: { $questions }.
memo_unsure = По остальным параметрам ({ $count }) разница может быть случайной.
memo_proposals = Предложения куратора:
memo_signature = Куратор ____________________ / ____________________ /

swot_title = <b>SWOT: сильные и слабые стороны программы</b>
swot_cell = <b>{ $cell }</b>
swot_line = { $number }. { $text }
swot_empty = —
swot_help = Нажмите номер, чтобы исправить, перенести или убрать. Новые строки — кнопкой «Добавить» или из ответов словами.
swot_help_read = Строки ведёт куратор.
cell_strength = Сильные стороны
cell_weakness = Слабые стороны
cell_opportunity = Возможности
cell_threat = Угрозы
