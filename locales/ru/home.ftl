# Главные экраны по ролям и команды.
hello = { $tone ->
    [child] Привет, { $name }!
   *[adult] Здравствуйте, { $name }!
}
hello_nameless = { $tone ->
    [child] Привет!
   *[adult] Здравствуйте!
}
mentor_of = Твой наставник: { $names }
no_mentor = Наставника тебе подбирает куратор.
mentees = { $tone ->
    [child] В паре с тобой: { $names }
   *[adult] В паре с вами: { $names }
}
no_mentees = { $tone ->
    [child] Пары пока нет. Куратор подберёт и напишет тебе сюда.
   *[adult] Пары пока нет. Куратор подберёт и напишет вам сюда.
}
next_meeting = Следующая встреча: { $moment }
next_meeting_with = Следующая встреча: { $moment }, { $names }
no_next_meeting = Следующая встреча пока не назначена.
child = <b>{ $name }</b>{ $group }
child_mentor = Наставник: { $names }
child_no_mentor = Наставника пока подбирают.
child_meetings = { $count ->
    [0] Встреч пока не было.
    [1] Была { $count } встреча, { $day }.
    [one] Была { $count } встреча, последняя { $day }.
    [few] Было { $count } встречи, последняя { $day }.
   *[other] Было { $count } встреч, последняя { $day }.
}
child_waiting = Ребёнок ещё не вошёл в программу.
to_do = { $count ->
    [one] Ждёт { $count } дело:
    [few] Ждут { $count } дела:
   *[other] Ждут { $count } дел:
}
nothing_to_do = { $tone ->
    [child] Дел сейчас нет.
   *[adult] Дел сейчас нет.
}
ask_curator = Вопросы — куратору: { $names }
more = Ещё
more_title = { $tone ->
    [child] Что ещё?
   *[adult] Что ещё показать?
}
no_poll = { $tone ->
    [child] Сейчас отвечать не нужно. Когда откроется новый опрос, я напишу.
   *[adult] Сейчас отвечать не нужно. Когда откроется новый опрос, я напишу.
}
poll = Ждёт опрос:
cancelled = { $tone ->
    [child] Остановились. Ответы сохранены. Вернуться можно здесь или через /survey.
   *[adult] Остановились. Ответы сохранены. Вернуться можно здесь или через /survey.
}
nothing_to_cancel = Отменять нечего.
screen_pair = Моя пара
screen_meetings = Встречи
screen_meeting = Отметить встречу
screen_sos = 🆘 Нужна помощь
screen_consents = Согласия
screen_today = Сегодня
screen_people = Люди
screen_pairs = Пары
screen_campaigns = Опросы
screen_summary = Сводка
screen_invite = Пригласить
screen_survey = Анкеты
screen_erasures = Удаление данных
screen_schools = Школы
screen_health = Состояние
command_schools = Школы в числах
screen_cases = Обращения
screen_deadlines = Обращения
screen_incident = 🆘 Тревога
screen_clearances = Допуск
screen_my_data = Мои данные
screen_class = Мой класс
screen_phone = Кто за телефоном
screen_place = Сменить школу
acting_in = Вы сейчас здесь: { $name }
screen_help = Помощь
screen_privacy = Что хранит бот
screen_language = Язык
screen_nickname = Моё прозвище
screen_questionnaires = Каталог анкет
command_start = Начать
command_help = Помощь
command_menu = Главный экран
command_my_data = Мои данные и согласия
command_privacy = Что бот хранит
command_language = Язык
command_cancel = Остановить анкету
command_survey = Анкеты и опросы
command_meeting = Отметить встречу
command_meeting_mentee = Мои встречи
command_feedback = Опрос месяца
command_pair = Моя пара
command_sos = Нужна помощь
command_today = Дела на сегодня
command_find = Найти человека
command_people = Люди и приглашения
command_pairs = Пары
command_meetings = Журнал встреч
command_poll = Опрос месяца
command_summary = Сводка
command_results = Результаты опросов
form = { $title } · { $minutes } мин
all_waiting = Все анкеты: { $count }
form_about = { $title } · { $name }
screen_register = Согласия
