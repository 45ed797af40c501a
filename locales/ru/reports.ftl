# Сводка, таблица, график и печатные формы.

stays = Файл «{ $file }» есть на компьютере школы: в этот чат такие файлы не отправляют. Его можно взять у куратора.
percent_points = { $difference } п. п.
hidden_few = скрыто: меньше { $least }
hidden_neighbour = скрыто: выдаст соседнюю группу
hidden_open = покажем, когда опрос закроется
nobody = нет данных
band = { $low }–{ $high }

summary_title = <b>{ $month }</b> · { $organisation }
summary_provisional = Месяц ещё идёт, числа на { $day }.
summary_meetings = Встреч: <b>{ $now }</b>
summary_rhythm = Пар в ритме: <b>{ $now }</b> ({ $kept } из { $judged })
summary_rhythm_none = Пар в ритме: пока нечего оценивать
summary_response = Ответили на опрос: <b>{ $now }</b> ({ $respondents } из { $participants })
summary_response_none = Ответили на опрос: опроса не было
summary_pairs = { $count ->
    [one] Работает { $count } пара
    [few] Работают { $count } пары
   *[other] Работают { $count } пар
}
summary_up = ▲ { $difference }
summary_down = ▼ { $difference }
summary_same = · как в прошлом месяце
summary_confirmed = Подтвердили оба: { $both }, только одна сторона: { $one }, вторую не спрашивали: { $not_asked }.
summary_rule = В ритме — пара, которая встречается не реже раза в две недели (первая встреча — за 10 дней); каникулы не считаются.
summary_satisfaction = <b>Довольны программой</b>
summary_mentees = Наставляемые: { $figures }
summary_mentors = Наставники: { $figures }
summary_opinion = { $of_respondents } из ответивших, { $of_participants } из всех участников (ответили { $respondents } из { $participants })
summary_opinion_hidden = { $figure } (ответили { $respondents } из { $participants })
summary_nobody = никого не спрашивали
summary_attention = <b>Требуют внимания сейчас: { $count }</b>
summary_attention_none = Всё спокойно: никто не требует внимания.
summary_attention_line = { $mark } { $label }: { $reason }. { $action }
summary_more = …и ещё { $count }: весь список в таблице.
red = Срочно:
amber = •

reason_wants_talk = нужен разговор, с { $since }
    .action = Поговорите сегодня.
reason_consent_withdrawn = согласие отозвано { $since }
    .action = Остановите работу с данными.
reason_no_meeting = нет встреч с { $since }
    .action = Напишите наставнику.
reason_first_meeting = ещё не встречались, в паре с { $since }
    .action = Помогите назначить встречу.
reason_one_side_only = встречи подтверждает одна сторона с { $since }
    .action = Спросите обоих.
reason_cancelled_twice = одна сторона отменяет встречи с { $since }
    .action = Узнайте, что мешает.
reason_missed_polls = не отвечает на опросы с { $since }
    .action = Позвоните.

chart_title = { $organisation }: наставничество по месяцам
chart_meetings = Встречи за месяц
chart_rhythm = Пары в ритме (встреча раз в две недели), %
chart_mentees = Довольны программой: наставляемые, % ответивших
chart_mentors = Довольны программой: наставники, % ответивших
chart_count = { $kept } из { $judged }
chart_hidden = скрыто
chart_open = опрос идёт
chart_running = { $month }*
chart_foot = * месяц ещё идёт · «скрыто»: ответили меньше { $least } · штриховка: точное число скрыто · n: сколько ответили
chart_n = n = { $n }
twin_title = <b>{ $organisation }</b>: встречи, ритм, довольные из ответивших
twin_line = { $month }: встреч { $meetings }; в ритме { $rhythm }; довольны: наставляемые — { $mentees }, наставники — { $mentors }
twin_earlier = Раньше — в таблице.

sheet_summary = Сводка
sheet_attention = Внимание
sheet_pairs = Пары
sheet_legend = Пояснения
book_title = { $organisation } · сводка по наставничеству
book_as_of = Числа на { $day }
column_indicator = Показатель
column_reason = Причина
column_who = Кто
column_since = С какого дня
column_action = Что сделать
column_urgency = Срочность
urgent = срочно
soon = на этой неделе
column_pair = Пара
column_start = Начало
column_held = Встреч за месяц
column_last = Последняя встреча
column_due = Следующая — не позже
column_kept = Ритм
kept = в ритме
late = опаздывает
unjudged = рано оценивать
row_pairs_active = Работающие пары
row_meetings = Проведённые встречи
row_both = — подтвердили обе стороны
row_one = — подтвердила одна сторона
row_not_asked = — вторую сторону не спрашивали
row_rhythm = Пары в ритме, доля
row_rhythm_count = — пар в ритме
row_judged = — пар оценено
row_mentees = НАСТАВЛЯЕМЫЕ
row_mentors = НАСТАВНИКИ
row_participants = Участвовали, человек
row_respondents = Ответили, человек (n)
row_response = Доля ответивших
row_of_participants = Довольны, доля всех участников
row_of_respondents = Довольны, доля ответивших
running = { $month } (идёт)

legend_term = Что
legend_meaning = Что это значит и как посчитано
legend_active = Работающие пары
    .meaning = Пары и группы, которые работали хотя бы один день месяца.
legend_meetings = Проведённые встречи
    .meaning = Встречи, о которых наставник написал, что они состоялись. «Подтвердили обе стороны» — наставляемый согласился; «подтвердила одна» — наставляемого спросили, но он не подтвердил; вторую сторону спрашивают не каждый раз.
legend_rhythm = Пары в ритме
    .meaning = Пары, которые весь месяц не опаздывали, ÷ все пары, которые можно оценить. Правило: встреча не реже раза в 14 дней, первая — за 10 дней от начала. Дни каникул и перерывов не считаются. Не оцениваются новые пары до срока первой встречи и пары на каникулах.
legend_of_participants = Довольны, доля всех участников
    .meaning = Довольные ÷ все, кто участвует в программе. Это формула показателя дорожной карты: кто не ответил, уменьшает долю.
legend_of_respondents = Довольны, доля ответивших
    .meaning = Довольные ÷ те, кто ответил на опрос. Смотрите вместе с долей ответивших.
legend_response = Доля ответивших
    .meaning = Ответившие ÷ все, кто участвует в программе. n — сколько человек ответили.
legend_satisfied = Кто считается довольным
    .meaning = Средний ответ не ниже порога, выбранного до опроса: { $s10 } из 10, { $words5 } из 5 или { $faces3 } из 3; ответ «да». Разные шкалы вместе не усредняются.
legend_hidden = «Скрыто: меньше { $least }»
    .meaning = Если ответили меньше { $least } человек, доля не показывается: по ней можно узнать ответ одного.
legend_band = Доля вида «80–100 %»
    .meaning = Ответили одинаково все или все, кроме одного. Точное число выдало бы ответ каждого.

consent_record = Подтверждение согласия
consent_number = Номер записи
consent_when = Когда
consent_who = Кто подтвердил
consent_relation = Кем приходится
consent_channel = Как подтверждено
consent_version = Версия текста (SHA-256)
consent_note = Это копия. Организация хранит запись о согласии вместе с полным текстом выше.
consent_paper = Подпись
consent_signer = Фамилия, имя, отчество
consent_address = Адрес
consent_document = Документ: вид, номер, кем и когда выдан
consent_child = Для родителя: адрес и документ ребёнка
consent_authority = Для родителя: документ о праве представлять ребёнка
consent_signature = Подпись
consent_date = Дата

# Names of files, without their endings.
file_people_template = Шаблон списка
file_poster = Плакат
file_code_slips = Листки с кодами
file_qr = Приглашение
file_consent = Согласие
file_consent_text = Текст согласия
file_summary = Сводка
file_summary_chart = График
