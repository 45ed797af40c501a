# What needs the curator: one message a reason, its proposed action beside it. $who is a pair or people.
title = <b>Сегодня</b> · { $organisation } · { $pairs ->
    [one] { $pairs } пара
    [few] { $pairs } пары
   *[many] { $pairs } пар
}
count_red = { $count ->
    [one] Срочно: { $count } дело
    [few] Срочно: { $count } дела
   *[many] Срочно: { $count } дел
}
count_late = { $count ->
    [one] { $count } пара давно не встречалась
    [few] { $count } пары давно не встречались
   *[many] { $count } пар давно не встречались
}
count_guardians = { $count ->
    [one] { $count } родитель ждёт проверки
    [few] { $count } родителя ждут проверки
   *[many] { $count } родителей ждут проверки
}
count_silent = { $count ->
    [one] { $count } человек не ответил на опрос
    [few] { $count } человека не ответили на опрос
   *[many] { $count } человек не ответили на опрос
}
met = Встретились за неделю: { $met } из { $pairs } (неделей раньше { $before })
red = Срочно.
more = …и ещё { $count }
nothing = Всё спокойно: дел на сегодня нет.
sort_out = Разобрать ({ $count })
place = { $place } из { $total }
put_off = Отложить 3 дня
done = Готово ✅
all = ‹ Весь список
is_put_off = Отложено на 3 дня.
is_done = Готово.
open_pair = Открыть пару
open_person = Открыть карточку
who = Кто не ответил
invitations = Приглашения
new_pair = Создать пару

unsafe = { $who }: в опросе { $since } ответ о том, спокойно ли рядом с наставником, требует внимания.
    .action = Поговорите сегодня наедине, позовите психолога.
worried = { $who }: наставника тревожит, как живётся подопечному (опрос { $since }).
    .action = Свяжитесь с наставником сегодня.
worrying_meeting = { $who }: после встречи { $since } наставник отметил тревогу.
    .action = Свяжитесь с наставником сегодня.
wants_talk = { $who }: в опросе { $since } — «{ $wish }».
    .action = Поговорите сегодня.
wants_advice = { $who }: в опросе { $since } — «{ $wish }».
    .action = Ответьте на этой неделе.
consent_withdrawn = { $who }: согласие отозвано { $since }. Данные уничтожить до { $until }.
    .action = Остановите работу с данными и уничтожьте их в срок.
guardian = { $who }: номера родителя нет в школьном списке, ждёт с { $since }.
    .action = Проверьте, что это законный представитель.
declined = { $who }: от пары отказались { $since }.
    .action = Узнайте, что не подошло, и предложите другую пару.
unanswered = { $who }: на предложение пары не ответили с { $since }.
    .action = Напишите или позвоните.
waiting = { $who }: анкета заполнена { $since }, пары всё ещё нет.
    .action = Подберите наставника.
no_meeting = { $who }: нет встреч с { $since }.
    .action = Напишите наставнику.
first_meeting = { $who }: пара с { $since }, но первой встречи не было.
    .action = Помогите назначить встречу.
one_side_only = { $who }: с { $since } две встречи подряд подтверждает только одна сторона.
    .action = Спросите обоих, без упрёка.
cancelled_twice = { $who }: с { $since } две встречи подряд не состоялись.
    .action = Узнайте, что мешает.
poll_silent = На опрос { $since } не ответили: { $count } ({ $who }).
    .action = Посмотрите список, кому-то можно напомнить лично.
missed_polls = { $who }: два опроса подряд без ответа, с { $since }.
    .action = Позвоните.
unreachable = { $who }: бот заблокирован, сообщения не доходят. Последний раз здесь { $since }.
    .action = Свяжитесь другим путём.
stalled = Вход не завершён больше двух недель ({ $count }): { $who }
    .action = Отправьте приглашения ещё раз или помогите войти.

wish_psychologist = поговорить с психологом
wish_curator = поговорить с куратором
wish_another_mentor = сменить наставника
wish_another_pair = сменить пару
wish_advice = нужен совет, что делать дальше
