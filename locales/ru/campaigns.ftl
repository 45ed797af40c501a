# Опросы: что идёт, новый опрос, два этапа до и после работы.
title = <b>Опросы</b>
none = Сейчас ничего не идёт.
line_open = • { $name }: ответили { $answered } из { $asked }, до { $day }
line_planned = • { $name }: откроется { $day }
line_closed = • { $name }: ответили { $answered } из { $asked }, закрыт { $day }
line_interrupted = • { $name }: остановлен { $day }
past_title = <b>Прошедшие опросы</b>
past_none = Прошедших опросов нет.
new = Новый опрос
waves = Этапы: до и после
poll = Опрос месяца
past = Прошедшие: { $count }
back = ‹ Опросы
to_card = ‹ К опросу

name = <b>{ $name }</b>
state_open = Идёт до { $day }.
state_planned = Откроется { $opens }, закроется { $day }.
state_closed = Закрыт { $day }.
state_missed = Не открывался: в эти дни бот не работал.
state_interrupted = Остановлен { $day }: { $reason }.
reason_harm = вопросы задевают людей
reason_mistake = ошибка в анкете
reason_audience = не те люди
reason_other = другая причина
whom = Кому: { $audience }
role_participant = наставляемые и наставники
role_mentee = наставляемые
role_mentor = наставники
role_parent = законные представители
role_class_teacher = классные руководители
role_psychologist = психологи
role_informant = те, кто знает ребёнка
stage_waiting = ещё без пары
stage_working = в паре
stage_ended = пара завершена
mode_named = Именной: ответы видны с именем.
mode_confidential = Конфиденциальный: ответы видят куратор и психолог.
mode_anonymous = Анонимный: кто как ответил, не узнает никто.
answered = Отправлено { $asked } · ответили <b>{ $answered }</b> ({ $share })
rest = В процессе { $in_progress } · не открыли { $not_opened } · бот заблокирован: { $unreachable }
rest_anonymous = Пока не ответили: { $silent }
group = { $group }: { $answered } из { $asked }
group_hidden = { $group }: скрыто
no_group = Без класса
hidden_why = Скрыто: в анонимном опросе классы меньше { $least } человек не показываем отдельно.
nobody_yet = Пока никто не получил анкету. Кто войдёт в программу до закрытия, получит её.
remind = Напомнить: { $count }
who = Кто не ответил: { $count }
extend = Продлить до { $day }
stop = Остановить
results = Результаты
extended = Опрос идёт до { $day }.
nobody_silent = Ответили все.
silent = <b>Не ответили: { $count }</b>
silent_line = { $name }{ $sheets ->
    [1] {""}
   *[other] {" "}· анкет: { $sheets }
}
silent_unreachable = { $name }{ $sheets ->
    [1] {""}
   *[other] {" "}· анкет: { $sheets }
} · бот заблокирован
ask_stop = <b>Остановить опрос?</b>
    { $state ->
        [planned] Он ещё не открывался: анкету никто не получит.
       *[open] Анкета закроется у всех, кто ещё не ответил, и напоминать больше не будем. Присланные ответы сохранятся.
    } Открыть этот опрос снова будет нельзя.

    Почему останавливаем?
stop_harm = Вопросы задевают
stop_mistake = Ошибка в анкете
stop_audience = Не те люди
stop_other = Другое
stopped = Опрос остановлен.

choose = <b>Новый опрос</b>
    Какую анкету разослать?
choose_none = Подходящих анкет нет.
draft = <b>Новый опрос</b> · { $name }
minutes = { $minutes } мин.
opens = Открыть: { $day }
closes = Закрыть: { $day } (включительно)
will_get = { $people ->
    [0] <b>Сейчас не получит никто.</b>
    [one] <b>Получит { $people } человек.</b>
    [few] <b>Получат { $people } человека.</b>
   *[many] <b>Получат { $people } человек.</b>
}
sheets = Анкет всего: { $sheets }. По одной { $about ->
    [pair] на каждую пару
   *[child] на каждого ребёнка
}.
will_not = Не получат: { $reasons }.
missing_consent = нет согласия — { $count }
missing_unreachable = бот не открыт или заблокирован — { $count }
missing_form = неизвестна форма наставничества — { $count }
few = Общие итоги покажем от { $least } ответов: по меньшему числу можно узнать человека.
too_few = Анонимная анкета идёт не меньше чем { $least } людям: иначе ответ легко узнать. Выберите, кому ещё её дать.
joiners = Кто подойдёт под условия позже, получит анкету, пока опрос открыт.
set_role = Кому
set_form = Форма
set_classes = Классы
set_stage = Этап пары
set_opens = Открыть
set_closes = Закрыть
start = Запустить ✅
delete = Удалить черновик
deleted = Черновик удалён.
ask_role = Кого спрашиваем?
ask_form = Какая форма наставничества?
ask_classes = Какие классы? Нажмите, чтобы добавить или убрать.
ask_stage = На каком этапе эти люди?
ask_opens = Когда открыть? Сейчас: { $day }.
ask_closes = Когда закрыть? Этот день ещё входит. Сейчас: { $day }.
any_form = Любая
any_stage = Любой
all_classes = Все классы
done = Готово
today = Сегодня
tomorrow = Завтра
monday = В понедельник
days = { $count ->
    [7] Через неделю
    [10] Через 10 дней
    [14] Через 2 недели
   *[30] Через месяц
}
other_day = Другой день
ask_start = { $planned ->
    [yes] <b>Запланировать опрос?</b> Откроется { $day }.
   *[no] <b>Запустить опрос?</b>
}
    Анкету { $people ->
        [one] получит { $people } человек
        [few] получат { $people } человека
       *[many] получат { $people } человек
    }. Сообщения придут днём, не в тихие часы. Отозвать их нельзя, но опрос можно остановить.
sure = Да, запустить
started = Опрос идёт.
planned = Опрос запланирован.
change = ‹ Изменить
unlike = <b>Второй этап открыть нельзя</b>: с первого этапа изменились вопросы, и сравнивать ответы нечестно.
unlike_line = • { $question }

waves_title = <b>Опрос до и после работы</b>
    Для какой формы наставничества?
wave_form = <b>Опрос до и после работы</b> · { $form }
wave_before = <b>Первый этап</b>, до начала работы
wave_after = <b>Второй этап</b>, по завершении работы
wave_waits = Откроется, когда закончится первый.
side_new = { $role }: { $people ->
    [0] пока некому
    [one] получит { $people } человек
    [few] получат { $people } человека
   *[many] получат { $people } человек
}
side_planned = { $role }: откроется { $day }
side_open = { $role }: идёт до { $day }
side_closed = { $role }: закрыт { $day }
start_before = Начать первый этап опроса
start_after = Начать второй этап опроса
ask_wave = { $wave ->
    [before] <b>Начать первый этап опроса?</b>
   *[after] <b>Начать второй этап опроса?</b>
} { $form }
    Анкету { $people ->
        [one] получит { $people } человек
        [few] получат { $people } человека
       *[many] получат { $people } человек
    }: наставляемые и наставники, каждый свою. На ответ { $days } дней. Отозвать письма нельзя, но опрос можно остановить.
wave_started = Этап начат.
waves_back = ‹ К этапам
