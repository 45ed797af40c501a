# Lists of people, the search, and a person's card.
how = { $by ->
    [codes] Напишите код или прозвище, например: /find лис.
   *[names] Напишите имя и класс, например: /find мария 5б. Порядок слов и ё/е не важны.
}
too_long = { $by ->
    [codes] Слишком длинно для поиска. Напишите код или прозвище.
   *[names] Слишком длинно для поиска. Напишите имя и класс.
}
nobody = { $by ->
    [codes] Никого не нашлось. Имён здесь нет: ищите по коду, прозвищу или коду класса.
   *[names] Никого не нашлось. Попробуйте только фамилию, только имя или класс.
}
found = { $count ->
    [one] Нашёлся { $count } человек:
    [few] Нашлось { $count } человека:
   *[many] Нашлось { $count } человек:
}
nearly = { $count ->
    [one] Точно такого имени нет. Похоже на { $count } человека:
   *[many] Точно такого имени нет. Похоже на { $count } человек:
}
people = <b>Люди программы</b>

    { $by ->
        [codes] Выберите список или просто напишите код или прозвище.
       *[names] Выберите список или просто напишите имя.
    }
list = <b>{ $title }</b>
to_people = ‹ Все списки
invite = Пригласить
nameless = Без имени

filter_mentee = Наставляемые: { $count }
filter_mentor = Наставники: { $count }
filter_parent = Родители: { $count }
filter_curator = Кураторы: { $count }
filter_invited = Приглашены: { $count }
filter_all = Все: { $count }

role_mentee = наставляемый
role_mentor = наставник
role_parent = родитель
role_curator = куратор
role_class_teacher = классный руководитель
role_psychologist = психолог
role_form_curator = куратор формы
role_director = директор
role_municipal_operator = муниципальный оператор
role_tech_admin = технический администратор

state = Статус: { $state }
state_invited = приглашение отправлено
state_joining = входит в программу
state_active = в программе
state_withdrawn = согласие отозвано, работа остановлена
state_left = больше не в программе
consent_standing = Согласие есть.
consent_withdrawn = Согласие отозвано.
consent_refused = В согласии отказано.
consent_awaited = Согласия пока нет.
unreachable = Бот заблокирован: сообщения не доходят.
in_pair = Пара: { $who } ({ $state })
pair_proposed = ждём ответа
pair_active = работает
no_pair = Пары пока нет.
open_forms = Не закончено: { $titles }
pair = Пара № { $number }
new_pair = Создать пару

filter_class_teacher = Классные: { $count }
filter_psychologist = Психологи: { $count }
filter_form_curator = Кураторы форм: { $count }
filter_director = Директор: { $count }
filter_municipal_operator = Операторы: { $count }
filter_tech_admin = Тех. админы: { $count }
any_group = любой
any_state = любой
by_group = Класс: { $group }
by_state = Статус: { $state }
which_group = Какой класс показать?
which_state = Какой статус показать?
all_groups = Все классы
all_states = Все, кто не ушёл
filter_state_invited = Приглашены: { $count }
filter_state_joining = Входят: { $count }
filter_state_active = В программе: { $count }
filter_state_withdrawn = Отозвали: { $count }
filter_state_left = Ушли: { $count }
short_invited = приглашён
short_joining = входит
short_active = в программе
short_withdrawn = отозвал
short_left = ушёл
guest = Роль есть здесь, а сам человек в другой организации.
sensitive = Личные ответы (с записью)
sensitive_of = <b>Личные ответы: { $name }</b>
sensitive_recorded = Просмотр записан в журнал.
sensitive_none = На личные вопросы ответов нет. Просмотр записан в журнал.

# Latin letters that are typed for Russian ones of the same look: pairs, the typed one first.
look_alikes = aа cс eе oо pр xх yу kк mм tт bв hн
